"""Routes of one-time codes: staff make, count and end batches; anybody with a session redeems one."""

from typing import Annotated

import msgspec
from msgspec import Meta

from agora_server.api.roles import ANY_STAFF, ANYBODY
from agora_server.core.problems import Problem
from agora_server.core.qr import pictures
from agora_server.http.call import Answer, Call, Route
from agora_server.people.citizens import Citizens
from agora_server.people.codes import CODES_A_BATCH, BatchLine, Codes
from agora_server.people.sessions import Sessions
from rooms.base.errors import Refusal, Why
from rooms.base.ids import Id
from rooms.forum.model.permissions import CLERKS


class CodesRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Make codes: for one forum, or for the whole installation."""

    name: Annotated[str, Meta(min_length=1, max_length=64)]
    """What staff call the batch: a date, a door, a district."""
    count: Annotated[int, Meta(ge=1, le=CODES_A_BATCH)]
    days: Annotated[int, Meta(ge=1, le=90)]
    forum: Id | None = None


class BatchesQuery(msgspec.Struct, frozen=True):
    """Whose batches: a forum's, or all."""

    forum: Id | None = None


class CodeSlip(msgspec.Struct, frozen=True):
    """One slip to print; ``picture`` is the QR code as an SVG in a data address."""

    code: str
    picture: str


class CodesMade(msgspec.Struct, frozen=True):
    """The codes in clear: this once. Who closes the page makes new ones."""

    batch: str
    name: str
    forum: str | None
    expires: int
    address: str
    """Where the code can be typed."""
    slips: list[CodeSlip]


class CodeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Redeem a code, however it was typed."""

    code: Annotated[str, Meta(min_length=1, max_length=64)]


class CodeDone(msgspec.Struct, frozen=True):
    """For which forum one is a citizen now; ``None`` for all."""

    forum: str | None


class BatchRevoked(msgspec.Struct, frozen=True):
    """The batch that ended."""

    batch: str


class CodesApi:
    """The handlers of this table.

    Args:
        rules: the rules of codes.
        citizens: who may make codes.
        sessions: whose session redeems.
        public_url: the address that citizens see, without a trailing slash.
    """

    def __init__(
        self,
        rules: Codes,
        citizens: Citizens,
        sessions: Sessions,
        *,
        public_url: str,
    ) -> None:
        self._codes = rules
        self._citizens = citizens
        self._sessions = sessions
        self._public_url = public_url

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "POST",
                "/api/codes",
                self.make,
                "Make one-time codes to print",
                body=CodesRequest,
                answer=CodesMade,
                needs=ANY_STAFF,
                refuses=(Why.FULL,),
            ),
            Route(
                "GET",
                "/api/codes",
                self.list,
                "Batches of codes",
                answer=list[BatchLine],
                needs=ANY_STAFF,
                query=BatchesQuery,
            ),
            Route(
                "POST",
                "/api/codes/{id}/revoke",
                self.revoke,
                "End a batch of codes",
                answer=BatchRevoked,
                needs=ANY_STAFF,
                refuses=(Problem.UNKNOWN_BATCH,),
            ),
            Route(
                "POST",
                "/api/codes/redeem",
                self.redeem,
                "Become a citizen by a code",
                body=CodeRequest,
                answer=CodeDone,
                needs=ANYBODY,
                refuses=(Problem.CODE_FOR_CITIZENS, Problem.CODE_INVALID, Problem.TOO_MANY_CODES),
            ),
        ]

    async def make(self, call: Call) -> Answer:
        """Answer new codes in clear, to print.

        Raises:
            Refusal: 403 ``not_allowed``.
            Refusal: ``full``.
        """
        request: CodesRequest = call.body
        maker = await self._citizens.need(call.identity, request.forum, CLERKS)
        made_by = maker.account or ""
        made = await self._codes.make(
            request.name, request.forum, count=request.count, days=request.days, made_by=made_by
        )
        page = f"{self._public_url}/code"
        drawn = await pictures([f"{page}#{code}" for code in made.codes])
        slips = [CodeSlip(*pair) for pair in zip(made.codes, drawn, strict=True)]
        return Answer(CodesMade(made.batch.id, request.name, request.forum, made.batch.expires, page, slips))

    async def list(self, call: Call) -> Answer:
        """Answer the batches of the forum of ``?forum=``, or all.

        Raises:
            Refusal: 403 ``not_allowed``.
        """
        query: BatchesQuery = call.query
        await self._citizens.need(call.identity, query.forum, CLERKS)
        return Answer(await self._codes.batches(query.forum))

    async def revoke(self, call: Call) -> Answer:
        """End a batch.

        Raises:
            Refusal: 404 ``unknown_batch``, 403 ``not_allowed``.
        """
        batch = call.path["id"]
        row = await self._codes.batch(batch)
        if row is None:
            await self._citizens.need(call.identity, None, CLERKS)
            raise Refusal(Problem.UNKNOWN_BATCH)
        await self._citizens.need(call.identity, row.forum, CLERKS)
        await self._codes.revoke(batch)
        return Answer(BatchRevoked(batch))

    async def redeem(self, call: Call) -> Answer:
        """Make the caller a citizen; the cookie is new.

        Raises:
            Refusal: see ``Codes.redeem``.
        """
        request: CodeRequest = call.body
        found = await self._sessions.find(call.cookie)
        if found is None:
            raise Refusal(Problem.SIGN_IN_FIRST)
        done = await self._codes.redeem(request.code, found, call.peer)
        return Answer(CodeDone(done.forum), set_cookie=done.cookie)
