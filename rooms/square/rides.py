"""
Rides on the light rail: board at a station, sit, arrive at another one.

Knows: stations and time. Does not know: how the track runs (the world) or who sits beside whom.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rooms.base.errors import Refusal, Why
from rooms.base.geometry import REACH_STATION, distance
from rooms.square.ports import RidePathPort

TRAIN_SPEED = 22.0
"""Metres a second: 80 km/h, the top speed of the Busan-Gimhae line; the longest ride stays under a minute."""


@dataclass(frozen=True, slots=True)
class TrainRide:
    """Somebody on a train."""

    station: str
    path: RidePathPort
    started: int

    def pose(self, now: int) -> tuple[float, float, float]:
        """Return x, y and heading of the train."""
        return self.path.at(min(self.path.length, self._metres(now)))

    def arrived(self, now: int) -> bool:
        """Tell whether the train stands at the station."""
        return self._metres(now) >= self.path.length

    def _metres(self, now: int) -> float:
        return max(0, now - self.started) / 1000 * TRAIN_SPEED


def boarding(x: float, y: float, stations: Iterable[tuple[str, float, float]], target: str) -> str:
    """
    Return the station at which somebody boards.

    Raises:
        Refusal: ``unknown_place`` (no such station), ``not_at_station`` with the nearest one, ``same_station``.
    """
    known = {name: (sx, sy) for name, sx, sy in stations}
    if target not in known:
        raise Refusal(Why.UNKNOWN_PLACE)
    nearest = min(known, key=lambda name: distance(x, y, *known[name]))
    apart = distance(x, y, *known[nearest])
    if apart > REACH_STATION:
        raise Refusal(Why.NOT_AT_STATION, station=nearest, metres=round(apart), limit=int(REACH_STATION))
    if nearest == target:
        raise Refusal(Why.SAME_STATION)
    return nearest
