"""The projection keeps bearings and the order of distances, and can be undone."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rooms.base.geometry import CENTRE, SIDE
from rooms.world import projection

LON = st.floats(min_value=128.70, max_value=129.02)
LAT = st.floats(min_value=35.10, max_value=35.40)


@given(LON, LAT)
def test_what_is_projected_comes_back(lon, lat):
    """Any point of the region survives the way there and back within a tenth of a millimetre."""
    back = projection.unproject_point(*projection.project_point(lon, lat))

    assert math.isclose(back[0], lon, abs_tol=1e-9)
    assert math.isclose(back[1], lat, abs_tol=1e-9)


@given(LON, LAT)
def test_bearings_from_city_hall_are_true(lon, lat):
    """The direction of a point as drawn is its great-circle bearing from City Hall."""
    bearing, distance = projection.bearing_and_distance(np.array([lon]), np.array([lat]))
    x, y = projection.project_point(lon, lat)

    drawn = math.hypot(x - CENTRE[0], y - CENTRE[1])
    assert math.isclose(x - CENTRE[0], drawn * math.sin(bearing[0]), abs_tol=1e-6)
    assert math.isclose(y - CENTRE[1], drawn * math.cos(bearing[0]), abs_tol=1e-6)
    assert distance[0] >= 0


@given(st.floats(min_value=0, max_value=20_000), st.floats(min_value=0.01, max_value=5_000))
def test_the_farther_stays_the_farther(near, more):
    """Of two points the one truly farther from City Hall is drawn farther."""
    drawn = projection.squeeze(np.array([near, near + more]))

    assert drawn[0] < drawn[1]


@given(st.floats(min_value=0, max_value=40_000))
def test_the_slope_is_the_derivative(distance):
    """The published slope is the derivative of the squeeze, finite and positive from City Hall on."""
    width = 1e-3
    low, high = projection.squeeze(np.array([distance, distance + width]))

    slope = projection.slope(np.array([distance + width / 2]))[0]
    assert 0 < slope < 1.6
    assert math.isclose((high - low) / width, slope, rel_tol=1e-4)


def test_the_city_fits_the_square():
    """The farthest border lies at the rim radius, inside the half side with room for the river."""
    rim = projection.squeeze(np.array([projection.RIM]))[0]

    assert math.isclose(rim, projection.RIM_RADIUS)
    assert rim < SIDE / 2 - 20


def test_city_hall_is_the_centre():
    """City Hall itself is drawn at the centre of the square."""
    assert projection.project_point(*projection.CITY_HALL) == CENTRE


def test_the_light_rail_leaves_room_for_the_forum_square():
    """The station 178 m from City Hall is drawn at least 110 m away: a square of 55 m radius fits between."""
    assert projection.squeeze(np.array([178.0]))[0] >= 110
