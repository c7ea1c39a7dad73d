"""What listeners show without words, counted for half a minute: applause, "cannot hear", "slower". Pure; not kept."""

from rooms.forum.faces import SignalCount, SignalsPart
from rooms.forum.terms import Channel, Signal

SHOWN_MS = 30_000
"""How long one counts: a speaker looks up about as often."""


class ForumSignals:
    """The signals of one forum: each person counts once a kind, at their newest."""

    def __init__(self) -> None:
        self._shown: dict[tuple[Signal, str], tuple[int, Channel]] = {}

    def show(self, signal: Signal, person: str, channel: Channel, now: int) -> None:
        """Count a signal of somebody who attends."""
        self._shown[signal, person] = (now, channel)

    def part(self, now: int) -> SignalsPart:
        """Return what counts now, and forget the rest."""
        self._shown = {key: one for key, one in self._shown.items() if now - one[0] < SHOWN_MS}
        counts = []
        for signal in Signal:
            channels = [channel for (shown, _), (_, channel) in self._shown.items() if shown is signal]
            if channels:
                onsite = channels.count(Channel.ONSITE)
                counts.append(SignalCount(signal, len(channels) - onsite, onsite))
        return SignalsPart(tuple(counts))

    def __bool__(self) -> bool:
        return bool(self._shown)
