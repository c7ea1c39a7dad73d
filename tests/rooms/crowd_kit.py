"""Fakes and helpers for tests of the crowd."""

import math
import random

import numpy as np

from rooms.base.frames import RECORD, Gait, pack_move
from rooms.base.geometry import STEP, heading_unit, quantise
from rooms.crowd.crowd import Crowd


class Ground:
    """Open ground with a wall, half a metre thick, along a meridian."""

    def __init__(self, wall: float | None = None) -> None:
        self.wall = wall

    def walkable(self, x, y):
        """Tell whether points are off the wall."""
        assert x.shape == y.shape
        return np.ones(len(x), bool) if self.wall is None else abs(x - self.wall) > 0.3


def send(crowd, slot, x, y, *, gait=Gait.WALK, heading=0.0, mask=b"\x11\x22\x33\x44", kind=None):
    """Put a masked move into the inbox as the connection does."""
    move = bytearray(pack_move(0, quantise(x), quantise(y), heading_unit(heading), gait))
    if kind is not None:
        move[0] = kind
    masked = bytes(b ^ mask[i % 4] for i, b in enumerate(move))
    crowd.inbox[slot * 16 : slot * 16 + 14] = b"\x82\x88" + mask + masked


def send_all(crowd, slots, xs, ys):
    """Put an unmasked walk of everybody into the inbox at once."""
    rows = np.frombuffer(crowd.inbox, np.uint8).reshape(-1, 16)
    moves = np.zeros((len(slots), 14), np.uint8)
    moves[:, [0, 1, 6, 13]] = [0x82, 0x88, 1, Gait.WALK]
    ends = np.rint(np.stack([xs, ys], axis=1) / STEP).astype("<u2")
    moves[:, 8:12] = ends.view(np.uint8)
    rows[slots, :14] = moves


def records(payload):
    """Return the records of a crowd frame by slot."""
    if payload is None:
        return {}
    assert payload[0] == 2
    assert (len(payload) - 4) % 8 == 0
    return {int(row["slot"]): row for row in np.frombuffer(payload, RECORD, offset=4)}


def crowd_of(points, now=0, ground=None):
    """Return a crowd with avatars at points, and their slots."""
    crowd = Crowd(ground or Ground())
    return crowd, [crowd.enter(x, y, 0.0, now) for x, y in points]


def step(crowd, now):
    """Do one tick."""
    corrected = crowd.take_moves(now)
    crowd.tick()
    return corrected


def in_circle(count, radius, seed=1, centre=(655.0, 655.0)):
    """Return points spread evenly over a circle."""
    rng = random.Random(seed)
    ways = [(rng.uniform(0, math.tau), radius * math.sqrt(rng.random())) for _ in range(count)]
    return [(centre[0] + r * math.sin(a), centre[1] + r * math.cos(a)) for a, r in ways]


def units(row):
    """Return the place of a record in metres."""
    return int(row["x"]) * STEP, int(row["y"]) * STEP
