"""The roll as a list for staff."""

import pytest

from rooms.forum.model import commands as c
from rooms.forum.model.terms import Channel, Stance
from rooms.forum.views.roll_list import PAGE, Doing, RollOnly, RollPresence, RollRequest, RollSort, page
from tests.rooms.forum.kit import MODERATOR, Hall


def named(hall, names):
    """Return the texts of people on the roll."""
    return {(hall.state.roll.people[person].row, "name"): name for person, name in names.items()}


@pytest.fixture
def hall():
    """Two online and two on site; ``a`` speaks, ``b`` waits and left, ``s2`` was removed."""
    made = Hall().opened(people="ab")
    made.slip("s1", 12)
    made.now += 1_000
    made.slip("s2", 3)
    made.ask("a", Stance.CON)
    made.ask("b", Stance.PRO)
    made.call()
    made.do(c.SetPresence(by=c.TIMER, person="b", present=False, left=True))
    made.do(c.Remove(by=MODERATOR, person="s2", reason="소란"))
    made.texts = named(made, {"a": "하늘", "b": "가온 빛", "s1": "나래"})
    return made


def persons(hall, **request):
    """Return who stands on a page, in order."""
    return [one.person for one in page(hall.state, hall.texts, RollRequest(**request)).lines]


def test_a_line_says_who_how_and_whether_they_are_here(hall):
    """[RL10] Name, slip, channel, camp of the request or speech of now, presence; the counts are of the whole roll."""
    made = page(hall.state, hall.texts, RollRequest(find="하늘"))
    (line,) = made.lines
    assert (line.name, line.channel, line.doing, line.stance) == ("하늘", Channel.ONLINE, Doing.SPEAKING, Stance.CON)
    counts = made.counts
    assert (counts.all, counts.online, counts.onsite, counts.away, counts.left, counts.removed) == (4, 1, 1, 0, 1, 1)


def test_it_is_sorted_and_found(hall):
    """[RL10] By name, slip or coming; by a part of a name or the beginning of a number; who has none comes last."""
    assert persons(hall) == ["b", "s1", "a", "s2"]
    assert persons(hall, sort=RollSort.SLIP) == ["s2", "s1", "a", "b"]
    assert persons(hall, sort=RollSort.CAME)[0] == "s2"
    assert persons(hall, find="가온빛") == ["b"]
    assert persons(hall, find="012") == persons(hall, find="1") == ["s1"]
    assert persons(hall, find="없는 사람") == []
    assert persons(hall, only=RollOnly.ONSITE) == ["s1", "s2"]
    assert persons(hall, only=RollOnly.PRESENT) == ["s1", "a"]


def test_who_says_so_has_left_and_who_lost_the_line_is_away(hall):
    """[RL11] Both are not here; who comes back is present again, whatever was before."""
    hall.do(c.SetPresence(by=c.TIMER, person="a", present=False))
    found = {one.person: one.presence for one in page(hall.state, hall.texts, RollRequest()).lines}
    assert found == {
        "a": RollPresence.AWAY,
        "b": RollPresence.LEFT,
        "s1": RollPresence.PRESENT,
        "s2": RollPresence.REMOVED,
    }
    hall.come("b")
    hall.do(c.SetPresence(by=c.TIMER, person="b", present=False))
    (line,) = page(hall.state, hall.texts, RollRequest(find="가온")).lines
    assert line.presence is RollPresence.AWAY


def test_a_full_house_comes_page_by_page():
    """[RL10] Fifty lines at a time whatever was asked; behind the end stands the last page."""
    hall = Hall().opened()
    for number in range(1, PAGE + 8):
        hall.slip(f"s{number}", number)
    first, last = (page(hall.state, {}, RollRequest(sort=RollSort.SLIP, first=at)) for at in (0, 9_999))
    assert (len(first.lines), first.found, first.first) == (PAGE, PAGE + 7, 0)
    assert ([one.slip for one in last.lines], last.first) == (list(range(PAGE + 1, PAGE + 8)), PAGE)
    assert page(hall.state, {}, RollRequest(first=-5)).first == 0
