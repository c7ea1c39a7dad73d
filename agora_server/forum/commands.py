"""
The door of the halls for connections: attend, leave, orders, signals.

    attend → who is it there → on the roll (durable) → the stream begins → done
    order  → by whom, from the session → command → durable → done, or refused with why

What waits for the disk runs as a task of its own; a connection has few of them at once. An order that comes again, on
this line or another, has the first one's answer. Knows: who somebody is in a forum. Does not know: rules, bytes.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from agora_server.forum.host import ForumHost
from agora_server.forum.live import LiveForum
from agora_server.forum.people import ForumPeople
from agora_server.forum.presence import ForumPresence
from agora_server.forum.streams import ForumStreams, stream_name
from agora_server.forum.voices import Voices
from agora_server.people.citizens import STRANGER, Citizens, Standing
from agora_server.store import StoreBusyError
from agora_server.transport.client_session import ClientSession
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.base.text import normalise
from rooms.forum.model import commands as c
from rooms.forum.model.client_commands import about, to_command
from rooms.forum.model.permissions import CLERKS
from rooms.forum.views.view_parts import ForumView
from rooms.wire.messages import Attend, CarryVenueAudio, GiveCommand, LeaveForum, ShowSignal

log = structlog.get_logger()

AT_ONCE = 16
"""Requests of one connection that wait for the disk: a page that resends all it has after a lost connection sends
fewer."""
FORUMS = 4
"""Forums that one tab attends at once; a page attends one."""

LOOKS_ON = frozenset({Why.FORUM_CLOSED, Why.FORUM_PAUSED, Why.FULL, Why.LEVEL_NEEDED, Why.REMOVED})
"""Why one is not put on the roll and is shown the participant view all the same: reading is open to everybody."""

ForumRequest = Attend | LeaveForum | GiveCommand | ShowSignal | CarryVenueAudio
Answer = Callable[[Refusal | None], None]
"""Told what a request came to: done, or the refusal."""


@dataclass(slots=True)
class ForumAttendee:
    """Who a tab is in a forum; ``person`` is empty for a screen, which only looks."""

    person: str
    standing: Standing
    view: ForumView


class ForumRequests:
    """What connections wish of the forums.

    Args:
        forums: gives commands.
        people: who somebody is in a forum.
        citizens: role and level.
        streams: who looks.
        presence: who is there.
        voices: which machine carries the sound of a real hall.
        new_id: makes random ids.
    """

    def __init__(
        self,
        forums: ForumHost,
        people: ForumPeople,
        citizens: Citizens,
        streams: ForumStreams,
        presence: ForumPresence,
        *,
        voices: Voices,
        new_id: Callable[[], str],
    ) -> None:
        self._forums = forums
        self._people = people
        self._citizens = citizens
        self._streams = streams
        self._presence = presence
        self._voices = voices
        self._new_id = new_id
        # by forum, until it is left or the socket lost
        self._attended: dict[ClientSession, dict[str, ForumAttendee]] = {}
        self._under_way: dict[ClientSession, int] = {}  # how many requests of a client wait for the disk
        self._tasks: set[asyncio.Task[None]] = set()  # held while they run: the loop itself keeps tasks weakly

    # ---- a request ----

    def begin(self, client: ClientSession, request: ForumRequest, answer: Answer) -> None:
        """Begin to fulfil a request; ``answer`` is called once, maybe after the connection is lost.

        Raises:
            Refusal: ``too_fast`` where too many wait already.
        """
        if self._under_way.get(client, 0) >= AT_ONCE:
            raise Refusal(Why.TOO_FAST, seconds=1)
        self._under_way[client] = self._under_way.get(client, 0) + 1
        task = asyncio.create_task(self._fulfil(client, request, answer), name=type(request).__name__)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(client, done))

    def _ended(self, client: ClientSession, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        left = self._under_way.pop(client, 1) - 1
        if left:
            self._under_way[client] = left

    async def _fulfil(self, client: ClientSession, request: ForumRequest, answer: Answer) -> None:
        try:
            outcome = await self._outcome(client, request)
        except StoreBusyError:
            log.warning("forum_request_failed", kind=type(request).__name__, forum=request.forum, reason="store_busy")
            outcome = Refusal(Why.INTERNAL)
        except Exception:
            log.exception("forum_request_failed", kind=type(request).__name__, forum=request.forum)
            outcome = Refusal(Why.INTERNAL)
        answer(outcome)

    async def _outcome(self, client: ClientSession, request: ForumRequest) -> Refusal | None:
        """Do what was wished; return the refusal in words of people, or ``None`` once it is done."""
        try:
            await self._do(client, request)
        except Refusal as refusal:
            return await self._people.worded(request.forum, refusal)
        return None

    def _do(self, client: ClientSession, request: ForumRequest) -> Awaitable[None]:
        match request:
            case Attend():
                return self._attend(client, request)
            case LeaveForum():
                return self._leave(client, request)
            case GiveCommand():
                return self._order(client, request)
            case ShowSignal():
                return self._show(client, request)
            case CarryVenueAudio():
                return self._carry(client, request)

    # ---- coming and going ----

    async def _attend(self, client: ClientSession, request: Attend) -> None:
        live = await self._forums.forum(request.forum)
        if len(self._attended.get(client, {}).keys() | {request.forum}) > FORUMS:
            raise Refusal(Why.FULL, limit=FORUMS)
        attendance = await self._attendance(client, request, live)
        here = bool(attendance.person) and attendance.view is ForumView.PARTICIPANT
        if here:
            self._presence.came(request.forum, attendance.person, client)  # first: no older loss may overtake it
        try:
            if here:
                await self._come(live, client, request.district, attendance)
            self._attach(client, live, request, attendance)
        except Refusal:
            self._presence.went(request.forum, attendance.person, client)
            raise

    def _attach(self, client: ClientSession, live: LiveForum, request: Attend, attendance: ForumAttendee) -> None:
        """Begin the stream, unless the connection was lost meanwhile: its successor attends anew."""
        if not client.attached:
            self._presence.went(request.forum, attendance.person, client)
            return
        before = self._attended.get(client, {}).get(request.forum)
        if before is not None and attendance.view is not ForumView.PARTICIPANT:
            self._presence.went(request.forum, before.person, client)
        self._attended.setdefault(client, {})[request.forum] = attendance
        position = client.positions.pop(stream_name(request.forum), None)
        self._streams.attach(client, live, attendance.view, attendance.person, position)

    async def _attendance(self, client: ClientSession, request: Attend, live: LiveForum) -> ForumAttendee:
        """Return who a tab is in a forum.

        Raises:
            Refusal: ``not_allowed`` for the moderator view without a role of staff in this forum.
        """
        if client.screen or request.view is ForumView.DISPLAY:
            return ForumAttendee("", STRANGER, ForumView.DISPLAY)
        standing = await self._citizens.standing(client.participant, request.forum)
        if request.view is ForumView.MODERATOR and standing.role not in CLERKS:
            raise Refusal(Why.NOT_ALLOWED, needs=Role.CLERK.value)
        person = await self._people.person(request.forum, client.participant)
        if request.view is ForumView.MODERATOR:
            await self._people.learn(request.forum, {event.who for _, event in live.acts})
        self._people.call(request.forum, person, client.arrival.name)
        return ForumAttendee(person, standing, request.view)

    async def _come(self, live: LiveForum, client: ClientSession, district: str, attendance: ForumAttendee) -> None:
        """Put somebody on the roll, or note that they are back; whom the forum does not let in just now looks on."""
        by = c.By(attendance.person, attendance.standing.role)
        name = client.arrival.name if client.arrival.named else ""
        command = c.ComeOnline(by=by, level=attendance.standing.level, name=name, district=normalise(district))
        try:
            await live.act(command, f"{attendance.person}:attend:{self._new_id()}")
        except Refusal as refusal:
            if refusal.why not in LOOKS_ON:
                raise

    async def _leave(self, client: ClientSession, request: LeaveForum) -> None:
        self._forget(client, request.forum, left=True)

    def _forget(self, client: ClientSession, forum: str, *, left: bool = False) -> None:
        attendance = self._attended.get(client, {}).pop(forum, None)
        if attendance is not None:
            self._streams.detach(client, forum)
            self._presence.went(forum, attendance.person, client, left=left)

    def lose(self, client: ClientSession) -> None:
        """A connection is lost: it attends nothing any more."""
        for forum in list(self._attended.get(client, {})):
            self._forget(client, forum)
        self._attended.pop(client, None)

    # ---- doing ----

    def _attending(self, client: ClientSession, forum: str) -> ForumAttendee:
        attendance = self._attended.get(client, {}).get(forum)
        if attendance is None or not attendance.person:
            raise Refusal(Why.ATTEND_FIRST)
        return attendance

    async def _order(self, client: ClientSession, request: GiveCommand) -> None:
        attendance = self._attending(client, request.forum)
        by = c.By(attendance.person, attendance.standing.role)
        standing = await self._role_of(request.forum, person) if (person := about(request.order)) else Role.GUEST
        command = to_command(request.order, by, self._new_id(), standing)
        request_id = f"{attendance.person}:{request.request_id}"
        try:
            await self._forums.act(request.forum, command, request_id)
        except Refusal as refusal:
            if refusal.why is not Why.ATTEND_FIRST or attendance.view is not ForumView.PARTICIPANT:
                raise
            await self._come(
                await self._forums.forum(request.forum), client, "", attendance
            )  # who only looked on so far
            await self._forums.act(request.forum, command, request_id)

    async def _role_of(self, forum: str, person: str) -> Role:
        """Return the role of somebody of a forum, present or not; of whom a slip was linked to, the phone's."""
        aliases = (await self._forums.forum(forum)).durable.roll.aliases
        ids = [person, *(phone for phone, slip in aliases.items() if slip == aliases.get(person, person))]
        for one in ids:
            participant = await self._people.participant(forum, one)
            if participant is not None and (role := (await self._citizens.standing(participant, forum)).role) in CLERKS:
                return role
        return Role.GUEST

    async def _show(self, client: ClientSession, request: ShowSignal) -> None:
        attendance = self._attending(client, request.forum)
        live = await self._forums.forum(request.forum)
        roll = live.durable.roll
        person = roll.people.get(roll.aliases.get(attendance.person, attendance.person))
        if person is None:
            raise Refusal(Why.ATTEND_FIRST)
        if person.removed:
            raise Refusal(Why.REMOVED)
        self._streams.show(request.forum, request.signal, person.id, person.channel)

    async def _carry(self, client: ClientSession, request: CarryVenueAudio) -> None:
        """Let staff of a forum lend their machine's sound to its real hall, unless the connection is gone."""
        standing = await self._citizens.standing(client.participant, request.forum)
        if standing.role not in CLERKS:
            raise Refusal(Why.NOT_ALLOWED, needs=Role.CLERK.value)
        if client.attached:
            self._voices.carry_venue_audio(client, request)

    async def became_citizen(self, participant: str, forum: str | None) -> None:
        """Somebody proved who they are: their tabs act as who they are now."""
        for client, attended in list(self._attended.items()):
            for id_, attendance in list(attended.items()) if client.participant == participant else []:
                if attendance.person and forum in {None, id_}:
                    attendance.standing = await self._citizens.standing(participant, id_)

    async def close(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
