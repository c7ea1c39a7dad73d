"""The composition root: start, refusals to start, the end."""

import pytest

from agora_server import app, assets
from agora_server.data_folder import DataFolder
from tests.server.conftest import running


async def test_a_second_server_does_not_take_the_folder(server):
    """One data folder has one owner; the running one goes on."""
    with pytest.raises(app.FolderTakenError):
        async with running(server.settings.data):
            pass
    assert server.port


async def test_everything_is_given_back_at_the_end(tmp_path, one_page):
    """After the end another server can take folder and port."""
    del one_page
    async with running(tmp_path) as first:
        port = first.port
    async with running(tmp_path, host="127.0.0.1") as second:
        assert second.port
    assert port
    with DataFolder(tmp_path):
        assert not (tmp_path / "admin.sock").exists()


def test_settings_that_do_not_hold_are_worded(capsys):
    """A city without https and secret is told in Korean what to write; the status is 2."""
    assert app.run({"profile": "city", "host": "0.0.0.0"}) == 2  # noqa: S104 - refused before it listens

    words = capsys.readouterr().err
    assert "https" in words
    assert "AGORA_SECRET" in words


def test_a_client_that_was_not_built_is_worded(capsys, monkeypatch, tmp_path):
    """The start names the command to run."""

    def missing():
        raise assets.ClientMissing

    monkeypatch.setattr(assets, "load", missing)

    assert app.run({"data": tmp_path, "port": 0}) == 2
    assert "./agora build" in capsys.readouterr().err


def test_a_taken_port_is_worded(capsys, monkeypatch, tmp_path, unused_tcp_port_factory):
    """The start says which switch to use."""
    import socket

    monkeypatch.setattr(assets, "load", lambda: {"/index.html": assets.asset(b"x", "text/html")})
    with socket.create_server(("127.0.0.1", unused_tcp_port_factory())) as taken:
        assert app.run({"data": tmp_path, "port": taken.getsockname()[1]}) == 2

    assert "--port" in capsys.readouterr().err
