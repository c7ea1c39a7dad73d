"""Tells the metrics where each figure of the running parts is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from agora_server.assembly.forums import ForumParts
from agora_server.assembly.runtime import Runtime
from agora_server.assembly.square import SquareParts
from agora_server.core.metrics import Figure
from agora_server.gateway.gateway import Gateway
from agora_server.square.persistence import FactWriter
from agora_server.square.ticker import Ticker


@dataclass(frozen=True, slots=True)
class Telemetry:
    """The figures of one server, up to date when read.

    The hot path counts in plain integers, which are read when the metrics are asked for.
    """

    runtime: Runtime
    square: SquareParts
    ticker: Ticker
    gateway: Gateway
    fact_writer: FactWriter
    forum_parts: ForumParts

    def figures(self) -> Mapping[str, Figure]:
        """Return every row of the metrics that is read, by its name."""
        host, gateway, forums = self.square.host, self.gateway, self.forum_parts.forums
        return {
            "agora_ticks": self.ticker.ticks,
            "agora_tick_errors": self.runtime.faults.counts,
            "agora_frames": self.square.fanout.counts.writes,
            "agora_bytes": {"in": gateway.traffic.received, "out": gateway.traffic.sent},
            "agora_drops": self._drops(),
            "agora_voice_frames": self.forum_parts.voices.counts,
            "agora_facts_lost": self.fact_writer.lost,
            "agora_journal_appends": forums.appends,
            "agora_journal_conflicts": forums.conflicts,
            "agora_participants": len(host.square),
            "agora_sockets": len(host.clients),
            "agora_sockets_waiting": gateway.waiting,
            "agora_inboxes": len(host.inboxes),
            "agora_overload_rung": self.runtime.ladder.rung,
            "agora_forums": forums.live,
            "agora_forum_listeners": len(self.forum_parts.streams),
        }

    def _drops(self) -> dict[str, float]:
        counts = self.square.fanout.counts
        return {
            "positions": counts.skipped,
            "messages_held": counts.held,
            "too_slow": counts.too_slow,
            "tick": self.ticker.missed,
        }

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return self.runtime.metrics.text()
