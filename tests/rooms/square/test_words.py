"""The list of words to think over, as shipped."""

import pytest

from agora_server.resources.words import load_words
from rooms.square.words import WordList

WORDS = load_words()

GOOD = """
김해시 발전을 위해|도시 발전|우리 시 발전계획|시 발주 공사|즉시 발행|동시 발언|새끼 고양이|병신년|창녀촌|장애인
보지 못한|시발점|도시발전 계획|우리 시 발 빠른 대응|병신년에 태어난 분|시바견 산책|새끼손가락을 다쳤어요|3시 발 열차
오후 3시8분|수박씨 발라 먹기|아저씨 발을 밟았어요|시장 발표|김해시 발달장애인 지원|다시 발의합니다|역시 발로 뛰는
잠시 발걸음을|몇 시 발 기차인가요|지역화폐 18억|감사합니다 ㄱㅅ|ㅎㅎ ㅋㅋ|표시 발견|전시 발길이|접시 발라드
안녕하세요|수시 발령|씨발아율이 높은 종자|임시 발전기|강아지 새끼를 낳았어요|신발 신고 오세요|시발택시의 역사
김해시 발전 방향을 시민과 함께 정합시다|버스 노선을 늘려 주세요|수로왕릉에서 만나요|지랄탄은 최루탄의 별명
염병 예방 접종|개나리 십 리 길|시급 발표|혹시 발표 자료 있나요|가야 시대 발굴|이 시 발행 지역화폐
저 새끼 고양이 귀엽다|https://example.org/sibalja|시의원 발언|10시 발 버스|경시 발언|나의 발|가시 발린 생선
""".replace("\n", "|").split("|")

BAD = (
    """
씨발|시1발|ㅅㅂ|씨이이발|ㅂㅅ|ㅅ ㅂ|시 발|ㅅㅣㅂㅏㄹ|ㅅlㅂㅏㄹ|아 진짜 씨발 이게 뭐야|씨@발|이 개새끼야|병신아
시발놈아|시이발|ＦＵＣＫ you|ㅅㅅㅂㅂ|병신 같은 소리|죽여버리고 싶다|씨8|저 새끼 뭐야|야 이 미친놈아|tlqkf|씨.발
존나 싫어|ㅄ|아ㅅㅂ 진짜|씨발아|시발!!!|씨ㅂㅏㄹ|개 새 끼|시-발|FUCK|ㅆㅂ|꺼져|지랄하네 지랄|김해시 발전? 씨발
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.mark.parametrize("sentence", [good for good in GOOD if good])
def test_good_sentences_pass(sentence):
    """[WO1] What citizens of a city write every day is no word to think over."""
    assert WORDS.category(sentence) == ""


@pytest.mark.parametrize("sentence", BAD)
def test_disguises_are_caught(sentence):
    """[WO2] Plain and disguised words are caught, with a category."""
    assert WORDS.category(sentence) in ("profanity", "insult", "threat")


@pytest.mark.parametrize("before", ["", "아 ", "안녕하세요 ", "... "])
@pytest.mark.parametrize("after", ["", "!", " 진짜", "~~", " ㅠㅠ"])
def test_neighbours_hide_nothing(before, after):
    """[WO2] Words before and after change nothing."""
    assert WORDS.category(f"{before}씨발{after}") == "profanity"


def test_an_empty_list_knows_nothing():
    """[WO1] Without a list nothing is caught."""
    assert WordList().category("씨발") == ""


def test_decomposed_text_is_caught():
    """[WO2] Hangul in pieces of the standard is composed first."""
    assert WORDS.category("\u110a\u1175\u1107\u1161\u11af") == "profanity"


def test_a_wrong_list_is_found_at_the_start():
    """[WO1] A list with an unknown kind of match is an error at the start."""
    with pytest.raises(ValueError, match="sideways"):
        WordList('[[words]]\ncategory = "x"\nmatch = "sideways"\nforms = ["가"]')


@pytest.mark.parametrize(
    "text", ["가" * 500, "ㅅ" * 500, "시 " * 250, "1" * 500, "씨" + "이" * 498, "\U0001f600" * 500]
)
def test_long_texts_are_no_trouble(text):
    """[WO1] Texts at the limit, however odd, have an answer."""
    assert WORDS.category(text) in ("", "profanity")
