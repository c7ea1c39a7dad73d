"""Bytes to messages and back."""

import msgpack
import msgspec
import pytest

from agora_server import typescript, wire
from rooms import messages
from rooms.errors import Why


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

    assert caught.value.act == "act-7"


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


def test_no_message_holds_a_naked_float():
    """NaN would kill a grid: every number of a message is bounded."""
    seen: list[str] = []

    def walk(kind: msgspec.inspect.Type) -> None:
        seen.append(type(kind).__name__)
        for name in ("item_type", "key_type", "value_type"):
            if (inner := getattr(kind, name, None)) is not None:
                walk(inner)
        for inner in getattr(kind, "types", ()):
            walk(inner)
        if isinstance(kind, msgspec.inspect.StructType) and kind.cls.__name__ not in names:
            names.add(kind.cls.__name__)
            for field in kind.fields:
                walk(field.type)

    names: set[str] = set()
    walk(msgspec.inspect.type_info(messages.ClientMessage | messages.ServerMessage))

    assert "FloatType" not in seen
    assert len(names) > 40


def test_the_typescript_of_the_messages_is_up_to_date():
    """``messages.ts`` is what the emitter writes now."""
    assert typescript.TARGET.read_text(encoding="utf-8") == typescript.render()


def test_the_digest_of_the_protocol_stands_in_the_client():
    """Server and client compare the same digest."""
    assert f'DIGEST = "{typescript.digest()}"' in typescript.render()
