"""
Writes ``web_client/src/protocol/messages.ts`` from ``rooms/wire/messages.py`` and the table of close codes.

A small emitter over ``msgspec.inspect``: JSON Schema converters lose tuples silently (tried).
``python -m agora_server.transport.emit_typescript`` writes the file; a test compares it with the output.
"""

import functools
import hashlib
import inspect as python_inspect
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import msgspec
from msgspec import inspect

from agora_server.core.problems import Problem
from agora_server.transport import close_codes
from rooms.base import errors, frames, geometry
from rooms.forum.ballot import ballot
from rooms.forum.model import client_commands, rules, terms
from rooms.forum.procedure import mute, slow
from rooms.forum.views import view_parts
from rooms.square import rides
from rooms.wire import messages

if TYPE_CHECKING:
    from enum import StrEnum


class _Named:
    """A type that is written under its name."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        self.text = ""


TARGET = Path(__file__).parents[2] / "web_client" / "src" / "protocol" / "messages.ts"


def render() -> str:
    """Return the whole text of ``messages.ts``."""
    types = types_text()
    head = "// Written by agora_server/transport/emit_typescript.py from rooms/wire/messages.py. Do not edit.\n"
    return f'{head}\nexport const DIGEST = "{digest()}";\n\n{types}\n{_close_codes()}\n{_constants()}'


@functools.cache  # the types are those of the process
def digest() -> str:
    """Return the digest of the protocol: 12 characters over the types without their comments."""
    code = "\n".join(line for line in types_text().splitlines() if not line.startswith("/**"))
    return hashlib.sha256(code.encode()).hexdigest()[:12]


def types_text() -> str:
    """Return the types alone."""
    named: dict[str, _Named] = {}
    roots = [*get_args(messages.ClientMessage), *get_args(messages.ServerMessage)]
    for root in roots:
        _emit(root, named)
    unions = [_union(name, members) for name, members in _unions().items()]
    return "\n".join([*(one.text for one in named.values()), *unions])


def _unions() -> dict[str, tuple[type, ...]]:
    """Return the unions that bear a name."""
    return {
        "ClientMessage": get_args(messages.ClientMessage),
        "ServerMessage": get_args(messages.ServerMessage),
        "AnyClientCommand": tuple(client_commands.CLIENT_COMMANDS),
        "AnyPart": get_args(view_parts.AnyPart),
    }


def _union(name: str, members: Iterable[type]) -> str:
    return f"export type {name} =\n" + "\n".join(f"  | {m.__name__}" for m in members) + ";\n"


def _emit(kind: type, named: dict[str, _Named]) -> None:
    """Add a struct or an enum, and what it needs, to the named types."""
    if kind.__name__ in named:
        if named[kind.__name__].kind is not kind:
            raise TypeError(f"two types of the wire are called {kind.__name__}")
        return
    named[kind.__name__] = entry = _Named(kind)
    described = inspect.type_info(kind)
    if isinstance(described, inspect.StructType):
        entry.text = (_tuple if described.array_like else _object)(described, named)
    elif isinstance(described, inspect.EnumType):
        values = " | ".join(json.dumps(member.value) for member in kind)  # type: ignore[attr-defined]
        entry.text = f"{_doc(kind)}export type {kind.__name__} = {values};\n"


def _tuple(described: inspect.StructType, named: dict[str, _Named]) -> str:
    """Return a struct as a readonly labelled tuple: the layout of the wire."""
    fields = [f"type: {json.dumps(described.tag)}"] if described.tag is not None else []
    for field in described.fields:
        optional = field.default is not msgspec.NODEFAULT or field.default_factory is not msgspec.NODEFAULT
        client_may_omit = optional and described.forbid_unknown_fields
        mark = "?" if client_may_omit else ""
        fields.append(f"{_camel(field.name)}{mark}: {_type(field.type, named)}")
    body = "".join(f"  {field},\n" for field in fields)
    return f"{_doc(described.cls)}export type {described.cls.__name__} = readonly [\n{body}];\n"


def _object(described: inspect.StructType, named: dict[str, _Named]) -> str:
    """Return a struct that travels as a map: fields by name, as the rules call them."""
    fields = [f"readonly {described.tag_field}: {json.dumps(described.tag)}"] if described.tag is not None else []
    for field in described.fields:
        optional = field.default is not msgspec.NODEFAULT or field.default_factory is not msgspec.NODEFAULT
        mark = "?" if optional and issubclass(described.cls, client_commands.ClientCommand) else ""
        fields.append(f"readonly {field.name}{mark}: {_type(field.type, named)}")
    body = "".join(f"  {field};\n" for field in fields)
    return f"{_doc(described.cls)}export interface {described.cls.__name__} {{\n{body}}}\n"


def _type(kind: inspect.Type, named: dict[str, _Named]) -> str:
    """Return the TypeScript of a described type."""
    match kind:
        case inspect.StructType(cls=cls) | inspect.EnumType(cls=cls):
            _emit(cls, named)
            return str(cls.__name__)
        case inspect.StrType():
            return "string"
        case inspect.IntType():
            return "number"
        case inspect.BoolType():
            return "boolean"
        case inspect.NoneType():
            return "null"
        case inspect.Metadata(type=inner):
            return _type(inner, named)
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            return f"readonly {_group(_type(item, named))}[]"
        case inspect.DictType(key_type=key, value_type=value):
            return f"Readonly<Record<{_type(key, named)}, {_type(value, named)}>>"
        case inspect.UnionType(types=types):
            members = {one.cls for one in types if isinstance(one, inspect.StructType)}
            written = " | ".join(_type(one, named) for one in types)
            return next((name for name, union in _unions().items() if members == set(union)), written)
        case _:
            raise TypeError(f"no TypeScript for {kind!r}: naked floats and open types stay out of messages")


def _group(text: str) -> str:
    return f"({text})" if " " in text else text


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _doc(cls: type) -> str:
    text = python_inspect.getdoc(cls) or ""
    return f"/** {text.splitlines()[0]} */\n" if text else ""


def _close_codes() -> str:
    rows = "".join(
        f"  {row.code:d}: {{ name: {json.dumps(row.name)}, comeBack: {json.dumps(row.come_back)}, "
        f"afterMs: {row.after_ms} }},\n"
        for row in close_codes.TABLE.values()
    )
    kind = "Readonly<Record<number, { name: string; comeBack: boolean; afterMs: number }>>"
    return (
        f"/** Every way in which the server ends a connection. */\nexport const CLOSE_CODES: {kind} = {{\n{rows}}};\n"
    )


def _constants() -> str:
    """Return the numbers that both sides must share."""
    values: dict[str, Any] = {
        "STEP": geometry.STEP,
        "SIDE": geometry.SIDE,
        "WALK_SPEED": geometry.WALK_SPEED,
        "RUN_SPEED": geometry.RUN_SPEED,
        "TRAIN_SPEED": rides.TRAIN_SPEED,
        "REACH_SAY": geometry.REACH_SAY,
        "REACH_WHISPER": geometry.REACH_WHISPER,
        "REACH_STATION": geometry.REACH_STATION,
        "KIND_MESSAGE": frames.KIND_MESSAGE,
        "KIND_MOVE": frames.KIND_MOVE,
        "KIND_CROWD": frames.KIND_CROWD,
        "KIND_VOICE": frames.KIND_VOICE,
        "KIND_DENSITY": frames.KIND_DENSITY,
    }
    lines = [f"export const {name} = {value};" for name, value in values.items()]
    lengths = {"SLOW_SECONDS": slow.LENGTHS, "MUTE_MINUTES": mute.MINUTES}
    lines += [f"export const {name} = {json.dumps(one)} as const;" for name, one in lengths.items()]
    bounds = {"LOOK_CHOICES": _look_choices(), "TEXT_LIMITS": _text_limits(), "PLAN_LIMITS": _plan_limits()}
    lines += [f"export const {name} = {json.dumps(one)} as const;" for name, one in bounds.items()]
    lines.append(f"export const ADDRESS = {json.dumps(rules.ADDRESS)};")
    lines.append(f"export const MAX_OPTIONS = {ballot.MAX_OPTIONS};")
    for enum in (frames.Gait, frames.Presence, frames.EmoteBits):
        members = ", ".join(f"{m.name}: {m.value}" for m in enum)
        lines.append(f"export const {enum.__name__} = {{ {members} }} as const;")
    catalogues: dict[str, type[StrEnum]] = {"REFUSALS": errors.Why, "PROBLEMS": Problem, "NOTICES": messages.NoticeCode}
    for name, catalogue in catalogues.items():
        codes = ",\n".join(f"  {json.dumps(code.value)}" for code in catalogue)
        lines.append(f"export const {name} = [\n{codes},\n] as const;")
    return "\n".join(lines) + "\n"


def _text_limits() -> dict[str, int]:
    """Return how many characters each kind of text in a command may have."""
    kinds = {"label": terms.Label, "note": terms.Note, "reason": terms.Reason, "words": terms.Words}
    return {name: _most(inspect.type_info(kind)) for name, kind in kinds.items()}


def _plan_limits() -> dict[str, int]:
    """Return the bounds of what an officer plans."""
    fields = {
        "items": (rules.Format, "agenda"),
        "minutes": (rules.ItemPlan, "minutes"),
        "speech": (rules.ItemPlan, "speech_s"),
        "about": (rules.Details, "about"),
        "panel": (rules.Details, "panel"),
        "documents": (rules.Details, "documents"),
    }
    limits = {}
    for name, (struct, field) in fields.items():
        described = inspect.type_info(struct)
        assert isinstance(described, inspect.StructType)
        limits[name] = _most(next(one.type for one in described.fields if one.name == field))
    return limits


def _most(kind: inspect.Type) -> int:
    """Return the upper bound of a number, or the longest that a text or a list may be."""
    most = kind.le if isinstance(kind, inspect.IntType) else getattr(kind, "max_length", None)
    if not isinstance(most, int):
        raise TypeError(f"no bound of {kind!r}")
    return most


def _look_choices() -> dict[str, int]:
    """Return how many there are of each thing that a look chooses, from the bounds of ``messages.Look``."""
    described = inspect.type_info(messages.Look)
    assert isinstance(described, inspect.StructType)
    indices = [field for field in described.fields if isinstance(field.type, inspect.IntType)]
    return {_camel(field.name): _most(field.type) + 1 for field in indices}


def main() -> None:
    """Write the file."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
