"""
Journeys spared: how far those who attended from afar would have travelled, by the sums of their districts.

The way of one person is twice the distance between the middle of the district they chose to give and City Hall, as
the crow flies. It is no measured journey: roads are longer, and nobody knows who would have come.
"""

from collections.abc import Mapping

from msgspec import Struct

from rooms.forum.minutes.parts import AttendanceFigures


class Journey(Struct, frozen=True):
    """The people of a district: how many, how far one of them would have gone there and back, metres."""

    district: str
    people: int
    there_and_back: int


class Journeys(Struct, frozen=True):
    """All of them. ``people`` and ``metres`` are the sums of what is listed, and of nothing else."""

    rows: tuple[Journey, ...]
    people: int
    metres: int


def journeys(attendance: AttendanceFigures, distances: Mapping[str, int]) -> Journeys:
    """Return the journeys that a forum spared.

    Args:
        attendance: of the minutes.
        distances: metres between the middle of each district and City Hall, by the district's name.
    """
    rows = tuple(
        Journey(district, people, 2 * distances[district])
        for district, people in attendance.districts.items()
        if district in distances
    )
    people = sum(row.people for row in rows)
    return Journeys(rows, people, sum(row.people * row.there_and_back for row in rows))
