"""The parts of the minutes behind the first page: questions, attendance, what staff did, words, erasures, about."""

from collections.abc import Iterable, Mapping

from agora_server.journal.record import Erasure
from agora_server.minutes import wording as w
from agora_server.minutes.gather import Folder
from agora_server.minutes.paper import (
    Block,
    Cell,
    Column,
    FactList,
    SaidBlock,
    Section,
    Sentence,
    SpeechBlock,
    Table,
    grouped,
)
from rooms.forum.minutes.minutes import LEAST_GROUP
from rooms.forum.minutes.parts import Minutes, MinutesLine, QuestionMinutes, SpeechMinutes
from rooms.forum.model.terms import QuestionState

Gone = Mapping[tuple[int, str], Erasure]
METHOD = (
    "아낀 길은 온라인으로 참석하면서 사는 읍·면·동을 스스로 알려 준 분만 셉니다.",
    "한 사람의 길은 그 읍·면·동 한가운데에서 김해시청까지 잰 직선거리의 두 배입니다. 갈 때와 올 때입니다.",
    f"{LEAST_GROUP}명보다 적은 곳은 누구인지 알 수 있어서 적지 않고, 길에도 넣지 않습니다.",
    "실제로 잰 길이 아닙니다. 도로는 직선보다 길고, 온라인이 없었다면 오지 않았을 분도 있습니다.",
    "현장으로 오간 길, 탈것, 배출한 탄소는 계산하지 않았습니다.",
)
"""How journeys spared are computed, and what the figure is not."""


def details(folder: Folder, erased: Gone) -> list[Section]:
    """Return the sections, without those that have nothing to say."""
    made, named = folder.made, folder.terms.named
    found = [
        _questions(made, erased),
        _attendance(folder),
        _acts(made, named, erased),
        _said(made, named, erased),
        _erasures(folder.erased),
        _unknown(made),
        _documents(made),
        _about(folder),
    ]
    return [section for section in found if section.blocks]


# ---- questions ----


def _questions(made: Minutes, erased: Gone) -> Section:
    columns = (
        Column("순서", 7, tight=True),
        Column("질문", 45),
        Column("공감", 9, number=True),
        Column("어떻게 되었나", 39),
    )
    places = {question.id: number for number, question in enumerate(made.questions, 1)}
    rows = tuple(
        (
            Cell(str(places[question.id])),
            Cell(w.words(question.text, erased)),
            Cell(f"{question.votes:,}"),
            Cell(_became(question, places, erased) or ("다루지 못함" if made.closed_at else "아직")),
        )
        for question in made.questions
    )
    return Section("질문", (Table(columns, rows),) if rows else ())


def _became(question: QuestionMinutes, places: Mapping[str, int], erased: Gone) -> str:
    """Return what became of a question; nothing if nobody has spoken of it."""
    answer = w.words(question.answer, erased)
    match question.state:
        case QuestionState.MERGED:
            place = places.get(question.into)
            return f"{place}번 질문과 합침" if place else "다른 질문과 합침"
        case QuestionState.TAKEN:
            return "무대에서 다룸"
        case QuestionState.ANSWERED:
            return f"답함: {answer}" if answer else "답함"
        case QuestionState.PROMISED:
            promise = f"{question.department}에서 {w.date(question.until)}까지 답하기로 함"
            return f"{promise}. {answer}" if answer else promise
        case _:
            return ""


# ---- attendance ----


def _attendance(folder: Folder) -> Section:
    came = folder.made.attendance
    columns = (Column("참여한 방법", 60), Column("사람", 40, number=True))
    rows = (
        (Cell("현장"), Cell(f"{came.onsite:,}명")),
        (Cell("온라인"), Cell(f"{came.online:,}명")),
        (Cell("한때 가장 많이 있던 수"), Cell(f"{came.most_at_once:,}명")),
    )
    blocks: list[Block] = [Table(columns, rows)]
    if folder.journeys.rows:
        blocks.append(_journeys(folder))
    blocks += [Sentence(text) for text in METHOD]
    return Section("참석과 아낀 길", tuple(blocks))


def _journeys(folder: Folder) -> Table:
    spared = folder.journeys
    columns = (
        *(Column("온라인 참석자가 사는 곳", 34), Column("사람", 18, number=True)),
        *(Column("한 사람의 길", 24, number=True), Column("모두", 24, number=True)),
    )
    rows = [
        (
            Cell(row.district),
            Cell(f"{row.people:,}명"),
            Cell(w.kilometres(row.there_and_back)),
            Cell(w.kilometres(row.people * row.there_and_back)),
        )
        for row in spared.rows
    ]
    others = folder.made.attendance.other_districts
    if others:
        rows.append(
            (Cell(f"{LEAST_GROUP}명보다 적은 곳 모두"), Cell(f"{others:,}명"), Cell("넣지 않음"), Cell("넣지 않음"))
        )
    return Table(columns, tuple(rows), f"모두 {spared.people:,}명, {w.kilometres(spared.metres)}")


