"""Routes of one-time codes: staff make, count and end batches; anybody with a session redeems one."""

import asyncio
import base64
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

import msgspec
from msgspec import Meta

from agora_server import qr
from agora_server.api_staff import ANY_STAFF, Forum
from agora_server.call import Answer, Call, Route, Trouble
from agora_server.citizens import Citizens
from agora_server.codes import CODES_A_BATCH, Codes
from agora_server.sessions import Sessions
from agora_server.store import Store, codes
from agora_server.store.codes import BatchRow
from rooms.forum.forum import CLERKS
from rooms.messages import Role

ANYBODY = frozenset(Role)


class CodesWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Make codes: for one forum, or for the whole installation."""

    name: Annotated[str, Meta(min_length=1, max_length=64)]
    """What staff call the batch: a date, a door, a district."""
    count: Annotated[int, Meta(ge=1, le=CODES_A_BATCH)]
    days: Annotated[int, Meta(ge=1, le=90)]
    forum: Forum | None = None


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


class BatchLine(msgspec.Struct, frozen=True):
    """A batch: how many codes it has, how many were used."""

    batch: str
    name: str
    forum: str | None
    created: int
    expires: int
    revoked: int | None
    codes: int
    used: int


class CodeWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Redeem a code, however it was typed."""

    code: Annotated[str, Meta(min_length=1, max_length=64)]


class CodeDone(msgspec.Struct, frozen=True):
    """For which forum one is a citizen now; ``None`` for all."""

    forum: str | None


class Revoked(msgspec.Struct, frozen=True):
    """The batch that ended."""

    batch: str


class CodesApi:
    """The handlers of this table.

    Args:
        store: for lists.
        rules: the rules of codes.
        citizens: who may make codes.
        sessions: whose session redeems.
        public_url: tells the address that citizens see, without a trailing slash.
    """

    def __init__(
        self,
        store: Store,
        rules: Codes,
        citizens: Citizens,
        sessions: Sessions,
        *,
        public_url: Callable[[], str],
    ) -> None:
        self._store = store
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
                body=CodesWish,
                answer=CodesMade,
                needs=ANY_STAFF,
            ),
            Route("GET", "/api/codes", self.list, "Batches of codes", answer=list[BatchLine], needs=ANY_STAFF),
            Route(
                "POST",
                "/api/codes/{id}/revoke",
                self.revoke,
                "End a batch of codes",
                answer=Revoked,
                needs=ANY_STAFF,
            ),
            Route(
                "POST",
                "/api/codes/redeem",
                self.redeem,
                "Become a citizen by a code",
                body=CodeWish,
                answer=CodeDone,
                needs=ANYBODY,
            ),
        ]

    async def make(self, call: Call) -> Answer:
        """Answer new codes in clear, to print.

        Raises:
            Trouble: 403 ``not_allowed``.
            Refusal: ``full``.
        """
        wish: CodesWish = call.body
        maker = await self._citizens.need(call, wish.forum, CLERKS)
        made_by = maker.account or ""
        made = await self._codes.make(wish.name, wish.forum, count=wish.count, days=wish.days, made_by=made_by)
        page = f"{self._public_url()}/code"
        drawn = await pictures([f"{page}#{code}" for code in made.codes])
        slips = [CodeSlip(*pair) for pair in zip(made.codes, drawn, strict=True)]
        return Answer(CodesMade(made.batch.id, wish.name, wish.forum, made.batch.expires, page, slips))

    async def list(self, call: Call) -> Answer:
        """Answer the batches of the forum of ``?forum=``, or all.

        Raises:
            Trouble: 403 ``not_allowed``.
        """
        forum = call.query.get("forum") or None
        await self._citizens.need(call, forum, CLERKS)
        found = await self._store.read(lambda c: codes.batches(c, forum))
        return Answer([_line(one.row, one.codes, one.used) for one in found])

    async def revoke(self, call: Call) -> Answer:
        """End a batch.

        Raises:
            Trouble: 404 ``unknown_batch``, 403 ``not_allowed``.
        """
        batch = call.path["id"]
        row = await self._store.read(lambda c: codes.batch(c, batch))
        if row is None:
            await self._citizens.need(call, None, CLERKS)
            raise Trouble(HTTPStatus.NOT_FOUND, "unknown_batch")
        await self._citizens.need(call, row.forum, CLERKS)
        await self._codes.revoke(batch)
        return Answer(Revoked(batch))

    async def redeem(self, call: Call) -> Answer:
        """Make the caller a citizen; the cookie is new.

        Raises:
            Trouble: see ``Codes.redeem``.
        """
        wish: CodeWish = call.body
        found = await self._sessions.find(call.cookie)
        if found is None:
            raise Trouble(HTTPStatus.UNAUTHORIZED, "sign_in_first")
        done = await self._codes.redeem(wish.code, found, call.peer)
        return Answer(CodeDone(done.forum), set_cookie=done.cookie)


def picture(address: str) -> str:
    """Return the QR code of an address as a data address for an image."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr.svg(address)).decode()


async def pictures(addresses: list[str]) -> list[str]:
    """Return the QR codes of many addresses, drawn beside the loop: some milliseconds each."""
    return await asyncio.to_thread(lambda: [picture(address) for address in addresses])


def _line(row: BatchRow, count: int, used: int) -> BatchLine:
    return BatchLine(row.id, row.name, row.forum, row.created, row.expires, row.revoked, count, used)
