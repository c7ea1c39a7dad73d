"""State diagrams of the hall, drawn from the tables that run: ``python -m rooms.forum.diagrams`` prints them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from rooms.base import mermaid
from rooms.forum.ballot import state as ballot_state
from rooms.forum.floor import state as floor_state
from rooms.forum.model.terms import BallotState, EntryState, QuestionState
from rooms.forum.procedure import agenda, questions

_TABLES: dict[str, tuple[Mapping[Any, Mapping[Any, Any]], StrEnum | None]] = {
    "item": (agenda.TRANSITIONS, None),
    "request": (floor_state.TRANSITIONS, EntryState.NEW),
    "ballot": (ballot_state.TRANSITIONS, BallotState.NEW),
    "question": (questions.TRANSITIONS, QuestionState.NEW),
}
"""Each table and the state that stands for the outside, if there is one."""


class _Outside(StrEnum):
    NONE = ""


def diagrams() -> dict[str, str]:
    """Return every diagram by its name."""
    return {name: mermaid.mermaid(table, outside or _Outside.NONE) for name, (table, outside) in _TABLES.items()}


def block(name: str) -> str:
    """Return a diagram with its markers, as a page holds it."""
    return mermaid.block(name, diagrams()[name])


if __name__ == "__main__":
    print("\n\n".join(block(name) for name in diagrams()))  # noqa: T201 - a tool for writers of pages
