"""
Practice forums: a copy of a forum in which a moderator tries the view of moderators, among made-up people.

The people sit in the hall with slips and say of themselves that they are made up. A practice ends by itself, is on no
calendar, and goes on after a restart. Knows: commands of a forum. Does not know: lines, who may practise.
"""

import asyncio
import secrets

import structlog
from msgspec.structs import replace

from agora_server.core.clock import Clock
from agora_server.forum.host import ForumHost
from agora_server.forum.live import LiveForum
from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role
from rooms.forum.model import commands as c
from rooms.forum.model.state import Ballot, ForumState
from rooms.forum.model.terms import BallotState, EntryState, ItemKind, Level, Method, Phase, Secrecy, Stance

log = structlog.get_logger()

PEOPLE = (
    "가온(가상)",
    "나래(가상)",
    "다솜(가상)",
    "라온(가상)",
    "마루(가상)",
    "바다(가상)",
    "사랑(가상)",
    "아라(가상)",
)
"""Eight: a queue of four, a speaker, and some who only vote."""
QUESTIONS = ("언제부터 시작하나요?", "돈은 얼마나 드나요?", "다른 동네도 같이 하나요?")
SAID = "연습 발언입니다. 꾸며 낸 사람이 말하고 있습니다."
WAITING = 4
"""Requests that wait at once."""
STEP_S = 3.0
"""How often the made-up people do something."""
LINE_MS = 9_000
"""How often a speaker's words come as a caption."""
LASTS_MS = 3_600_000
"""How long a practice lasts: an evening's agenda can be tried twice."""
MOST = 8
"""Practices at once: some 10 acts a second of the journal's hundreds."""
OF_ONE = 2
"""Practices of one forum at once: its moderators practise each alone or together, and leave room for other forums."""
TALKS = frozenset({ItemKind.DEBATE, ItemKind.SPEECHES, ItemKind.QUESTIONS})

OFFICER = c.By("practice-officer", Role.OFFICER)
CLERK = c.By("practice-clerk", Role.CLERK)


def person(number: int) -> str:
    """Return the id of somebody of ``PEOPLE``."""
    return f"practice-person-{number}"


class Practice:
    """Sets practice forums up and keeps their people going.

    Args:
        forums: where they are hosted.
        clock: milliseconds UTC.
    """

    def __init__(self, forums: ForumHost, clock: Clock) -> None:
        self._forums = forums
        self._clock = clock
        self._running: dict[str, asyncio.Task[None]] = {}
        self._acts = 0

    async def resume(self) -> None:
        """Go on with the practices that a restart interrupted."""
        for head in list(self._forums.heads.values()):
            if head.practice and head.phase is not Phase.CLOSED:
                self._keep(await self._forums.forum(head.id))

    async def begin(self, forum: str, of: ForumState) -> None:
        """
        Set a practice up under an id, with the rules and the agenda of another forum; again, it is the same.

        Raises:
            Refusal: ``full``.
        """
        if forum in self._running:
            return
        if len(self._running) >= MOST:
            raise Refusal(Why.FULL, limit=MOST)
        if sum(self._forums.practised(one) == of.forum for one in self._running) >= OF_ONE:
            raise Refusal(Why.FULL, limit=OF_ONE)
        live = await self._forums.create(forum, _copy(of, self._clock()), f"{OFFICER.who}:{forum}")
        for number, name in enumerate(PEOPLE, 1):
            slip = c.CheckIn(by=CLERK, person=person(number), slip=number, level=Level.CITIZEN, name=name)
            await self._give(live, slip)
        self._keep(live)

    async def close(self) -> None:
        """Let the people keep still; the forums stay."""
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        self._running.clear()

    # ---- going on ----

    def _keep(self, live: LiveForum) -> None:
        task = asyncio.create_task(self._run(live), name="practice")
        self._running[live.id] = task
        task.add_done_callback(lambda _: self._running.pop(live.id, None))

    async def _run(self, live: LiveForum) -> None:
        while live.durable.phase is not Phase.CLOSED:
            await asyncio.sleep(STEP_S)
            try:
                await self.step(live)
            except Exception:
                log.exception("practice_failed", forum=live.id)

    async def step(self, live: LiveForum) -> None:
        """Do what made-up people would do next; what is refused just now is left."""
        state, now = live.durable, self._clock()
        wishes = [_end(state, now), *_speech(state, now), _request(state), _question(state), _vote(state)]
        for command in wishes:
            if command is None:
                continue
            try:
                await self._give(live, command)
            except Refusal as refusal:  # the moderator was faster
                log.info("practice_waits", why=refusal.why.value)

    async def _give(self, live: LiveForum, command: c.Command) -> None:
        self._acts += 1
        await self._forums.act(live.id, command, f"{command.by.who}:{self._clock()}:{self._acts}")


