"""
Faults of hooks: what goes wrong in one of them is logged and counted, and its caller goes on.

A tick calls much that knows nothing of each other. Each part is run through here, so that an exception costs only
those whom it concerns. Hot loops spell the ``try`` out themselves (it costs nothing while nothing is raised) and call
``note``. A hook that raises ten times a second for a thousand people is written to the log once a second, with
how many were left out: the log must not stop the loop that it tells of.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import structlog

log = structlog.get_logger()

SAY_S = 1.0
"""Seconds between two lines about one hook."""


class Hook(StrEnum):
    """What may fail by itself: the label ``hook`` of ``agora_tick_errors_total``."""

    SQUARE = "square"  # the square's own step: moves, rules, blocks, the crowd
    PERSON = "person"  # what comes due for one person in it
    EFFECT = "effect"  # one thing that the square asked for: a message, a fact, a close
    MEMORY = "memory"  # letting go of what was said two minutes ago
    VOICE = "voice"  # the voice of one forum
    FORUM_VIEW = "forum_view"  # what one forum, or one who looks at it, is shown
    FORUM_CHANGE = "forum_change"  # one that follows a forum: its voice, its chat, its head in lists
    SHARED = "shared"  # the counts that all get
    FANOUT = "fanout"  # the write to one client
    LIVENESS = "liveness"  # the judgement of one connection
    LADDER = "ladder"  # the length of ticks
    HINT = "hint"  # what another node told


class Faults:
    """Counts and logs what hooks raise.

    Attributes:
        counts: exceptions by hook, since the start.

    Args:
        timer: monotonic seconds, for the rate of log lines.
    """

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self.counts: Counter[str] = Counter({hook.value: 0 for hook in Hook})
        self._quiet_until: dict[Hook, float] = {}  # by hook, when the next line may be written
        self._left_out: Counter[Hook] = Counter()  # by hook, exceptions since its last line

    def run(self, hook: Hook, call: Callable[..., object], *args: object) -> bool:
        """Call something; tell whether it came to its end."""
        try:
            call(*args)
        except Exception:  # noqa: BLE001 - noted, with its trace
            self.note(hook)
            return False
        return True

    def note(self, hook: Hook, **facts: Any) -> None:
        """Count and log the exception that is being handled; ``facts`` say where, and hold no words and no names."""
        self.counts[hook] += 1
        now = self._timer()
        if now < self._quiet_until.get(hook, now):
            self._left_out[hook] += 1
            return
        self._quiet_until[hook] = now + SAY_S
        log.error(
            "hook_failed", exc_info=sys.exc_info(), hook=hook.value, left_out=self._left_out.pop(hook, 0), **facts
        )
