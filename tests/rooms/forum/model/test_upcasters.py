"""Rows that an older program wrote."""

import msgspec
import pytest

from rooms.forum.model import events as e
from rooms.forum.model import journalled, upcasters
from tests.rooms.forum.kit import Hall, rows

OLD = {"item": "i1", "heading": "찬반", "item_kind": "debate", "hours": 1, "place": 0}
"""A shape that was never ours: what ``item_added`` might have been twice before."""


@pytest.fixture
def twice_changed(monkeypatch):
    """Two changes of the shape of one kind."""

    def minutes(data):
        return {**{name: value for name, value in data.items() if name != "hours"}, "minutes": data["hours"] * 60}

    def title(data):
        return {**{name: value for name, value in data.items() if name != "heading"}, "title": data["heading"]}

    monkeypatch.setattr(upcasters, "UPCASTERS", {"item_added": (minutes, title)})


def row(data, kind="item_added"):
    """Return a row of some structure."""
    return msgspec.structs.replace(rows(Hall().opened())[1], kind=kind, data=data)


@pytest.mark.usefixtures("twice_changed")
@pytest.mark.parametrize(
    "data",
    [
        OLD,
        {**OLD, "version": 1},
        {"item": "i1", "heading": "찬반", "item_kind": "debate", "minutes": 60, "place": 0, "version": 2},
        {"item": "i1", "title": "찬반", "item_kind": "debate", "minutes": 60, "place": 0, "version": 3},
    ],
)
def test_every_version_is_read_as_that_of_today(data):
    """[JO24] A row of the first, the second and the last shape are the same event; the row itself stays as it was."""
    before = dict(data)
    event = journalled.from_row(row(data))

    assert isinstance(event, e.ItemAdded)
    assert (event.title, event.minutes, event.item) == ("찬반", 60, "i1")
    assert data == before


@pytest.mark.usefixtures("twice_changed")
def test_what_is_written_names_its_version():
    """[JO24] A kind that changed carries its version, and comes back; one that did not has none."""
    hall = Hall().opened()
    kept = rows(hall)

    assert [one.data.get("version") for one in kept[:3]] == [None, 3, None]
    assert [journalled.from_row(one) for one in kept] == hall.events


@pytest.mark.usefixtures("twice_changed")
@pytest.mark.parametrize("version", [0, 4, -1, "2", None, 1.5])
def test_a_version_that_nobody_knows_is_told(version):
    """[JO25] A row of a newer program, or without sense, is unknown: not guessed at."""
    event = journalled.from_row(row({**OLD, "version": version}))

    assert event.because is e.Because.VERSION


def test_no_event_has_a_field_of_the_name():
    """The version stands among the fields of a row's structure and hides none of them."""
    assert all(upcasters.VERSION not in kind.__struct_fields__ for kind in journalled.KINDS.values())
