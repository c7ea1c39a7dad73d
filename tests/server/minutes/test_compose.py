"""The minutes in words."""

import json

import msgspec
import pytest

from agora_server.minutes import votes, wording
from agora_server.minutes.compose import compose
from agora_server.minutes.gather import MinutesTerms, gather
from agora_server.minutes.paper import FactList, SpeechBlock, Table, VoteBlock
from rooms.forum.model import commands as c
from rooms.forum.model.rules import Details, Document
from rooms.forum.model.terms import Base, Key, Majority, Outcome, Stance
from tests import source
from tests.rooms.forum.kit import OFFICER
from tests.server import evenings
from tests.server.journals import journal_of
from tests.server.minutes.conftest import ADDRESS

CATALOGUE = source.ROOT / "web_client" / "src" / "i18n" / "parts" / "hall.ko.json"
SHORT = "reason.short."


def section(paper, name):
    """Return the section of a name."""
    return next(one for one in (*paper.first, *paper.then) if one.title.partition(" ")[2] == name)


def cells(paper, name):
    """Return the rows of the first table of a section."""
    table = next(block for block in section(paper, name).blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


def test_speakers_stand_with_all_that_is_asked_of_them(paper):
    """[MI1] Name or number, camp with its sign, channel, start, seconds, and the reason of the place."""
    table = section(paper, "발언").blocks[0]

    assert [cell.text for cell in table.rows[1]] == [
        *("2", "19:00:54", "응우옌 티 흐엉", "찬성", "온라인", "찬성 차례, 신청한 순서", "57"),
    ]
    assert [cell.mark for cell in table.rows[1] if cell.mark] == ["찬"]
    assert table.rows[0][2].text == "현장 참여자 1"
    assert table.rows[3][5].text == "사회자가 옮김: 막차 시간"
    assert table.foot.startswith("모두 10회 · 찬성 5분")


def test_a_ballot_tells_how_it_was_computed(paper):
    """[MI3] Base, quorum, ways, the division in figures; the honest words beside it."""
    vote = next(block for block in section(paper, "표결").blocks if isinstance(block, VoteBlock))
    told = dict(vote.facts)

    assert told["비율의 기준"] == "유효하게 투표한 18명 (기권 포함)"
    assert told["투표한 길"] == "온라인 15명 · 종이 3장"
    assert told["계산"] == "찬성 9 ÷ 18 = 50.0%, 과반은 10표부터"
    assert [(bar.votes, bar.share) for bar in vote.bars] == [("9표", "50.0%"), ("6표", "33.3%"), ("3표", "16.7%")]
    assert votes.NO_ELECTION in section(paper, "표결").blocks[1].text
    assert "비밀선거" not in msgspec.json.encode(paper).decode()


async def test_a_forum_that_was_called_off_says_why(store):
    """[FO10] The minutes of one that never opened tell when it was to be, and why it was not."""
    hall, journal = evenings.planned(), journal_of(store)
    hall.do(c.CancelForum(by=OFFICER, reason="태풍 예보로 취소합니다", saw=hall.state.revision.version))
    await evenings.keep(hall, journal)
    folder = await gather(journal, evenings.FORUM, MinutesTerms(), hall.now)
    told = dict(fact for row in compose(folder, hall="김해시청", address=ADDRESS).facts.rows for fact in row)
    await journal.close()

    assert told["취소한 까닭"] == "태풍 예보로 취소합니다"
    assert told["때"].endswith("예정이었으나 취소함")


def test_questions_tell_what_became_of_them(paper):
    """[MI4] [MI8] Promised by a department until a day; what was hidden is not told."""
    assert cells(paper, "질문") == [
        ["1", "공사는 언제 끝납니까?", "1", "교통과에서 2026. 12. 20.까지 답하기로 함. 설계가 끝나면 알려 드립니다."],
        ["2", "주차 요금은 오릅니까?", "0", "다루지 못함"],
    ]


def test_journeys_spared_with_the_method(paper):
    """[MI5] [MI10] Five and more by district; the others as one sum that counts for nothing; what the figure is not."""
    blocks = section(paper, "참석과 아낀 길").blocks
    told = [block.text for block in blocks if not isinstance(block, Table)]

    assert [row[0].text for row in blocks[1].rows] == ["장유3동", "진영읍", "5명보다 적은 곳 모두"]
    assert any("실제로 잰 길이 아닙니다" in text for text in told)


def test_what_staff_did_stands_with_its_reason(paper):
    """[MI2] The call out of order and the words taken off, with who, upon whom and why."""
    assert [row[1:] for row in cells(paper, "진행자가 순서와 다르게 한 일")] == [
        ["순서와 다르게 부름", "온라인 참여자 11", "진행자 1", "막차 시간"],
        ["말을 화면에서 내림", "현장 참여자 1", "진행자 2", "다른 사람을 모욕함"],
    ]


def test_corrections_and_words_taken_off(paper):
    """[MI7] The former words stand before the last ones; of what was taken off, the reason."""
    speeches = [block for block in section(paper, "말한 내용").blocks if isinstance(block, SpeechBlock)]

    assert "차 댈" in speeches[0].lines[0].before[0]
    assert "차를 댈" in speeches[0].lines[0].text
    assert speeches[-1].lines[0].note == "화면에서 내린 말입니다. 이유: 다른 사람을 모욕함"


async def test_erased_words_say_that_they_are_erased(kept):
    """[JO11] When and why; the erasure is listed; nothing of the words is left."""
    person = next(event.person for event in kept.hall.events if type(event).__name__ == "Said")
    await kept.erase(evenings.FORUM, person, now=evenings.OPENED + 86_400_000, reason="본인 요청")
    paper = compose(
        await gather(kept, evenings.FORUM, MinutesTerms(), kept.hall.now), hall="김해시청", address=ADDRESS
    )  # fmt: skip

    first = section(paper, "말한 내용").blocks[0].lines[0]
    assert first.text == "삭제됨 (2026. 11. 28.(토) 19:00, 본인 요청)"
    assert ["한 말", "2026. 11. 28.(토) 19:00", "본인 요청"] in [row[1:] for row in cells(paper, "삭제됨")]


async def test_minutes_of_a_forum_that_goes_on(store):
    """Before the end they are a draft, and say that a cut of the end shows against a noted value only."""
    journal = journal_of(store)
    hall = evenings.evening(closed=False, speeches=1)
    await evenings.keep(hall, journal)
    paper = compose(await gather(journal, evenings.FORUM, MinutesTerms(), hall.now), hall="김해시청", address=ADDRESS)

    assert paper.day == "공개 전 초안"
    assert "진행 중" in dict(paper.facts.rows[1])["때"]
    assert any("아직 끝나지 않은" in text for text in paper.seal.sentences)
    await journal.close()


def test_panel_and_documents_stand_in_the_minutes(folder):
    """Who was invited is named by the city's announcement; documents with their addresses."""
    document = Document(title="교통량 조사", url="https://gimhae.go.kr/a.pdf")
    folder.made.details = Details(panel=("박교수 (도시계획)",), documents=(document,))
    told = compose(folder, hall="김해시청", address=ADDRESS)

    assert (("초대한 분", "박교수 (도시계획)"),) in told.facts.rows
    assert cells(told, "함께 본 자료") == [["교통량 조사", "https://gimhae.go.kr/a.pdf"]]


def test_the_head_is_told_in_groups_of_four(paper, folder):
    """The value of the chain, its key and signature can be compared aloud."""
    signed = next(block for block in section(paper, "이 회의록에 대하여").blocks if isinstance(block, FactList))

    assert paper.value.replace(" ", "") == folder.head.hash
    assert {len(group) for group in paper.value.split()} == {4}
    assert dict(pair for row in signed.rows for pair in row)["서명"].replace(" ", "") == folder.head.signature


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_sentence(folder, outcome):
    """No verdict is told by a code."""
    (ballot,) = folder.made.ballots
    result = msgspec.structs.replace(ballot.result, outcome=outcome)

    assert votes._verdict(ballot.terms, result).endswith(".")


@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("majority", Majority)
def test_every_base_and_majority_is_worded(folder, base, majority):
    """The figures are told whatever a ballot rests on."""
    (ballot,) = folder.made.ballots
    ballot.terms = msgspec.structs.replace(ballot.terms, base=base, majority=majority)

    assert "18" in dict(votes._facts(ballot, ballot.result))["비율의 기준"]


@pytest.mark.parametrize("key", Key)
@pytest.mark.parametrize("stance", Stance)
def test_every_reason_is_worded(folder, key, stance):
    """No reason is told by its code, whatever one spoke for."""
    speech = folder.made.speeches[0]
    speech.reasons, speech.stance = (key,), stance

    assert wording.reasons(speech, {}) in wording.REASONS.values()


def test_reasons_are_worded_as_on_the_pages():
    """One table of words: the minutes say what desk, phone and screen say."""
    words = json.loads(CATALOGUE.read_text(encoding="utf-8"))

    assert {
        key.removeprefix(SHORT): text for key, text in words.items() if key.startswith(SHORT)
    } == wording.REASONS  # fmt: skip


@pytest.mark.parametrize(("ms", "text"), [(0, "0초"), (59_000, "59초"), (60_000, "1분"), (1_100_000, "18분 20초")])
def test_amounts_of_time(ms, text):
    """Minutes and seconds, without what is zero."""
    assert wording.duration(ms) == text
