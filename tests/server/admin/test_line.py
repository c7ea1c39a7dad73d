"""The line of administration: to the running server, private, and robust."""

import asyncio
import stat

import pytest

from agora_server.admin.line import NoServerError, ask
from agora_server.assembly.admin_alone import run_alone
from agora_server.ops.data_folder import DataFolder
from agora_server.ops.settings import Settings
from tests.server.installation import installed


@pytest.fixture
async def installation(tmp_path):
    """An installation that listens for administration."""
    async with installed(tmp_path) as opened:
        await opened.people_parts.open()
        yield opened
        await opened.people_parts.close()


async def test_a_running_server_answers_over_a_private_socket(installation):
    """A task is done by the running server, through a socket that only its owner can open."""
    socket = installation.folder.socket
    made = await ask(socket, "invite", {"role": "admin"})
    listed = await ask(socket, "accounts", {})

    assert made["ok"].startswith("https://agora.example.kr/staff/accept#")
    assert listed == {"ok": []}
    assert stat.S_IMODE(socket.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "request_line", [b"\n", b"[]\n", b'{"task": 1, "arguments": {}}\n', b"\xff\n", b"[" * 60_000 + b"\n"]
)
async def test_a_bad_request_is_answered_and_the_next_is_served(installation, request_line):
    """Whatever is sent, the answer is a word, and the line goes on."""
    reader, writer = await asyncio.open_unix_connection(str(installation.folder.socket))
    writer.write(request_line)
    answer = await reader.readline()
    writer.close()

    assert b"malformed" in answer
    assert await ask(installation.folder.socket, "bans", {}) == {"ok": []}


@pytest.mark.parametrize(
    ("task", "arguments", "error"),
    [
        ("dance", {}, "unknown_task"),
        ("invite", {"colour": "green"}, "wrong_arguments"),
        ("invite", {"role": "guest"}, "not_allowed"),
        ("revoke", {"login": "nobody"}, "unknown_account"),
        ("erase", {"person": "nobody"}, "unknown_person"),
    ],
)
async def test_what_cannot_be_done_is_said(installation, task, arguments, error):
    """Every refusal is a code that the command line words."""
    assert await ask(installation.folder.socket, task, arguments) == {"error": error}


async def test_a_person_is_exported_and_erased_and_both_are_logged(installation):
    """Administration erases as the person would, and leaves a note of it."""
    _, me = await installation.guest()
    exported = await ask(installation.folder.socket, "export", {"person": "가야 바람"})
    erased = await ask(installation.folder.socket, "erase", {"person": me})
    kept = await ask(installation.folder.socket, "export", {"person": me})

    assert exported["ok"]["participant"][0]["id"] == me
    assert (erased, kept, installation.erased) == ({"ok": me}, {"error": "unknown_person"}, [me])


async def test_without_a_server_the_folder_is_opened_under_its_lock(tmp_path):
    """Where none runs, the task takes the lock and does it itself."""
    chosen = Settings(data=tmp_path / "data")
    with pytest.raises(NoServerError):
        await ask(DataFolder(chosen.data).socket, "bans", {})

    assert await run_alone(chosen, DataFolder(chosen.data), "bans", {}) == {"ok": []}


async def test_a_backup_is_a_whole_store(installation, tmp_path):
    """A backup opens as a store with everything in it."""
    _, me = await installation.guest()
    path = (await ask(installation.folder.socket, "backup", {}))["ok"]
    chosen = Settings(data=tmp_path / "other", database=f"sqlite+aiosqlite:///{path}")
    copied = await run_alone(chosen, DataFolder(chosen.data), "export", {"person": me})

    assert copied["ok"]["participant"][0]["id"] == me
