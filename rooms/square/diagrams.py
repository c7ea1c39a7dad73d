"""
State diagrams for the documents, drawn from the tables that run: ``python -m rooms.square.diagrams``.

Pages hold a diagram between ``<!-- diagram: NAME -->`` and ``<!-- end -->``; tests compare.
"""

from typing import TYPE_CHECKING

from rooms.base import mermaid
from rooms.square import presence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum


def diagrams() -> dict[str, str]:
    """Return every diagram by its name."""
    table: Mapping[StrEnum, Mapping[StrEnum, StrEnum]] = presence.TRANSITIONS  # type: ignore[assignment]
    return {"presence": mermaid.mermaid(table, presence.PresenceStage.GONE)}


def block(name: str) -> str:
    """Return a diagram with its markers, as a page holds it."""
    return mermaid.block(name, diagrams()[name])


if __name__ == "__main__":
    print("\n\n".join(block(name) for name in diagrams()))  # noqa: T201 - a tool for writers of pages
