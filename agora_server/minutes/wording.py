"""The words of the minutes: reasons, kinds, channels, states, times and amounts, in plain Korean.

Short forms of what desk, phone and screen say; never other words for the same thing.
"""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from agora_server.minutes.paper import Mark
from agora_server.record import Erasure
from rooms.forum.minutes_parts import Minutes, Person, Side, SpeechMinutes, Words
from rooms.forum.terms import Channel, ItemKind, Key, Kind, Stance

SEOUL = ZoneInfo("Asia/Seoul")
_DAYS = "월화수목금토일"
GONE = "삭제됨"

SIDES = {Side.ONLINE: "온라인 참여자", Side.ONSITE: "현장 참여자", Side.STAFF: "진행자"}
CHANNELS = {Channel.ONLINE: "온라인", Channel.ONSITE: "현장"}
STANCES = {Stance.PRO: "찬성", Stance.CON: "반대", Stance.NONE: ""}
CAMP_MARKS = {Stance.PRO: Mark.PRO, Stance.CON: Mark.CON}
KINDS = {
    Kind.INTERPOSED: "질문",
    Kind.INTERVENTION: "보충 발언",
    Kind.POINT_OF_ORDER: "의사진행 발언",
    Kind.NORMAL: "발언",
}
KIND_MARKS = {
    Kind.INTERPOSED: Mark.QUESTION,
    Kind.INTERVENTION: Mark.INTERVENTION,
    Kind.POINT_OF_ORDER: Mark.PROCEDURE,
}
ITEMS = {
    ItemKind.TALK: "설명",
    ItemKind.DEBATE: "찬반 토론",
    ItemKind.SPEECHES: "자유 발언",
    ItemKind.QUESTIONS: "질문과 답변",
    ItemKind.BALLOT: "표결",
    ItemKind.BREAK: "쉬는 시간",
}
DID = {
    "speech_started": "순서와 다르게 부름",
    "summoned": "순서와 다르게 부름 (자리에 없음)",
    "entry_moved": "순서를 옮김",
    "call_undone": "부른 것을 되돌림",
    "removed": "내보냄",
    "taken_off": "말을 화면에서 내림",
    "forum_paused": "토론회를 멈춤",
}
"""What staff did, by the kind of the event."""
_REASONS = {
    Key.BALANCE: "말한 시간이 적은 쪽",
    Key.WAITED: "오래 기다린 분",
    Key.KEPT: "자리를 비웠다 돌아온 분",
    Key.FIRST_TIME: "오늘 처음 말하는 분",
    Key.LEAST_SPOKEN: "적게 말한 분",
    Key.REQUEST_TIME: "신청한 차례",
}
FIELDS = {"name": "이름", "text": "한 말", "reason": "이유", "answer": "답변", "note": "메모", "district": "사는 곳"}
"""Personal fields, for the list of what was erased."""


def reasons(speech: SpeechMinutes, erased: Mapping[tuple[int, str], Erasure]) -> str:
    """Return why somebody was called then."""
    if speech.overridden:
        why = words(speech.reason, erased)
        return f"사회자가 앞으로 옮김: {why}" if why else "사회자가 앞으로 옮김"
    return ", ".join(_reason(key, speech) for key in speech.reasons)


def _reason(key: Key, speech: SpeechMinutes) -> str:
    if key is Key.KIND:
        return f"{KINDS[speech.kind]} 먼저"
    if key is Key.ALTERNATE_CAMP:
        return f"{STANCES[speech.stance]} 차례"
    if key is Key.ALTERNATE_CHANNEL:
        return f"{CHANNELS[speech.channel]} 차례"
    return _REASONS.get(key, "사회자가 앞으로 옮김")


def words(said: Words, erased: Mapping[tuple[int, str], Erasure]) -> str:
    """Return a personal text; where it was erased by law, that it was, when and why."""
    gone = erased.get((said.row, said.field))
    return f"{GONE} ({moment(gone.at)}, {gone.reason})" if gone else said.text


def name_of(made: Minutes, person: str, named: frozenset[str]) -> str:
    """Return how somebody is called: by name where it is given out, else by channel and number."""
    found = made.people.get(person)
    if found is None:
        return ""
    return found.name.text if person in named and found.name.text else number_of(found)


def number_of(person: Person) -> str:
    """Return the name of somebody who is not named."""
    return f"{SIDES[person.side]} {person.number}"


# ---- times and amounts ----


def _at(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1_000, SEOUL)


def day(at: int) -> str:
    """Return a day as in 2026. 12. 3.(목)."""
    found = _at(at)
    return f"{found.year}. {found.month}. {found.day}.({_DAYS[found.weekday()]})"


def date(text: str) -> str:
    """Return a day that is written YYYY-MM-DD as in 2026. 12. 20."""
    parts = text.split("-")
    return " ".join(f"{int(part)}." for part in parts) if all(part.isdecimal() for part in parts) else text


def clock(at: int) -> str:
    """Return hour and minute."""
    return f"{_at(at):%H:%M}"


def clock_s(at: int) -> str:
    """Return hour, minute and second."""
    return f"{_at(at):%H:%M:%S}"


def moment(at: int) -> str:
    """Return day and time."""
    return f"{day(at)} {clock(at)}"


def duration(ms: int) -> str:
    """Return an amount of time as in 18분 20초."""
    minutes, seconds = divmod(round(ms / 1_000), 60)
    return f"{minutes}분 {seconds}초" if minutes and seconds else f"{minutes}분" if minutes else f"{seconds}초"


def kilometres(metres: int) -> str:
    """Return whole kilometres with separators, one decimal under ten."""
    return f"{metres / 1_000:,.1f} km" if metres < 10_000 else f"{metres / 1_000:,.0f} km"
