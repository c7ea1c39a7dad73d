"""The order of building: what stands on what.

    districts, places -> rail -> water -> relief -> entrances -> roads -> scatter -> the walk grid

Knows: all parts of the builder. Does not know: the format of the file (``pack.py``).
"""

import math
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from agora_server.worldbuild import civic, frame, ground, halls, places, ponds, rail, rivers, roads, scatter, source
from agora_server.worldbuild.places import Site
from agora_server.worldbuild.relief import Relief

FRONT = 3.0
"""Metres in front of a footprint where one arrives."""
VIADUCT_HALF = 3.0
"""Half width of the viaduct and what it shades, metres."""
BRIDGE_REACH = 2.0
"""Metres that a bridge's deck reaches beyond the water on either side."""


@dataclass(slots=True)
class Scene:
    """Everything of the square, in metres, before it is written."""

    districts: list[source.District]
    borders: list[Polygon]
    sites: list[Site]
    zones: list[civic.ZoneSpec]
    walls: list[civic.Wall]
    rail: LineString
    marks: list[float]
    stations: list[str]
    rivers: list[rivers.River]
    ponds: list[ponds.Pond]
    relief: Relief
    roads: list[LineString] = field(default_factory=list)
    bridges: list[LineString] = field(default_factory=list)
    scatter: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    free: ground.BoolArray = field(default_factory=lambda: np.zeros((0, 0), dtype=np.bool_))


def compose() -> Scene:
    """Return the whole square; the same source tables give the same square."""
    areas = source.legal_areas()
    scene = _settled(areas)
    city = shapely.union_all([Polygon(part.exterior) for part in scene.borders])
    masks = _masks(scene, Polygon(city.exterior))
    _lead_ways(scene, masks)
    scene.scatter = scatter.scatter(
        scene.sites, scene.relief, scene.districts, scene.borders, kept=_kept(scene, masks), avoid=_ways(scene, masks)
    )
    opened = _opened(scene, masks)
    opened &= ~scatter.blocked(scene.scatter)
    scene.roads = _outside_plaza(scene.roads, _site(scene, "forum-square"))
    forum = _site(scene, "forum-square")
    scene.free = ground.connected(opened, forum.x, forum.y)
    _check(scene)
    return scene


@dataclass(slots=True)
class _Masks:
    inside: ground.BoolArray
    water: ground.BoolArray
    hill: ground.BoolArray
    shut: ground.BoolArray


def _settled(areas: dict[str, BaseGeometry]) -> Scene:
    """Return the scene with everything that has a true place."""
    districts = source.districts(areas)
    borders = frame.borders_to_square([district.shape for district in districts])
    landmarks, stations, ours = places.landmarks(), places.stations(), places.civic()
    true = [site.true for site in stations if site.true]
    line = rail.rail_line(true)
    marks = rail.station_marks(line, true)
    names = [site.id for site in stations]
    water = rivers.rivers(areas, line, dict(zip(names, marks, strict=True)))
    lines = [(line, VIADUCT_HALF), *((river.line, river.width / 2) for river in water)]
    along = [point for each, half in lines for point in places.obstacles(each, half, landmarks)]
    places.settle(landmarks, [*stations, *ours, *along])
    sites = [*ours, *landmarks, places.garden(next(s for s in landmarks if s.id == "suro-tomb")), *stations]
    by_id = {site.id: site for site in sites}
    _name_districts(ours, districts, borders)
    level = [site for site in sites if site.size or site.kind in ("station", "hall", "yard")]
    outline = Polygon(shapely.union_all([Polygon(part.exterior) for part in borders]).exterior)
    relief = Relief(outline, by_id["forum-square"], line, level)
    lakes = ponds.ponds(by_id)
    zones, walls = civic.zones(by_id), civic.walls(by_id)
    return Scene(districts, borders, sites, zones, walls, line, marks, names, water, lakes, relief)


def _name_districts(sites: list[Site], districts: list[source.District], borders: list[Polygon]) -> None:
    for site in sites:
        inside = [d.id for d, b in zip(districts, borders, strict=True) if b.covers(Point(site.x, site.y))]
        site.district = inside[0]


def _masks(scene: Scene, city: Polygon) -> _Masks:
    x, y = ground.centres()
    inside = ground.covered(city.buffer(-1.0))
    water = ground.covered(shapely.union_all([*(r.bed for r in scene.rivers), *(p.shape for p in scene.ponds)]))
    hill = scene.relief.steep(x, y) & inside
    solid = [ground.wall(*wall[:4]) for wall in scene.walls if wall[4] == civic.SOLID]
    shut = ground.covered(shapely.union_all([*(ground.footprint(site) for site in scene.sites), *solid]))
    return _Masks(inside, water & inside, hill, shut)


