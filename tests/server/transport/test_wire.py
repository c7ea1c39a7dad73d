"""Bytes to messages and back."""

import typing

import msgpack
import msgspec
import pytest

from agora_server.transport import emit_typescript, wire
from rooms.base.errors import Why
from rooms.forum.model.client_commands import CLIENT_COMMANDS
from rooms.wire import messages


def frame(*fields: object) -> bytes:
    """Return the frame of an array."""
    return b"\x00" + msgpack.packb(list(fields))


def test_a_message_comes_back_as_it_went():
    """Decoding what was encoded gives the same message."""
    said = messages.Say("a1", messages.Reach.SAY, None, "안녕하세요")

    assert wire.decode(wire.encode(said)) == said


@pytest.mark.parametrize(
    "bytes_",
    [
        b"",
        b"\x00",
        b"\x05\x90",
        b"\x00\xc1",
        frame(),
        frame("nobody"),
        frame("say"),
        frame("say", 1, "say", None, "x"),
        frame("say", "a", "shout", None, "x"),
        frame("say", "a", "say", None, "x", "one too many"),
        frame("goto", "a", "../etc"),
        frame("mute", "a", "p", 0, "why"),
        frame("mute", "a", "p", float("nan"), "why"),
        frame("who", []),
        frame("who", list(range(61))),
        frame("who", [70_000]),
        b"\x00" + b"\x91" * 4_000,
        b"\x00" + b"\xdd\xff\xff\xff\xff",
        b"\x00" + b"\xdf\xff\xff\xff\xff",
        b"\x00" + msgpack.packb(["say", "a", "say", None, b"bytes"]),
        b"\x00" + msgpack.packb(msgpack.Timestamp(1)),
        b"\x00" + msgpack.packb(["say", "a"]) + b"\x00",
        b"\x00\x94\xa3say\xa1a\xa3say\xa2\xff\xff",
        b"\x00" * 20_000,
    ],
)
def test_any_other_bytes_are_malformed(bytes_):
    """Hostile, cut and mistyped frames are refused with one typed refusal."""
    with pytest.raises(wire.Malformed) as caught:
        wire.decode(bytes_)

    assert caught.value.why is Why.MALFORMED


def test_a_refusal_names_the_act_where_it_could_be_read():
    """The client can tell which act was malformed."""
    with pytest.raises(wire.Malformed) as caught:
        wire.decode(frame("goto", "act-7", "NOT A PLACE"))

    assert caught.value.request_id == "act-7"


def test_only_words_may_be_long():
    """A command over 4 KiB is refused; a text of 4,000 code points is not."""
    long_text = messages.Say("a", messages.Reach.SAY, None, "가" * 4_000)
    assert wire.decode(wire.encode(long_text)) == long_text

    with pytest.raises(wire.Malformed):
        wire.decode(frame("leave", "a", "x" * 5_000))


def test_an_item_packed_once_makes_the_same_event():
    """The shared bytes of an item in its envelope equal the encoded event."""
    item = messages.Noticed("muted", {"seconds": 60}, 1_000)

    expected = wire.encode(messages.Event("inbox", 3, 5, item))

    assert wire.event_frame("inbox", 3, 5, wire.pack(item)) == expected


def parts_of(kind):
    """Return what a type is put together from, one level down."""
    if isinstance(kind, msgspec.inspect.StructType):
        return [field.type for field in kind.fields]
    one = [getattr(kind, name) for name in ("item_type", "key_type", "value_type", "type") if hasattr(kind, name)]
    return [*one, *getattr(kind, "types", ()), *getattr(kind, "item_types", ())]


def types_in(kind):
    """Return the names of all kinds of types that a type is made of, however deep, and of its structs."""
    seen, structs, left = set(), set(), [msgspec.inspect.type_info(kind)]
    while left:
        one = left.pop()
        seen.add(type(one).__name__)
        if isinstance(one, msgspec.inspect.StructType):
            if one.cls.__qualname__ in structs:
                continue
            structs.add(one.cls.__qualname__)
        left += [part for part in parts_of(one) if isinstance(part, msgspec.inspect.Type)]
    return seen, structs


def test_no_message_holds_a_naked_float():
    """NaN would kill a grid: every number of a message is bounded."""
    seen, structs = types_in(messages.ClientMessage | messages.ServerMessage)
    every = {*typing.get_args(messages.ClientMessage | messages.ServerMessage), *CLIENT_COMMANDS}

    assert seen.isdisjoint({"FloatType", "AnyType", "RawType"})
    assert {kind.__qualname__ for kind in every} <= structs


@pytest.mark.parametrize(
    "kind",
    [
        list[float],
        dict[str, float],
        dict[float, str],
        tuple[int, float],
        tuple[float, ...],
        float | None,
        typing.Annotated[float, msgspec.Meta(ge=0)],
        list[dict[str, tuple[int, list[float]]]],
    ],
    ids=str,
)
def test_a_float_is_found_wherever_it_hides(kind):
    """The walk over the messages misses no place where a number can stand."""
    inner = msgspec.defstruct("Inner", [("field", kind)])

    assert "FloatType" in types_in(msgspec.defstruct("Planted", [("inner", list[inner] | None)]))[0]


def test_the_typescript_of_the_messages_is_up_to_date():
    """``messages.ts`` is what the emitter writes now."""
    assert emit_typescript.TARGET.read_text(encoding="utf-8") == emit_typescript.render()
