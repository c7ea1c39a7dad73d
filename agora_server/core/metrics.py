"""
Counters and gauges for ``/metrics``. The only importer of prometheus_client; every name stands here.

Labels are small sets of ours (a refusal's code, a direction), never a person, a name or a place. What the hot path
counts in plain integers is read when the metrics are asked for: a total that only grows is a counter all the same.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

LAG_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Seconds; the promise is a p99 of at most 0.02."""


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A figure that is read from a running part.

    Attributes:
        name: as Prometheus knows it; a counter's ends in ``_total`` there.
        meaning: one line.
        label: what it is told apart by, or empty.
        grows: whether it is a counter.
    """

    name: str
    meaning: str
    label: str = ""
    grows: bool = True


READ = (
    MetricRow("agora_ticks", "Ticks of the square"),
    MetricRow("agora_tick_errors", "Exceptions in ticks and beside them, by the hook that raised", "hook"),
    MetricRow("agora_frames", "Writes of ticks to sockets: positions, messages and voice in one"),
    MetricRow("agora_bytes", "Bytes over sockets", "direction"),
    MetricRow("agora_drops", "Frames and ticks left out on purpose", "kind"),
    MetricRow("agora_voice_frames", "Frames of the floor's voices by what became of them", "fate"),
    MetricRow("agora_facts_lost", "Facts that could not be written"),
    MetricRow("agora_journal_appends", "Commands written to journals"),
    MetricRow("agora_journal_conflicts", "Commands decided anew because another node was faster"),
    MetricRow("agora_participants", "Participants in the square, away ones included", grows=False),
    MetricRow("agora_sockets", "Attached tabs", grows=False),
    MetricRow("agora_sockets_waiting", "Sockets that have not said hello", grows=False),
    MetricRow("agora_inboxes", "Inbox streams held", grows=False),
    MetricRow("agora_overload_rung", "Rung of the overload ladder, 0 is calm", grows=False),
    MetricRow("agora_forums", "Forums held in memory", grows=False),
    MetricRow("agora_forum_listeners", "Tabs that look at a forum", grows=False),
)
"""Everything that is read; what is counted as it happens stands in ``Metrics``."""

Figure = float | Mapping[str, float]
"""A figure, or one a value of the label."""


class Metrics:
    """One server's figures.

    Attributes:
        loop_lag: seconds by which the event loop was late.
        ticks: seconds from a tick's due time to its last write.
        resumes: how a stream went on, by ``outcome``: ``resumed``, ``reset``.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.loop_lag = Histogram(
            "agora_loop_lag_seconds", "Lateness of the event loop", buckets=LAG_BUCKETS, registry=self.registry
        )
        self.ticks = Histogram("agora_tick_seconds", "From a tick's due time to its last write", registry=self.registry)
        self.resumes = self._counter("agora_resumes", "Streams that went on after a lost line", "outcome")
        self._refusals = self._counter("agora_refusals", "Commands refused", "kind")
        self._http_refusals = self._counter("agora_http_refusals", "HTTP requests refused", "code")
        self._closes = self._counter("agora_closes", "Sockets that ended, by close code; 1006 is none", "code")

    def refused(self, kind: str) -> None:
        """Count a command's refusal by its code."""
        self._refusals.labels(kind).inc()

    def http_refused(self, code: str) -> None:
        """Count a request's refusal by its code."""
        self._http_refusals.labels(code).inc()

    def closed(self, code: str) -> None:
        """Count the end of a socket by its close code."""
        self._closes.labels(code).inc()

    def watch(self, figures: Callable[[], Mapping[str, Figure]]) -> None:
        """Read these whenever the metrics are asked for: each row of ``READ``, by its name."""
        assert {row.name for row in READ} == figures().keys(), "every row has its figure"
        self.registry.register(_Read(figures))

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return generate_latest(self.registry)

    def _counter(self, name: str, meaning: str, label: str) -> Counter:
        return Counter(name, meaning, (label,), registry=self.registry)


class _Read(Collector):
    """Reads the rows of ``READ``."""

    def __init__(self, figures: Callable[[], Mapping[str, Figure]]) -> None:
        self._figures = figures

    def collect(self) -> Iterable[CounterMetricFamily | GaugeMetricFamily]:
        """Yield a family a row."""
        figures = self._figures()
        for row in READ:
            kind = CounterMetricFamily if row.grows else GaugeMetricFamily
            family = kind(row.name, row.meaning, labels=(row.label,) if row.label else ())
            found = figures[row.name]
            for value, figure in found.items() if isinstance(found, Mapping) else (("", found),):
                family.add_metric([value] if row.label else [], figure)
            yield family
