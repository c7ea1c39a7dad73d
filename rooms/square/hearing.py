"""
Who hears what: reaches, walls and zones.

    whisper   one person within 4 m
    say       everybody within 12 m; 4 m where speaker or listener stands in a quiet zone
    hall      everybody in the hall's zone
    direct    one person anywhere

Inside a closed zone (a table) only that zone hears, and nothing from outside is heard there. Walls stop words.
Knows: points, walls, zones. Does not know: blocks, presence, texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from rooms.base.geometry import REACH_SAY, REACH_WHISPER, distance

REACH_QUIET = 4.0
"""Metres that ``say`` carries in a quiet zone (the garden at the royal tomb)."""
HALL = "hall"
CLOSED = "closed"
QUIET = "quiet"


class HearingZone(Protocol):
    """What hearing asks of a zone."""

    @property
    def id(self) -> str:
        """Id of the zone."""

    @property
    def kind(self) -> str:
        """``forum``, ``hall``, ``table`` or ``garden``."""

    @property
    def hearing(self) -> str:
        """``open``, ``closed`` or ``quiet``."""


class HearingGround(Protocol):
    """What hearing asks of the world."""

    def line_clear(self, ax: float, ay: float, bx: float, by: float) -> bool:
        """Tell whether no wall between two points stops words."""

    def zone_at(self, x: float, y: float) -> HearingZone | None:
        """Return the innermost zone at a point."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a participant stands, metres."""

    participant: str
    x: float
    y: float


def say_reach(ground: HearingGround, speaker: Stand) -> float:
    """Return how far ``say`` can carry from here at most, metres."""
    zone = ground.zone_at(speaker.x, speaker.y)
    return REACH_QUIET if zone is not None and zone.hearing == QUIET else REACH_SAY


def carries(ground: HearingGround, speaker: Stand, listener: Stand, limit: float) -> bool:
    """Tell whether words spoken here are heard there within ``limit`` metres."""
    return _carries(ground, speaker, ground.zone_at(speaker.x, speaker.y), listener, limit)


def _carries(ground: HearingGround, speaker: Stand, here: HearingZone | None, listener: Stand, limit: float) -> bool:
    apart = distance(speaker.x, speaker.y, listener.x, listener.y)
    if apart > limit:
        return False
    there = ground.zone_at(listener.x, listener.y)
    if _closed(here) != _closed(there):
        return False
    if there is not None and there.hearing == QUIET and apart > REACH_QUIET:
        return False
    return ground.line_clear(speaker.x, speaker.y, listener.x, listener.y)


def _closed(zone: HearingZone | None) -> str | None:
    return zone.id if zone is not None and zone.hearing == CLOSED else None


def hear_say(ground: HearingGround, speaker: Stand, others: Iterable[Stand]) -> list[str]:
    """Return who of the others hears ``say``, in their order."""
    here, limit = ground.zone_at(speaker.x, speaker.y), say_reach(ground, speaker)
    return [other.participant for other in others if _carries(ground, speaker, here, other, limit)]


def hear_whisper(ground: HearingGround, speaker: Stand, listener: Stand) -> bool:
    """Tell whether a whisper reaches this person."""
    return carries(ground, speaker, listener, REACH_WHISPER)


def hall_at(ground: HearingGround, speaker: Stand) -> HearingZone | None:
    """Return the hall in which somebody stands, if any."""
    zone = ground.zone_at(speaker.x, speaker.y)
    return zone if zone is not None and zone.kind == HALL else None


def hear_hall(ground: HearingGround, hall: HearingZone, others: Iterable[Stand]) -> list[str]:
    """Return who of the others stands in the hall and so hears what is said with the floor."""
    inside = []
    for other in others:
        zone = ground.zone_at(other.x, other.y)
        if zone is not None and zone.id == hall.id:
            inside.append(other.participant)
    return inside
