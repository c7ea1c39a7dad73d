"""Composes the minutes: the folder of a forum into a ``Paper`` in Korean, the same for every layout."""

from collections.abc import Iterator, Mapping

from agora_server.journal.record import Erasure
from agora_server.minutes import wording as w
from agora_server.minutes.details import details
from agora_server.minutes.gather import Folder, by_field
from agora_server.minutes.paper import Cell, Column, FactList, Paper, Seal, Section, Sentence, Table, grouped
from agora_server.minutes.votes import votes
from rooms.forum.minutes.parts import ItemMinutes, Minutes, SpeechMinutes
from rooms.forum.model.terms import Channel, Kind, Stance

PUBLISHER = "김해시 열린 시민토론 광장"
NOBODY = "아직 말한 사람이 없습니다."


def compose(folder: Folder, *, hall: str, address: str) -> Paper:
    """Return the minutes as a document.

    Args:
        folder: what was gathered.
        hall: name of the place whose hall it was held in.
        address: of the page that shows these minutes.
    """
    made, named = folder.made, folder.terms.named
    erased = by_field(folder.erased)
    value = grouped(folder.head.hash)
    published = folder.terms.published_at
    sections = [_agenda(made), _speeches(made, named, erased), *votes(made)]
    then = details(folder, erased)
    numbered = [_numbered(section, number) for number, section in enumerate([*sections, *then], 1)]
    return Paper(
        publisher=PUBLISHER,
        kind="회의록",
        title=made.title,
        number=f"기록 {made.forum}",
        day=f"펴낸 날 {w.day(published)}" if published else "공개 전 초안",
        facts=_facts(folder, hall),
        first=tuple(numbered[: len(sections)]),
        seal=_seal(folder, address),
        then=tuple(numbered[len(sections) :]),
        value=value,
    )


def _numbered(section: Section, number: int) -> Section:
    return Section(f"{number}. {section.title}", section.blocks, section.aside)


def _facts(folder: Folder, hall: str) -> FactList:
    made, attendance = folder.made, folder.made.attendance
    everyone = attendance.online + attendance.onsite
    came = f"현장 {attendance.onsite:,}명 · 온라인 {attendance.online:,}명 (모두 {everyone:,}명)"
    speech = w.duration(made.rules.speech_s * 1_000)
    form = f"{'찬반 토론' if made.rules.camps else '토론'} · 한 번에 {speech}"
    spared = folder.journeys
    way = f"온라인 {spared.people:,}명, 모두 {w.kilometres(spared.metres)}" if spared.people else "계산하지 않음"
    panel = ((("초대한 분", ", ".join(made.details.panel)),),) if made.details.panel else ()
    why = ((("취소한 까닭", made.cancelled),),) if made.cancelled else ()
    return FactList(
        (
            (("토론회", made.title),),
            *panel,
            *why,
            (("때", _when(made)), ("형식", form)),
            (("곳", hall), ("녹음", "목소리를 녹음함" if made.rules.voice_recorded else "목소리를 녹음하지 않음")),
            (("참석", came), ("아낀 길", way)),
        )
    )


def _when(made: Minutes) -> str:
    if made.cancelled:
        return f"{w.moment(made.opens_at)} 예정이었으나 취소함"
    if not made.opened_at:
        return f"{w.moment(made.opens_at)} 예정"
    if not made.closed_at:
        return f"{w.moment(made.opened_at)}~ 진행 중"
    return f"{w.moment(made.opened_at)}~{w.clock(made.closed_at)}"


def _agenda(made: Minutes) -> Section:
    columns = (
        Column("순서", 7, tight=True),
        Column("내용", 49),
        Column("종류", 16),
        Column("시작", 14, tight=True),
        Column("길이", 14, number=True),
    )
    rows = tuple(
        (Cell(str(number)), Cell(item.title), Cell(w.ITEMS[item.kind]), Cell(_start(made, item)), Cell(_length(item)))
        for number, item in enumerate(made.items, 1)
    )
    return Section("의제", (Table(columns, rows),) if rows else (Sentence("의제를 정하지 않았습니다."),))


def _start(made: Minutes, item: ItemMinutes) -> str:
    if item.started_at:
        return w.clock(item.started_at)
    return "열지 않음" if made.closed_at else "아직"


def _length(item: ItemMinutes) -> str:
    ran = item.started_at and item.finished_at > item.started_at
    return f"{round((item.finished_at - item.started_at) / 60_000)}분" if ran else f"계획 {item.minutes}분"


def _speeches(made: Minutes, named: frozenset[str], erased: Mapping[tuple[int, str], Erasure]) -> Section:
    if not made.speeches:
        return Section("발언", (Sentence(NOBODY),))
    columns = (
        *(
            Column("순서", 7, tight=True),
            Column("시작", 11, tight=True),
            Column("이름", 23),
            Column("입장·종류", 17),
            Column("참여", 9, tight=True),
        ),
        *(Column("순서의 이유", 26), Column("초", 7, number=True)),
    )
    rows = tuple(
        (
            Cell(str(number)),
            Cell(w.clock_s(speech.started_at)),
            Cell(w.name_of(made, speech.person, named)),
            stance(speech),
            Cell(w.CHANNELS[speech.channel]),
            Cell(w.reasons(speech, erased)),
            Cell(f"{round(speech.spoken / 1_000):,}" if speech.spoken else "진행 중" if not made.closed_at else "0"),
        )
        for number, speech in enumerate(made.speeches, 1)
    )
    return Section("발언", (Table(columns, rows, " · ".join(_sums(made))),), "말한 내용은 뒤에 있습니다")


def stance(speech: SpeechMinutes) -> Cell:
    """Return for which camp, or as what, somebody spoke."""
    if speech.kind is not Kind.NORMAL:
        return Cell(w.KINDS[speech.kind], w.KIND_MARKS[speech.kind])
    return Cell(w.STANCES[speech.stance] or "의견", w.CAMP_MARKS.get(speech.stance))


def _sums(made: Minutes) -> Iterator[str]:
    yield f"모두 {len(made.speeches)}회"
    for camp in (Stance.PRO, Stance.CON):
        if made.rules.camps:
            yield f"{w.STANCES[camp]} {w.duration(made.spoken_by_camp.get(camp.value, 0))}"
    for channel in (Channel.ONSITE, Channel.ONLINE):
        yield f"{w.CHANNELS[channel]} {w.duration(made.spoken_by_channel.get(channel.value, 0))}"


def _seal(folder: Folder, address: str) -> Seal:
    sentences = [
        f"기록 {folder.head.count:,}건을 사슬처럼 이어 봉인했습니다. 한 글자만 바뀌어도 아래 값이 달라집니다.",
    ]
    if not folder.made.closed_at:
        sentences.append("아직 끝나지 않은 토론회입니다. 뒤가 잘렸는지는 적어 둔 값과 견주어야만 알 수 있습니다.")
    return Seal("이 회의록이 바뀌지 않았는지 확인하기", tuple(sentences), grouped(folder.head.hash), address)
