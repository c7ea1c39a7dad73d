"""The TypeScript written from the messages."""

import pytest

from agora_server import typescript


def test_the_committed_file_is_what_the_messages_say():
    """``messages.ts`` is what the messages say; if not, run ``python -m agora_server.typescript``."""
    assert typescript.TARGET.read_text(encoding="utf-8") == typescript.render()


def test_the_digest_is_of_the_types():
    """The digest is stable, short enough for an id, and stands in the file that the client is built from."""
    assert typescript.digest() == typescript.digest()
    assert len(typescript.digest()) == 12
    assert f'DIGEST = "{typescript.digest()}"' in typescript.render()


@pytest.mark.parametrize("name", ["ClientMessage", "ServerMessage", "GOODBYES", "REFUSALS", "Gait"])
def test_what_the_client_shares_is_written(name):
    """The unions, the table of goodbyes, the refusals and the constants of frames are all exported."""
    assert f" {name}" in typescript.render()
