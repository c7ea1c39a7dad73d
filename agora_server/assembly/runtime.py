"""What every part of a server may need from the first moment on: settings, time, and where figures and faults go."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass

from agora_server.core.clock import Clock, SystemClock
from agora_server.core.faults import Faults
from agora_server.core.metrics import Metrics
from agora_server.ops.heartbeat import Heartbeat
from agora_server.ops.loop_lag import LoopLag
from agora_server.ops.settings import Settings
from agora_server.square.overload import Ladder
from agora_server.transport.tickets import Tickets


@dataclass(frozen=True, slots=True)
class Runtime:
    """What is there before anything is opened.

    Attributes:
        settings: of the installation.
        clock: milliseconds UTC.
        heart: whether ticks go on.
        faults: what hooks of ticks raised.
        metrics: the figures of this server.
        ladder: what is given up when ticks are late.
        tickets: for sockets that are on their way.
        lag: how late the loop is.
    """

    settings: Settings
    clock: Clock
    heart: Heartbeat
    faults: Faults
    metrics: Metrics
    ladder: Ladder
    tickets: Tickets
    lag: LoopLag

    async def ticks(self) -> bool:
        """Tell whether ticks go on: a check of readiness."""
        return self.heart.alive

    def alive(self) -> bool:
        """Tell whether ticks go on: the health of this node."""
        return self.heart.alive


def build_runtime(settings: Settings, clock: Clock | None = None, heart: Heartbeat | None = None) -> Runtime:
    """Return what a server begins with; by default by the system's clock."""
    metrics = Metrics()
    return Runtime(
        settings,
        clock or SystemClock(),
        heart or Heartbeat(),
        Faults(),
        metrics,
        Ladder(),
        Tickets(),
        LoopLag(metrics.loop_lag.observe),
    )


def port_of(bound: Sequence[socket.socket]) -> int:
    """Return the port that was taken."""
    assert bound, "start first"
    return int(bound[0].getsockname()[1])


def address_of(settings: Settings, port: int) -> str:
    """Return the address that citizens open, without a trailing slash."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    scheme = "https" if settings.https else "http"
    return f"{scheme}://{'localhost' if settings.loopback_only else settings.host}:{port}"
