"""The messages as types; the architecture test holds their bounds, the vectors hold their bytes."""

import typing

import msgspec
import pytest

from rooms.wire import messages

CLIENT = typing.get_args(messages.ClientMessage)
SERVER = typing.get_args(messages.ServerMessage)


def test_every_message_has_a_name_of_its_own():
    """No two messages of a direction share the name that the wire tells them by."""
    for kinds in (CLIENT, SERVER, typing.get_args(messages.Item)):
        tags = [kind.__struct_config__.tag for kind in kinds]

        assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("kind", CLIENT, ids=lambda kind: kind.__name__)
def test_unknown_fields_of_a_client_are_refused(kind):
    """What a client sends beyond the fields of a message is refused: nothing is carried along unread."""
    fields = kind.__struct_config__.tag, *(None for _ in kind.__struct_fields__), "one more"

    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(list(fields), type=messages.ClientMessage)


@pytest.mark.parametrize("kind", [*CLIENT, *SERVER], ids=lambda kind: kind.__name__)
def test_every_message_says_what_it_is(kind):
    """The first line of a message's docstring goes to the page of the protocol and to the client's types."""
    assert kind.__doc__.strip()
    assert not kind.__doc__.startswith(kind.__name__ + "(")
