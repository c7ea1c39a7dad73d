"""The height grid: level where people gather, high where the summits are, nothing outside the city."""

import numpy as np

from agora_server.worldbuild import relief


def test_the_forum_square_is_level(scene):
    """The plaza has no slope at all."""
    forum = next(site for site in scene.sites if site.id == "forum-square")
    turn = np.linspace(0, 2 * np.pi, 30)

    heights = scene.relief.sample(forum.x + 50 * np.sin(turn), forum.y + 50 * np.cos(turn))
    assert np.ptp(heights) == 0


def test_written_heights_are_within_half_a_step(scene):
    """A byte of the file stands for a height rounded to four metres."""
    written = np.frombuffer(scene.relief.bytes(), np.uint8).reshape(relief.NODES, relief.NODES) * float(relief.UNIT)

    assert np.abs(written - scene.relief.grid).max() <= relief.UNIT / 2
    assert scene.relief.grid.max() > 690


def test_flanks_are_steep_and_plains_are_not(scene):
    """Some of the flank of Muchoksan is too steep to walk, nothing of the Forum Square is."""
    peak, forum = (next(s for s in scene.sites if s.id == name) for name in ("muchoksan", "forum-square"))
    offsets = np.linspace(-60, 60, 40)

    assert scene.relief.steep(peak.x + offsets, peak.y + 0 * offsets).any()
    assert not scene.relief.steep(forum.x + offsets, forum.y + 0 * offsets).any()
