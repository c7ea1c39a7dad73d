"""
All that the square may ask of the world. ``Square.effects()`` hands them out in order; the host performs them.

Effects name participants, never sockets.
"""

from dataclasses import dataclass, field

from rooms.base.errors import Fact
from rooms.wire.messages import Item, ServerMessage


@dataclass(frozen=True, slots=True)
class Deliver:
    """Append an item to the inbox streams of participants; the same object for all of them."""

    to: tuple[str, ...]
    item: Item


@dataclass(frozen=True, slots=True)
class Reply:
    """Send one message to one tab, outside of any stream (``done``, ``people``, ``hearers`` ...)."""

    participant: str
    tab: str
    message: ServerMessage


@dataclass(frozen=True, slots=True)
class TellTabs:
    """Send one message to all tabs of a participant, outside of any stream (``placed``)."""

    participant: str
    message: ServerMessage


@dataclass(frozen=True, slots=True)
class Dismiss:
    """End all connections of a participant with a close (``left``, ``banned`` ...)."""

    participant: str
    close_with: str
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WriteFact:
    """Write a fact to the store. ``kind`` names the table of the retention list it belongs to.

    Kinds: ``block``, ``unblock``, ``report``, ``words``, ``profile`` (name, look or settings changed). Acts of staff
    are none: the store has them before they are carried out (``rooms.moderation.Measure``).
    """

    kind: str
    participant: str
    facts: dict[str, object]


Effect = Deliver | Reply | TellTabs | Dismiss | WriteFact
