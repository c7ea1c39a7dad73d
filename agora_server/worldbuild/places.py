"""Places of the square: landmarks at their true bearings, stations, and the civic places around City Hall.

Where footprints would collide, landmarks give way by at most 15 m; the true point is kept beside.
Knows: the source tables. Does not know: what is walkable.
"""

import math
from dataclasses import dataclass
from typing import Any

from shapely.geometry import LineString

from agora_server.worldbuild import source
from rooms.base.geometry import CENTRE
from rooms.world import projection

MOST_SHIFT = 14.9
"""Metres by which a landmark may give way (15 in the design, less the rounding)."""
GAP = 3.0
"""Metres kept free between two footprints, to walk through."""
STATION_HALF = 9.0
"""Metres around a station's point that landmarks keep clear of."""
ROUNDS = 120
"""Rounds of pushing apart; it settles in about 60."""
OBSTACLE_STEP = 5.0
"""Metres between the points by which a line counts as an obstacle."""
OBSTACLE_NEAR = 60.0
"""Metres from a landmark beyond which a line cannot matter to it."""


@dataclass(slots=True)
class Site:
    """A place before it is written: where it is drawn, where it truly is, what it says."""

    id: str
    kind: str
    ko: str
    en: str
    x: float
    y: float
    radius: float
    district: str
    facts_ko: tuple[str, ...]
    facts_en: tuple[str, ...]
    size: tuple[float, float] | None = None
    """Half width and half depth of the footprint that nobody walks through."""
    true: tuple[float, float] | None = None
    confidence: str = ""
    entrance: tuple[float, float, float] = (0.0, 0.0, 0.0)
    ring: float = 0.0
    """Arrivals stand outside this radius: the stage and the floor stay free."""
    fixed: bool = True
    anchor: tuple[float, float] = (0.0, 0.0)
    line_half: float = 0.0
    """Half width of the line that this is a point of; 0 for a place."""

    @property
    def reach(self) -> float:
        """Radius that other footprints keep clear of."""
        if self.line_half:
            return self.line_half
        return STATION_HALF if self.size is None else math.hypot(*self.size) * 0.9


def landmarks() -> list[Site]:
    """Return the 31 landmarks, shifted apart."""
    return [_landmark(row) for row in source.table("landmarks")["landmark"]]


def stations() -> list[Site]:
    """Return the 12 stations of the light rail in order."""
    return [_station(row) for row in source.table("rail")["station"]]


def settle(movable: list[Site], obstacles: list[Site]) -> None:
    """Push landmarks apart until no two footprints collide, each by at most ``MOST_SHIFT``; in a fixed order."""
    everything = movable + obstacles
    for _ in range(ROUNDS):
        moved = [_push(a, b) for i, a in enumerate(movable) for b in everything[i + 1 :]]
        if not any(moved):
            break
    for site in movable:
        site.x, site.y = round(site.x, 2), round(site.y, 2)


def obstacles(line: LineString, half: float, near: list[Site]) -> list[Site]:
    """Return points along a line (the viaduct, a stream) that landmarks keep clear of by half its width."""
    steps = int(line.length // OBSTACLE_STEP)
    points = [line.interpolate(i * OBSTACLE_STEP) for i in range(steps + 1)]
    close = [p for p in points if any(math.hypot(p.x - s.x, p.y - s.y) < OBSTACLE_NEAR for s in near)]
    return [Site("", "", "", "", p.x, p.y, half, "", (), (), line_half=half) for p in close]


def _push(a: Site, b: Site) -> bool:
    dx, dy = b.x - a.x, b.y - a.y
    apart = math.hypot(dx, dy) or 1e-6
    overlap = a.reach + b.reach + GAP - apart
    if overlap <= 0.01:
        return False
    share = 0.5 if not b.fixed else 1.0
    for site, sign in ((a, -share), (b, 1 - share)):
        _move(site, sign * overlap * dx / apart, sign * overlap * dy / apart)
    return True


def _move(site: Site, dx: float, dy: float) -> None:
    if site.fixed:
        return
    x, y = site.x + dx - site.anchor[0], site.y + dy - site.anchor[1]
    length = math.hypot(x, y)
    scale = min(1.0, MOST_SHIFT / length) if length else 1.0
    site.x, site.y = site.anchor[0] + x * scale, site.anchor[1] + y * scale


def _landmark(row: dict[str, Any]) -> Site:
    x, y = projection.project_point(row["lon"], row["lat"])
    size = tuple(row["size"]) if "size" in row else None
    radius = 14.0 if size is None else max(size) + 6.0
    site = _site(row, row["kind"], x, y, radius)
    site.size, site.true, site.confidence = size, (row["lon"], row["lat"]), row["confidence"]
    site.anchor, site.fixed = (x, y), row["id"] == "city-hall"
    if site.fixed:
        site.y += MOST_SHIFT
    return site


def _station(row: dict[str, Any]) -> Site:
    x, y = projection.project_point(row["lon"], row["lat"])
    site = _site(row, "station", x, y, 12.0)
    site.true, site.confidence = (row["lon"], row["lat"]), "high"
    return site


def civic() -> list[Site]:
    """Return the places this agora adds around City Hall."""
    data = source.table("civic")
    forum = _near(data["forum"], "forum", data["forum"]["radius"])
    forum.ring = data["forum"]["floor"] + 1.5
    halls = [_near(row, "hall", max(row["half"]) + 4.0) for row in data["hall"]]
    yard = _near(data["yard"], "yard", data["yard"]["radius"])
    tea = _near(data["tea_house"], "tea_house", data["tea_house"]["radius"])
    tea.size = tuple(data["tea_house"]["size"])
    return [forum, *halls, yard, tea]


def garden(tomb: Site) -> Site:
    """Return the quiet garden beside the royal tomb."""
    row = source.table("civic")["garden"]
    site = _site(row, row["kind"], tomb.x + row["at"][0], tomb.y + row["at"][1], row["radius"])
    site.district = tomb.district
    return site


def _near(row: dict[str, Any], kind: str, radius: float) -> Site:
    return _site(row, kind, CENTRE[0] + row["at"][0], CENTRE[1] + row["at"][1], radius)


def _site(row: dict[str, Any], kind: str, x: float, y: float, radius: float) -> Site:
    district = row.get("district", "buwon-dong")
    facts = tuple(row["facts_ko"]), tuple(row["facts_en"])
    return Site(row["id"], kind, row["ko"], row["en"], round(x, 2), round(y, 2), radius, district, *facts)
