"""
Lengths, quantised positions and headings of the square.

The square is one coordinate space in metres: x grows east, y grows north, the origin is its
south-west corner, City Hall stands at its centre. On the wire a coordinate is a u16 of 2 cm.
Pure functions; floats in, floats out.
"""

import math

STEP = 0.02
"""Metres of one unit of a quantised coordinate."""
SIDE = 65_535 * STEP
"""Length of a side of the square, metres: 1,310.70, the most that u16 at 2 cm holds."""
CENTRE = (SIDE / 2, SIDE / 2)
"""Where City Hall stands, metres."""

WALK_SPEED = 3.0
"""Metres a second at a walk: twice a real walk, since the square is smaller than the city."""
RUN_SPEED = 6.0
"""Metres a second at a run."""
REACH_SAY = 12.0
"""Metres that ``say`` carries."""
REACH_WHISPER = 4.0
"""Metres within which one can whisper to a person."""
REACH_STATION = 25.0
"""Metres from a station within which one can board."""


def quantise(metres: float) -> int:
    """Return the u16 unit nearest to a coordinate, clamped to the square."""
    return min(65_535, max(0, round(metres / STEP)))


def metres(unit: int) -> float:
    """Return the coordinate in metres of a u16 unit."""
    return unit * STEP


def heading_unit(radians: float) -> int:
    """Return the u8 of a heading: 0 is north, 64 is east, clockwise like a compass."""
    return round(radians / math.tau * 256) % 256


def heading_radians(unit: int) -> float:
    """Return the clockwise angle from north, radians in [0, tau)."""
    return unit / 256 * math.tau


def distance(ax: float, ay: float, bx: float, by: float) -> float:
    """Return the distance between two points, metres."""
    return math.hypot(ax - bx, ay - by)
