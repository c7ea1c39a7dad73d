"""
Counters and gauges for ``/metrics``. The only importer of prometheus_client; every name stands here.

Labels are small sets of ours (a refusal's code, a direction), never a person, a name or a place.
"""

from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

LAG_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Seconds; the promise is a p99 of at most 0.02."""


class Metrics:
    """One server's figures.

    Attributes:
        loop_lag: seconds by which the event loop was late.
        ticks: seconds from a tick's due time to its last write.
        frames: crowd frames written.
        bytes: bytes by ``direction``: ``in``, ``out``.
        drops: what was not sent on purpose, by ``kind``.
        voices: frames of voices by ``fate``: ``taken``, or why not.
        resumes: how a stream went on, by ``outcome``: ``resumed``, ``reset``.
        refusals: by ``kind``, the code of the refusal.
        goodbyes: by ``name`` of the table of goodbyes.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.loop_lag = Histogram(
            "agora_loop_lag_seconds", "Lateness of the event loop", buckets=LAG_BUCKETS, registry=self.registry
        )
        self.ticks = Histogram("agora_tick_seconds", "From a tick's due time to its last write", registry=self.registry)
        self.frames = self._counter("agora_frames", "Crowd frames written")
        self.bytes = self._counter("agora_bytes", "Bytes over sockets", "direction")
        self.drops = self._counter("agora_drops", "Frames and moves left out on purpose", "kind")
        self.voices = self._counter("agora_voice_frames", "Frames of the floor's voices by what became of them", "fate")
        self.resumes = self._counter("agora_resumes", "Streams that went on after a lost line", "outcome")
        self.refusals = self._counter("agora_refusals", "Commands and requests refused", "kind")
        self.goodbyes = self._counter("agora_goodbyes", "Connections that we ended", "name")

    def refused(self, kind: str) -> None:
        """Count a refusal."""
        self.refusals.labels(kind).inc()

    def watch(self, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        """Read gauges whenever the metrics are asked for: name to (meaning, how to read it)."""
        for name, (meaning, read) in gauges.items():
            Gauge(name, meaning, registry=self.registry).set_function(read)

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return generate_latest(self.registry)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, registry=self.registry)
