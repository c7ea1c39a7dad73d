"""Roads take the cheap way: around hills, over water only where they must."""

import numpy as np
import pytest
from shapely.geometry import box

from agora_server.worldbuild import ground, roads


def flat():
    """Return open ground without water, hills or buildings."""
    none = np.zeros((ground.CELLS, ground.CELLS), dtype=np.bool_)
    return ~none, none.copy(), none.copy(), none.copy()


def test_open_ground_gives_a_straight_road():
    """On open ground the road is hardly longer than the crow flies."""
    (road,) = roads.network(roads.costs(*flat()), (100.0, 100.0), [(300.0, 100.0)])

    assert 190 <= road.length <= 215


def test_a_river_is_crossed_once():
    """A road to the other bank crosses the water, since there is no way around."""
    free, water, hill, shut = flat()
    water[:, 100:104] = True
    free &= ~water
    (road,) = roads.network(roads.costs(free, water, hill, shut), (100.0, 100.0), [(300.0, 100.0)])

    assert road.length <= 215


def test_hills_are_walked_around():
    """A road prefers a detour over a short hill."""
    free, water, hill, shut = flat()
    hill[30:70, 90:110] = True
    free &= ~hill
    (road,) = roads.network(roads.costs(free, water, hill, shut), (100.0, 100.0), [(300.0, 100.0)])

    assert road.length > 205
    assert road.intersection(box(180, 60, 220, 140)).length < 12


def test_walled_in_is_an_error():
    """A place with no ground around it stops the build."""
    free, water, hill, shut = flat()
    shut[140:160, 140:160] = True

    with pytest.raises(ValueError, match="no way"):
        roads.network(roads.costs(free, water, hill, shut), (100.0, 100.0), [(300.0, 300.0)])
