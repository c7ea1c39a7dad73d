"""The words of the minutes: reasons, kinds, channels, states, times and amounts, in plain Korean.

Short forms of what desk, phone and screen say; never other words for the same thing.
"""

from collections.abc import Mapping
from datetime import datetime

from agora_server.core.clock import SEOUL
from agora_server.journal.record import Erasure
from agora_server.minutes.paper import CellMark
from rooms.forum.minutes.parts import Minutes, MinutesPerson, PersonalText, Side, SpeechMinutes
from rooms.forum.model.events import Because
from rooms.forum.model.terms import Channel, ItemKind, Key, Kind, Stance

_DAYS = "월화수목금토일"
GONE = "삭제됨"

SIDES = {Side.ONLINE: "온라인 참여자", Side.ONSITE: "현장 참여자", Side.STAFF: "진행자"}
CHANNELS = {Channel.ONLINE: "온라인", Channel.ONSITE: "현장"}
STANCES = {Stance.PRO: "찬성", Stance.CON: "반대", Stance.NONE: ""}
CAMP_MARKS = {Stance.PRO: CellMark.PRO, Stance.CON: CellMark.CON}
KINDS = {
    Kind.INTERPOSED: "질문",
    Kind.INTERVENTION: "보충 발언",
    Kind.POINT_OF_ORDER: "의사진행 발언",
    Kind.NORMAL: "발언",
}
KIND_MARKS = {
    Kind.INTERPOSED: CellMark.QUESTION,
    Kind.INTERVENTION: CellMark.INTERVENTION,
    Kind.POINT_OF_ORDER: CellMark.PROCEDURE,
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
    "muted": "발언과 질문을 막음",
    "unmuted": "막은 것을 풂",
    "removed": "내보냄",
    "taken_off": "말을 화면에서 내림",
    "forum_paused": "토론회를 멈춤",
}
"""What staff did, by the kind of the event."""
REASONS = {
    "kind.interposed": "질문 먼저",
    "kind.intervention": "보충 발언 먼저",
    "kind.point_of_order": "의사진행 먼저",
    "kind.normal": "먼저 하는 발언 다음",
    "moderator": "사회자가 옮김: {reason}",
    "moderator.bare": "사회자가 옮김",
    "balance.pro": "적게 말한 찬성",
    "balance.con": "적게 말한 반대",
    "balance.none": "적게 말한 쪽",
    "alternate_camp.pro": "찬성 차례",
    "alternate_camp.con": "반대 차례",
    "alternate_camp.none": "번갈아 말함",
    "waited": "여러 번 양보",
    "kept": "다음 차례 지킴",
    "alternate_channel.online": "온라인 차례",
    "alternate_channel.onsite": "현장 차례",
    "first_time": "처음 발언",
    "least_spoken": "적게 말함",
    "request_time": "신청한 순서",
}
"""Why somebody was called then: the short form of the one table of words, which the pages show too."""
UNREAD = {
    Because.KIND: "이 프로그램이 모르는 종류입니다.",
    Because.VERSION: "더 새로운 프로그램이 적었습니다.",
    Because.FIELD: "적힌 값을 읽을 수 없습니다.",
    Because.ORDER: "앞의 기록을 읽지 못해 이을 수 없습니다.",
}
"""Why a row could not be read."""
FIELDS = {"name": "이름", "text": "한 말", "reason": "이유", "answer": "답변", "note": "메모", "district": "사는 곳"}
"""Personal fields, for the list of what was erased."""


def reasons(speech: SpeechMinutes, erased: Mapping[tuple[int, str], Erasure]) -> str:
    """Return why somebody was called then."""
    if speech.overridden:
        why = words(speech.reason, erased)
        return REASONS["moderator"].format(reason=why) if why else REASONS["moderator.bare"]
    return ", ".join(REASONS[_reason(key, speech)] for key in speech.reasons)


def _reason(key: Key, speech: SpeechMinutes) -> str:
    match key:
        case Key.MODERATOR:
            return "moderator.bare"
        case Key.KIND:
            return f"{key}.{speech.kind}"
        case Key.ALTERNATE_CAMP | Key.BALANCE:
            return f"{key}.{speech.stance}"
        case Key.ALTERNATE_CHANNEL:
            return f"{key}.{speech.channel}"
        case _:
            return key.value


def words(said: PersonalText, erased: Mapping[tuple[int, str], Erasure]) -> str:
    """Return a personal text; where it was erased by law, that it was, when and why."""
    gone = erased.get((said.row, said.field))
    return f"{GONE} ({moment(gone.at)}, {gone.reason})" if gone else said.text


def name_of(made: Minutes, person: str, named: frozenset[str]) -> str:
    """Return how somebody is called: by name where it is given out, else by channel and number."""
    found = made.people.get(person)
    if found is None:
        return ""
    return found.name.text if person in named and found.name.text else number_of(found)


def number_of(person: MinutesPerson) -> str:
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
