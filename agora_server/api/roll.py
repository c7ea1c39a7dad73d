"""The roll of a forum for its staff: a page at a time, sorted, found by name or by slip."""

import asyncio
from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from agora_server.api.named_forum import NO_FORUM, named_forum
from agora_server.api.roles import ANY_STAFF
from agora_server.core.clock import Clock
from agora_server.forum.host import ForumHost
from agora_server.http.call import Answer, Call, Route
from agora_server.people.access_log import AccessLog
from agora_server.people.citizens import Citizens
from rooms.forum.model.permissions import CLERKS
from rooms.forum.views.roll_list import RollOnly, RollPage, RollRequest, RollSort, page

FIND = 60
"""Signs of a name that are looked for; a longer text finds what its beginning finds."""
NOTED_MS = 600_000
"""A desk that keeps the list open is one reading in this time, not one whenever somebody comes."""
T = TypeVar("T", bound=StrEnum)
Word = Annotated[str, Meta(max_length=16)]


class RollQuery(msgspec.Struct, frozen=True):
    """What staff want to read; what is none of the words stands for the first of them, what is no number for 0."""

    find: Annotated[str, Meta(max_length=FIND)] = ""
    only: Word = ""
    sort: Word = ""
    first: Word = ""


class RollApi:
    """The handler of this table.

    Args:
        forums: whose roll.
        citizens: who may: staff of the forum.
        access: notes who read names.
        clock: milliseconds UTC.
    """

    def __init__(self, forums: ForumHost, citizens: Citizens, access: AccessLog, clock: Clock) -> None:
        self._forums = forums
        self._citizens = citizens
        self._access = access
        self._clock = clock
        self._noted: dict[tuple[str | None, str], int] = {}

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route(
                "GET",
                "/api/forums/{id}/roll",
                self.show,
                "Who attends",
                answer=RollPage,
                needs=ANY_STAFF,
                query=RollQuery,
                refuses=NO_FORUM,
            ),
        ]

    async def show(self, call: Call) -> Answer:
        """Answer the page of ``?find=&only=&sort=&first=``; what is none of these words stands for the first of them.

        Raises:
            Refusal: 403 ``not_allowed``, 404 ``unknown_forum``, 503 ``unreadable``.
        """
        identity = await self._citizens.need(call.identity, call.path["id"], CLERKS)
        live = await named_forum(self._forums, call)
        query: RollQuery = call.query
        first = query.first
        request = RollRequest(
            find=query.find,
            only=_one_of(RollOnly, query.only),
            sort=_one_of(RollSort, query.sort),
            first=int(first) if first.isascii() and first.isdigit() and len(first) < 7 else 0,
        )
        # Beside the loop: sorting a roll of thousands takes as long as a tick.
        found = await asyncio.to_thread(page, live.durable, dict(live.texts.by_row), request)
        await self._note(call, (identity.account, live.id), found.counts.all)
        return Answer(found, headers={"Cache-Control": "no-store"})

    async def _note(self, call: Call, reader: tuple[str | None, str], count: int) -> None:
        """Note who reads the roll of which forum, once in a while."""
        now = self._clock()
        self._noted = {one: at for one, at in self._noted.items() if now - at < NOTED_MS}
        if reader not in self._noted:
            await self._access.note_list(call.identity, call.peer, "roll", count)
            self._noted[reader] = now


def _one_of(kind: type[T], word: str) -> T:
    return kind(word) if word in set(kind) else next(iter(kind))
