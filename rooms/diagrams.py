"""
State diagrams for the documents, drawn from the tables that run: ``python -m rooms.diagrams``.

Pages hold a diagram between ``<!-- diagram: NAME -->`` and ``<!-- end -->``; tests compare.
"""

from collections.abc import Mapping
from enum import StrEnum

from rooms import presence


def mermaid(transitions: Mapping[StrEnum, Mapping[StrEnum, StrEnum]], outside: StrEnum) -> str:
    """Return a Mermaid state diagram of a table; ``outside`` is drawn as start and end."""

    def name(state: StrEnum) -> str:
        return "[*]" if state is outside else state.value

    lines = ["stateDiagram-v2"]
    for state, row in transitions.items():
        lines += [f"    {name(state)} --> {name(to)}: {signal.value}" for signal, to in row.items() if to is not state]
    return "\n".join(lines) + "\n"


def diagrams() -> dict[str, str]:
    """Return every diagram by its name."""
    table: Mapping[StrEnum, Mapping[StrEnum, StrEnum]] = presence.TRANSITIONS  # type: ignore[assignment]
    return {"presence": mermaid(table, presence.Stage.GONE)}


def block(name: str) -> str:
    """Return a diagram with its markers, as a page holds it."""
    return f"<!-- diagram: {name} -->\n```mermaid\n{diagrams()[name]}```\n<!-- end -->"


if __name__ == "__main__":
    print("\n\n".join(block(name) for name in diagrams()))  # noqa: T201 - a tool for writers of pages
