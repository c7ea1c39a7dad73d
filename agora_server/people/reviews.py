"""What staff review: flags and verdicts, bans in force, the log of access to personal data."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from agora_server.core.clock import SEOUL, Clock
from agora_server.core.identity import Identity
from agora_server.core.problems import Problem
from agora_server.people.access_log import AccessLog
from agora_server.store import Connection, Store, access, accounts, flags, measures, participants
from agora_server.store.access import AccessRow
from agora_server.store.flags import FlagRow
from agora_server.store.measures import MeasureRow
from rooms.base.errors import Refusal, Why

FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Years that the log can be of."""


class FlagLine(msgspec.Struct, frozen=True):
    """One flag with its evidence."""

    id: str
    kind: str
    participant: str
    name: str
    reporter: str | None
    reason: str
    evidence: list[dict[str, Any]]
    at: int
    verdict: str | None
    judged_by: str | None
    judged: int | None
    note: str | None


class BanLine(msgspec.Struct, frozen=True):
    """One ban in force."""

    id: str
    participant: str
    name: str
    made_by: str
    reason: str
    at: int
    until: int


class AccessLine(msgspec.Struct, frozen=True):
    """One access to personal data. ``name`` is that of the person today; ``None`` once erased, and for many."""

    at: int
    login: str
    whose: str | None
    name: str | None
    task: str
    source: str
    rows: int


class AccessTotal(msgspec.Struct, frozen=True):
    """What one account did in the month."""

    login: str
    task: str
    times: int
    rows: int


class AccessMonth(msgspec.Struct, frozen=True):
    """A month of the log: sums of everything, and the newest lines."""

    month: str
    sums: list[AccessTotal]
    lines: list[AccessLine]


class Reviews:
    """Lists and settles; whoever sees names of people is noted in the access log first.

    Args:
        store: where all of it is kept.
        access_log: notes who saw whose data.
        clock: milliseconds UTC.
    """

    def __init__(self, store: Store, access_log: AccessLog, clock: Clock) -> None:
        self._store = store
        self._access = access_log
        self._clock = clock

    # ---- flags ----

    async def flags(self, viewer: Identity | None, peer: str, *, waiting: bool, before: int | None) -> list[FlagLine]:
        """Return a page of flags that wait, or of those settled, newest first, before a moment (milliseconds)."""
        rows = await self._store.read(lambda c: flags.page(c, waiting=waiting, before=before))
        await self._access.note(viewer, peer, "flags", [row.participant for row in rows])
        return [_flag(row) for row in rows]

    async def judge(self, viewer: Identity | None, peer: str, flag: str, *, verdict: str, note: str) -> FlagLine:
        """Settle a flag and return it.

        Raises:
            Refusal: ``unknown_flag``; ``already`` with who was first.
        """
        own, now = _account(viewer), self._clock()

        async def change(connection: Connection) -> tuple[FlagRow | None, FlagRow | None, str]:
            old = await flags.get(connection, flag)
            new = await flags.judge(connection, flag, verdict=verdict, by=own, note=note, now=now)
            first = None if old is None or old.judged_by is None else await accounts.get(connection, old.judged_by)
            return old, new, "" if first is None else first.name

        old, new, first = await self._store.write(change)
        if old is None or new is None:
            raise Refusal(Problem.UNKNOWN_FLAG)
        if old.verdict is not None:
            raise Refusal(Why.ALREADY, by=first)
        await self._access.note(viewer, peer, "verdict", [new.participant])
        return _flag(new)

    # ---- bans ----

    async def bans(self, viewer: Identity | None, peer: str, *, before: int | None) -> list[BanLine]:
        """Return a page of the bans in force."""
        now = self._clock()
        rows = await self._store.read(lambda c: measures.bans(c, now, before=before))
        await self._access.note(viewer, peer, "bans", [row.participant for row in rows])
        return [_ban(row) for row in rows]

    async def lift(self, viewer: Identity | None, peer: str, ban: str, *, reason: str) -> BanLine:
        """End a ban and return it.

        Raises:
            Refusal: ``unknown_ban`` where it does not hold any more.
        """
        own, now = _account(viewer), self._clock()
        row = await self._store.write(lambda c: measures.lift_one(c, ban, by=own, reason=reason, now=now))
        if row is None:
            raise Refusal(Problem.UNKNOWN_BAN)
        await self._access.note(viewer, peer, "lift", [row.participant])
        return _ban(row)

    # ---- the log of access ----

    async def month(self, text: str) -> AccessMonth:
        """Return a month of the log, ``2026-11`` in Korean time; the running one for an empty text.

        Raises:
            Refusal: ``malformed`` for what is no month.
        """
        start, end, name = _month(text, self._clock())

        async def load(connection: Connection) -> AccessMonth:
            sums = await access.sums(connection, start, end)
            lines = await access.between(connection, start, end)
            called = await participants.names(connection, [one.whose for one in lines if one.whose is not None])
            return AccessMonth(
                name,
                [AccessTotal(one.login, one.task, one.times, one.rows) for one in sums],
                [_line(one, called) for one in lines],
            )

        return await self._store.read(load)


def _account(viewer: Identity | None) -> str:
    if viewer is None or viewer.account is None:
        raise Refusal(Problem.SIGN_IN_FIRST)
    return viewer.account


def _line(row: AccessRow, called: Mapping[str, str]) -> AccessLine:
    name = None if row.whose is None else called.get(row.whose)
    return AccessLine(row.at, row.login, row.whose, name, row.task, row.source, row.rows)


def _month(text: str, now: int) -> tuple[int, int, str]:
    """Return start and end, milliseconds, and the name of a month in Seoul."""
    try:
        asked = datetime.strptime(text, "%Y-%m") if text else datetime.fromtimestamp(now / 1000, UTC).astimezone(SEOUL)  # noqa: DTZ007 - a month has no zone of its own
    except ValueError:
        raise Refusal(Why.MALFORMED, detail="month") from None
    if not FIRST_YEAR <= asked.year <= LAST_YEAR:
        raise Refusal(Why.MALFORMED, detail="month")
    start = datetime(asked.year, asked.month, 1, tzinfo=SEOUL)
    year, month = divmod(asked.year * 12 + asked.month, 12)
    end = datetime(year, month + 1, 1, tzinfo=SEOUL)
    return int(start.timestamp() * 1000), int(end.timestamp() * 1000), f"{asked.year:04}-{asked.month:02}"


def _flag(row: FlagRow) -> FlagLine:
    values = {name: getattr(row, name) for name in FlagLine.__struct_fields__}
    return FlagLine(**values | {"evidence": msgspec.json.decode(row.evidence)})


def _ban(row: MeasureRow) -> BanLine:
    return BanLine(**{name: getattr(row, name) for name in BanLine.__struct_fields__})
