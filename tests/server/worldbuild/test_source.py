"""The source tables and the legal areas fit together."""

import shapely

from agora_server.worldbuild import source


def test_nineteen_districts_without_gap_or_overlap():
    """The dissolved districts form a coverage: neighbours share their borders exactly."""
    districts = source.districts(source.legal_areas())

    assert len(districts) == 19
    assert shapely.coverage_is_valid([district.shape for district in districts])
    assert sum(len(district.areas) for district in districts) == 41


def test_neighbouring_cities_touch_gimhae():
    """Miryang, Yangsan and Busan's districts lie at the city's border."""
    city = shapely.union_all(list(source.legal_areas().values()))

    assert all(source.neighbours([code]).distance(city) < 0.001 for code in ("48270", "48330", "26320", "26440"))
