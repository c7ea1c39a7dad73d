"""Routes of forums: what is on and when, one forum's head, the formats, and setting one up."""

import secrets
from collections.abc import Container
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from agora_server.api.named_forum import NO_FORUM, named_forum
from agora_server.api.refusals import RULES
from agora_server.core.identity import Identity
from agora_server.core.problems import Problem
from agora_server.forum.host import ForumHost, ForumSummary
from agora_server.forum.live import LiveForum
from agora_server.forum.people import ForumPeople
from agora_server.forum.setup import ForumMade, forum_id
from agora_server.http.call import Answer, Call, Route
from agora_server.people.citizens import Citizens
from agora_server.resources.formats import load_formats
from rooms.base.errors import Refusal, Why
from rooms.base.ids import Id, ShortId
from rooms.base.roles import Role
from rooms.base.text import normalise
from rooms.forum.model import commands as c
from rooms.forum.model.permissions import OFFICERS
from rooms.forum.model.rules import Details, Format, ItemPlan, RequestedItem, Rules
from rooms.forum.model.state import ForumState, Item
from rooms.forum.model.terms import Label, Note, Phase, Version

CLOSED_LISTED = 50
"""Closed forums in the list, the newest: a page of the calendar; each forum has its own address for ever."""
Moment = Annotated[int, Meta(ge=0, le=4_102_444_800_000)]
"""Milliseconds UTC to the end of 2099: what is later is a slip, and far enough later no calendar can write it."""
Items = Annotated[tuple[ItemPlan, ...], Meta(min_length=1, max_length=50)]


class ForumLine(msgspec.Struct, frozen=True):
    """One forum as the door shows it."""

    id: str
    title: str
    state: Phase
    opens: int
    """Milliseconds UTC."""
    hall: str
    """The place whose hall it is held in."""
    cancelled: bool
    """Whether it was called off before it opened."""
    broken: bool = False
    """Whether its journal cannot be read: it is listed, and has no page."""


class Forums(msgspec.Struct, frozen=True):
    """Forums that are planned or going on, by opening time, then the last ones that are over."""

    forums: list[ForumLine]


class ForumHead(msgspec.Struct, frozen=True):
    """What is announced of one forum, and how far it is; times in milliseconds UTC, 0 where it has not been."""

    id: str
    title: str
    state: Phase
    hall: str
    opens: int
    opened: int
    closed: int
    cancelled: str
    """Why it was called off before it opened."""
    agenda: tuple[Item, ...]
    details: Details
    rules: Rules
    version: int
    """What a change must have seen."""
    agenda_version: int
    """What a change of the agenda must have seen."""


class FormatsAnswer(msgspec.Struct, frozen=True):
    """The formats that can be used, and in Korean what is wrong with files that cannot."""

    formats: list[Format]
    faults: list[str]


class ForumRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Set up a forum from a format; what is not given is as the format says."""

    act: ShortId
    """Made by the page: sent again after a lost connection, it is the same forum."""
    format: Annotated[str, Meta(min_length=1, max_length=48)]
    title: Label
    hall: Id
    opens: Moment
    rules: Rules | None = None
    agenda: Items | None = None
    details: Details = Details()


class ItemChange(ItemPlan, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An item of a changed agenda: one that is there already by its id, or a new one without."""

    id: Id | None = None


class ForumChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Change what was announced, before the forum opens."""

    act: ShortId
    title: Label
    hall: Id
    opens: Moment
    rules: Rules
    details: Details
    saw: Version
    agenda: Annotated[tuple[ItemChange, ...], Meta(min_length=1, max_length=50)] | None = None
    """The whole agenda in its order; without it, it stays."""
    saw_agenda: Version = 0


class ForumCancel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Call off what was announced, before the forum opens."""

    act: ShortId
    reason: Note
    """For everybody: it stands on the page of the forum."""
    saw: Version


