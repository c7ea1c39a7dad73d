"""The light rail: our own smooth line through the true points of the stations, in their order.

Knows: the stations. Does not know: the surveyed track, on purpose (its licence would bind the world file).
"""

from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from agora_server.worldbuild import frame

STEPS = 24
"""Points of the curve between two stations."""


def rail_line(stations: list[tuple[float, float]]) -> LineString:
    """Return a centripetal Catmull-Rom curve through stations (degrees), in metres of the square.

    It is drawn in true space and then projected, so that it bends around City Hall as streets do.
    Source of the formula: Barry and Goldman's pyramid for Catmull-Rom splines, knots by the root of the distance.
    """
    points = np.array(stations)
    scaled = points * [np.cos(np.radians(35.23)), 1.0]
    ends = np.vstack([2 * scaled[0] - scaled[1], scaled, 2 * scaled[-1] - scaled[-2]])
    curve = [p for i in range(len(points) - 1) for p in _span(ends[i : i + 4])]
    degrees = np.vstack([curve, scaled[-1:]]) / [np.cos(np.radians(35.23)), 1.0]
    return _through(frame.to_square(LineString(degrees)).simplify(0.2), frame.to_square(shapely.multipoints(points)))


def station_marks(line: LineString, stations: list[tuple[float, float]]) -> list[float]:
    """Return how far along the line each station lies, metres; increasing."""
    points = shapely.get_parts(frame.to_square(shapely.multipoints(np.array(stations))))
    marks = [float(line.project(point)) for point in points]
    assert all(a < b for a, b in pairwise(marks)), "stations follow each other along the rail"
    return marks


def _through(line: LineString, stations: shapely.MultiPoint) -> LineString:
    """Return the line with every station as one of its points, exactly."""
    marks = {round(float(line.project(Point(p))), 6): p for p in line.coords}
    marks |= {round(float(line.project(p)), 6): p.coords[0] for p in stations.geoms}
    return LineString([marks[at] for at in sorted(marks)])


def _span(p: np.ndarray) -> np.ndarray:
    t = np.concatenate([[0.0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(p, axis=0), axis=1)))])
    at = np.linspace(t[1], t[2], STEPS, endpoint=False)[:, None]
    level = [_mix(p[i], p[i + 1], t[i], t[i + 1], at) for i in range(3)]
    level = [_mix(level[i], level[i + 1], t[i], t[i + 2], at) for i in range(2)]
    return _mix(level[0], level[1], t[1], t[2], at)


def _mix(a: np.ndarray, b: np.ndarray, start: float, end: float, at: np.ndarray) -> np.ndarray:
    mixed: np.ndarray = ((end - at) * a + (at - start) * b) / (end - start)
    return mixed
