"""How halls are furnished: stage, lines, seats and screen of each, from the civic table.

Knows: the rows of seats and the frame of a hall. Does not know: the walk grid, what a hall looks like.
"""

import math
from typing import Any

from agora_server.worldbuild import source
from rooms.world.format import HallRow, Point, ScreenRow, StageRow, StandRow

APART = 0.8
"""Metres between neighbours of a row: a shoulder's width and a hand. The client seats people by the same."""
HEADINGS = {"north": 0.0, "east": math.pi / 2, "south": math.pi, "west": math.pi * 3 / 2}


def rows() -> list[HallRow]:
    """Return the halls of the civic table, with their seats counted."""
    return [_row(layout) for layout in source.table("civic")["layout"]]


def seats(hall: HallRow) -> list[Point]:
    """Return every seat, in the hall's own frame."""
    return [seat for stand in hall.stands for row in range(stand.rows) for seat in seats_of(stand, row)]


def seats_of(stand: StandRow, row: int) -> list[Point]:
    """Return the seats of a row that stand on no aisle, from its left end, in the hall's own frame."""
    half = stand.half + row * stand.flare
    most = int((half - APART / 2) // APART)
    along = [step * APART for step in range(-most, most + 1)]
    free = [s for s in along if all(abs(s - share * half) >= stand.aisle for share in stand.aisles)]
    return [_on_row(stand, row, s) for s in free]


def on_square(hall: HallRow, place: tuple[float, float], at: Point) -> tuple[float, float]:
    """Return where a point of a hall's frame lies on the square, metres; ``place`` is the hall's middle."""
    s, c = math.sin(hall.faces), math.cos(hall.faces)
    x, z = at
    return place[0] + x * c - z * s, place[1] - x * s - z * c


def _row(layout: dict[str, Any]) -> HallRow:
    stands = tuple(_stand(stand) for stand in layout["stand"])
    fields = {name: layout[name] for name in ("place", "style", "room", "reach", "sunk") if name in layout}
    stage, pro, con = layout["stage"], layout["pro"], layout["con"]
    return HallRow(
        **fields,
        faces=round(HEADINGS[layout["faces"]], 4),
        stage=StageRow(_point(stage["at"]), _point(stage["half"]), stage["round"], stage["high"]),
        lectern=_point(layout["lectern"]),
        screen=ScreenRow(**layout["screen"]),
        pro=(_point(pro[0]), _point(pro[1])),
        con=(_point(con[0]), _point(con[1])),
        stands=stands,
        seats=sum(len(seats_of(stand, row)) for stand in stands for row in range(stand.rows)),
    )


def _stand(stand: dict[str, Any]) -> StandRow:
    given = dict(stand)
    onsite = given.pop("onsite", None)
    return StandRow(
        at=_point(given.pop("at")),
        turn=round(math.radians(given.pop("turn", 0.0)), 4),
        aisles=tuple(float(share) for share in given.pop("aisles", ())),
        onsite=_point(onsite) if onsite else None,
        **given,
    )


def _point(pair: list[float]) -> Point:
    return float(pair[0]), float(pair[1])


def _on_row(stand: StandRow, row: int, along: float) -> Point:
    """Return a point of the front edge of a row, so many metres to the right of its middle, in the hall's frame."""
    back = row * stand.deep
    right, behind = along, back
    if stand.bend:
        radius = stand.bend + back
        right, behind = radius * math.sin(along / radius), radius * math.cos(along / radius) - stand.bend
    s, c = math.sin(stand.turn), math.cos(stand.turn)
    return stand.at[0] + right * c + behind * s, stand.at[1] - right * s + behind * c
