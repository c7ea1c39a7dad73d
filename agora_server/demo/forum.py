"""
A forum to look at: seeded with a believable evening in Gimhae, and kept going by a moderator of its own.

Everybody in it is made up and says so by name. People sit in the hall with slips; whoever watches can attend, ask and
vote beside them. As soon as a real moderator acts, the made-up one keeps still for ten minutes.
Knows: commands of a forum. Does not know: lines, bots (those come by the door, ``bots.py``).
"""

import asyncio
from collections.abc import Iterator

import structlog
from msgspec.structs import replace

from agora_server.core.clock import Clock
from agora_server.demo import rounds
from agora_server.forum.host import ForumHost
from agora_server.forum.live import LiveForum
from agora_server.resources.formats import load_formats
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.forum.floor import floor
from rooms.forum.model import commands as c
from rooms.forum.model.events import OPTIONS_OF_YES_NO
from rooms.forum.model.rules import Details, Levels
from rooms.forum.model.state import ForumState, Terms
from rooms.forum.model.terms import (
    Base,
    EntryState,
    ItemKind,
    Level,
    Majority,
    Method,
    Phase,
    QuestionState,
    QuorumOf,
    Secrecy,
    Stance,
)

log = structlog.get_logger()

FORUM = "demo"
"""The forum's id: its light page is ``/hall/demo``."""
DEMO_HALL = "forum-square"
"""Where it is held: who arrives stands before the stage and sees it on the big screen."""
TITLE = "경전철 막차를 30분 늦출까요?"
ABOUT = (
    "부산김해경전철 막차 시간을 30분 늦추는 안을 두고 시민이 찬성과 반대로 나누어 이야기합니다. "
    "보여 드리려고 꾸민 토론회이며, 나오는 사람과 말은 모두 지어낸 것입니다."
)
PANEL = ("대중교통 담당(가상)", "시민 대표 찬성 쪽(가상)", "시민 대표 반대 쪽(가상)")
PEOPLE = (
    (
        "한가람(가상)",
        Stance.PRO,
        "밤늦게 일이 끝나는 사람은 택시밖에 없습니다. 막차가 30분만 늦어도 부담이 크게 줄어듭니다.",
    ),
    ("도하늘(가상)", Stance.CON, "정비할 시간이 줄면 안전이 걱정됩니다. 먼저 점검 인력을 늘리고 이야기해야 합니다."),
    ("서이든(가상)", Stance.PRO, "내외동 학원가에서 돌아오는 학생이 많습니다. 안전하게 집에 갈 수 있어야 합니다."),
    ("민가온(가상)", Stance.CON, "선로 옆 아파트는 밤 소음이 큽니다. 조용히 잘 권리도 함께 생각해 주세요."),
    ("유라온(가상)", Stance.PRO, "공항에서 늦게 도착하는 손님도 시내로 올 길이 생깁니다. 가게에도 도움이 됩니다."),
    ("채다온(가상)", Stance.CON, "타는 사람이 적은 시간입니다. 그 돈으로 버스를 늘리는 편이 낫다고 봅니다."),
)
"""Who sits in the hall: name, camp, and what they say when they have the floor."""
QUESTIONS = (
    "막차를 늦추면 한 해에 돈이 얼마나 더 드나요?",
    "장유와 진영에서 환승하는 버스 시간도 함께 늦춰지나요?",
    "시험 운행을 먼저 해 볼 수는 없나요?",
)
STEP_S = 2.0
"""How often the made-up moderator looks."""
KEEP_STILL_MS = 600_000
"""How long it keeps still after somebody else's act."""
SPEECH_S = 40
"""A speech: who watches sees several. Whoever gave a name may vote here, without a code."""
LINE_MS = 12_000
"""How often a speaker's words come as a caption."""

OFFICER = c.By("demo-officer", Role.OFFICER)
MODERATOR = c.By("demo-moderator", Role.MODERATOR)
CLERK = c.By("demo-clerk", Role.CLERK)
STAFF = frozenset({OFFICER.who, MODERATOR.who, CLERK.who, ""})


def person(number: int) -> str:
    """Return the id of somebody of ``PEOPLE``."""
    return f"demo-person-{number}"


