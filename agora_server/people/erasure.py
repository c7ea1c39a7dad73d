"""Erases a person everywhere: the store, the square, the journals of forums."""

from collections.abc import Awaitable, Callable

from agora_server.core.clock import Clock
from agora_server.people.sessions import Sessions
from agora_server.square.persistence import FactWriter
from agora_server.store import Store, erasure

OnErased = Callable[[str], None]
"""Told of a participant who was erased: the avatar leaves the square."""


class Eraser:
    """Erases people: over HTTP by themselves, by administration, by retention.

    Args:
        store: where they are kept.
        sessions: told of sessions that ended.
        fact_writer: writes what is in line first, so that nothing of the person comes after.
        clock: milliseconds UTC.
        on_erased: told when it is done.
        in_forums: erases what the journals of forums hold of a participant.
    """

    def __init__(
        self,
        store: Store,
        sessions: Sessions,
        fact_writer: FactWriter,
        clock: Clock,
        on_erased: OnErased,
        *,
        in_forums: Callable[[str], Awaitable[None]],
    ) -> None:
        self._in_forums = in_forums
        self._store = store
        self._sessions = sessions
        self._fact_writer = fact_writer
        self._clock = clock
        self._on_erased = on_erased

    async def erase(self, participant: str) -> None:
        """Delete a person everywhere; their sockets close, their avatar leaves, the log of the store is emptied."""
        await self._sessions.end(participant=participant)
        self._on_erased(participant)
        await self._fact_writer.flush()
        await self._in_forums(participant)
        await self._store.write(lambda c: erasure.erase(c, participant, self._clock()))
        await self._store.forget()
