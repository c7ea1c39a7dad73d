"""Reads the running parts into the metrics whenever these are asked for."""

from agora_server.fanout import FanOut
from agora_server.gateway import Gateway
from agora_server.halls import Halls
from agora_server.host import Host
from agora_server.keeper import Keeper
from agora_server.metrics import Metrics
from agora_server.overload import Ladder
from agora_server.pulse import Pulse
from agora_server.voices import Voices


class Telemetry:
    """The figures of one server, up to date when read.

    The hot path counts in plain integers; what came since the last reading is added here.
    """

    def __init__(self, metrics: Metrics, fanout: FanOut, pulse: Pulse, voices: Voices) -> None:
        self._metrics = metrics
        self._voices = voices
        self._fanout = fanout
        self._pulse = pulse
        self._seen: dict[str, int] = {}

    def watch(self, host: Host, gateway: Gateway, ladder: Ladder, keeper: Keeper, halls: Halls) -> None:
        """Read these gauges."""
        self._metrics.watch(
            {
                "agora_participants": ("Participants in the square, away ones included", lambda: len(host.square)),
                "agora_sockets": ("Attached tabs", lambda: len(host.links)),
                "agora_sockets_waiting": ("Sockets that have not said hello", lambda: gateway.waiting),
                "agora_inboxes": ("Inbox streams held", lambda: len(host.inboxes)),
                "agora_overload_rung": ("Rung of the overload ladder, 0 is calm", lambda: ladder.rung),
                "agora_facts_lost": ("Facts that could not be written", lambda: keeper.lost),
                "agora_forums": ("Forums held in memory", lambda: halls.forums.live),
                "agora_forum_listeners": ("Tabs that look at a forum", lambda: len(halls.streams)),
                "agora_journal_appends": ("Commands written to journals since the start", lambda: halls.forums.appends),
                "agora_journal_conflicts": ("Commands decided anew", lambda: halls.forums.conflicts),
            }
        )

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        counts = self._fanout.counts
        self._metrics.frames.inc(self._since("frames", counts.writes))
        self._metrics.bytes.labels("out").inc(self._since("out", counts.bytes_out))
        for kind, total in (
            ("positions", counts.skipped),
            ("too_slow", counts.too_slow),
            ("tick", self._pulse.missed),
        ):
            self._metrics.drops.labels(kind).inc(self._since(kind, total))
        for fate, total in self._voices.counts.items():
            self._metrics.voices.labels(fate).inc(self._since(f"voice {fate}", total))
        return self._metrics.text()

    def _since(self, name: str, total: int) -> int:
        before = self._seen.get(name, 0)
        self._seen[name] = total
        return total - before
