"""One socket of one tab, from its admission on."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from agora_server.transport.audio_buffer import AudioBuffer
from agora_server.transport.connection import Connection, frame
from agora_server.transport.outbox import Outbox
from agora_server.transport.rate_limits import LineRates
from rooms.square.square import Arrival
from rooms.wire.messages import StreamPosition, View

NOBODY: AbstractSet[int] = frozenset()


@dataclass(slots=True, eq=False)
class ClientSession:
    """What the server keeps of a socket.

    Attributes:
        arrival: who it is, as the store knew them when the ticket was redeemed.
        session: id of the session; ends when that is revoked.
        tab: the client's id of the tab; empty before ``hello``.
        slot: row of the crowd's table; -1 before ``hello``.
        hidden: nobody looks at this tab: it gets messages, no positions.
        blocked_slots: slots that a block keeps from this tab.
        attached: whether it takes part.
        screen: it only looks at forums, nobody stands behind it in the square.
        positions: where its tab was in streams of forums, until it attends them again.
        version: what had ended when the store was read for it; later endings concern it (``endings.py``).
        audio: the voice that it listens to; ``audio_at`` is its place in it.
    """

    connection: Connection
    arrival: Arrival
    session: str
    rates: LineRates = field(default_factory=LineRates)
    outbox: Outbox = field(default_factory=Outbox)
    tab: str = ""
    view: View = View.LIST
    slot: int = -1
    hidden: bool = False
    blocked_slots: AbstractSet[int] = NOBODY
    attached: bool = False
    version: int = 0
    screen: bool = False
    positions: dict[str, StreamPosition] = field(default_factory=dict)
    audio: AudioBuffer | None = None
    audio_at: int = 0

    @property
    def participant(self) -> str:
        """Who it is."""
        return self.arrival.participant

    def post(self, payload: bytes) -> None:
        """Queue a message; it rides in the next tick's write."""
        self.outbox.put(frame(payload))

    def flush(self) -> None:
        """Write what waits now: before a close nothing is left behind."""
        if waiting := self.outbox.take_waiting():
            self.connection.write_framed(waiting)
