"""
How a bot walks: towards a place, around what is in the way, then it stands for a while.

Pure: random numbers and time are arguments. Not a path finder: a bot turns away from walls and gives up on a place
that it does not reach, as somebody does who looks around.
"""

import math
import random
from dataclasses import dataclass
from typing import Protocol

from rooms.base.frames import Gait
from rooms.base.geometry import WALK_SPEED, heading_unit, quantise

TURNS = (0.0, 0.5, -0.5, 1.0, -1.0, 1.6, -1.6, 2.3, -2.3, math.pi)
"""Headings to try in order, radians off the straight way."""
LOOK_METRES = 2.0
"""How far ahead the ground must be walkable."""
NEAR_METRES = 3.0
"""Being there."""
PATIENCE_S = 45.0
"""After this a bot picks another place."""


class BotGround(Protocol):
    """What a bot knows of the world."""

    def stands(self, x: float, y: float) -> bool:
        """Tell whether one can stand at a point."""


@dataclass(slots=True)
class Walker:
    """One bot's legs, in metres and seconds."""

    ground: BotGround
    goals: list[tuple[float, float]]
    rng: random.Random
    x: float = 0.0
    y: float = 0.0
    heading: float = 0.0
    gait: Gait = Gait.STAND
    _goal: tuple[float, float] | None = None
    _until: float = 0.0

    def put(self, x: float, y: float) -> None:
        """Stand where the server says."""
        self.x, self.y, self._goal = x, y, None

    def step(self, now: float, seconds: float) -> bool:
        """Walk for a moment; tell whether others should hear of it."""
        if self._goal is None:
            return self._rest(now)
        if math.dist((self.x, self.y), self._goal) < NEAR_METRES or now > self._until:
            self._goal, self._until, self.gait = None, now + self.rng.uniform(2, 12), Gait.STAND
            return True
        straight = math.atan2(self._goal[0] - self.x, self._goal[1] - self.y)
        for turn in TURNS:
            heading = straight + turn
            ahead = [
                (self.x + math.sin(heading) * way, self.y + math.cos(heading) * way) for way in (0.5, 1.0, LOOK_METRES)
            ]
            if all(self.ground.stands(x, y) for x, y in ahead):
                way = WALK_SPEED * seconds
                self.x, self.y = self.x + math.sin(heading) * way, self.y + math.cos(heading) * way
                self.heading, self.gait = heading, Gait.WALK
                return True
        self._until = 0.0
        return False

    def _rest(self, now: float) -> bool:
        """Stand until it is time for another place, one of the nearer ones mostly."""
        if now >= self._until:
            some = self.rng.sample(self.goals, min(4, len(self.goals)))
            x, y = min(some, key=lambda goal: math.dist((self.x, self.y), goal))
            self._goal = x + self.rng.uniform(-6, 6), y + self.rng.uniform(-6, 6)
            self._until = now + PATIENCE_S
        return False

    def units(self) -> tuple[int, int, int]:
        """Return quantised x, y and heading."""
        return quantise(self.x), quantise(self.y), heading_unit(self.heading)
