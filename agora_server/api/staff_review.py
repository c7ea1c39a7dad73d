"""Routes of staff's review: flags and verdicts, bans, the log of access to personal data."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from agora_server.core.problems import Problem
from agora_server.http.call import Answer, Call, Route
from agora_server.people.reviews import AccessMonth, BanLine, FlagLine, Reviews
from rooms.base.errors import Why
from rooms.base.roles import Role
from rooms.square.moderation import STAFF

REVIEWERS = frozenset({Role.OFFICER, Role.ADMIN})
"""Who reviews what staff looked at."""


Moment = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""Milliseconds UTC."""


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a moderator decided, and why."""

    verdict: Literal["upheld", "dismissed"]
    note: Annotated[str, Meta(max_length=500)] = ""


class LiftRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a ban ends before its time."""

    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class FlagsQuery(msgspec.Struct, frozen=True):
    """Flags that wait, or those settled; a page of those before a moment."""

    state: Literal["waiting", "judged"] = "waiting"
    before: Moment | None = None


class BansQuery(msgspec.Struct, frozen=True):
    """A page of those before a moment."""

    before: Moment | None = None


class MonthQuery(msgspec.Struct, frozen=True):
    """A month in Korean time, ``2026-11``; the running one without."""

    month: Annotated[str, Meta(pattern="^([0-9]{4}-[0-9]{2})?$")] = ""


class ReviewApi:
    """The handlers of this table."""

    def __init__(self, reviews: Reviews) -> None:
        self._reviews = reviews

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "GET",
                "/api/staff/flags",
                self.list_flags,
                "Flags",
                answer=list[FlagLine],
                needs=STAFF,
                query=FlagsQuery,
            ),
            Route(
                "POST",
                "/api/staff/flags/{id}",
                self.judge,
                "Settle a flag",
                body=Verdict,
                answer=FlagLine,
                needs=STAFF,
                refuses=(Problem.UNKNOWN_FLAG, Why.ALREADY),
            ),
            Route(
                "GET",
                "/api/staff/bans",
                self.list_bans,
                "Bans in force",
                answer=list[BanLine],
                needs=STAFF,
                query=BansQuery,
            ),
            Route(
                "POST",
                "/api/staff/bans/{id}/lift",
                self.lift,
                "End a ban",
                body=LiftRequest,
                answer=BanLine,
                needs=STAFF,
                refuses=(Problem.UNKNOWN_BAN,),
            ),
            Route(
                "GET",
                "/api/staff/access-log",
                self.month,
                "A month of the log of access",
                answer=AccessMonth,
                needs=REVIEWERS,
                query=MonthQuery,
            ),
        ]

    async def list_flags(self, call: Call) -> Answer:
        """Answer flags that wait, or with ``state=judged`` those settled; noted in the access log."""
        query: FlagsQuery = call.query
        waiting = query.state == "waiting"
        return Answer(await self._reviews.flags(call.identity, call.peer, waiting=waiting, before=query.before))

    async def judge(self, call: Call) -> Answer:
        """Settle a flag; noted in the access log."""
        request: Verdict = call.body
        flag = call.path["id"]
        return Answer(
            await self._reviews.judge(call.identity, call.peer, flag, verdict=request.verdict, note=request.note)
        )

    async def list_bans(self, call: Call) -> Answer:
        """Answer the bans in force; noted in the access log."""
        query: BansQuery = call.query
        return Answer(await self._reviews.bans(call.identity, call.peer, before=query.before))

    async def lift(self, call: Call) -> Answer:
        """End a ban; noted in the access log."""
        request: LiftRequest = call.body
        return Answer(await self._reviews.lift(call.identity, call.peer, call.path["id"], reason=request.reason))

    async def month(self, call: Call) -> Answer:
        """Answer a month of the log, ``month=2026-11`` in Korean time; the running one without."""
        query: MonthQuery = call.query
        return Answer(await self._reviews.month(query.month))