class DemoForum:
    """Seeds the forum and keeps it going.

    Args:
        forums: where it is hosted.
        clock: milliseconds UTC.
        hall: the place whose hall it is held in.
    """

    def __init__(self, forums: ForumHost, clock: Clock, hall: str) -> None:
        self._forums = forums
        self._clock = clock
        self._hall = hall
        self._acts = 0
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Seed the forum where there is none, and go on with it."""
        try:
            live = await self._forums.forum(FORUM)
        except Refusal:
            live = await self._seed()
        self._task = asyncio.create_task(self._run(live), name="demo forum")

    async def stop(self) -> None:
        """Keep still for good."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    # ---- the beginning ----

    async def _seed(self) -> LiveForum:
        now, format_ = self._clock(), load_formats().usable["debate"]
        created = c.CreateForum(
            by=OFFICER,
            title=TITLE,
            hall=self._hall,
            opens_at=now,
            rules=replace(format_.rules, speech_s=SPEECH_S, levels=Levels(vote=Level.NAMED)),
            details=Details(about=ABOUT, panel=PANEL),
        )
        agenda = [
            c.AddItem(by=OFFICER, item=f"item{n}", title=one.title, kind=one.kind, minutes=one.minutes)
            for n, one in enumerate(format_.agenda, 1)
        ]
        live = await self._forums.create(FORUM, [created, *agenda], "demo:created")
        for command in self._evening():
            await self._give(command)
        await self._first_ballot(live)
        await self._look_at_questions(live)
        await self._begin_debate(live)
        return live

    def _evening(self) -> Iterator[c.Command]:
        yield c.OpenForum(by=MODERATOR)
        for number, (name, _, _) in enumerate(PEOPLE, 1):
            yield c.CheckIn(
                by=CLERK, person=person(number), slip=number, level=Level.CITIZEN, name=name, district="내외동"
            )
        for number, text in enumerate(QUESTIONS, 1):
            yield c.AskQuestion(by=c.By(person(number), Role.CITIZEN), question=f"question{number}", text=text)

    async def _first_ballot(self, live: LiveForum) -> None:
        """Hold a show of hands, so that there is a result to look at."""
        await self._give(c.CreateBallot(by=MODERATOR, ballot="first", terms=_terms()))
        await self._give(c.StartBallot(by=MODERATOR, ballot="first", saw=self._ballot(live)))
        for number, (_, stance, _) in enumerate(PEOPLE, 1):
            choice = {"yes" if stance is Stance.PRO else "no": 1}
            await self._give(c.Cast(by=c.By(person(number), Role.CITIZEN), ballot="first", choice=choice))
        await self._give(c.FinishBallot(by=MODERATOR, ballot="first", saw=self._ballot(live)))
        await self._forums.timers.fire(live)
        await self._give(c.PublishBallot(by=OFFICER, ballot="first", saw=self._ballot(live)))

    @staticmethod
    def _ballot(live: LiveForum) -> int:
        return live.durable.ballots["first"].revision.version

    async def _look_at_questions(self, live: LiveForum) -> None:
        for question in list(live.durable.questions)[:2]:
            saw = live.durable.questions[question].revision.version
            await self._give(c.MoveQuestion(by=MODERATOR, question=question, to=QuestionState.SHOWN, saw=saw))
        for number in (3, 4, 5):
            voter = c.By(person(number), Role.CITIZEN)
            await self._give(c.VoteQuestion(by=voter, question="question1", wanted=True))

    async def _begin_debate(self, live: LiveForum) -> None:
        item = next(one.id for one in live.durable.agenda.items if one.kind is ItemKind.DEBATE)
        await self._give(c.StartItem(by=MODERATOR, item=item, saw=live.durable.agenda.revision.version))
        await self._give(c.SetQueue(by=MODERATOR, open=True))

    async def _give(self, command: c.Command) -> None:
        self._acts += 1
        who = command.by.who
        await self._forums.act(FORUM, command, f"{who}:{self._clock()}:{self._acts}")

    # ---- going on ----

    async def _run(self, live: LiveForum) -> None:
        while live.durable.phase is not Phase.CLOSED:
            await asyncio.sleep(STEP_S)
            try:
                await self.step(live)
            except Refusal as refusal:  # somebody else was faster
                log.info("demo_forum_waits", why=refusal.why.value)
            except Exception:
                log.exception("demo_forum_failed")

    async def step(self, live: LiveForum) -> None:
        """Do the next thing that a forum with people in it would see."""
        state, now = live.durable, self._clock()
        if state.phase is not Phase.OPEN or self._somebody_acts(state, now):
            return
        act = rounds.next_act(state, now, moderator=MODERATOR, officer=OFFICER, terms=_terms_of_round(state))
        if act is not None:
            await self._give(act)
        elif _in_debate(state):
            await self._go_on(live, now)

    async def _go_on(self, live: LiveForum, now: int) -> None:
        """Let the debate go on: requests, speeches with their captions, calls."""
        state = live.durable
        await self._ask_again(state)
        speech, clock = state.floor.speech, state.clock.speech
        if speech is None:
            await self._call(live, now)
        elif speech.state is EntryState.SPEAKING and clock is not None and clock.left(now) <= 0:
            await self._give(c.StopSpeech(by=MODERATOR, saw=state.floor.revision.version))
        elif now - speech.started_at >= LINE_MS and (not state.lines or state.lines[-1].entry != speech.entry.id):
            await self._give(c.Caption(by=CLERK, text=_words(speech.entry.person)))

    def _somebody_acts(self, state: ForumState, now: int) -> bool:
        """Tell whether somebody leads the forum by hand; who gives the floor back is a citizen."""
        marks = (
            state.revision,
            state.floor.revision,
            state.agenda.revision,
            *(one.revision for one in state.ballots.values()),
        )
        lead = (revision for revision in marks if revision.who not in STAFF and revision.who not in state.roll.people)
        return any(now - revision.at < KEEP_STILL_MS for revision in lead)

    async def _ask_again(self, state: ForumState) -> None:
        """Keep four made-up people waiting, those who spoke least first."""
        waiting = {one.person for one in state.floor.waiting.values()}
        busy = waiting | ({state.floor.speech.entry.person} if state.floor.speech else set())
        idle = [n for n in range(1, len(PEOPLE) + 1) if person(n) not in busy]
        made_up = sum(one.startswith("demo-person") for one in waiting)
        for number in sorted(idle, key=lambda n: state.floor.spoken.get(person(n), 0))[: max(0, 4 - made_up)]:
            entry = f"demo-entry-{state.seq}-{number}"
            ask = c.AskFloor(by=CLERK, entry=entry, stance=PEOPLE[number - 1][1], person=person(number))
            await self._give(ask)

    async def _call(self, live: LiveForum, now: int) -> None:
        """Call who is next, as the desk shows it."""
        state = live.durable
        places = [place for place in floor.line(state, now) if not place.away]
        if places and state.floor.summons is None:
            await self._give(c.CallNext(by=MODERATOR, entry=places[0].entry, saw=state.floor.revision.version))


