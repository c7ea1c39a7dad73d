"""From degrees to the square for whole shapes: cut long edges first, project, simplify after.

Knows: the projection and shapely. Does not know: what a shape stands for.
"""

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from rooms.world import projection

CUT = 0.0009
"""Longest edge before projecting, degrees: 82 to 100 m, so that a straight border bends as it should."""
BORDER_TOLERANCE = 1.0
"""Coverage simplification of district borders, metres of the square (an area of its square)."""
LINE_TOLERANCE = 0.4
"""Simplification of lines, metres of the square."""


def to_square(shape: BaseGeometry) -> BaseGeometry:
    """Return a WGS84 shape in metres of the square, rounded to the 2 cm of the wire."""
    return shapely.transform(shapely.segmentize(shape, CUT), _project)


def borders_to_square(shapes: list[BaseGeometry]) -> list[Polygon]:
    """Return a coverage in metres of the square; shared borders stay shared through simplification."""
    return list(shapely.coverage_simplify([to_square(shape) for shape in shapes], BORDER_TOLERANCE))


def line_to_square(line: LineString) -> LineString:
    """Return a WGS84 line in metres of the square, simplified."""
    return to_square(line).simplify(LINE_TOLERANCE)


def _project(points: np.ndarray) -> np.ndarray:
    x, y = projection.project(points[:, 0], points[:, 1])
    return np.round(np.column_stack([x, y]) * 50) / 50
