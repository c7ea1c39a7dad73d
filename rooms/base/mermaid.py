"""State diagrams in Mermaid, drawn from tables of transitions."""

from collections.abc import Mapping
from enum import StrEnum


def mermaid(transitions: Mapping[StrEnum, Mapping[StrEnum, StrEnum]], outside: StrEnum) -> str:
    """Return a Mermaid state diagram of a table; ``outside`` is drawn as start and end."""

    def name(state: StrEnum) -> str:
        return "[*]" if state is outside else state.value

    lines = ["stateDiagram-v2"]
    for state, row in transitions.items():
        lines += [f"    {name(state)} --> {name(to)}: {signal.value}" for signal, to in row.items() if to is not state]
    return "\n".join(lines) + "\n"


def block(name: str, drawn: str) -> str:
    """Return a diagram with its markers, as a page holds it."""
    return f"<!-- diagram: {name} -->\n```mermaid\n{drawn}```\n<!-- end -->"
