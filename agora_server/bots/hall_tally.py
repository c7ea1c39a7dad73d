"""What bots of a forum measure together: how fast acts are acknowledged, what was refused, how often lines broke."""

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MARK_P99_MS = 1_000.0
"""The pass mark: who waits longer than a second for "done" presses again."""
KEEP = 200_000
"""Times kept for percentiles: 1.6 MB at most; more are counted, not kept."""


@dataclass
class HallTally:
    """Sums over all bots of a process.

    Attributes:
        ways: milliseconds from sending an act to its answer on the same line.
        done: acts acknowledged, by kind; ``refused``: by the code of the refusal.
        cut: lines cut on purpose; ``lost``: by themselves; ``again``: acts sent again after either.
        unanswered: acts that had no answer on a line that lived.
        inside: bots that attend.
    """

    ways: list[float] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    cut: int = 0
    lost: int = 0
    again: int = 0
    unanswered: int = 0
    inside: int = 0
    citizens: int = 0
    onsite: int = 0
    started: float = field(default_factory=time.monotonic)

    def answered(self, kind: str, why: str, since: float) -> None:
        """Count an answer to an act that was sent at ``since``."""
        if len(self.ways) < KEEP:
            self.ways.append((time.monotonic() - since) * 1_000)
        if why:
            self.refused[why] += 1
        else:
            self.done[kind] += 1

    def report(self, count: int, forum: str) -> dict[str, Any]:
        """Return the figures and whether the mark was met by ``count`` bots."""
        ways = sorted(self.ways)
        p99 = percentile(ways, 0.99)
        whole = self.inside >= count and self.unanswered == 0 and bool(ways)
        return {
            "forum": forum,
            "participants": self.inside,
            "citizens": self.citizens,
            "onsite": self.onsite,
            "acts": dict(sorted(self.done.items())),
            "acts_per_s": round(sum(self.done.values()) / max(time.monotonic() - self.started, 0.001), 1),
            "refused": dict(sorted(self.refused.items())),
            "cut": self.cut,
            "lost": self.lost,
            "again": self.again,
            "unanswered": self.unanswered,
            "p50_ms": percentile(ways, 0.5),
            "p99_ms": p99,
            "passed": whole and p99 <= MARK_P99_MS,
        }


def percentile(ordered: list[float], share: float) -> float:
    """Return the value below which a share of the sorted values lies; 0 of none."""
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)], 1) if ordered else 0.0