def addresses(address: str) -> str:
    """Return where the forum can be looked at, in Korean."""
    hall = f"{address}/hall/{FORUM}"
    return f"보여 드리는 토론회: {hall} · 큰 화면 {hall}/screen · 진행 책상 {hall}/desk"


def _words(who: str) -> str:
    """Return what one of the made-up people says; for anybody else, that they speak."""
    said = (words for number, (_, _, words) in enumerate(PEOPLE, 1) if person(number) == who)
    return next(said, "(말씀하시는 중입니다)")


def _in_debate(state: ForumState) -> bool:
    running = next((one for one in state.agenda.items if one.id == state.agenda.running), None)
    return running is not None and running.kind is ItemKind.DEBATE


def _terms_of_round(state: ForumState) -> Terms:
    """Return the ballot of a round: hidden, as the format has it."""
    secrecy = state.rules.ballot.secrecy
    return replace(_terms(), question=rounds.QUESTION, secrecy=secrecy, min_open_s=30, open_s=60)


def _terms() -> Terms:
    return Terms(
        question="오늘 토론을 시작하기 전 생각은 어떠신가요?",
        options=OPTIONS_OF_YES_NO,
        method=Method.YES_NO,
        secrecy=Secrecy.NAMED,
        base=Base.VALID,
        quorum_of=QuorumOf.NOBODY,
        quorum_per_mille=0,
        majority=Majority.SIMPLE,
    )
