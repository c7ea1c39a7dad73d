"""Heights: summits as high as they are, plains low, UTM as published."""

import numpy as np
import pytest

from agora_server.worldbuild.terrain import Terrain, utm52

TERRAIN = Terrain()


@pytest.mark.parametrize(
    ("lon", "lat", "height"),
    [(128.86957, 35.33864, 703), (128.91776, 35.27003, 631), (128.7413, 35.16712, 802), (128.8907, 35.24608, 327)],
)
def test_summits_have_their_heights(lon, lat, height):
    """A named summit is within 5 % of its published height."""
    assert TERRAIN.height(np.array([lon]), np.array([lat]))[0] == pytest.approx(height, rel=0.05)


def test_the_plain_is_low():
    """The Gimhae plain south of the rail lies under 15 m."""
    assert TERRAIN.height(np.array([128.88]), np.array([35.20]))[0] < 15


def test_utm_meets_the_published_corner():
    """The grid's north-west cell centre, 500 m inside its corner, has the coordinates its source gives."""
    east, north = utm52(np.array([128.78525]), np.array([35.40068]))

    assert east[0] == pytest.approx(480_500, abs=2)
    assert north[0] == pytest.approx(3_917_500, abs=2)
