"""
Between events and rows of the journal: structure into ``data``, personal fields apart.

An event that comes back from a row has its personal fields empty; the state is the same (a test holds it). Reading
what was kept never refuses: rows of older programs are upcast, bounds are not asked, and what still cannot be read is
``events.Unknown``.
"""

import functools
from collections.abc import Mapping
from typing import Any, get_args

import msgspec
from msgspec import inspect

from rooms.base import chain
from rooms.forum.model import events as e
from rooms.forum.model import kept, upcasters

KINDS: Mapping[str, type[e.ForumEvent]] = {str(kind.__struct_config__.tag): kind for kind in get_args(e.AnyEvent)}
"""Every kind of event by its name in a row."""
_APART = ("kind", "at", "who")


@functools.cache
def personal_fields(kind: type[e.ForumEvent]) -> tuple[str, ...]:
    """Return the names of the fields that can be erased."""
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    return tuple(
        field.name
        for field in described.fields
        if isinstance(field.type, inspect.Metadata) and (field.type.extra or {}).get("personal")
    )


def to_journal(event: e.ForumEvent) -> chain.JournalEvent:
    """Return an event as the journal takes it; empty personal fields are left out."""
    built: dict[str, Any] = msgspec.to_builtins(event)
    names = personal_fields(type(event))
    personal = {name: built[name] for name in names if built[name]}
    data = {name: value for name, value in built.items() if name not in _APART and name not in names}
    subject = event.subject() if personal else ""
    kind = built["kind"]
    return chain.JournalEvent(kind, event.at, event.who, subject, upcasters.marked(kind, data), personal)


def from_row(row: chain.Row, personal: Mapping[str, str] | None = None) -> e.ForumEvent:
    """Return the event of a row, with the personal fields that are given; ``Unknown`` where it cannot be read."""
    kind = KINDS.get(row.kind)
    if kind is None:
        return unknown(row.kind, row.at, row.who, e.Because.KIND)
    try:
        data = upcasters.upcast(row.kind, row.data)
        return kept.read({**data, **(personal or {}), "kind": row.kind, "at": row.at, "who": row.who}, kind)
    except upcasters.NewerError:
        return unknown(row.kind, row.at, row.who, e.Because.VERSION)
    except Exception:  # noqa: BLE001 - whatever is wrong with the row: an upcaster meets shapes that nobody foresaw
        return unknown(row.kind, row.at, row.who, e.Because.FIELD)


def unknown(name: str, at: int, who: str, because: e.Because) -> e.Unknown:
    """Return what stands for a row that cannot be read."""
    return e.Unknown(at=at, who=who, name=name, because=because)
