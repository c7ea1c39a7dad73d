"""
All that the square may ask of the world. ``Square.effects()`` hands them out in order; the host performs them.

Effects name participants, never sockets.
"""

from dataclasses import dataclass, field

from rooms.errors import Fact
from rooms.messages import Item, ServerMessage


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
class Tell:
    """Send one message to all tabs of a participant, outside of any stream (``placed``)."""

    participant: str
    message: ServerMessage


@dataclass(frozen=True, slots=True)
class Dismiss:
    """End all connections of a participant with a goodbye (``left``, ``banned`` ...)."""

    participant: str
    farewell: str
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keep:
    """Write a fact to the store. ``kind`` names the table of the retention list it belongs to.

    Kinds: ``block``, ``unblock``, ``mute``, ``lift``, ``ban``, ``move_out``, ``report``, ``words``,
    ``profile`` (name, look or settings changed).
    """

    kind: str
    participant: str
    facts: dict[str, object]


Effect = Deliver | Reply | Tell | Dismiss | Keep
