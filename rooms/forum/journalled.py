"""
Between events and rows of the journal: structure into ``data``, personal fields apart.

An event that comes back from a row has its personal fields empty; the state is the same (a test holds it).
"""

import functools
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import inspect

from rooms import chain
from rooms.forum import events as e

_APART = ("kind", "at", "who")


@functools.cache
def personal_fields(kind: type[e.Event]) -> tuple[str, ...]:
    """Return the names of the fields that can be erased."""
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    return tuple(
        field.name
        for field in described.fields
        if isinstance(field.type, inspect.Metadata) and (field.type.extra or {}).get("personal")
    )


def to_journal(event: e.Event) -> chain.Event:
    """Return an event as the journal takes it; empty personal fields are left out."""
    built: dict[str, Any] = msgspec.to_builtins(event)
    names = personal_fields(type(event))
    personal = {name: built[name] for name in names if built[name]}
    data = {name: value for name, value in built.items() if name not in _APART and name not in names}
    subject = event.subject() if personal else ""
    return chain.Event(built["kind"], event.at, event.who, subject, data, personal)


def from_row(row: chain.Row, personal: Mapping[str, str] | None = None) -> e.Event:
    """
    Return the event of a row, with the personal fields that are given.

    Raises:
        msgspec.ValidationError: if the row is none of a forum.
    """
    event: e.Event = msgspec.convert(
        {"kind": row.kind, "at": row.at, "who": row.who, **row.data, **(personal or {})}, e.AnyEvent
    )
    return event
