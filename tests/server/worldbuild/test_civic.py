"""Zones and walls of the halls, the tables and the garden."""

from agora_server.worldbuild import civic


def test_walls_have_doors(scene):
    """Each hall has five solid walls and one doorway that stops words alone; each table has eight hush lines.

    The screen has one wall, and three more to either side.
    """
    kinds = [wall[4] for wall in scene.walls]

    assert kinds.count(civic.HUSH) == 2 + 6 * 8
    assert kinds.count(civic.SOLID) == 2 * 5 + 1 + 2 * 3


def test_every_zone_belongs_to_a_place(scene):
    """A zone names a place of the square, and is either a circle or a box."""
    places = {site.id for site in scene.sites}

    assert len({zone.id for zone in scene.zones}) == len(scene.zones) == 6 + 2 + 1 + 1
    assert all(zone.place in places and (zone.circle is None) != (zone.box is None) for zone in scene.zones)
