"""Routes of staff's review: flags and verdicts, bans, the log of access to personal data."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from agora_server.access_log import AccessLog
from agora_server.call import Answer, Call, Route, Trouble
from agora_server.clock import Clock
from agora_server.store import Connection, Store, access, accounts, flags, measures, participants
from agora_server.store.access import AccessRow
from agora_server.store.flags import FlagRow
from agora_server.store.measures import MeasureRow
from rooms.errors import Refusal, Why
from rooms.messages import Role
from rooms.moderation import STAFF

SEOUL = ZoneInfo("Asia/Seoul")
FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Years that the log can be of."""
REVIEWERS = frozenset({Role.OFFICER, Role.ADMIN})
"""Who reviews what staff looked at."""


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


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a moderator decided, and why."""

    verdict: Literal["upheld", "dismissed"]
    note: Annotated[str, Meta(max_length=500)] = ""


class BanLine(msgspec.Struct, frozen=True):
    """One ban in force."""

    id: str
    participant: str
    name: str
    made_by: str
    reason: str
    at: int
    until: int


class LiftWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a ban ends before its time."""

    reason: Annotated[str, Meta(min_length=1, max_length=500)]


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


class ReviewApi:
    """The handlers of this table."""

    def __init__(self, store: Store, access_log: AccessLog, clock: Clock) -> None:
        self._store = store
        self._access = access_log
        self._clock = clock

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route("GET", "/api/staff/flags", self.list_flags, "Flags", answer=list[FlagLine], needs=STAFF),
            Route(
                "POST",
                "/api/staff/flags/{id}",
                self.judge,
                "Settle a flag",
                body=Verdict,
                answer=FlagLine,
                needs=STAFF,
            ),
            Route("GET", "/api/staff/bans", self.list_bans, "Bans in force", answer=list[BanLine], needs=STAFF),
            Route(
                "POST", "/api/staff/bans/{id}/lift", self.lift, "End a ban", body=LiftWish, answer=BanLine, needs=STAFF
            ),
            Route(
                "GET",
                "/api/staff/access-log",
                self.month,
                "A month of the log of access",
                answer=AccessMonth,
                needs=REVIEWERS,
            ),
        ]

    # ---- flags ----

    async def list_flags(self, call: Call) -> Answer:
        """Answer flags that wait, or with ``state=judged`` those settled; noted in the access log."""
        waiting, before = call.query.get("state", "waiting") != "judged", _before(call)
        rows = await self._store.read(lambda c: flags.page(c, waiting=waiting, before=before))
        await self._access.note(call, "flags", [row.participant for row in rows])
        return Answer([_flag(row) for row in rows])

    async def judge(self, call: Call) -> Answer:
        """Settle a flag; noted in the access log.

        Raises:
            Trouble: 404 for an unknown flag.
            Refusal: ``already`` with who was first.
        """
        wish: Verdict = call.body
        flag, own, now = call.path["id"], _account(call), self._clock()

        async def change(connection: Connection) -> tuple[FlagRow | None, FlagRow | None, str]:
            old = await flags.get(connection, flag)
            new = await flags.judge(connection, flag, verdict=wish.verdict, by=own, note=wish.note, now=now)
            first = None if old is None or old.judged_by is None else await accounts.get(connection, old.judged_by)
            return old, new, "" if first is None else first.name

        old, new, first = await self._store.write(change)
        if old is None or new is None:
            raise Trouble(HTTPStatus.NOT_FOUND, "unknown_flag")
        if old.verdict is not None:
            raise Refusal(Why.ALREADY, by=first)
        await self._access.note(call, "verdict", [new.participant])
        return Answer(_flag(new))

    # ---- bans ----

    async def list_bans(self, call: Call) -> Answer:
        """Answer the bans in force; noted in the access log."""
        now, before = self._clock(), _before(call)
        rows = await self._store.read(lambda c: measures.bans(c, now, before=before))
        await self._access.note(call, "bans", [row.participant for row in rows])
        return Answer([_ban(row) for row in rows])

    async def lift(self, call: Call) -> Answer:
        """End a ban; noted in the access log.

        Raises:
            Trouble: 404 where it does not hold any more.
        """
        wish: LiftWish = call.body
        ban, own, now = call.path["id"], _account(call), self._clock()
        row = await self._store.write(lambda c: measures.lift_one(c, ban, by=own, reason=wish.reason, now=now))
        if row is None:
            raise Trouble(HTTPStatus.NOT_FOUND, "unknown_ban")
        await self._access.note(call, "lift", [row.participant])
        return Answer(_ban(row))

    # ---- the log of access ----

    async def month(self, call: Call) -> Answer:
        """Answer a month of the log, ``month=2026-11`` in Korean time; the running one without.

        Raises:
            Trouble: 400 for what is no month.
        """
        start, end, name = _month(call.query.get("month", ""), self._clock())

        async def load(connection: Connection) -> AccessMonth:
            sums = await access.sums(connection, start, end)
            lines = await access.between(connection, start, end)
            called = await participants.names(connection, [one.whose for one in lines if one.whose is not None])
            return AccessMonth(
                name,
                [AccessTotal(one.login, one.task, one.times, one.rows) for one in sums],
                [_line(one, called) for one in lines],
            )

        return Answer(await self._store.read(load))


def _line(row: AccessRow, called: Mapping[str, str]) -> AccessLine:
    name = None if row.whose is None else called.get(row.whose)
    return AccessLine(row.at, row.login, row.whose, name, row.task, row.source, row.rows)


def _month(text: str, now: int) -> tuple[int, int, str]:
    """Return start and end, milliseconds, and the name of a month in Seoul."""
    try:
        asked = datetime.strptime(text, "%Y-%m") if text else datetime.fromtimestamp(now / 1000, UTC).astimezone(SEOUL)  # noqa: DTZ007 - a month has no zone of its own
    except ValueError:
        raise Trouble(HTTPStatus.BAD_REQUEST, "malformed", detail="month") from None
    if not FIRST_YEAR <= asked.year <= LAST_YEAR:
        raise Trouble(HTTPStatus.BAD_REQUEST, "malformed", detail="month")
    start = datetime(asked.year, asked.month, 1, tzinfo=SEOUL)
    year, month = divmod(asked.year * 12 + asked.month, 12)
    end = datetime(year, month + 1, 1, tzinfo=SEOUL)
    return int(start.timestamp() * 1000), int(end.timestamp() * 1000), f"{asked.year:04}-{asked.month:02}"


def _before(call: Call) -> int | None:
    """Return the moment that a page starts before.

    Raises:
        Trouble: 400 for what is no moment.
    """
    text = call.query.get("before", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 15:
        raise Trouble(HTTPStatus.BAD_REQUEST, "malformed", detail="before")
    return int(text)


def _account(call: Call) -> str:
    if call.identity is None or call.identity.account is None:
        raise Trouble(HTTPStatus.UNAUTHORIZED, "sign_in_first")
    return call.identity.account


def _flag(row: FlagRow) -> FlagLine:
    values = {name: getattr(row, name) for name in FlagLine.__struct_fields__}
    return FlagLine(**values | {"evidence": msgspec.json.decode(row.evidence)})


def _ban(row: MeasureRow) -> BanLine:
    return BanLine(**{name: getattr(row, name) for name in BanLine.__struct_fields__})
