"""The list of words to think over travels with the rules."""

from agora_server.resources import words as words_file


def test_the_shipped_list_nudges_and_lets_the_city_be():
    """The list loads; ordinary sentences about the city pass it."""
    words = words_file.load_words()

    assert words.category("김해시 발전을 위한 토론회에 참석해 주세요") == ""
