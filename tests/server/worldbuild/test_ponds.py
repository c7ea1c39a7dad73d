"""Ponds lie beside their places, each one ring, none of it ground to walk on but by a bridge."""

from shapely.geometry import Point

from agora_server.worldbuild import ground


def test_ponds_lie_beside_their_places(scene):
    """Yeonji and the wetland's three ponds are single rings within 40 m of their places, off their entrances."""
    sites = {site.id: site for site in scene.sites}

    assert {pond.id for pond in scene.ponds} >= {"yeonji", "hwapocheon-upper", "hwapocheon-middle", "hwapocheon-lower"}
    for pond in scene.ponds:
        entrance = Point(*sites[pond.place].entrance[:2])
        assert pond.shape.geom_type == "Polygon"
        assert 0 < pond.shape.distance(entrance) < 40


def test_yeonji_is_deep(scene):
    """Nobody walks on Yeonji."""
    yeonji = next(pond for pond in scene.ponds if pond.id == "yeonji")

    assert not (ground.covered(yeonji.shape) & scene.free).any()