def _copy(of: ForumState, now: int) -> list[c.Command]:
    """Return the commands that set up a practice of a forum; streams of the real one are not shown."""
    created = c.CreateForum(
        by=OFFICER,
        title=f"연습: {of.title}"[:300],
        hall=of.hall,
        opens_at=now,
        rules=of.rules,
        details=replace(of.details, practice=True, live=None, sign=None),
        practice_of=of.forum,
    )
    items = [
        c.AddItem(
            by=OFFICER, item=f"item{n}", title=one.title, kind=one.kind, minutes=one.minutes, speech_s=one.speech_s
        )
        for n, one in enumerate(of.agenda.items, 1)
    ]
    return [created, *items]


def _end(state: ForumState, now: int) -> c.Command | None:
    return c.CloseForum(by=OFFICER) if now - state.opens_at > LASTS_MS else None


def _speech(state: ForumState, now: int) -> list[c.Command]:
    """Let a made-up speaker say something, and give the floor back once the time is over."""
    speech, clock = state.floor.speech, state.clock.speech
    if speech is None or clock is None or speech.state is not EntryState.SPEAKING or not _made_up(speech.entry.person):
        return []
    if clock.left(now) < 0:
        return [c.YieldFloor(by=_by(speech.entry.person))]
    said = bool(state.lines) and state.lines[-1].entry == speech.entry.id
    return [] if said or now - speech.started_at < LINE_MS else [c.Caption(by=CLERK, text=SAID)]


def _request(state: ForumState) -> c.Command | None:
    """Let one more ask while the queue is open and short: who spoke least."""
    item = next((one for one in state.agenda.items if one.id == state.agenda.running), None)
    waiting = {one.person for one in state.floor.waiting.values()}
    if item is None or item.kind not in TALKS or not state.floor.open or len(waiting) >= WAITING:
        return None
    speaking = {state.floor.speech.entry.person} if state.floor.speech else set[str]()
    idle = [n for n in _numbers(state) if person(n) not in waiting | speaking]
    if not idle:
        return None
    number = min(idle, key=lambda n: state.floor.spoken.get(person(n), 0))
    sides = state.rules.camps and item.kind is ItemKind.DEBATE
    stance = (Stance.PRO if number % 2 else Stance.CON) if sides else Stance.NONE
    return c.AskFloor(by=CLERK, entry=f"practice-{state.seq}", stance=stance, person=person(number))


def _question(state: ForumState) -> c.Command | None:
    number = len(state.questions) + 1
    if state.agenda.running == "" or number > len(QUESTIONS) or number not in _numbers(state):
        return None
    return c.AskQuestion(by=_by(person(number)), question=f"practice-q{number}", text=QUESTIONS[number - 1])


def _vote(state: ForumState) -> c.Command | None:
    """Let one who is entitled and has not voted vote."""
    ballot = next((one for one in state.ballots.values() if one.state is BallotState.STARTED), None)
    if ballot is None:
        return None
    left = [n for n in _numbers(state) if person(n) in ballot.entitled and person(n) not in ballot.casts]
    return _cast(ballot, left[0]) if left else None


def _cast(ballot: Ballot, number: int) -> c.Command:
    options = ballot.terms.options
    chosen = options[number % len(options)].id
    points = ballot.terms.top if ballot.terms.method is Method.SCORE else 1
    tracker = secrets.token_hex(16) if ballot.terms.secrecy is Secrecy.HIDDEN else ""
    return c.Cast(by=_by(person(number)), ballot=ballot.id, choice={chosen: points}, tracker=tracker)


def _numbers(state: ForumState) -> list[int]:
    """Return those of ``PEOPLE`` who are still there: a moderator may have removed one, to try that."""
    people = state.roll.people
    return [n for n in range(1, len(PEOPLE) + 1) if person(n) in people and not people[person(n)].removed]


def _made_up(id_: str) -> bool:
    return id_.startswith("practice-person-")


def _by(id_: str) -> c.By:
    return c.By(id_, Role.CITIZEN)
