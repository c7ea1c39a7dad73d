"""The drawn order of the tests: the same for the same seed, another for another, and files stay together."""

from dataclasses import dataclass
from itertools import groupby

from tests.order import shuffled


@dataclass(frozen=True)
class Item:
    """A test of a file."""

    path: str
    name: int


ITEMS = [Item(path, name) for path in "abcdefgh" for name in range(9)]


def test_a_seed_is_an_order():
    """All tests are there, in an order that only the seed decides."""
    first, again, other = shuffled(ITEMS, 7), shuffled(ITEMS, 7), shuffled(ITEMS, 8)

    assert first == again
    assert first != other
    assert sorted(first, key=ITEMS.index) == ITEMS


def test_the_tests_of_a_file_stay_together_but_not_in_their_order():
    """What a file shares is made once: its tests follow each other, shuffled among themselves."""
    files = [(path, list(items)) for path, items in groupby(shuffled(ITEMS, 7), key=lambda item: item.path)]

    assert len(files) == 8
    assert [path for path, _ in files] != list("abcdefgh")
    assert any(items != sorted(items, key=lambda item: item.name) for _, items in files)
