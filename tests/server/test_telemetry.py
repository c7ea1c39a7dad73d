"""The figures of a running server."""

from types import SimpleNamespace

from agora_server.fanout import Counts
from agora_server.metrics import Metrics
from agora_server.telemetry import Telemetry
from agora_server.voices import Voices


def test_sums_are_added_once():
    """Reading twice does not count twice; what came since is added."""
    fanout, pulse = SimpleNamespace(counts=Counts(writes=5, bytes_out=100)), SimpleNamespace(missed=0)
    voices = Voices()
    voices.counts["no_floor"] = 3
    telemetry = Telemetry(Metrics(), fanout, pulse, voices)

    assert b"agora_frames_total 5.0" in telemetry.text()
    assert b"agora_frames_total 5.0" in telemetry.text()
    fanout.counts.writes += 2
    assert b"agora_frames_total 7.0" in telemetry.text()
    assert b'agora_bytes_total{direction="out"} 100.0' in telemetry.text()
    assert b'agora_voice_frames_total{fate="no_floor"} 3.0' in telemetry.text()
    assert b'agora_voice_frames_total{fate="taken"} 0.0' in telemetry.text()
