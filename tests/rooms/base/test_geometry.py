"""Lengths, quantised positions and headings."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.base import geometry

UNITS = st.integers(0, 65_535)


@given(UNITS)
def test_a_unit_survives_the_way_to_metres_and_back(unit):
    """Every coordinate of the wire is the nearest to its own metres."""
    assert geometry.quantise(geometry.metres(unit)) == unit


@given(st.floats(-10_000, 10_000))
def test_a_coordinate_stays_in_the_square(x):
    """Whatever lies outside is put on the border; inside, the error is at most half a step."""
    unit = geometry.quantise(x)

    assert 0 <= unit <= 65_535
    if 0 <= x <= geometry.SIDE:
        assert abs(geometry.metres(unit) - x) <= geometry.STEP / 2 + 1e-9


@given(st.integers(0, 255))
def test_a_heading_survives_the_way_to_radians_and_back(unit):
    """Each of the 256 headings is its own, clockwise from north."""
    assert geometry.heading_unit(geometry.heading_radians(unit)) == unit


@pytest.mark.parametrize(("degrees", "unit"), [(0, 0), (90, 64), (180, 128), (270, 192), (360, 0), (-90, 192)])
def test_headings_turn_like_a_compass(degrees, unit):
    """North, east, south and west stand where a compass has them."""
    assert geometry.heading_unit(math.radians(degrees)) == unit


def test_distance_is_the_straight_way():
    """Three and four make five."""
    assert geometry.distance(1, 1, 4, 5) == pytest.approx(5)
