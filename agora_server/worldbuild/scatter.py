"""What stands in clumps: pines on the hills, houses and flats in town, paddies, orchards and reeds.

Clumps and empty space look like a city; an even sprinkling looks like wallpaper. Deterministic by a fixed seed.
Knows: relief, districts, the ground to keep free. Does not know: models.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely
from shapely.geometry import Polygon, box

from agora_server.worldbuild import ground, source
from agora_server.worldbuild.places import Site
from agora_server.worldbuild.relief import Relief

SEED = 48250
"""Any number does; this is the city's code."""
SOLID = {"flat": 4.0, "house": 2.6}
"""Half side, metres, of what nobody walks through."""

Points = dict[str, list[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one kind is scattered: so many clumps of so many, so far apart, where the ground suits."""

    kind: str
    clumps: int
    members: int
    spread: float
    apart: float
    districts: tuple[str, ...]
    lowest: float
    highest: float


TOWN = ("naeoe-dong", "bukbu-dong", "hwalcheon-dong", "saman-dong", "buwon-dong", "buram-dong")
JANGYU = ("jangyu-1-dong", "jangyu-2-dong", "jangyu-3-dong")
OLD_TOWN = ("dongsang-dong", "hoehyeon-dong", "buwon-dong", "hwalcheon-dong")
PLAIN = ("daedong-myeon", "chilsanseobu-dong", "hallim-myeon", "juchon-myeon", "jillye-myeon", "buram-dong")
RURAL = ("jinyeong-eup", "juchon-myeon", "jillye-myeon", "hallim-myeon", "saengnim-myeon", "sangdong-myeon")
ANY = ()
GAPS = (0.0, 1.0)
"""Where the ring of trees is open, in turns clockwise from north: towards City Hall."""

RECIPES = (
    Recipe("flat", 34, 6, 16, 11.0, TOWN, 0, 60),
    Recipe("flat", 16, 6, 14, 11.0, JANGYU, 0, 70),
    Recipe("flat", 7, 6, 14, 11.0, ("jinyeong-eup", "juchon-myeon"), 0, 50),
    Recipe("house", 26, 6, 12, 7.0, OLD_TOWN, 0, 70),
    Recipe("house", 34, 6, 11, 7.0, (*RURAL, "daedong-myeon", "chilsanseobu-dong"), 0, 90),
    Recipe("paddy", 30, 6, 17, 12.0, PLAIN, 0, 30),
    Recipe("orchard", 15, 12, 12, 5.5, ("jinyeong-eup",), 0, 90),
    Recipe("orchard", 5, 8, 11, 5.5, ("hallim-myeon",), 0, 70),
    Recipe("pine", 150, 9, 17, 4.0, ANY, 110, 900),
    Recipe("tree", 110, 4, 8, 4.5, ANY, 0, 110),
)


def scatter(
    sites: list[Site],
    relief: Relief,
    districts: list[source.District],
    borders: list[Polygon],
    *,
    kept: ground.BoolArray,
    avoid: ground.BoolArray,
) -> Points:
    """Return points by kind; nothing stands on kept ground or on another solid thing.

    ``avoid`` is the smaller ground that even the trees of the Forum Square keep off: roads, rails, buildings.
    """
    rng = random.Random(SEED)  # noqa: S311 - a seed for scenery, nothing secret
    found: Points = {"reed": _reeds(rng, sites)}
    taken = kept.copy()
    shapes = {d.id: b for d, b in zip(districts, borders, strict=True)}
    for recipe in RECIPES:
        area = shapely.union_all([shapes[name] for name in recipe.districts or shapes])
        found.setdefault(recipe.kind, []).extend(_clumps(rng, recipe, area, relief, taken))
    ring = _ring(next(site for site in sites if site.id == "forum-square"))
    found["ring_tree"] = [point for point in ring if not _window(avoid, *point, 1.0).any()]
    return found


def blocked(points: Points) -> ground.BoolArray:
    """Return the cells under flats and houses."""
    solid = [box(x - half, y - half, x + half, y + half) for kind, half in SOLID.items() for x, y in points[kind]]
    return ground.covered(shapely.union_all(solid))


def _clumps(
    rng: random.Random, recipe: Recipe, area: Polygon, relief: Relief, taken: ground.BoolArray
) -> list[tuple[float, float]]:
    suits = _suits(recipe, area, relief)
    found: list[tuple[float, float]] = []
    for _ in range(recipe.clumps):
        heart = _try(partial(_inside, rng, area), suits, taken, recipe, 60)
        if heart is None:
            continue
        for _ in range(recipe.members):
            point = _try(partial(_about, rng, heart, recipe.spread), suits, taken, recipe, 8)
            if point is not None:
                found.append(point)
                _take(taken, point, recipe.apart)
    return found


def _suits(recipe: Recipe, area: Polygon, relief: Relief) -> Callable[[float, float], bool]:
    shapely.prepare(area)

    def suits(x: float, y: float) -> bool:
        height = float(relief.sample(np.array([x]), np.array([y]))[0])
        return recipe.lowest <= height <= recipe.highest and bool(shapely.contains_xy(area, x, y))

    return suits


def _try(
    throw: Callable[[], tuple[float, float]],
    suits: Callable[[float, float], bool],
    taken: ground.BoolArray,
    recipe: Recipe,
    times: int,
) -> tuple[float, float] | None:
    for _ in range(times):
        x, y = throw()
        if suits(x, y) and not _window(taken, x, y, SOLID.get(recipe.kind, 1.0)).any():
            return x, y
    return None


def _inside(rng: random.Random, area: Polygon) -> tuple[float, float]:
    """Return a point of the bounds; the far districts are drawn small, so no weight is needed."""
    x0, y0, x1, y1 = area.bounds
    return round(rng.uniform(x0, x1), 1), round(rng.uniform(y0, y1), 1)


def _about(rng: random.Random, heart: tuple[float, float], spread: float) -> tuple[float, float]:
    return round(rng.gauss(heart[0], spread), 1), round(rng.gauss(heart[1], spread * 0.8), 1)


def _window(grid: ground.BoolArray, x: float, y: float, half: float) -> ground.BoolArray:
    size = ground.CELL
    rows = slice(max(0, int((y - half) // size)), int((y + half) // size) + 1)
    columns = slice(max(0, int((x - half) // size)), int((x + half) // size) + 1)
    return grid[rows, columns]


def _take(taken: ground.BoolArray, point: tuple[float, float], apart: float) -> None:
    _window(taken, *point, apart / 2)[:] = True


def _reeds(rng: random.Random, sites: list[Site]) -> list[tuple[float, float]]:
    """Return the reeds of the wetland: a ragged belt around its ponds."""
    wetland = next(site for site in sites if site.id == "hwapocheon")
    thrown = [_about(rng, (wetland.x, wetland.y), 17.0) for _ in range(260)]
    return [point for point in thrown if math.dist(point, (wetland.x, wetland.y)) > 7.0][:150]


def _ring(forum: Site) -> list[tuple[float, float]]:
    """Return the trees around the Forum Square: one ring, open to City Hall, the halls and the station."""
    turns = [i / 44 for i in range(44)]
    ring = [(i, forum.radius + 4.0) for i in turns if _planted(i)]
    return [
        (round(forum.x + r * np.sin(t * 2 * np.pi), 1), round(forum.y + r * np.cos(t * 2 * np.pi), 1)) for t, r in ring
    ]


def _planted(turn: float) -> bool:
    return all(abs(turn - gap) > 0.03 for gap in GAPS)
