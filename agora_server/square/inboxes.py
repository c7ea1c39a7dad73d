"""
The inbox stream of every participant, and the frames that carry it.

An item that many hear is packed once; each inbox wraps the same bytes in its own ``(after, seq]``.
"""

from collections.abc import Callable, Iterable, Iterator

from agora_server.transport import wire
from rooms.square.streams import Missed, Ring, StreamEntry
from rooms.wire.messages import Item, Reset, Resumed, Snapshot, StreamPosition

NewId = Callable[[], str]


def stream_name(participant: str) -> str:
    """Return the name of a participant's inbox stream."""
    return f"inbox:{participant}"


class Inboxes:
    """Rings by participant.

    Args:
        new_id: makes the epoch of a ring.
    """

    def __init__(self, new_id: NewId) -> None:
        self._new_id = new_id
        self._rings: dict[str, Ring] = {}

    def ring(self, participant: str) -> Ring:
        """Return a participant's ring; a new epoch if there is none."""
        found = self._rings.get(participant)
        if found is None:
            found = self._rings[participant] = Ring(self._new_id())
        return found

    def append(self, participants: Iterable[str], item: Item, now: int) -> Iterator[tuple[str, bytes]]:
        """Append an item to inboxes; yield each participant with the frame payload of the event.

        A participant without an inbox is gone and gets nothing.
        """
        packed = wire.pack(item)
        for participant in participants:
            ring = self._rings.get(participant)
            if ring is not None:
                entry = ring.append(item, now)
                yield participant, wire.event_frame(stream_name(participant), entry.after, entry.seq, packed)

    def resume(
        self,
        participant: str,
        positions: Iterable[StreamPosition],
        now: int,
        snapshot: Callable[[], Snapshot],
    ) -> tuple[bool, list[bytes]]:
        """Return whether the stream goes on, and the payloads that bring a client up to date.

        Either ``resumed`` and exactly what was missed, or ``reset`` with a snapshot: never a silent gap.
        """
        name = stream_name(participant)
        ring = self.ring(participant)
        for position in positions:
            if position.stream == name:
                outcome = ring.resume(position, now)
                if isinstance(outcome, Missed):
                    first = wire.encode(Resumed(name, ring.epoch, position.seq))
                    return True, [first, *(_event(name, entry) for entry in outcome.entries)]
        return False, [wire.encode(Reset(name, ring.epoch, ring.head, snapshot()))]

    def sweep(self, now: int) -> None:
        """Let go of what is too old for a resume, whether anybody comes back or not."""
        for ring in self._rings.values():
            ring.trim(now)

    def forget(self, participant: str) -> None:
        """Drop the inbox of a participant who is gone."""
        self._rings.pop(participant, None)

    def __contains__(self, participant: str) -> bool:
        return participant in self._rings

    def __len__(self) -> int:
        return len(self._rings)


def _event(stream: str, entry: StreamEntry) -> bytes:
    return wire.event_frame(stream, entry.after, entry.seq, wire.pack(entry.item))
