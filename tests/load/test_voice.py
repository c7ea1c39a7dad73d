"""A voice to many over real lines: nobody misses a frame, whoever stalls."""

import pytest

from agora_server.bench import runner
from agora_server.bench.voice import voice

pytestmark = pytest.mark.load

LISTENERS, LISTENERS_LONG = 200, 1_000


def test_stalled_listeners_harm_nobody(long):
    """[VO5] Some read nothing for a while: the others hear every frame, and the stalled hear the newest afterwards."""
    listeners = LISTENERS_LONG if long else LISTENERS
    with runner.bed() as bed:
        row = voice(bed, listeners, pairs=1, seconds=3.0)
    costs = f"{row['square']['points']} and {row['light']['points']} points of a core (square, light page)"
    print(f"figure: a voice to {listeners}: {costs}; p99 to the ear beside stalled ones {row['rough_p99_ms']} ms")

    assert row["listeners"] == listeners
    assert row["seen_stalled"]
    assert row["lost_frames"] == 0
    assert row["stalled_back"] == row["stalled"]
