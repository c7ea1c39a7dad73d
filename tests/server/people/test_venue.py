"""What proves presence: a code of this half minute and the two before, a slip of its number, a screen for a day."""

import pytest

from agora_server.core.seals import Seals
from agora_server.people.venue import BACK, SCREEN_MS, STEP_MS, Venue

VENUE = Venue(Seals(b"a secret of a test"))
NOW = 1_800_000_000_000 // STEP_MS * STEP_MS


def test_a_code_is_taken_while_it_is_shown_and_for_two_steps_after():
    """Ninety seconds at most from its first showing; not before it, and never again."""
    code = VENUE.code("one", NOW)
    late = (BACK + 1) * STEP_MS
    times = (NOW - 1, NOW, NOW + STEP_MS - 1, NOW + late - 1, NOW + late)

    assert [VENUE.takes(code, "one", at) for at in times] == [False, True, True, True, False]


def test_a_code_changes_when_it_says():
    """The screen asks again when the next one takes over."""
    until = VENUE.until(NOW + 1)

    assert until == NOW + STEP_MS
    assert VENUE.code("one", until - 1) == VENUE.code("one", NOW)
    assert VENUE.code("one", until) != VENUE.code("one", NOW)


def test_nothing_of_one_forum_is_worth_anything_in_another():
    """Codes, slips and screens are bound to their forum, and to what they are."""
    code, slip, key = VENUE.code("one", NOW), VENUE.slip("one", 12), VENUE.screen_key("one", NOW)

    assert not VENUE.takes(code, "two", NOW)
    assert VENUE.is_slip(slip, "one", 12)
    assert not VENUE.is_slip(slip, "two", 12)
    assert not VENUE.is_slip(slip, "one", 13)
    assert not VENUE.takes(slip, "one", NOW)
    assert VENUE.opens_screen(key, "one", NOW)
    assert not VENUE.opens_screen(key, "two", NOW)


def test_a_screen_shows_codes_for_a_day():
    """Its key ends by itself, and its end cannot be moved."""
    key = VENUE.screen_key("one", NOW)
    end, _, seal = key.partition(".")

    assert VENUE.opens_screen(key, "one", NOW + SCREEN_MS - 1)
    assert not VENUE.opens_screen(key, "one", NOW + SCREEN_MS)
    assert not VENUE.opens_screen(f"{int(end) + 1}.{seal}", "one", NOW)


@pytest.mark.parametrize("key", ["", ".", "12", "x.y", "-1.AAAA", "9" * 40, "٣.AAAA", f"{NOW * 2}.{'A' * 16}"])
def test_a_key_of_whatever_shape_is_refused(key):
    """What stands in an address may be anything."""
    assert not VENUE.opens_screen(key, "one", NOW)
