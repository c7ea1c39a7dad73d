"""
Moves of the crowd: unmasked, checked and applied for everybody at once.

The connection copies the masked 14 bytes of a move's frame into ``inbox``, newest wins; here all of them
are unmasked by one XOR. A move must fit the speed that the avatar has saved up and cross no wall or water.

Knows: masks, speed, walkable ground. Does not know: cells, frames, who is behind a slot.
"""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rooms.base.frames import KIND_MOVE, Gait
from rooms.base.geometry import RUN_SPEED, STEP
from rooms.crowd.table import BoolArray, CrowdTable, FloatArray, IntArray

INBOX_STRIDE = 16
"""Bytes a slot: 2 of frame header, 4 of mask, 8 of move, 2 spare."""
FIRST_BYTE = 0x82
"""First byte of a binary frame; in the inbox it marks a fresh move and is cleared when taken."""
SPEED_TOLERANCE = 1.25
"""A walker may be this much faster than a run: clocks of clients and of the server differ."""
SAVED_SECONDS = 2.5
"""Seconds of running that silence saves up: the longest heartbeat of a straight walk and a late packet."""
SAMPLE_METRES = 0.5
"""Distance between the points of a way that must be walkable: no wall of the world is thinner."""
CORRECT_MS = 500
"""A client is corrected at most this often: moves already under way would each ask for one more."""

_TO_UNITS = 1 / STEP
_BUDGET = RUN_SPEED * SAVED_SECONDS * _TO_UNITS
_RATE = RUN_SPEED * SPEED_TOLERANCE * _TO_UNITS / 1_000


class WalkableGround(Protocol):
    """What moves ask of the world."""

    def walkable(self, x: FloatArray, y: FloatArray) -> BoolArray:
        """Tell for each point, in metres, whether one can stand there."""
        ...


class Moves:
    """The inbox of masked moves and the rules they go through."""

    def __init__(self, ground: WalkableGround, table: CrowdTable) -> None:
        self.inbox = bytearray(table.capacity * INBOX_STRIDE)
        self._rows = np.frombuffer(self.inbox, np.uint8).reshape(table.capacity, INBOX_STRIDE)
        self._ground = ground
        self._table = table
        self._saved = np.zeros(table.capacity)
        self._checked = np.zeros(table.capacity, np.int64)
        self._corrected = np.full(table.capacity, -(10**15), np.int64)

    def settle(self, slot: int, now: int) -> None:
        """Start anew after the server put an avatar somewhere: drop what is under way, save nothing."""
        self._rows[slot, 0] = 0
        self._saved[slot] = RUN_SPEED * 0.3 * _TO_UNITS
        self._checked[slot] = now
        self._corrected[slot] = now

    def take_moves(self, now: int) -> list[int]:
        """Apply the inbox; return the slots whose client must be told where it really is."""
        slots = np.flatnonzero(self._rows[:, 0] == FIRST_BYTE)
        if not len(slots):
            return []
        moves = self._unmask(slots)
        self._rows[slots, 0] = 0
        gait = moves[:, 7]
        sane = (moves[:, 0] == KIND_MOVE) & (gait <= Gait.RUN) & self._table.used[slots]
        sane &= self._table.records["state"][slots] & 7 != Gait.RIDE
        if not sane.all():
            slots, moves = slots[sane], moves[sane]
        return self._apply(slots, moves, now)

    def _unmask(self, slots: IntArray) -> NDArray[np.uint8]:
        """Return the eight bytes of each fresh move."""
        rows = self._rows[slots]
        mask = rows[:, 2:6]
        body = rows[:, 6:14].copy()
        body[:, :4] ^= mask
        body[:, 4:] ^= mask
        return body

    def _apply(self, slots: IntArray, moves: NDArray[np.uint8], now: int) -> list[int]:
        """Write the moves that are allowed; return the slots to correct."""
        ends = np.ascontiguousarray(moves[:, 2:6]).view("<u2").astype(np.int64)
        allowed = self._fast_enough(slots, ends, now)
        allowed[allowed] = self._clear_way(slots[allowed], ends[allowed])
        good = slots if allowed.all() else slots[allowed]
        records = self._table.records
        records["x"][good] = ends[allowed, 0]
        records["y"][good] = ends[allowed, 1]
        records["heading"][good] = moves[allowed, 6]
        records["state"][good] = (records["state"][good] & 0xF8) | moves[allowed, 7]
        self._table.moved[good] = now
        self._table.dirty[good] = True
        return self._to_correct(slots[~allowed], now)

    def _fast_enough(self, slots: IntArray, ends: IntArray, now: int) -> BoolArray:
        """Let each way be paid from the metres saved up since the last move, as a token bucket."""
        rows = self._table.records[slots]
        way = np.hypot(ends[:, 0] - rows["x"], ends[:, 1] - rows["y"])
        saved = np.minimum(_BUDGET, self._saved[slots] + (now - self._checked[slots]) * _RATE)
        allowed: BoolArray = way <= saved + 1
        self._saved[slots] = np.maximum(0.0, np.where(allowed, saved - way, saved))
        self._checked[slots] = now
        return allowed

    def _clear_way(self, slots: IntArray, ends: IntArray) -> BoolArray:
        """Tell whose way is walkable at its end and every ``SAMPLE_METRES``; who stands in a wall may leave it."""
        rows = self._table.records[slots]
        x, y = ends[:, 0] * STEP, ends[:, 1] * STEP
        clear = self._walkable(x, y)
        back_x, back_y = rows["x"] * STEP - x, rows["y"] * STEP - y
        steps = np.ceil(np.hypot(back_x, back_y) / SAMPLE_METRES).astype(np.int64)
        for step in range(1, int(steps.max(initial=0))):
            some = np.flatnonzero(clear & (steps > step))
            part = step / steps[some]
            clear[some] = self._walkable(x[some] + back_x[some] * part, y[some] + back_y[some] * part)
        stuck = np.flatnonzero(~clear)
        if len(stuck):
            clear[stuck] = ~self._walkable(x[stuck] + back_x[stuck], y[stuck] + back_y[stuck])
        return clear

    def _walkable(self, x: NDArray[Any], y: NDArray[Any]) -> BoolArray:
        """Ask the world about points in metres."""
        return self._ground.walkable(np.asarray(x, np.float64), np.asarray(y, np.float64))

    def _to_correct(self, slots: IntArray, now: int) -> list[int]:
        """Return those not corrected within ``CORRECT_MS``."""
        due = slots[now - self._corrected[slots] >= CORRECT_MS]
        self._corrected[due] = now
        result: list[int] = due.tolist()
        return result
