"""The world file: the composed scene in the format of ``rooms/world/format.py``, as bytes.

Knows: rounding and encoding. Does not know: how anything came to stand where it stands.
"""

import base64
from typing import Any

import msgspec
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from agora_server.worldbuild import ground, halls, places, relief, source
from agora_server.worldbuild import roads as ways
from agora_server.worldbuild.scene import Scene
from rooms.base.geometry import CENTRE, SIDE, quantise
from rooms.world import format as world_format
from rooms.world import projection


def pack(scene: Scene) -> bytes:
    """Return ``world.json``: a line for each part and each row of it, so that a change reads in a diff."""
    file = _file(scene)
    parts = [b'"%s":%s' % (name.encode(), _lines(getattr(file, name))) for name in file.__struct_fields__]
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _lines(part: Any) -> bytes:
    """Return one part as JSON; lists of rows with one row a line."""
    if isinstance(part, list):
        return b"[\n" + b",\n".join(msgspec.json.encode(row) for row in part) + b"\n]"
    return msgspec.json.encode(part)


def _file(scene: Scene) -> world_format.WorldFile:
    return world_format.WorldFile(
        version=world_format.VERSION,
        side=SIDE,
        centre=CENTRE,
        origin=projection.CITY_HALL,
        credits=[world_format.Credit(**row) for row in source.table("credits")["credit"]],
        districts=_districts(scene),
        places=[_place(site) for site in scene.sites],
        zones=[_zone(zone) for zone in scene.zones],
        walls=[_wall(wall) for wall in scene.walls],
        halls=halls.rows(),
        rail=world_format.RailRow(_flat(scene.rail), tuple(scene.stations), tuple(round(m, 2) for m in scene.marks)),
        rivers=[world_format.RiverRow(r.id, r.kind, r.ko, r.en, r.width, _flat(r.line)) for r in scene.rivers],
        ponds=[world_format.PondRow(p.id, p.place, _flat(p.shape.exterior)) for p in scene.ponds],
        roads=[world_format.RoadRow(ways.WIDTH, _flat(road)) for road in scene.roads],
        bridges=[_flat(bridge) for bridge in scene.bridges],
        hills=_hills(scene),
        peaks=_peaks(),
        grid=world_format.GridRow(ground.CELL, ground.CELLS, _text(ground.runs(scene.free))),
        scatter={kind: _units(points) for kind, points in sorted(scene.scatter.items())},
    )


def _districts(scene: Scene) -> list[world_format.DistrictRow]:
    return [
        world_format.DistrictRow(d.id, d.kind, d.ko, d.en, _label(border), _flat(border.exterior))
        for d, border in zip(scene.districts, scene.borders, strict=True)
    ]


def _label(border: BaseGeometry) -> tuple[float, float]:
    """Return the point of a district farthest from its border: where a name has most room."""
    point = shapely.get_point(shapely.maximum_inscribed_circle(border, tolerance=1.0), 0)
    return round(float(point.x), 1), round(float(point.y), 1)


def _place(site: places.Site) -> world_format.PlaceRow:
    return world_format.PlaceRow(
        id=site.id,
        kind=site.kind,
        ko=site.ko,
        en=site.en,
        x=round(site.x, 2),
        y=round(site.y, 2),
        radius=float(site.radius),
        district=site.district,
        facts=world_format.Facts(site.facts_ko, site.facts_en),
        entrance=site.entrance,
        size=site.size,
        ring=site.ring,
        lon=site.true[0] if site.true else 0.0,
        lat=site.true[1] if site.true else 0.0,
        confidence=site.confidence,
    )


def _zone(zone: object) -> world_format.ZoneRow:
    row = msgspec.to_builtins(zone)
    for shape in ("circle", "box"):
        row[shape] = row[shape] and tuple(round(value, 2) for value in row[shape])
    return world_format.ZoneRow(**row)


def _wall(wall: tuple[float, float, float, float, int]) -> tuple[float, float, float, float, int]:
    x0, y0, x1, y1, kind = wall
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2), kind


def _hills(scene: Scene) -> world_format.HillsRow:
    heights = _text(scene.relief.bytes())
    return world_format.HillsRow(relief.SPACING, relief.NODES, relief.UNIT, relief.DRAWN, heights)


def _peaks() -> list[world_format.PeakRow]:
    rows = [row for row in source.table("terrain")["peak"] if row["confidence"] == "medium"]
    at = [projection.project_point(row["lon"], row["lat"]) for row in rows]
    return [
        world_format.PeakRow(row["ko"], row["en"], round(x, 1), round(y, 1), row["height"])
        for row, (x, y) in zip(rows, at, strict=True)
    ]


def _flat(shape: BaseGeometry) -> list[int]:
    return _units([(float(x), float(y)) for x, y in np.asarray(shape.coords)])


def _units(points: list[tuple[float, float]]) -> list[int]:
    return [quantise(value) for point in points for value in point]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
