"""
The door of the halls for lines: attend, leave, orders, signals.

    attend → who is it there → on the roll (durable) → the stream begins → done
    order  → by whom, from the session → command → durable → done, or refused with why

What waits for the disk runs as a task of its own; a line has few of them at once. An order that comes again, on this
line or another, has the first one's answer. Knows: who somebody is in a forum. Does not know: rules, bytes.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from agora_server.citizens import STRANGER, Citizens, Standing
from agora_server.forum_host import ForumHost
from agora_server.forum_live import LiveForum
from agora_server.forum_people import ForumPeople
from agora_server.forum_presence import ForumPresence
from agora_server.forum_streams import ForumStreams, stream_name
from agora_server.link import Link
from agora_server.store import StoreBusyError
from agora_server.voices import Voices
from rooms.errors import Refusal, Why
from rooms.forum import commands as c
from rooms.forum.faces import Face
from rooms.forum.forum import CLERKS
from rooms.forum.orders import to_command
from rooms.messages import Attend, CarryHall, GiveOrder, LeaveForum, ShowSignal
from rooms.roles import Role
from rooms.text import normalise

log = structlog.get_logger()

AT_ONCE = 16
"""Wishes of one line that wait for the disk: a page that resends all it has after a lost line sends fewer."""
FORUMS = 4
"""Forums that one tab attends at once; a page attends one."""

LOOKS_ON = frozenset({Why.FORUM_CLOSED, Why.FORUM_PAUSED, Why.FULL, Why.LEVEL_NEEDED, Why.REMOVED})
"""Why one is not put on the roll and is shown the light page all the same: reading is open to everybody."""

Wish = Attend | LeaveForum | GiveOrder | ShowSignal | CarryHall
Answer = Callable[[Refusal | None], None]
"""Told what a wish came to: done, or the refusal."""


@dataclass(slots=True)
class Attendance:
    """Who a tab is in a forum; ``person`` is empty for a screen, which only looks."""

    person: str
    standing: Standing
    face: Face


class ForumDoor:
    """What lines wish of the forums.

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
        self._lines: dict[Link, dict[str, Attendance]] = {}
        self._under_way: dict[Link, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    # ---- a wish ----

    def take(self, link: Link, wish: Wish, answer: Answer) -> None:
        """Begin to fulfil a wish; ``answer`` is called once, maybe after the line is lost.

        Raises:
            Refusal: ``too_fast`` where too many wait already.
        """
        if self._under_way.get(link, 0) >= AT_ONCE:
            raise Refusal(Why.TOO_FAST, seconds=1)
        self._under_way[link] = self._under_way.get(link, 0) + 1
        task = asyncio.create_task(self._fulfil(link, wish, answer), name=type(wish).__name__)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(link, done))

    def _ended(self, link: Link, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        left = self._under_way.pop(link, 1) - 1
        if left:
            self._under_way[link] = left

    async def _fulfil(self, link: Link, wish: Wish, answer: Answer) -> None:
        try:
            await self._do(link, wish)
        except Refusal as refusal:
            answer(await self._people.worded(wish.forum, refusal))
        except StoreBusyError:
            answer(Refusal(Why.TOO_FAST, seconds=1))
        except Exception:
            log.exception("wish_failed", kind=type(wish).__name__, forum=wish.forum)
            answer(Refusal(Why.TOO_FAST, seconds=3))
        else:
            answer(None)

    def _do(self, link: Link, wish: Wish) -> Awaitable[None]:
        match wish:
            case Attend():
                return self._attend(link, wish)
            case LeaveForum():
                return self._leave(link, wish)
            case GiveOrder():
                return self._order(link, wish)
            case ShowSignal():
                return self._show(link, wish)
            case CarryHall():
                return self._carry(link, wish)

    # ---- coming and going ----

    async def _attend(self, link: Link, wish: Attend) -> None:
        live = await self._forums.forum(wish.forum)
        if len(self._lines.get(link, {}).keys() | {wish.forum}) > FORUMS:
            raise Refusal(Why.FULL, limit=FORUMS)
        attendance = await self._attendance(link, wish, live)
        here = bool(attendance.person) and attendance.face is Face.LIGHT
        if here:
            self._presence.came(wish.forum, attendance.person, link)  # first: no older loss may overtake it
        try:
            if here:
                await self._come(live, link, wish.district, attendance)
            self._attach(link, live, wish, attendance)
        except Refusal:
            self._presence.went(wish.forum, attendance.person, link)
            raise

    def _attach(self, link: Link, live: LiveForum, wish: Attend, attendance: Attendance) -> None:
        """Begin the stream, unless the line was lost meanwhile: its successor attends anew."""
        if not link.attached:
            self._presence.went(wish.forum, attendance.person, link)
            return
        before = self._lines.get(link, {}).get(wish.forum)
        if before is not None and attendance.face is not Face.LIGHT:
            self._presence.went(wish.forum, before.person, link)
        self._lines.setdefault(link, {})[wish.forum] = attendance
        position = link.positions.pop(stream_name(wish.forum), None)
        self._streams.attach(link, live, attendance.face, attendance.person, position)

    async def _attendance(self, link: Link, wish: Attend, live: LiveForum) -> Attendance:
        """Return who a tab is in a forum.

        Raises:
            Refusal: ``not_allowed`` for the desk without a role of staff in this forum.
        """
        if link.screen or wish.face is Face.SCREEN:
            return Attendance("", STRANGER, Face.SCREEN)
        standing = await self._citizens.standing(link.participant, wish.forum)
        if wish.face is Face.DESK and standing.role not in CLERKS:
            raise Refusal(Why.NOT_ALLOWED, needs=Role.CLERK.value)
        person = await self._people.person(wish.forum, link.participant)
        if wish.face is Face.DESK:
            await self._people.learn(wish.forum, {event.who for _, event in live.acts})
        self._people.call(wish.forum, person, link.arrival.name)
        return Attendance(person, standing, wish.face)

    async def _come(self, live: LiveForum, link: Link, district: str, attendance: Attendance) -> None:
        """Put somebody on the roll, or note that they are back; whom the forum does not let in just now looks on."""
        by = c.By(attendance.person, attendance.standing.role)
        name = link.arrival.name if link.arrival.named else ""
        command = c.Attend(by=by, level=attendance.standing.level, name=name, district=normalise(district))
        try:
            await live.act(command, f"{attendance.person}:attend:{self._new_id()}")
        except Refusal as refusal:
            if refusal.why not in LOOKS_ON:
                raise

    async def _leave(self, link: Link, wish: LeaveForum) -> None:
        self._forget(link, wish.forum, left=True)

    def _forget(self, link: Link, forum: str, *, left: bool = False) -> None:
        attendance = self._lines.get(link, {}).pop(forum, None)
        if attendance is not None:
            self._streams.detach(link, forum)
            self._presence.went(forum, attendance.person, link, left=left)

    def lose(self, link: Link) -> None:
        """A line is lost: it attends nothing any more."""
        for forum in list(self._lines.get(link, {})):
            self._forget(link, forum)
        self._lines.pop(link, None)

    # ---- doing ----

    def _attending(self, link: Link, forum: str) -> Attendance:
        attendance = self._lines.get(link, {}).get(forum)
        if attendance is None or not attendance.person:
            raise Refusal(Why.ATTEND_FIRST)
        return attendance

    async def _order(self, link: Link, wish: GiveOrder) -> None:
        attendance = self._attending(link, wish.forum)
        command = to_command(wish.order, c.By(attendance.person, attendance.standing.role), self._new_id())
        act = f"{attendance.person}:{wish.act}"
        try:
            await self._forums.act(wish.forum, command, act)
        except Refusal as refusal:
            if refusal.why is not Why.ATTEND_FIRST or attendance.face is not Face.LIGHT:
                raise
            await self._come(await self._forums.forum(wish.forum), link, "", attendance)  # who only looked on so far
            await self._forums.act(wish.forum, command, act)

    async def _show(self, link: Link, wish: ShowSignal) -> None:
        attendance = self._attending(link, wish.forum)
        live = await self._forums.forum(wish.forum)
        roll = live.durable.roll
        person = roll.people.get(roll.aliases.get(attendance.person, attendance.person))
        if person is None:
            raise Refusal(Why.ATTEND_FIRST)
        if person.removed:
            raise Refusal(Why.REMOVED)
        self._streams.show(wish.forum, wish.signal, person.id, person.channel)

    async def _carry(self, link: Link, wish: CarryHall) -> None:
        """Let staff of a forum lend their machine's sound to its real hall, unless the line was lost meanwhile."""
        standing = await self._citizens.standing(link.participant, wish.forum)
        if standing.role not in CLERKS:
            raise Refusal(Why.NOT_ALLOWED, needs=Role.CLERK.value)
        if link.attached:
            self._voices.carry(link, wish)

    async def became_citizen(self, participant: str, forum: str | None) -> None:
        """Somebody proved who they are: their tabs act as who they are now."""
        for link, attended in list(self._lines.items()):
            for id_, attendance in list(attended.items()) if link.participant == participant else []:
                if attendance.person and forum in {None, id_}:
                    attendance.standing = await self._citizens.standing(participant, id_)

    async def close(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
