"""Reads the list of words to think over that is shipped with the rules."""

from importlib.resources import files

from rooms.square.words import WordList


def load_words() -> WordList:
    """
    Return the shipped list.

    Raises:
        ValueError: the file is not well-formed.
    """
    return WordList(files("rooms").joinpath("data/words.toml").read_text("utf-8"))
