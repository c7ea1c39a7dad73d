"""
The map projection of the square: real Gimhae (WGS84) to metres of the square, and back.

Every point keeps its great-circle bearing from City Hall; only its distance is squeezed, by a
function that never reverses the order of distances:

    r' = NEAR * r / (r + NEAR_REACH) + FAR * ((r + SOFT) ** POWER - SOFT ** POWER)

The first term gives the streets around City Hall room to walk (it is nearly all of the first
hundred metres and is used up after a kilometre); the second lets the far eup and myeon shrink
gently. Both are increasing and concave, so the sum is invertible, and Newton's method started at
zero climbs to the root without ever stepping over it. Why these numbers: docs/decisions/0005.

Knows: longitudes, latitudes, metres of the square. Does not know: what stands there.
"""

import math

import numpy as np
import numpy.typing as npt

from rooms.base.geometry import CENTRE

FloatArray = npt.NDArray[np.float64]

CITY_HALL = (128.8894, 35.2285)
"""Longitude and latitude of City Hall, degrees: the centre of the projection."""
EARTH_RADIUS = 6_371_008.8
"""Mean radius of the Earth (IUGG), metres."""
NEAR = 128.0
"""Metres of the square that the near term adds in all."""
NEAR_REACH = 140.0
"""True metres at which half of them are used."""
SOFT = 30.0
"""True metres that keep the slope finite at City Hall."""
POWER = 0.43
"""How strongly far distances shrink."""
RIM = 18_700.0
"""True metres from City Hall to the farthest border of the city, rounded up."""
RIM_RADIUS = 632.0
"""Where that lies in the square, metres: inside the half side of 655 with room for the river's width."""

_FAR = (RIM_RADIUS - NEAR * RIM / (RIM + NEAR_REACH)) / ((RIM + SOFT) ** POWER - SOFT**POWER)
_NEWTON_STEPS = 64
"""Bound on the steps of the inversion; from 0 to 40 km it needs at most 12."""


def squeeze(distance: FloatArray) -> FloatArray:
    """Return the radius in the square, metres, of true distances from City Hall, metres."""
    near = NEAR * distance / (distance + NEAR_REACH)
    radius: FloatArray = near + _FAR * ((distance + SOFT) ** POWER - SOFT**POWER)
    return radius


def slope(distance: FloatArray) -> FloatArray:
    """Return metres of the square per true metre, along the radius, at true distances."""
    near = NEAR * NEAR_REACH / (distance + NEAR_REACH) ** 2
    rise: FloatArray = near + _FAR * POWER * (distance + SOFT) ** (POWER - 1)
    return rise


def unsqueeze(radius: FloatArray) -> FloatArray:
    """Return the true distance, metres, of radii in the square: the inverse of ``squeeze``."""
    wanted = np.asarray(radius, dtype=np.float64)
    distance = np.zeros_like(wanted)
    for _ in range(_NEWTON_STEPS):
        step = (wanted - squeeze(distance)) / slope(distance)
        distance = distance + np.maximum(step, 0.0)
        if not np.any(step > 1e-9 * (1.0 + distance)):
            break
    return distance


def bearing_and_distance(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the bearing from City Hall (radians, clockwise from north) and the distance, metres, on the sphere."""
    centre = math.radians(CITY_HALL[1])
    phi = np.radians(lat)
    east = np.radians(np.asarray(lon) - CITY_HALL[0])
    x = np.cos(phi) * np.sin(east)
    y = math.cos(centre) * np.sin(phi) - math.sin(centre) * np.cos(phi) * np.cos(east)
    z = math.sin(centre) * np.sin(phi) + math.cos(centre) * np.cos(phi) * np.cos(east)
    return np.arctan2(x, y), EARTH_RADIUS * np.arctan2(np.hypot(x, y), z)


def project(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return metres of the square (x east, y north) of WGS84 longitudes and latitudes, degrees."""
    bearing, distance = bearing_and_distance(lon, lat)
    radius = squeeze(distance)
    return CENTRE[0] + radius * np.sin(bearing), CENTRE[1] + radius * np.cos(bearing)


def unproject(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return WGS84 longitudes and latitudes, degrees, of metres of the square: the inverse of ``project``."""
    dx, dy = np.asarray(x) - CENTRE[0], np.asarray(y) - CENTRE[1]
    angle = unsqueeze(np.hypot(dx, dy)) / EARTH_RADIUS
    bearing = np.arctan2(dx, dy)
    centre = math.radians(CITY_HALL[1])
    phi = np.arcsin(math.sin(centre) * np.cos(angle) + math.cos(centre) * np.sin(angle) * np.cos(bearing))
    east = np.arctan2(
        np.sin(bearing) * np.sin(angle) * math.cos(centre),
        np.cos(angle) - math.sin(centre) * np.sin(phi),
    )
    return CITY_HALL[0] + np.degrees(east), np.degrees(phi)


def project_point(lon: float, lat: float) -> tuple[float, float]:
    """Return metres of the square of one longitude and latitude, degrees."""
    x, y = project(np.array([lon]), np.array([lat]))
    return float(x[0]), float(y[0])


def unproject_point(x: float, y: float) -> tuple[float, float]:
    """Return longitude and latitude, degrees, of one point of the square, metres."""
    lon, lat = unproject(np.array([x]), np.array([y]))
    return float(lon[0]), float(lat[0])
