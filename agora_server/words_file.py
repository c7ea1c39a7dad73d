"""Reads the list of words to think over that is shipped with the rules."""

from importlib.resources import files

from rooms.words import Words


def load_words() -> Words:
    """
    Return the shipped list.

    Raises:
        ValueError: the file is not well-formed.
    """
    return Words(files("rooms").joinpath("data/words.toml").read_text("utf-8"))
