"""The TypeScript written from the messages."""

import typing

import msgspec
import pytest

from agora_server.transport import emit_typescript
from rooms.wire import messages


def test_the_committed_file_is_what_the_messages_say():
    """``messages.ts`` is what the messages say; if not, run ``python -m agora_server.transport.emit_typescript``."""
    assert emit_typescript.TARGET.read_text(encoding="utf-8") == emit_typescript.render()


def test_the_digest_stands_in_the_client():
    """The digest that the server asks for, short enough for an id, is in the file that the client is built from."""
    assert len(emit_typescript.digest()) == 12
    assert f'DIGEST = "{emit_typescript.digest()}"' in emit_typescript.TARGET.read_text(encoding="utf-8")


def test_the_digest_changes_with_the_protocol(monkeypatch):
    """One more field of one message is another protocol; the same types are the same."""
    fields = [(field.name, field.type) for field in msgspec.structs.fields(messages.Synced)]
    synced = msgspec.defstruct("Synced", [*fields, ("more", int)], array_like=True, tag="synced")
    others = [kind for kind in typing.get_args(messages.ServerMessage) if kind is not messages.Synced]
    before = emit_typescript.digest()
    assert emit_typescript.digest.__wrapped__() == before

    monkeypatch.setattr(messages, "ServerMessage", typing.Union[(*others, synced)])

    assert emit_typescript.digest.__wrapped__() != before


def test_bounds_are_those_of_the_commands():
    """A field of the client takes as many characters as the command does, and a look what the message does."""
    text = emit_typescript.render()

    assert 'TEXT_LIMITS = {"label": 300, "note": 200, "reason": 500, "words": 2000}' in text
    assert '"items": 50, "minutes": 480, "speech": 3600, "about": 2000' in text
    assert '"figure": 4' in text
    with pytest.raises(TypeError, match="no bound"):
        emit_typescript._most(msgspec.inspect.type_info(str))


@pytest.mark.parametrize("name", ["ClientMessage", "ServerMessage", "CLOSE_CODES", "REFUSALS", "Gait"])
def test_what_the_client_shares_is_written(name):
    """The unions, the table of close codes, the refusals and the constants of frames are all exported."""
    assert f" {name}" in emit_typescript.render()
