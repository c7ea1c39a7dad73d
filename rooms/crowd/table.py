"""
The table of the crowd: who stands where, one row a slot.

Knows: rows, their life (free, used, tombstone, resting) and poses. Does not know: cells, frames, walls.
Coordinates are u16 units of 2 cm as on the wire; only the edges of the module speak metres.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from rooms.base.errors import Refusal, Why
from rooms.base.frames import RECORD, Gait
from rooms.base.geometry import RUN_SPEED, STEP, WALK_SPEED, heading_radians, heading_unit, quantise

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

REUSE_MS = 150_000
"""A slot rests this long: longer than the 120 s of resume, so no client mistakes the next one in it."""
TOMBSTONE_MS = 5_000
"""A tombstone is told this long: longer than one rotation, so that a client that skipped frames hears it."""
EXTRAPOLATE_AFTER_MS = 250
"""A walker silent this long is taken to walk on: the client speaks again when that would be wrong."""
EXTRAPOLATE_MS = 500
"""... but no further than this, as browsers do (``tracks.ts``): senders speak up before that is wrong."""
STRETCH_METRES = RUN_SPEED * EXTRAPOLATE_MS / 1_000 + 1
"""The most that a silent walker stands away from its record, and a metre for rounding."""

_NEVER = -(10**15)
_SINES = np.sin(np.arange(256) / 256 * 2 * np.pi)
_COSINES = np.cos(np.arange(256) / 256 * 2 * np.pi)
_SPEEDS = np.zeros(8)
_SPEEDS[Gait.WALK] = WALK_SPEED / STEP / 1_000
_SPEEDS[Gait.RUN] = RUN_SPEED / STEP / 1_000
"""Units a millisecond by gait."""


class CrowdTable:
    """One row a slot.

    Attributes:
        records: what frames carry, by slot: the accepted pose.
        used: rows with an avatar.
        left_at: ms when a row was left; tombstones are told for ``TOMBSTONE_MS``.
        moved: ms of the last accepted move or placing.
        dirty: rows that changed since the last tick.
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.records = np.zeros(capacity, RECORD)
        self.records["slot"] = np.arange(capacity)
        self.used = np.zeros(capacity, bool)
        self.dead = np.zeros(capacity, bool)
        self.left_at = np.full(capacity, _NEVER, np.int64)
        self.moved = np.zeros(capacity, np.int64)
        self.dirty = np.zeros(capacity, bool)
        self._fresh = deque(range(capacity))
        self._resting: deque[int] = deque()

    def enter(self, x: float, y: float, heading: float, now: int) -> int:
        """Put an avatar into the least recently used slot and return it.

        Raises:
            Refusal: ``full`` when no slot is free or has rested for ``REUSE_MS``.
        """
        slot = self._free_slot(now)
        self.used[slot] = True
        self.records["state"][slot] = 0
        self.put(slot, x, y, heading, now)
        return slot

    def _free_slot(self, now: int) -> int:
        """Return a slot never used, else the one that rests longest."""
        if self._fresh:
            return self._fresh.popleft()
        if self._resting and now - self.left_at[self._resting[0]] >= REUSE_MS:
            return self._resting.popleft()
        raise Refusal(Why.FULL)

    def leave(self, slot: int, now: int) -> None:
        """Turn the row into a tombstone; leaving twice is leaving once."""
        if not self.used[slot]:
            return
        self.used[slot] = False
        self.dead[slot] = self.dirty[slot] = True
        self.records["state"][slot] = Gait.GONE
        self.left_at[slot] = now
        self._resting.append(slot)

    def bury(self, now: int) -> None:
        """Forget tombstones that were told long enough."""
        if self.dead.any():
            self.dead &= self.left_at > now - TOMBSTONE_MS

    def put(self, slot: int, x: float, y: float, heading: float, now: int) -> None:
        """Stand an avatar somewhere, in metres and radians, at the edge where it is outside."""
        self.records[slot] = (slot, quantise(x), quantise(y), heading_unit(heading), self.records["state"][slot])
        self.moved[slot] = now
        self.dirty[slot] = True

    def pose(self, slot: int, now: int) -> tuple[float, float, float]:
        """Return where an avatar is now: metres, metres, radians clockwise from north."""
        x, y = self.walked(np.array([slot]), now)
        return float(x[0]) * STEP, float(y[0]) * STEP, heading_radians(int(self.records["heading"][slot]))

    def walked(self, slots: IntArray, now: int) -> tuple[FloatArray, FloatArray]:
        """Return units of slots, silent walkers carried on along their heading."""
        rows = self.records[slots]
        age = now - self.moved[slots]
        age = np.where(age < EXTRAPOLATE_AFTER_MS, 0, np.minimum(age, EXTRAPOLATE_MS))
        way = _SPEEDS[rows["state"] & 7] * age
        heading = rows["heading"]
        x = np.clip(rows["x"] + way * _SINES[heading], 0, 65_535)
        y = np.clip(rows["y"] + way * _COSINES[heading], 0, 65_535)
        return x, y

    def in_box(self, x: float, y: float, radius: float) -> IntArray:
        """Return the used slots that may be within a radius of a point, metres: those of the square around it."""
        reach = (radius + STRETCH_METRES) / STEP
        near = np.abs(self.records["x"] - np.float32(x / STEP)) <= reach
        near &= np.abs(self.records["y"] - np.float32(y / STEP)) <= reach
        return np.flatnonzero(near & self.used)

    def shown(self, slots: IntArray, now: int) -> NDArray[np.void]:
        """Return the records of slots as frames carry them now."""
        rows = self.records[slots]
        if len(slots) and (now - self.moved[slots] >= EXTRAPOLATE_AFTER_MS).any():
            x, y = self.walked(slots, now)
            rows["x"], rows["y"] = np.rint(x), np.rint(y)
        return rows
