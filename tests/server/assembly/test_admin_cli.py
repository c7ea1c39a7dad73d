"""``./agora admin`` where no server runs: it opens the store itself, and says in words what cannot be."""

import json

import pytest
from typer.testing import CliRunner

from agora_server.assembly.admin_cli import WORDS, app


@pytest.fixture
def admin(tmp_path):
    """Run a command over an empty data folder; return its status and what it printed."""

    def run(*arguments):
        done = CliRunner().invoke(app, [*arguments, "--data", str(tmp_path / "data")])
        return done.exit_code, done.output

    return run


def test_an_invite_prints_an_address(admin):
    """The first administrator is invited before any server runs."""
    status, printed = admin("invite", "admin")

    assert status == 0
    assert "/staff/accept#" in printed


def test_nobody_is_there_at_first(admin):
    """Accounts and bans are lists as JSON."""
    assert json.loads(admin("accounts")[1]) == []
    assert json.loads(admin("bans")[1]) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("invite", "mayor"), "unknown_role"),
        (("revoke", "nobody"), "unknown_account"),
        (("bans", "--lift", "b1"), "unknown_ban"),
        (("export", "nobody"), "unknown_person"),
    ],
)
def test_what_cannot_be_is_said_in_words(admin, arguments, code):
    """A refusal is a sentence and status 1, never a traceback."""
    status, printed = admin(*arguments)

    assert status == 1
    assert WORDS[code] in printed


def test_a_backup_prints_where_it_lies(admin, tmp_path):
    """The file is in the data folder."""
    status, printed = admin("backup")

    assert status == 0
    assert list((tmp_path / "data" / "backups").iterdir())
    assert ".sqlite3" in printed
