"""
Sweeps what has been kept long enough, by the table in ``privacy.py``: once an hour, and by ``./agora admin retention``.

Rows go from the store, backups from the data folder; then the write-ahead log is emptied, so that nothing stays.
"""

import asyncio
from pathlib import Path

import structlog

from agora_server.core.clock import Clock
from agora_server.people import privacy
from agora_server.people.privacy import DAY_MS
from agora_server.store import Store, erasure

log = structlog.get_logger()

EVERY_S = 3_600
"""A promise in days is kept to the hour."""
ROUNDS = 200
"""Changes in one sweep, 500 people each: more than a city has, and it ends."""
SWEPT_IN_STORE = (
    *("participants", "sessions", "flags", "measures", "access_log", "invites", "accounts"),
    *("codes", "identities", "forum_personal"),
)
SWEPT_WITH_PEOPLE = ("blocks", "citizens", "forum_people")
NEVER_STORED = ("words", "positions", "voice")
SWEPT_AS_FILES = ("backups",)


def moments(now: int) -> dict[str, int]:
    """Return per key of the table the moment before which it goes."""
    return {line.key: now - line.days * DAY_MS for line in privacy.TABLE} | {"now": now}


class Sweeper:
    """The hourly sweep.

    Args:
        store: what is swept.
        clock: milliseconds UTC.
        backups: folder of backups.
    """

    def __init__(self, store: Store, clock: Clock, backups: Path) -> None:
        self._store = store
        self._clock = clock
        self._backups = backups
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Sweep now and every hour from now on."""
        self._task = asyncio.create_task(self._run(), name="sweeper")

    async def close(self) -> None:
        """Stop sweeping."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def sweep(self) -> dict[str, int]:
        """Delete what has been kept long enough; return how many of each."""
        before = moments(self._clock())
        total: dict[str, int] = {}
        for _ in range(ROUNDS):
            gone = await self._store.write(lambda c: erasure.sweep(c, before))
            total = {key: total.get(key, 0) + count for key, count in gone.items()}
            if gone["participants"] < erasure.PEOPLE_A_SWEEP:
                break
        total["backups"] = await asyncio.to_thread(_sweep_files, self._backups, before["backups"])
        if any(total.values()):
            await (self._store.scrub("forum_personal") if total["forum_personal"] else self._store.forget())
            log.info("swept", **total)
        return total

    async def _run(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception:
                log.exception("sweep_failed")
            await asyncio.sleep(EVERY_S)


def _sweep_files(folder: Path, before: int) -> int:
    """Delete files last written before a moment; return how many."""
    if not folder.is_dir():
        return 0
    old = [path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime * 1000 < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