def _lead_ways(scene: Scene, masks: _Masks) -> None:
    """Find every entrance, and lead roads and bridges to them, the nearest places first."""
    open_ground = masks.inside & ~masks.water & ~masks.shut
    for site in scene.sites:
        site.entrance = _entrance(site, open_ground)
    price = roads.costs(open_ground & ~masks.hill, masks.water, masks.hill & ~masks.water, masks.shut | ~masks.inside)
    forum = _site(scene, "forum-square")
    ends = sorted((site for site in scene.sites if site is not forum), key=lambda s: (_apart(s, forum), s.id))
    scene.roads = roads.network(price, (forum.x, forum.y), [site.entrance[:2] for site in ends])
    scene.bridges = _bridges(scene)


def _entrance(site: Site, open_ground: ground.BoolArray) -> tuple[float, float, float]:
    """Return where one arrives: in front of the footprint on its south side, else on the nearest open cell."""
    x, y = (site.x, site.y) if site.size is None else (site.x, site.y - site.size[1] - FRONT)
    row, column = np.nonzero(open_ground)
    distance = np.hypot((column + 0.5) * ground.CELL - x, (row + 0.5) * ground.CELL - y)
    if not open_ground[int(y // ground.CELL), int(x // ground.CELL)]:
        best = int(np.argmin(distance))
        x, y = (float(column[best]) + 0.5) * ground.CELL, (float(row[best]) + 0.5) * ground.CELL
    heading = math.atan2(site.x - x, site.y - y) if (site.x, site.y) != (x, y) else 0.0
    return round(x, 2), round(y, 2), round(heading % math.tau, 4)


def _apart(a: Site, b: Site) -> float:
    return math.hypot(a.x - b.x, a.y - b.y)


def _site(scene: Scene, name: str) -> Site:
    return next(site for site in scene.sites if site.id == name)


def _bridges(scene: Scene) -> list[LineString]:
    """Return the stretches of roads over water, each from bank to bank."""
    beds = shapely.union_all([*(r.bed for r in scene.rivers), *(p.shape for p in scene.ponds)]).buffer(BRIDGE_REACH)
    crossed = [part for road in scene.roads for part in shapely.get_parts(road.intersection(beds))]
    return [part for part in crossed if part.geom_type == "LineString" and part.length > 2 * BRIDGE_REACH]


def _outside_plaza(lines: list[LineString], forum: Site) -> list[LineString]:
    """Return the roads as drawn: they end at the plaza, which is paved throughout."""
    plaza = Point(forum.x, forum.y).buffer(forum.radius)
    parts = [part for line in lines for part in shapely.get_parts(line.difference(plaza))]
    return [part for part in parts if part.length > roads.WIDTH]


def _opened(scene: Scene, masks: _Masks) -> ground.BoolArray:
    """Return where one can walk before houses are set: open ground, and roads through hills and over water."""
    ways = ground.covered(shapely.union_all([road.buffer(roads.WIDTH / 2) for road in scene.roads]))
    return (masks.inside & ~masks.shut) & (~(masks.water | masks.hill) | ways)


def _ways(scene: Scene, masks: _Masks) -> ground.BoolArray:
    """Return the cells of roads, rails, water and buildings, with a margin."""
    near = [road.buffer(roads.WIDTH / 2 + 2.5) for road in scene.roads]
    return ground.covered(shapely.union_all([*near, scene.rail.buffer(7.0)])) | masks.water | masks.shut


def _kept(scene: Scene, masks: _Masks) -> ground.BoolArray:
    """Return the cells where nothing may be scattered: ways, places and the ground before them."""
    near = [Point(site.x, site.y).buffer(site.reach + 6.0) for site in scene.sites]
    near += [Point(*site.entrance[:2]).buffer(7.0) for site in scene.sites]
    near += [Point(site.x, site.y).buffer(site.radius + 8.0) for site in scene.sites if site.true is None]
    return ground.covered(shapely.union_all(near)) | _ways(scene, masks) | ~masks.inside


def _check(scene: Scene) -> None:
    """Assert what everybody stands on: each entrance, microphone and seat is reached on foot."""
    for site in scene.sites:
        column, row = int(site.entrance[0] // ground.CELL), int(site.entrance[1] // ground.CELL)
        assert scene.free[row, column], f"{site.id} cannot be reached on foot"
    for hall in halls.rows():
        place = _site(scene, hall.place)
        for at in (hall.lectern, *hall.pro, *hall.con, *halls.seats(hall)):
            x, y = halls.on_square(hall, (place.x, place.y), at)
            assert scene.free[int(y // ground.CELL), int(x // ground.CELL)], f"{at} of {hall.place} is walled off"
