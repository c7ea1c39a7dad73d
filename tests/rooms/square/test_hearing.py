"""Hearing: distance, walls, zones."""

import math

import pytest

from rooms.square import hearing
from rooms.square.hearing import Stand
from tests.fakes import FakeWorld, FakeZone

WORLD = FakeWorld()
HERE = Stand("a", 600, 100)


def at(x, y, name="b"):
    """Return somebody standing at a point."""
    return Stand(name, x, y)


@pytest.mark.parametrize("degrees", range(0, 360, 30))
@pytest.mark.parametrize(("metres", "heard"), [(0.0, True), (11.999, True), (12.001, False), (200.0, False)])
def test_say_carries_twelve_metres(degrees, metres, heard):
    """[HE1] Exactly those within 12 m hear `say`, in every direction."""
    angle = math.radians(degrees)
    listener = at(600 + metres * math.cos(angle), 100 + metres * math.sin(angle))

    assert (hearing.hear_say(WORLD, HERE, [listener]) == ["b"]) is heard


@pytest.mark.parametrize(("metres", "heard"), [(0.0, True), (3.99, True), (4.01, False), (12.0, False)])
def test_whisper_carries_four_metres(metres, heard):
    """[HE2] A whisper reaches somebody within 4 m."""
    assert hearing.hear_whisper(WORLD, HERE, at(600 + metres, 100)) is heard


def test_walls_stop_words():
    """[HE3] Nobody behind a wall hears, however near."""
    speaker = at(799, 500, "a")

    assert hearing.hear_say(WORLD, speaker, [at(801, 500), at(797, 500, "c")]) == ["c"]
    assert not hearing.hear_whisper(WORLD, speaker, at(801, 500))


def test_only_the_table_hears_the_table():
    """[HE4] Words in a closed zone stay in it."""
    inside, outside, next_table = at(103, 100), at(107, 100, "c"), at(110, 100, "d")

    assert hearing.hear_say(WORLD, at(100, 100, "a"), [inside, outside, next_table]) == ["b"]


def test_nothing_comes_in_to_the_table():
    """[HE4] Words from outside, or from the next table, are not heard in a closed zone."""
    table = [at(103, 100)]

    assert hearing.hear_say(WORLD, at(107.5, 100, "a"), table) == []
    assert hearing.hear_say(WORLD, at(110, 100, "a"), table) == []


def test_an_open_zone_changes_nothing():
    """[HE4] The edge of an open zone stops no words."""
    assert hearing.hear_say(WORLD, at(239, 200, "a"), [at(241, 200)]) == ["b"]


@pytest.mark.parametrize(("metres", "heard"), [(3.9, True), (4.1, False)])
def test_the_garden_is_quiet(metres, heard):
    """[HE5] In a quiet zone `say` carries 4 m."""
    assert (hearing.hear_say(WORLD, at(400, 400, "a"), [at(400 + metres, 400)]) == ["b"]) is heard
    assert hearing.say_reach(WORLD, at(400, 400)) == 4.0


@pytest.mark.parametrize(("metres", "heard"), [(3.0, True), (5.0, False)])
def test_the_garden_is_quiet_from_outside_too(metres, heard):
    """[HE5] Words from outside are heard in a quiet zone within 4 m only."""
    listener = at(429, 400)

    assert (hearing.hear_say(WORLD, at(429 + metres, 400, "a"), [listener]) == ["b"]) is heard


def test_the_whole_hall_hears_the_hall():
    """[HE6] Words to the hall reach everybody in its zone, at any distance, and nobody outside."""
    hall = hearing.hall_at(WORLD, at(200, 200))
    others = [at(165, 200), at(235, 200, "c"), at(241, 200, "d"), at(600, 100, "e")]

    assert isinstance(hall, FakeZone)
    assert hearing.hear_hall(WORLD, hall, others) == ["b", "c"]


@pytest.mark.parametrize("spot", [(600, 100), (100, 100), (400, 400)])
def test_only_a_hall_is_a_hall(spot):
    """[HE7] Open ground, a table and a garden are no hall."""
    assert hearing.hall_at(WORLD, at(*spot)) is None


def test_hearing_is_mutual():
    """[HE9] Whether words carry between two spots does not depend on who of the two speaks."""
    spots = [(100 + 2.3 * n, 100 + 0.7 * n) for n in range(12)] + [(396 + 3.1 * n, 400) for n in range(14)]
    stands = [at(x, y, f"p{n}") for n, (x, y) in enumerate(spots)]
    pairs = [(one, other) for one in stands for other in stands if one is not other]

    def heard(speaker, listener):
        return hearing.hear_say(WORLD, speaker, [listener]) != []

    assert all(heard(one, other) == heard(other, one) for one, other in pairs)
