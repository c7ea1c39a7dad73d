"""Journeys spared."""

from rooms.forum.minutes.journeys import Journey, journeys
from rooms.forum.minutes.parts import AttendanceFigures

DISTANCES = {"진영읍": 12_000, "장유1동": 8_500}


def test_people_of_a_district_times_there_and_back():
    """[MI10] Each listed district counts twice its distance for each of its people; sums are of what is listed."""
    found = journeys(AttendanceFigures(20, 3, 18, {"장유1동": 6, "진영읍": 5}, 7), DISTANCES)

    assert found.rows == (Journey("장유1동", 6, 17_000), Journey("진영읍", 5, 24_000))
    assert (found.people, found.metres) == (11, 6 * 17_000 + 5 * 24_000)


def test_a_district_that_nobody_knows_counts_for_nothing():
    """[MI10] A district outside the city has no distance, so it is not in the sum."""
    assert journeys(AttendanceFigures(9, 0, 9, {"서울": 9}, 0), DISTANCES).metres == 0
