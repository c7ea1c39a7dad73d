"""One socket of one tab, from its admission on."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from agora_server.connection import Connection, frame
from agora_server.limits import Rates
from agora_server.outbox import Outbox
from agora_server.voice_lane import Lane
from rooms.messages import StreamPosition, View
from rooms.square import Arrival

NOBODY: AbstractSet[int] = frozenset()


@dataclass(slots=True, eq=False)
class Link:
    """What the server keeps of a socket.

    Attributes:
        arrival: who it is, as the store knew them when the ticket was redeemed.
        session: id of the session; ends when that is revoked.
        tab: the client's id of the tab; empty before ``hello``.
        slot: row of the crowd's table; -1 before ``hello``.
        hidden: nobody looks at this tab: it gets messages, no positions.
        unseen: slots that a block keeps from this tab.
        attached: whether it takes part.
        screen: it only looks at forums, nobody stands behind it in the square.
        positions: where its tab was in streams of forums, until it attends them again.
        mark: what had ended when the store was read for it; later endings concern it (``endings.py``).
        lane: the voice that it listens to; ``lane_at`` is its place in it.
    """

    connection: Connection
    arrival: Arrival
    session: str
    rates: Rates = field(default_factory=Rates)
    outbox: Outbox = field(default_factory=Outbox)
    tab: str = ""
    view: View = View.LIST
    slot: int = -1
    hidden: bool = False
    unseen: AbstractSet[int] = NOBODY
    attached: bool = False
    mark: int = 0
    screen: bool = False
    positions: dict[str, StreamPosition] = field(default_factory=dict)
    lane: Lane | None = None
    lane_at: int = 0

    @property
    def participant(self) -> str:
        """Who it is."""
        return self.arrival.participant

    def post(self, payload: bytes) -> None:
        """Queue a message; it rides in the next tick's write."""
        self.outbox.put(frame(payload))

    def post_framed(self, framed: bytes) -> None:
        """Queue a message that many get and that was framed once for all."""
        self.outbox.put(framed)

    def flush(self) -> None:
        """Write what waits now: before a goodbye nothing is left behind."""
        if waiting := self.outbox.take():
            self.connection.write_framed(waiting)
