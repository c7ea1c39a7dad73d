"""
What listeners show without words, counted for a while: applause, "cannot hear", "slower". Pure; not kept.

A call for help stands longer than applause, and no longer than until staff say that it is done.
"""

from collections.abc import Mapping

from rooms.forum.model.state import Revision
from rooms.forum.model.terms import Channel, Signal
from rooms.forum.procedure.signals import HELP
from rooms.forum.views.view_parts import HelpView, SignalCount, SignalsPart

SHOWN_MS = 30_000
"""How long one counts: a speaker looks up about as often."""
HELP_MS = 120_000
"""How long a call for help counts that nobody says is done: who is busy finds it, and it was true lately."""
UNDONE = Revision()


class ForumSignals:
    """The signals of one forum: each person counts once a kind, at their newest."""

    def __init__(self) -> None:
        self._shown: dict[tuple[Signal, str], tuple[int, Channel]] = {}

    def show(self, signal: Signal, person: str, channel: Channel, now: int) -> None:
        """Count a signal of somebody who attends."""
        self._shown[signal, person] = (now, channel)

    def part(self, now: int, helped: Mapping[Signal, Revision]) -> SignalsPart:
        """Return what counts now, and forget the rest; ``helped`` says up to when calls are done."""
        self._shown = {key: one for key, one in self._shown.items() if _counts(key[0], one[0], now, helped)}
        counts = []
        for signal in Signal:
            channels = [channel for (shown, _), (_, channel) in self._shown.items() if shown is signal]
            if channels:
                onsite = channels.count(Channel.ONSITE)
                counts.append(SignalCount(signal, len(channels) - onsite, onsite))
        done = (HelpView(signal, mark.at, mark.version) for signal, mark in sorted(helped.items()))
        return SignalsPart(tuple(counts), tuple(done))

    def __bool__(self) -> bool:
        return bool(self._shown)


def _counts(signal: Signal, at: int, now: int, helped: Mapping[Signal, Revision]) -> bool:
    lasts = HELP_MS if signal in HELP else SHOWN_MS
    return now - at < lasts and at > helped.get(signal, UNDONE).at
