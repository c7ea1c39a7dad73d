"""Routes of forums: what is on and when, one forum's head, the formats, and setting one up."""

import base64
import hashlib
import secrets
from collections.abc import Container
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from agora_server.call import Answer, Call, Identity, Route, Trouble
from agora_server.citizens import Citizens
from agora_server.formats_files import load_formats
from agora_server.forum_host import ForumHost, Head
from agora_server.forum_live import LiveForum
from agora_server.forum_people import ForumPeople
from rooms.errors import Refusal, Why
from rooms.forum import commands as c
from rooms.forum.forum import OFFICERS
from rooms.forum.rules import Details, Format, ItemPlan, ItemWish, Rules
from rooms.forum.state import Item, State
from rooms.forum.terms import Id, Label, Note, Phase, Version
from rooms.messages import Role
from rooms.text import normalise

CLOSED_LISTED = 50
"""Closed forums in the list, the newest: a page of the calendar; each forum has its own address for ever."""
Moment = Annotated[int, Meta(ge=0, le=2**53 - 1)]
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


class ForumWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Set up a forum from a format; what is not given is as the format says."""

    act: Annotated[str, Meta(min_length=1, max_length=32, pattern="^[0-9A-Za-z_-]+$")]
    """Made by the page: sent again after a lost line, it is the same forum."""
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

    act: Annotated[str, Meta(min_length=1, max_length=32, pattern="^[0-9A-Za-z_-]+$")]
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

    act: Annotated[str, Meta(min_length=1, max_length=32, pattern="^[0-9A-Za-z_-]+$")]
    reason: Note
    """For everybody: it stands on the page of the forum."""
    saw: Version


class ForumMade(msgspec.Struct, frozen=True):
    """The forum."""

    forum: str


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
            Route("GET", "/api/forums/{id}", self.show, "What is announced of a forum", answer=ForumHead),
            Route("GET", "/api/formats", self.formats, "Kinds of forums to begin with", answer=FormatsAnswer),
            Route(
                "POST",
                "/api/forums",
                self.create,
                "Set a forum up from a format",
                body=ForumWish,
                answer=ForumMade,
                needs=OFFICERS,
            ),
            Route(
                "POST",
                "/api/forums/{id}",
                self.change,
                "Change what was announced",
                body=ForumChange,
                answer=ForumMade,
                needs=frozenset(Role),
            ),
            Route(
                "POST",
                "/api/forums/{id}/cancel",
                self.cancel,
                "Call off what was announced",
                body=ForumCancel,
                answer=ForumMade,
                needs=frozenset(Role),
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
            Trouble: 404 ``unknown_forum``.
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
            Trouble: 403 ``not_allowed``, 422 ``unknown_format``.
            Refusal: ``unknown_place``, ``out_of_range``, ``full``.
        """
        wish: ForumWish = call.body
        identity = await self._citizens.need(call, None, OFFICERS)
        format_ = load_formats(self._data).usable.get(wish.format)
        if format_ is None:
            raise Trouble(HTTPStatus.UNPROCESSABLE_ENTITY, "unknown_format")
        forum = forum_id(identity.participant, wish.act)
        by = await self._by(forum, identity)
        commands = self._commands(wish, format_, by)
        await self._forums.create(forum, commands, f"{by.who}:{wish.act}")
        return Answer(ForumMade(forum))

    def _commands(self, wish: ForumWish, format_: Format, by: c.By) -> list[c.Command]:
        created = c.CreateForum(
            by=by,
            title=normalise(wish.title),
            hall=self._hall(wish.hall),
            opens_at=wish.opens,
            rules=wish.rules or format_.rules,
            details=wish.details,
        )
        items = [
            c.AddItem(
                by=by, item=f"item{n}", title=one.title, kind=one.kind, minutes=one.minutes, speech_s=one.speech_s
            )
            for n, one in enumerate(wish.agenda or format_.agenda, 1)
        ]
        return [created, *items]

    async def change(self, call: Call) -> Answer:
        """Change what was announced.

        Raises:
            Trouble: 403 ``not_allowed``, 404 ``unknown_forum``.
            Refusal: ``stale``, ``not_now`` once it is open, ``unknown_place``, ``out_of_range``.
        """
        wish: ForumChange = call.body
        live = await self._forum(call)
        by = await self._by(live.id, await self._citizens.need(call, live.id, OFFICERS))
        command = c.ChangeForum(
            by=by,
            title=normalise(wish.title),
            hall=self._hall(wish.hall),
            opens_at=wish.opens,
            rules=wish.rules,
            details=wish.details,
            saw=wish.saw,
            agenda=None if wish.agenda is None else tuple(_item(one) for one in wish.agenda),
            saw_agenda=wish.saw_agenda,
        )
        return await self._act(live, command, f"{by.who}:{wish.act}")

    async def cancel(self, call: Call) -> Answer:
        """Call off what was announced.

        Raises:
            Trouble: 403 ``not_allowed``, 404 ``unknown_forum``.
            Refusal: ``stale``, ``not_now`` once it is open, ``forum_closed``, ``reason_needed``.
        """
        wish: ForumCancel = call.body
        live = await self._forum(call)
        by = await self._by(live.id, await self._citizens.need(call, live.id, OFFICERS))
        command = c.CancelForum(by=by, reason=normalise(wish.reason), saw=wish.saw)
        return await self._act(live, command, f"{by.who}:{wish.act}")

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
        try:
            return await self._forums.forum(call.path["id"])
        except Refusal:
            raise Trouble(HTTPStatus.NOT_FOUND, "unknown_forum") from None


def _line(head: Head) -> ForumLine:
    return ForumLine(head.id, head.title, head.phase, head.opens_at, head.hall, bool(head.cancelled))


def forum_id(participant: str, act: str) -> str:
    """Return the id of the forum that an officer sets up by an act: the same act sent again is the same forum."""
    digest = hashlib.sha256(f"agora.forum.1\n{participant}\n{act}".encode()).digest()
    return base64.urlsafe_b64encode(digest[:12]).decode()


def _item(wish: ItemChange) -> ItemWish:
    """Return an item as the rules take it; a new one gets its id here."""
    return ItemWish(
        id=wish.id or secrets.token_urlsafe(12),
        title=normalise(wish.title),
        kind=wish.kind,
        minutes=wish.minutes,
        speech_s=wish.speech_s,
    )


def _head(state: State) -> ForumHead:
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
        version=state.mark.version,
        agenda_version=state.agenda.mark.version,
    )
