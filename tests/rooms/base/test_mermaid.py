"""Diagrams of tables of transitions."""

from enum import StrEnum

from rooms.base import mermaid


class Lamp(StrEnum):
    """A table to draw."""

    NONE = "none"
    ON = "on"


def test_a_change_is_an_arrow_and_the_outside_is_drawn_as_such():
    """What stays is no arrow; the state outside is start and end."""
    table = {Lamp.NONE: {Lamp.ON: Lamp.ON}, Lamp.ON: {Lamp.NONE: Lamp.NONE, Lamp.ON: Lamp.ON}}

    assert mermaid.mermaid(table, Lamp.NONE).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> on: on",
        "    on --> [*]: none",
    ]


def test_a_page_holds_it_between_markers():
    """A block begins with the name and ends with the end."""
    assert mermaid.block("lamp", "x\n") == "<!-- diagram: lamp -->\n```mermaid\nx\n```\n<!-- end -->"