# ---- what staff did, what was said ----


def _acts(made: Minutes, named: frozenset[str], erased: Gone) -> Section:
    columns = (
        *(Column("시각", 11, tight=True), Column("한 일", 24), Column("누구에게", 22), Column("누가", 14)),
        Column("이유", 29),
    )
    rows = tuple(
        (
            Cell(w.clock_s(act.at)),
            Cell(w.DID.get(act.did, act.did)),
            Cell(w.name_of(made, act.person, named) or "모두"),
            Cell(w.name_of(made, act.by, named)),
            Cell(w.words(act.reason, erased)),
        )
        for act in made.overrides
    )
    blocks = (Table(columns, rows),) if rows else (Sentence("순서와 다르게 한 일이 없습니다."),)
    return Section("진행자가 순서와 다르게 한 일", blocks)


def _said(made: Minutes, named: frozenset[str], erased: Gone) -> Section:
    speeches = [(number, speech) for number, speech in enumerate(made.speeches, 1) if speech.lines]
    blocks = tuple(_speech(made, number, speech, named, erased) for number, speech in speeches)
    return Section("말한 내용", blocks, "글로 쓴 말과 속기사가 받아 적은 말")


def _speech(made: Minutes, number: int, speech: SpeechMinutes, named: frozenset[str], erased: Gone) -> SpeechBlock:
    mark = w.CAMP_MARKS.get(speech.stance) or w.KIND_MARKS.get(speech.kind)
    camp = w.STANCES[speech.stance] or w.KINDS[speech.kind]
    name = w.name_of(made, speech.person, named)
    head = f"{number}. {name} · {camp} · {w.CHANNELS[speech.channel]} · {w.clock_s(speech.started_at)}"
    return SpeechBlock(Cell(head, mark), tuple(_line(line, erased) for line in speech.lines))


def _line(line: MinutesLine, erased: Gone) -> SaidBlock:
    if line.off is not None:
        return SaidBlock("", note=f"화면에서 내린 말입니다. 이유: {w.words(line.off, erased)}")
    versions = [w.words(words, erased) for words in line.said]
    return SaidBlock(versions[-1], tuple(versions[:-1]))


# ---- about ----


def _documents(made: Minutes) -> Section:
    columns = (Column("자료", 40), Column("주소", 60))
    rows = tuple((Cell(one.title), Cell(one.url)) for one in made.details.documents)
    return Section("함께 본 자료", (Table(columns, rows),) if rows else ())


def _erasures(erased: Iterable[Erasure]) -> Section:
    columns = (Column("기록 번호", 16, number=True), Column("무엇", 24), Column("지운 때", 30), Column("이유", 30))
    rows = tuple(
        (Cell(f"{one.seq:,}"), Cell(w.FIELDS.get(one.field, one.field)), Cell(w.moment(one.at)), Cell(one.reason))
        for one in erased
    )
    return Section(w.GONE, (Table(columns, rows),) if rows else (), "법에 따라 지운 말과 이름")


def _unknown(made: Minutes) -> Section:
    """Return the rows that this program cannot read: that they are there is told, and what they are called."""
    columns = (
        *(Column("기록 번호", 16, number=True), Column("시각", 22, tight=True), Column("기록의 이름", 27)),
        Column("읽지 못한 까닭", 35),
    )
    rows = tuple(
        (Cell(f"{one.row:,}"), Cell(w.clock_s(one.at)), Cell(one.kind), Cell(w.UNREAD[one.because]))
        for one in made.unknown
    )
    return Section("알 수 없는 종류의 기록", (Table(columns, rows),) if rows else (), "사슬에는 그대로 있습니다")


def _about(folder: Folder) -> Section:
    head = folder.head
    sentences = [
        "이 회의록은 토론회 기록에서 자동으로 만들었습니다. 사람이 고쳐 쓰지 않았습니다.",
        "목소리를 녹음했습니다. 보관 기간이 지나면 지웁니다."
        if folder.made.rules.voice_recorded
        else "목소리는 녹음하지 않았습니다.",
        "이름을 밝히기로 한 사람만 이름으로 적고, 다른 사람은 참여한 방법과 번호로 적었습니다."
        if folder.terms.named
        else "참여자의 이름은 넣지 않고, 참여한 방법과 번호로 적었습니다.",
        "되돌린 호명은 발언으로 세지 않았습니다. 질문 가운데 화면에 보이지 않은 것은 넣지 않았습니다.",
        "검증용 기록을 내려받아 ./agora verify 로 확인할 수 있습니다. 서버 없이 확인하는 작은 프로그램도 있습니다.",
    ]
    signed = (
        (("서명한 때", w.moment(head.time)),),
        (("기록한 일", f"{head.count:,}건"),),
        (("공개 열쇠", grouped(head.key)),),
        (("서명", grouped(head.signature)),),
    )
    return Section("이 회의록에 대하여", (*(Sentence(text) for text in sentences), FactList(signed)))
