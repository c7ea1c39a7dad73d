"""
Reads a value into a type without its bounds: what was kept is read, however long it is.

Bounds of texts and numbers are asked of what comes in (``commands.py``). A text that grew after it was checked, a bound
that was lower later, a field that a newer program added: none of them is a reason not to read a journal. Only a value
of another kind is: a text where a number stands, a name that an enumeration does not have, a field that is missing.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

T = TypeVar("T")
Reader = Callable[[Any], Any]


def read(value: Any, type_: type[T]) -> T:
    """
    Return a value of JSON's kinds as a type.

    Raises:
        msgspec.ValidationError: if it is of another kind.
    """
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError:
        found: T = _reader(inspect.type_info(type_))(value)
        return found


def _reader(type_: inspect.Type) -> Reader:
    """Return what reads a type of ``msgspec.inspect``."""
    match type_:
        case inspect.Metadata():
            return _reader(type_.type)
        case inspect.StructType():
            return _struct(type_.cls)
        case inspect.UnionType():
            return _union([_reader(one) for one in type_.types])
        case inspect.DictType():
            key, item = _reader(type_.key_type), _reader(type_.value_type)
            return lambda value: {key(name): item(one) for name, one in _need(value, dict).items()}
        case inspect.ListType():
            item = _reader(type_.item_type)
            return lambda value: [item(one) for one in _need(value, list | tuple)]
        case inspect.VarTupleType():
            item = _reader(type_.item_type)
            return lambda value: tuple(item(one) for one in _need(value, list | tuple))
        case inspect.TupleType():
            return _tuple([_reader(one) for one in type_.item_types])
        case inspect.EnumType():
            return lambda value: msgspec.convert(value, type_.cls)
        case _:
            plain = _PLAIN[type(type_)]
            return lambda value: msgspec.convert(value, plain)


_PLAIN: dict[type[inspect.Type], Any] = {
    inspect.StrType: str,
    inspect.IntType: int,
    inspect.BoolType: bool,
    inspect.NoneType: None,
    inspect.AnyType: Any,
}


def _need(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind):
        raise msgspec.ValidationError(f"a {type(value).__name__}")
    return value


@cache
def _fields(cls: type[msgspec.Struct]) -> tuple[tuple[inspect.Field, Reader], ...]:
    described = inspect.type_info(cls)
    assert isinstance(described, inspect.StructType)
    return tuple((field, _reader(field.type)) for field in described.fields)


def _struct(cls: type[msgspec.Struct]) -> Reader:
    def read_struct(value: Any) -> msgspec.Struct:
        body = _need(value, dict)
        found = {}
        for field, reader in _fields(cls):
            if field.encode_name in body:
                found[field.name] = reader(body[field.encode_name])
            elif field.required:
                raise msgspec.ValidationError(f"no {field.encode_name}")
        return cls(**found)

    return read_struct


def _tuple(readers: list[Reader]) -> Reader:
    def read_tuple(value: Any) -> tuple[Any, ...]:
        items = _need(value, list | tuple)
        if len(items) != len(readers):
            raise msgspec.ValidationError(f"{len(items)} items")
        return tuple(reader(one) for reader, one in zip(readers, items, strict=True))

    return read_tuple


def _union(readers: list[Reader]) -> Reader:
    def read_one(value: Any) -> Any:
        for reader in readers:
            try:
                return reader(value)
            except msgspec.ValidationError:
                continue
        raise msgspec.ValidationError(f"a {type(value).__name__}")

    return read_one
