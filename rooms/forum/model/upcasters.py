"""
Old events: what makes the structure of a row that an older program wrote into that of today. Pure, and all in here.

A field that is added with a default needs nothing here. Where the shape of a kind changes in any other way, a function
is added to the end of its line; the version of the kind rises with it, and new rows carry it as ``version`` in their
structure. Rows without one are of version 1. Policy: ``rooms/JOURNAL.md``.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Data = dict[str, Any]
Upcaster = Callable[[Data], Data]

VERSION = "version"
"""The field of a row's structure that names the version of its shape; no event has a field of this name."""
UPCASTERS: Mapping[str, Sequence[Upcaster]] = {}
"""By kind, in order: the first makes version 2 of version 1, the second 3 of 2. No shape has changed so far."""


class NewerError(Exception):
    """A row was written by a newer program in a shape that this one does not know."""


def version_of(kind: str) -> int:
    """Return the version in which events of a kind are written today."""
    return len(UPCASTERS.get(kind, ())) + 1


def marked(kind: str, data: Data) -> Data:
    """Return structure as it is written: with its version, unless that is the first."""
    version = version_of(kind)
    return {**data, VERSION: version} if version > 1 else data


def upcast(kind: str, data: Data) -> Data:
    """
    Return the structure of a row in the shape of today.

    Raises:
        NewerError: if its version is none that this program knows.
    """
    body = dict(data)
    version = body.pop(VERSION, 1)
    if version not in range(1, version_of(kind) + 1):
        raise NewerError(f"{kind}: {version}")
    for upcaster in UPCASTERS.get(kind, ())[version - 1 :]:
        body = upcaster(body)
    return body
