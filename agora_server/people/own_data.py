"""Everything kept of a person, to be shown to them and taken along."""

from typing import Any

import msgspec

from agora_server.core.clock import Clock
from agora_server.people.privacy import NOTICE_VERSION
from agora_server.store import Store, erasure


class OwnData(msgspec.Struct, frozen=True):
    """Everything kept of a person, by table."""

    exported: int
    notice: str
    kept: dict[str, list[dict[str, Any]]]


class OwnDataReader:
    """Reads what is kept of one person.

    Args:
        store: where it is kept.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def of(self, participant: str) -> OwnData:
        """Return everything kept of a participant, with the version of the notice that says why."""
        kept = await self._store.read(lambda connection: erasure.export(connection, participant))
        return OwnData(self._clock(), NOTICE_VERSION, kept)
