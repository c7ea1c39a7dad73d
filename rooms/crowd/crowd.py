"""
The crowd: everybody's position, and the frames that tell it.

Each tick packs each changed cell once; the frame of a cell's 3 x 3 is the same immutable bytes for everybody
in that cell, made when the first of them asks. Where a 3 x 3 holds more than a frame may carry, leaves of the
cell are told near first (``rooms/crowd/density.py``). Everybody is told again in rotation within
``ROTATION_MS``; who comes into a cell gets all of its view at once. Beyond the view only counts travel.

Knows: slots, poses, frames. Does not know: participants, sockets, the clock.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from rooms.base.frames import RECORD, EmoteBits, Gait, Presence, StateFlag
from rooms.base.geometry import STEP, heading_radians
from rooms.crowd.cells import CELLS, Census, cells_of, crowd_payload, density_payload
from rooms.crowd.density import OPEN_LIMIT, DenseTick, Key, Rotation
from rooms.crowd.moves import Moves, WalkableGround
from rooms.crowd.table import CrowdTable, IntArray

ROTATION_MS = 3_000
"""Everybody is told at least this often: heals frames that a client skipped."""
SLOW_TICK_MS = 150
"""Ticks longer than this (overload) tell dense cells every time, else every second time."""
REFRESH_MS = 1_000
"""A whole view at most this often: who walks to and fro over the edge of a cell stays within the byte rate."""
TOMBSTONE_FRAMES = 3
"""Private frames that carry the tombstone of somebody hidden anew."""

FRESH = 4_096
"""Added to the cell of who just came into it and gets its whole view."""
_PHASES = 97
"""Spreads the rotation of neighbouring slots over the period."""


class Crowd:
    """All avatars of the square.

    Attributes:
        inbox: connections write masked moves here, ``INBOX_STRIDE`` bytes a slot.
    """

    def __init__(self, ground: WalkableGround, capacity: int = 16_384) -> None:
        self._table = CrowdTable(capacity)
        self._moves = Moves(ground, self._table)
        self.inbox = self._moves.inbox
        self._now = self._ticked = 0
        self._tick = 0
        self._cell = np.full(capacity, -1, np.int64)
        self._refreshed = np.full(capacity, -REFRESH_MS, np.int64)
        self._looks_from: list[int] = []
        self._recent = np.zeros(capacity, bool)
        self._changed = np.zeros(capacity, bool)
        self._shown = np.zeros(capacity, RECORD)
        self._slow = False
        self._census = Census.count_rows(np.zeros(0, RECORD), np.zeros(0, bool))
        self._dense = DenseTick(self._census)
        self._rotation = Rotation()
        self._windows: dict[int, IntArray] = {}
        self._open_frames: dict[int, bytes | None] = {-1: None}
        self._leaf_frames: dict[tuple[Key, bool], bytes] = {}
        self._block_filters: dict[int, dict[int, tuple[int, int]]] = {}

    # ---- who is where ----------------------------------------------------------------------------

    def enter(self, x: float, y: float, heading: float, now: int) -> int:
        """Put a new avatar somewhere (metres, radians) and return its slot.

        Raises:
            Refusal: ``full``.
        """
        self._now = max(self._now, now)
        slot = self._table.enter(x, y, heading, now)
        self._moves.settle(slot, now)
        return slot

    def leave(self, slot: int, now: int) -> None:
        """Take an avatar away; the next frames carry its tombstone."""
        self._now = max(self._now, now)
        self._table.leave(slot, now)
        self._cell[slot] = -1
        self._refreshed[slot] = -REFRESH_MS
        if slot < len(self._looks_from):
            self._looks_from[slot] = -1
        self._block_filters.pop(slot, None)

    def place(self, slot: int, x: float, y: float, heading: float) -> None:
        """Put an avatar somewhere by the server's will."""
        self._table.put(slot, x, y, heading, self._table.moved[slot].item())
        self._moves.settle(slot, self._now)

    def set_state(
        self,
        slot: int,
        *,
        gait: Gait | None = None,
        presence: Presence | None = None,
        emote: EmoteBits | None = None,
        hand: bool | None = None,
    ) -> None:
        """Change parts of the state byte; ``None`` keeps."""
        state = old = int(self._table.records["state"][slot])
        if gait is not None:
            state = state & ~7 | gait
        if hand is not None:
            state = state & ~StateFlag.HAND | (StateFlag.HAND if hand else 0)
        if presence is not None:
            state = state & ~0x30 | presence << 4
        if emote is not None:
            state = state & ~0xC0 | emote << 6
        if state != old:
            self._halt(slot)
            self._table.records["state"][slot] = state
            self._table.dirty[slot] = True

    def _halt(self, slot: int) -> None:
        """Keep where a silent walker has come to: its way is counted with the gait it had."""
        x, y, _ = self._table.pose(slot, self._now)
        self._table.records["x"][slot], self._table.records["y"][slot] = round(x / STEP), round(y / STEP)

    def pose(self, slot: int) -> tuple[float, float, float]:
        """Return metres, metres and radians clockwise from north."""
        return self._table.pose(slot, self._now)

    def poses(self, slots: Sequence[int]) -> list[tuple[float, float, float]]:
        """Return metres, metres and radians of many at once, in their order."""
        rows = np.array(slots, np.intp)
        x, y = self._table.walked(rows, self._now)
        headings = self._table.records["heading"][rows].tolist()
        return list(zip((x * STEP).tolist(), (y * STEP).tolist(), map(heading_radians, headings), strict=True))

    def counts(self, slots: Sequence[int], circles: Sequence[tuple[float, float, float]]) -> list[int]:
        """Return how many of some slots stand in each circle: x, y and radius in metres; one look at the table."""
        x, y = self._table.walked(np.array(slots, np.intp), self._now)
        x, y = x * STEP, y * STEP
        return [int(np.count_nonzero((x - cx) ** 2 + (y - cy) ** 2 <= radius**2 + 1e-6)) for cx, cy, radius in circles]

    def gait(self, slot: int) -> Gait:
        """Return how an avatar moves."""
        return Gait(int(self._table.records["state"][slot]) & 7)

    def moved_at(self, slot: int) -> int:
        """Return ms of the last accepted move, or of entering."""
        return int(self._table.moved[slot])

    def within(self, x: float, y: float, radius: float) -> list[int]:
        """Return the slots within a radius in metres, nearest first."""
        slots = self._table.in_box(x, y, radius)
        px, py = self._table.walked(slots, self._now)
        distances = np.hypot(px * STEP - x, py * STEP - y)
        here = np.flatnonzero(distances <= radius)
        result: list[int] = slots[here[np.argsort(distances[here], kind="stable")]].tolist()
        return result

    def take_moves(self, now: int) -> list[int]:
        """Check and apply the moves that came in; return the slots whose client must be corrected."""
        self._now = max(self._now, now)
        return self._moves.take_moves(self._now)

    # ---- frames ----------------------------------------------------------------------------------

    def tick(self) -> None:
        """Sort everybody and start the frames of this tick."""
        table, now = self._table, self._now
        table.bury(now)
        slots = np.flatnonzero(table.used | table.dead)
        rows = self._shown[slots] = table.shown(slots, now)
        cells = cells_of(rows)
        fresh = (cells != self._cell[slots]) & table.used[slots] & (now - self._refreshed[slots] >= REFRESH_MS)
        self._refreshed[slots[fresh]] = now
        self._cell[slots] = np.where(table.used[slots], cells, -1)
        phase = slots * _PHASES % ROTATION_MS
        due = (now + phase) // ROTATION_MS != (self._ticked + phase) // ROTATION_MS
        self._census = Census.count_rows(rows, due | table.dirty[slots])
        self._dense = DenseTick(self._census)
        self._slow = now - self._ticked > SLOW_TICK_MS
        self._changed = table.dirty | self._recent
        self._recent, table.dirty = table.dirty, np.zeros(table.capacity, bool)
        self._looks_from = (self._cell[: int(slots.max(initial=-1)) + 1]).tolist()
        for slot in np.flatnonzero(fresh).tolist():
            self._looks_from[slots[slot]] += FRESH
        self._windows, self._open_frames, self._leaf_frames = {}, {-1: None}, {}
        self._tick = (self._tick + 1) & 0xFFFF
        self._ticked = now

    def frame_for(self, slot: int) -> bytes | None:
        """Return the frame of this tick for whoever stands where ``slot`` does; ``None`` when it says nothing."""
        try:
            cell = self._looks_from[slot]
            return self._open_frames[cell]
        except IndexError:  # came after the tick
            return None
        except KeyError:  # the first of this cell, or a dense one
            return self._make_frame(cell, slot)

    def _make_frame(self, cell: int, slot: int) -> bytes | None:
        """Return the frame of a cell that nobody asked for yet, or that of a leaf."""
        fresh = cell >= FRESH
        cell %= FRESH
        if self._census.sums[cell] <= OPEN_LIMIT:
            found = self._open_frames[cell + FRESH * fresh] = self._open_frame(cell, whole=fresh)
            return found
        if not fresh and not self._slow and (slot + self._tick) & 1:
            return None
        return self._dense_frame(cell, slot, whole=fresh)

    def _open_frame(self, cell: int, *, whole: bool) -> bytes | None:
        """Return the frame of a cell in which everybody is told at full rate."""
        records = self._census.whole_view(cell) if whole else self._census.changed_view(cell)
        return crowd_payload(self._tick, records) if records else None

    def _dense_frame(self, cell: int, slot: int, *, whole: bool) -> bytes:
        """Return the frame of the leaf that a slot stands in: the near ones, then some of the others."""
        at = self._shown[slot]
        key, leaf = self._dense.leaf_of(cell, int(at["x"]), int(at["y"]))
        found = self._leaf_frames.get((key, whole))
        if found is None:
            rows = self._census.rows
            near = leaf.near if whole else leaf.near[self._changed[rows["slot"][leaf.near]]]
            others = self._window(cell)
            chosen_already = np.zeros(len(rows), bool)
            chosen_already[near] = True
            chosen = np.concatenate([near, others[~chosen_already[others]]])
            found = self._leaf_frames[key, whole] = crowd_payload(self._tick, rows[chosen].tobytes())
        return found

    def _window(self, cell: int) -> IntArray:
        """Return who else is told in a dense cell this tick; the same for all its leaves."""
        found = self._windows.get(cell)
        if found is None:
            indices = self._census.view_indices(cell)
            slots = self._census.rows["slot"][indices].astype(np.int64)
            # half of the viewers listen at even ticks, half at odd ones: each half has a rotation of its own
            half = 0 if self._slow else self._tick & 1
            found = self._windows[cell] = self._rotation.window(cell * 2 + half, indices, slots)
        return found

    def frame_without(self, slot: int, hidden: AbstractSet[int]) -> bytes | None:
        """Return a private frame: that of ``frame_for`` less the hidden, with tombstones for those hidden anew."""
        shared = self.frame_for(slot)
        filtered = self._block_filters.setdefault(slot, {})
        for other in list(filtered):
            if other not in hidden:
                del filtered[other]
        rows = np.frombuffer(shared or b"", RECORD, offset=4 if shared else 0)
        rows = rows[~np.isin(rows["slot"], list(hidden))]
        records = rows.tobytes() + b"".join(self._tombstone(filtered, other) for other in hidden)
        return crowd_payload(self._tick, records, private=True) if records else None

    def _tombstone(self, filtered: dict[int, tuple[int, int]], other: int) -> bytes:
        """Return a tombstone without a place in the first ticks with private frames, for all tabs; then nothing."""
        left, ticked = filtered.get(other, (TOMBSTONE_FRAMES, self._tick))
        left = left if ticked == self._tick else max(0, left - 1)
        filtered[other] = left, self._tick
        return np.array((other, 0, 0, 0, Gait.GONE), RECORD).tobytes() if left else b""

    def density(self) -> bytes:
        """Return the density frame of this tick: a count a cell, the same for all."""
        used = self._cell[self._table.used]
        return density_payload(self._tick, np.bincount(used[used >= 0], minlength=CELLS))
