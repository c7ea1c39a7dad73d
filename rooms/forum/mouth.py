"""
Whose voice the hall hears, read from the state of a forum: one mouth, or none.

Knows: the floor, the roll, the phase. Does not know: sound, who sits behind a participant of the forum.
"""

from msgspec import Struct

from rooms.forum.state import State
from rooms.forum.terms import Channel, EntryState, Phase


class OfHall(Struct, frozen=True):
    """Somebody on site speaks, or between speeches the moderator: the microphone of the real hall is the voice."""


class OfPerson(Struct, frozen=True):
    """A participant of the forum speaks from afar."""

    person: str


Mouth = OfHall | OfPerson


def mouth(state: State) -> Mouth | None:
    """Return whose voice is open now; ``None`` in a pause of the speech or of the forum, before it and after it."""
    if state.phase is not Phase.OPEN:
        return None
    speech = state.floor.speech
    if speech is None:
        return OfHall()
    if speech.state is not EntryState.SPEAKING:
        return None
    return OfHall() if speech.entry.channel is Channel.ONSITE else OfPerson(speech.entry.person)
