"""
Who may be heard now: at most one voice a forum, set by the forum's host whenever the floor changes.

    host:   gate.set(forum, "p1")      a participant of the square has the floor and speaks
            gate.set(forum, HALL)      somebody in the real hall does: the machine that carries its microphone
            gate.set(forum, None)      nobody, or a pause
            gate.forget(forum)         the forum is over

A forum exists for listeners from its first ``set`` to ``forget``. Setting what holds already changes nothing. Every
line that begins to speak has a number of its own, which its frames carry: another page has another clock and counts
anew. Pure: ``now`` is an argument.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from rooms.wire.voice import VoiceFilter

HALL: Final = "*"
"""Instead of a participant: the microphone of the real hall. No id of a participant has this sign."""
GRACE_MS = 1_000
"""Frames this late after the floor closed were on the way: dropped as every other, and no fault of the sender."""

SILENT_MS = 1_000
"""Without a frame this long, another tab of the speaker may go on: the one that had it was put away."""


@dataclass(slots=True)
class VoiceTurn:
    """One opening of a forum's voice.

    Attributes:
        speaker: the participant, or ``HALL``.
        numbers: where the next number comes from.
        number: of the line that sends; in the frames modulo 2^16.
        source: which of the speaker's connections sends: the first that did. Another takes over when it is lost or
            silent.
        heard_at: when it last sent.
    """

    forum: str
    speaker: str
    numbers: Iterator[int]
    number: int = 0
    voice_filter: VoiceFilter = field(default_factory=VoiceFilter)
    source: object | None = None
    heard_at: int = 0

    def taken_from(self, line: object, now: int) -> bool:
        """Tell whether a frame of this connection is taken: two tabs of one speaker would talk into each other."""
        if self.source is not None and self.source is not line and now - self.heard_at < SILENT_MS:
            return False
        if self.source is not line:
            self.voice_filter, self.number = VoiceFilter(), next(self.numbers)
        self.source, self.heard_at = line, now
        return True


class VoiceGate:
    """The open turn of each forum, and which machine carries the sound of each hall.

    Args:
        first: the first line's number: nodes that begin at different ones are not taken for each other.
    """

    def __init__(self, first: int = 1) -> None:
        self._turns: dict[str, VoiceTurn | None] = {}
        self._numbers = count(first)
        self._closed: dict[str, int] = {}
        self._carriers: dict[str, object] = {}

    def set(self, forum: str, speaker: str | None, now: int) -> None:
        """Open the voice of a forum for a speaker, or close it."""
        held = self._turns.get(forum)
        if forum in self._turns and (held.speaker if held else None) == speaker:
            return
        if held is not None:
            self._closed[held.speaker] = now
        self._turns[forum] = None if speaker is None else VoiceTurn(forum, speaker, self._numbers)
        self._closed = {who: at for who, at in self._closed.items() if now - at <= GRACE_MS}

    def forget(self, forum: str) -> None:
        """A forum is over: there is nothing more to hear."""
        self._turns.pop(forum, None)
        self._carriers.pop(forum, None)

    def __contains__(self, forum: object) -> bool:
        return forum in self._turns

    # ---- who sends ----

    def turn_of(self, participant: str, line: object) -> VoiceTurn | None:
        """Return the turn in which a connection may be heard now.

        The participant's own, or that of the hall it carries.
        """
        for turn in self._open():
            if turn.speaker == participant:
                return turn
            if turn.speaker == HALL and self._carriers.get(turn.forum) is line:
                return turn
        return None

    def just_closed(self, participant: str, line: object, now: int) -> bool:
        """Tell whether frames of this sender may still be on the way."""
        speaker = HALL if line in self._carriers.values() else participant
        return now - self._closed.get(speaker, -GRACE_MS - 1) <= GRACE_MS

    def _open(self) -> Iterator[VoiceTurn]:
        return (turn for turn in self._turns.values() if turn is not None)

    # ---- the hall's own machine ----

    def carry_venue_audio(self, forum: str, line: object) -> None:
        """From now on a connection carries the hall's sound; the newest one does."""
        self._carriers[forum] = line
        self._release(forum)

    def put_down(self, line: object) -> None:
        """A connection carries nothing any more, and sends no voice: it was lost, or its owner said so."""
        for forum in [forum for forum, carrier in self._carriers.items() if carrier is line]:
            del self._carriers[forum]
        for turn in self._open():
            if turn.source is line:
                turn.source = None

    def _release(self, forum: str) -> None:
        """Let the new carrier send in a turn of the hall that is under way."""
        turn = self._turns.get(forum)
        if turn is not None and turn.speaker == HALL:
            turn.source = None
