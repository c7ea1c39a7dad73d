"""
Whether ticks go on, and the end of a process in which they do not.

Health is red a few seconds after the last tick. A thread of its own counts looks without a tick between: it sees a
loop that hangs as well as a ticker that died, and a process that was frozen as a whole for a minute is not ended for
it. Whoever supervises the process starts it anew; nothing that was told "done" is lost with it.

A loop that never lets go of the interpreter would hold up this thread too, so the kernel watches it: a timer of CPU
time, wound up at every look, ends the process by SIGPROF.
"""

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable

import structlog

log = structlog.get_logger()

RED_S = 3.0
"""Without a tick for ten periods of the slowest rung this node is in trouble."""
END_S = 30.0
"""Longer than any pause of a disk or a collector; shorter than the patience of a full room."""
LOOKS = 30
"""Looks in ``END_S``: the end comes at most a thirtieth late."""
LOG_S = 1.0
"""How long the last line may take: a full pipe may be what holds the loop."""
CPU_FACTOR = 2
"""CPU time that a process may burn between two looks, in ``END_S``: a second core may work beside the loop."""
STATUS = 70
"""The exit status: an internal error of software, as ``sysexits.h`` has it."""


class Heartbeat:
    """The last tick that was whole.

    Attributes:
        ticks: ticks so far.

    Args:
        red_s: seconds without a tick from which ``alive`` is false.
        timer: monotonic seconds.
    """

    def __init__(self, red_s: float = RED_S, timer: Callable[[], float] = time.monotonic) -> None:
        self.beats = 0
        self._red_s = red_s
        self._timer = timer
        self._at = timer()  # when the last tick was whole, or when this was made

    def beat(self) -> None:
        """Note a tick."""
        self.beats += 1
        self._at = self._timer()

    @property
    def alive(self) -> bool:
        """Whether ticks go on."""
        return self._timer() - self._at < self._red_s


class Watchdog:
    """Ends the process when ticks stop.

    Args:
        heart: what the ticker notes.
        end_s: seconds without a tick until the end.
        end: ends the process with a status; does not return.
    """

    def __init__(self, heart: Heartbeat, end_s: float = END_S, end: Callable[[int], object] = os._exit) -> None:
        self._heart = heart
        self._end_s = end_s
        self._end = end
        self._every = end_s / LOOKS
        self._seen = heart.beats  # ticks at the last look
        self._quiet = 0  # looks since a beat was seen
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
        self._watched = threading.main_thread().ident

    def start(self) -> None:
        """Watch from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no more: an orderly end has its own time."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        signal.setitimer(signal.ITIMER_PROF, 0)

    def look(self) -> bool:
        """Look once; return whether the end has come."""
        if self._heart.beats != self._seen:
            self._seen, self._quiet = self._heart.beats, 0
        else:
            self._quiet += 1
        return self._quiet >= LOOKS

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            signal.setitimer(signal.ITIMER_PROF, self._end_s * CPU_FACTOR)
            if self.look():
                last = threading.Thread(target=self._say, daemon=True)
                last.start()
                last.join(LOG_S)
                self._end(STATUS)
                return

    def _say(self) -> None:
        """Write why, and where the loop stands."""
        frame = sys._current_frames().get(self._watched or 0)  # noqa: SLF001 - the documented way to a thread's stack
        log.critical("ticks_stopped", seconds=self._end_s, exception="".join(traceback.format_stack(frame)))