class ForumsApi:
    """The handlers of this table.

    Args:
        forums: gives commands.
        people: who somebody is in a forum.
        citizens: who may.
        places: places of the square that can hold a forum.
        data: the data folder, where officers put formats of their own.
    """

    def __init__(
        self, forums: ForumHost, people: ForumPeople, citizens: Citizens, *, places: Container[str], data: Path
    ) -> None:
        self._forums = forums
        self._people = people
        self._citizens = citizens
        self._places = places
        self._data = data

    def routes(self) -> list[Route]:
        """Return the table."""
        return [
            Route("GET", "/api/forums", self.calendar, "Forums, by opening time", answer=Forums),
            Route(
                "GET",
                "/api/forums/{id}",
                self.show,
                "What is announced of a forum",
                answer=ForumHead,
                refuses=NO_FORUM,
            ),
            Route("GET", "/api/formats", self.formats, "Kinds of forums to begin with", answer=FormatsAnswer),
            Route(
                "POST",
                "/api/forums",
                self.create,
                "Set a forum up from a format",
                body=ForumRequest,
                answer=ForumMade,
                needs=OFFICERS,
                refuses=(*RULES, Problem.UNKNOWN_FORMAT),
            ),
            Route(
                "POST",
                "/api/forums/{id}",
                self.change,
                "Change what was announced",
                body=ForumChange,
                answer=ForumMade,
                needs=frozenset(Role),
                refuses=(*RULES, Problem.UNKNOWN_FORUM),
            ),
            Route(
                "POST",
                "/api/forums/{id}/cancel",
                self.cancel,
                "Call off what was announced",
                body=ForumCancel,
                answer=ForumMade,
                needs=frozenset(Role),
                refuses=(*RULES, Problem.UNKNOWN_FORUM),
            ),
        ]

    # ---- reading ----

    async def calendar(self, _: Call) -> Answer:
        """Answer the forums of this installation."""
        heads = self._forums.announced
        over = [head for head in heads if head.phase is Phase.CLOSED]
        on = [head for head in heads if head.phase is not Phase.CLOSED]
        listed = [*on, *sorted(over, key=lambda head: -head.closed_at)[:CLOSED_LISTED]]
        return Answer(Forums([_line(head) for head in listed]))

    async def show(self, call: Call) -> Answer:
        """Answer the head of a forum.

        Raises:
            Refusal: 404 ``unknown_forum``, 503 ``unreadable``.
        """
        return Answer(_head((await self._forum(call)).durable))

    async def formats(self, _: Call) -> Answer:
        """Answer the formats."""
        found = load_formats(self._data)
        return Answer(FormatsAnswer(list(found.usable.values()), found.faults))

    # ---- setting up ----

    async def create(self, call: Call) -> Answer:
        """Set a forum up; its agenda comes with it, as one act.

        Raises:
            Refusal: 403 ``not_allowed``, 422 ``unknown_format``.
            Refusal: ``unknown_place``, ``out_of_range``, ``full``.
        """
        request: ForumRequest = call.body
        identity = await self._citizens.need(call.identity, None, OFFICERS)
        format_ = load_formats(self._data).usable.get(request.format)
        if format_ is None:
            raise Refusal(Problem.UNKNOWN_FORMAT)
        forum = forum_id(identity.participant, request.act)
        by = await self._by(forum, identity)
        commands = self._commands(request, format_, by)
        await self._forums.create(forum, commands, f"{by.who}:{request.act}")
        return Answer(ForumMade(forum))

    def _commands(self, request: ForumRequest, format_: Format, by: c.By) -> list[c.Command]:
        created = c.CreateForum(
            by=by,
            title=normalise(request.title),
            hall=self._hall(request.hall),
            opens_at=request.opens,
            rules=request.rules or format_.rules,
            details=request.details,
        )
        items = [
            c.AddItem(
                by=by, item=f"item{n}", title=one.title, kind=one.kind, minutes=one.minutes, speech_s=one.speech_s
            )
            for n, one in enumerate(request.agenda or format_.agenda, 1)
        ]
        return [created, *items]

    async def change(self, call: Call) -> Answer:
        """Change what was announced.

        Raises:
            Refusal: 403 ``not_allowed``, 404 ``unknown_forum``, 503 ``unreadable``.
            Refusal: ``stale``, ``not_now`` once it is open, ``unknown_place``, ``out_of_range``.
        """
        request: ForumChange = call.body
        live = await self._forum(call)
        by = await self._by(live.id, await self._citizens.need(call.identity, live.id, OFFICERS))
        command = c.ChangeForum(
            by=by,
            title=normalise(request.title),
            hall=self._hall(request.hall),
            opens_at=request.opens,
            rules=request.rules,
            details=request.details,
            saw=request.saw,
            agenda=None if request.agenda is None else tuple(_item(one) for one in request.agenda),
            saw_agenda=request.saw_agenda,
        )
        return await self._act(live, command, f"{by.who}:{request.act}")

    async def cancel(self, call: Call) -> Answer:
        """Call off what was announced.

        Raises:
            Refusal: 403 ``not_allowed``, 404 ``unknown_forum``, 503 ``unreadable``.
            Refusal: ``stale``, ``not_now`` once it is open, ``forum_closed``, ``reason_needed``.
        """
        request: ForumCancel = call.body
        live = await self._forum(call)
        by = await self._by(live.id, await self._citizens.need(call.identity, live.id, OFFICERS))
        command = c.CancelForum(by=by, reason=normalise(request.reason), saw=request.saw)
        return await self._act(live, command, f"{by.who}:{request.act}")

    async def _act(self, live: LiveForum, command: c.Command, act: str) -> Answer:
        try:
            await self._forums.act(live.id, command, act)
        except Refusal as refusal:
            raise await self._people.worded(live.id, refusal) from None
        return Answer(ForumMade(live.id))

    async def _by(self, forum: str, identity: Identity) -> c.By:
        standing = await self._citizens.standing(identity.participant, forum)
        return c.By(await self._people.person(forum, identity.participant), standing.role)

    def _hall(self, place: str) -> str:
        if place not in self._places:
            raise Refusal(Why.UNKNOWN_PLACE)
        return place

    async def _forum(self, call: Call) -> LiveForum:
        return await named_forum(self._forums, call)


def _line(head: ForumSummary) -> ForumLine:
    return ForumLine(head.id, head.title, head.phase, head.opens_at, head.hall, bool(head.cancelled), head.broken)


def _item(request: ItemChange) -> RequestedItem:
    """Return an item as the rules take it; a new one gets its id here."""
    return RequestedItem(
        id=request.id or secrets.token_urlsafe(12),
        title=normalise(request.title),
        kind=request.kind,
        minutes=request.minutes,
        speech_s=request.speech_s,
    )


def _head(state: ForumState) -> ForumHead:
    return ForumHead(
        id=state.forum,
        title=state.title,
        state=state.phase or Phase.PLANNED,
        hall=state.hall,
        opens=state.opens_at,
        opened=state.opened_at,
        closed=state.closed_at,
        cancelled=state.cancelled,
        agenda=state.agenda.items,
        details=state.details,
        rules=state.rules,
        version=state.revision.version,
        agenda_version=state.agenda.revision.version,
    )
