"""Walls stop words: the index answers as brute force does."""

from hypothesis import given
from hypothesis import strategies as st

from rooms.world.walls import WallIndex, crosses

POINT = st.integers(min_value=-60, max_value=60).map(float)
SEGMENT = st.tuples(POINT, POINT, POINT, POINT)


@given(st.lists(SEGMENT, max_size=12), SEGMENT)
def test_the_index_answers_as_brute_force(walls, line):
    """Looking only at the cells that a line touches finds the same crossings as looking at all walls."""
    assert WallIndex(walls).clear(*line) == (not any(crosses(line, wall) for wall in walls))


@given(SEGMENT, SEGMENT)
def test_crossing_is_mutual(one, other):
    """If one segment crosses the other, the other crosses it, in either direction of drawing."""
    assert crosses(one, other) == crosses(other, one)
    assert crosses(one, other) == crosses((one[2], one[3], one[0], one[1]), other)


def test_touching_counts():
    """A line that ends at a wall, or runs along it, is stopped; one beside it on the same line is not."""
    wall = (0.0, 0.0, 10.0, 0.0)

    assert crosses((5.0, 5.0, 5.0, 0.0), wall)
    assert crosses((8.0, 0.0, 20.0, 0.0), wall)
    assert not crosses((11.0, 0.0, 20.0, 0.0), wall)
    assert not crosses((5.0, 5.0, 5.0, 1.0), wall)
