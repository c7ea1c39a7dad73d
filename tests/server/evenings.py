"""An evening of a forum, whole: debate, captions, a hidden ballot with paper, questions; the same at every run."""

import random

from rooms.base.tally import Vote
from rooms.forum.model import commands as c
from rooms.forum.model import journalled
from rooms.forum.model.terms import Kind, Level, QuestionState, Secrecy, Stance
from tests.rooms.forum.kit import CLERK, MINUTE, MODERATOR, OFFICER, SECOND, Hall, citizen

FORUM = "f1"
OPENED = 1_795_773_600_000
"""27 November 2026, 19:00 in Gimhae."""
TITLE = "외동 공영주차장 지하화, 찬성과 반대"
DISTRICTS = ["장유3동"] * 7 + ["진영읍"] * 5 + ["대동면"] * 3 + ["주촌면"] * 2
NAMES = ["장태식", "응우옌 티 흐엉", "서말희", "문재훈", "윤태호", "강미란", "노은서", "김영호", "백승민", "이도현"]
WORDS = [
    "우리 동네는 밤마다 차 댈 곳이 없습니다. 지하로 옮기면 위에 공원이 생깁니다.",
    "공사비가 삼백억입니다. 그 돈이면 마을버스를 십 년 더 다니게 할 수 있습니다.",
    "=SUM(1) 이라고 적힌 예산표를 보았습니다. 계산을 다시 해 주세요.",
    "시장 골목 상인들은 공사하는 두 해를 어떻게 버팁니까. 그 두 해 동안 손님이 끊기면 다시는 돌아오지 않습니다.",
]


class Evening(Hall):
    """A hall whose clock begins at seven."""

    def __init__(self, **rules):
        super().__init__(**rules)
        self.votes = []

    def come_in(self, guests=17, slips=6):
        """Let people come: online with a district, on site with a slip."""
        for number in range(guests):
            person, district = f"p{number}", DISTRICTS[number % len(DISTRICTS)]
            name = NAMES[number % len(NAMES)]
            self.do(c.ComeOnline(by=citizen(person), level=Level.CITIZEN, name=name, district=district))
        for number in range(slips):
            order = c.CheckIn(
                by=CLERK, person=f"s{number}", slip=number + 1, level=Level.CITIZEN, name=f"박현장{number}"
            )
            self.do(order)

    def debate(self, speeches=10):
        """Let pro and con speak, the hall and the line, with captions; the fourth is called out of order."""
        for number in range(speeches):
            self._want(number)
            if number == 3:
                late = self.line()[-1]
                self.do(c.CallPerson(by=MODERATOR, entry=late, saw=self.version, reason="막차 시간"))
            else:
                self.call()
            self.wait(20)
            self.do(c.Caption(by=CLERK, text=WORDS[number % len(WORDS)]))
            self.wait(30 + 7 * (number % 9))
            self.stop()

    def _want(self, speech):
        """Let requests come in until three wait."""
        number = speech * 3
        while len(self.line()) < 3:
            on_site = number % 3 == 0
            person = f"s{number % 6}" if on_site else f"p{number % 17}"
            if person not in {entry.person for entry in self.state.floor.waiting.values()}:
                stance = Stance.PRO if number % 2 else Stance.CON
                request = {"entry": f"e{speech}-{number}", "kind": Kind.NORMAL, "stance": stance}
                by, whom = (CLERK, {"person": person}) if on_site else (citizen(person), {})
                self.do(c.AskFloor(by=by, **request, **whom))
                self.now += 1_000
            number += 1

    def asked(self):
        """Let two questions come up, one of them hidden."""
        for number, text in enumerate(["공사는 언제 끝납니까?", "주차 요금은 오릅니까?", "욕설이 든 질문"]):
            self.do(c.AskQuestion(by=citizen(f"p{number}"), question=f"q{number}", text=text))
        self.do(c.MoveQuestion(by=MODERATOR, question="q0", to=QuestionState.SHOWN, saw=0))
        self.do(c.VoteQuestion(by=citizen("p5"), question="q0", wanted=True))
        promise = {"department": "교통과", "until": "2026-12-20", "answer": "설계가 끝나면 알려 드립니다."}
        self.do(c.MoveQuestion(by=MODERATOR, question="q0", to=QuestionState.PROMISED, saw=1, **promise))
        self.do(c.MoveQuestion(by=MODERATOR, question="q1", to=QuestionState.SHOWN, saw=0))
        hide = {"to": QuestionState.HIDDEN, "saw": 0, "reason": "욕설"}
        self.do(c.MoveQuestion(by=MODERATOR, question="q2", **hide))

    def voted(self, papers=3):
        """Hold a hidden ballot with paper."""
        self.ballot(secrecy=Secrecy.HIDDEN, question="외동 공영주차장을 지하로 옮기는 데 찬성하십니까?")
        rng = random.Random(7)
        for number in range(15):
            vote = Vote(rng.randbytes(16).hex(), {("yes", "no", "yes", "abstain", "no")[number % 5]: 1})
            self.cast(f"p{number}", *vote.choice, tracker=vote.tracker)
            self.votes.append(vote)
        for number in range(papers):
            self.do(c.IssuePaper(by=CLERK, ballot="b1", person=f"s{number}"))
        self.finish()
        for officer in (CLERK, OFFICER):
            self.do(c.EnterPaper(by=officer, ballot="b1", papers=papers, totals={"yes": papers}))
        self.result(votes=sorted(self.votes, key=lambda vote: vote.tracker))
        saw = self.state.ballots["b1"].revision.version
        self.do(c.PublishBallot(by=OFFICER, ballot="b1", saw=saw))


def evening(*, closed=True, speeches=10):
    """Return a hall after a whole evening."""
    hall = Evening()
    hall.do(
        c.ChangeForum(by=OFFICER, title=TITLE, hall="city-hall", opens_at=OPENED, rules=hall.state.rules, saw=1),
        now=OPENED - 3_600_000,
    )
    hall.now = OPENED
    hall.opened(minutes=40)
    hall.come_in()
    hall.debate(speeches)
    first = hall.state.lines[0]
    hall.do(c.Correct(by=CLERK, row=first.row, text=WORDS[0].replace("차 댈", "차를 댈")))
    hall.do(c.TakeOff(by=SECOND, row=hall.state.lines[-1].row, reason="다른 사람을 모욕함"))
    hall.asked()
    hall.voted()
    hall.wait(MINUTE / 1_000)
    if closed:
        hall.do(c.CloseForum(by=OFFICER))
    return hall


async def keep(hall, journal, forum=FORUM):
    """Append all events of a hall to a journal."""
    events = [journalled.to_journal(event) for event in hall.events]
    for start in range(0, len(events), 32):
        await journal.append(forum, start, events[start : start + 32], f"desk:{start}")


def planned():
    """Return a hall whose forum was announced."""
    hall = Evening()
    hall.do(c.AddItem(by=MODERATOR, item="i1", title="의견 듣기", kind="speeches", minutes=90))
    return hall
