"""
Whose voice the hall hears, read from the state of a forum: one active speaker, or none.

Knows: the floor, the roll, the phase. Does not know: sound, who sits behind a participant of the forum.
"""

from msgspec import Struct

from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Channel, EntryState, Phase


class OfHall(Struct, frozen=True):
    """Somebody on site speaks, or between speeches the moderator: the microphone of the real hall is the voice."""


class OfPerson(Struct, frozen=True):
    """A participant of the forum speaks from afar."""

    person: str


ActiveSpeaker = OfHall | OfPerson


def active_speaker(state: ForumState) -> ActiveSpeaker | None:
    """Return whose voice is open now; ``None`` in a pause of the speech or of the forum, before it and after it."""
    if state.phase is not Phase.OPEN:
        return None
    speech = state.floor.speech
    if speech is None:
        return OfHall()
    if speech.state is not EntryState.SPEAKING:
        return None
    return OfHall() if speech.entry.channel is Channel.ONSITE else OfPerson(speech.entry.person)
