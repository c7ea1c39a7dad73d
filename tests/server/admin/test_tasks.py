"""The tasks of administration: what each answers, and that nothing asked wrongly gets further."""

import types
from pathlib import Path

import pytest

from agora_server.admin.tasks import AdminTasks
from rooms.base.roles import Role


class Staff:
    """Notes who was invited."""

    def __init__(self):
        self.invited = []

    async def invite(self, role, forum, by):
        """Return a token."""
        del by
        self.invited.append((role, forum))
        return "token"

    @staticmethod
    def invite_address(public_url, token):
        """Return the address of a token."""
        return f"{public_url}/staff/accept#{token}"


class Store:
    """Answers the same to every read and write; a backup is a small file."""

    def __init__(self, rows=None):
        self.rows = rows

    async def read(self, _query):
        """Answer."""
        return self.rows

    async def write(self, _query):
        """Answer."""
        return self.rows

    @staticmethod
    async def backup(path):
        """Write the file."""
        path.write_bytes(b"rows")


class Access:
    """Notes what was looked at."""

    def __init__(self):
        self.noted = []

    async def note_command(self, task, whose):
        """Note."""
        self.noted.append((task, whose))


def mode_of(path):
    """Return the permissions of a file."""
    return Path(path).stat().st_mode & 0o777


@pytest.fixture
def make(tmp_path):
    """Tasks over a store that answers the given rows."""

    def tasks(rows=None):
        staff, access = Staff(), Access()

        async def erase(participant):
            access.noted.append(("erased", participant))

        made = AdminTasks(
            Store(rows),
            staff,
            types.SimpleNamespace(sweep=None),
            access,
            lambda: 1_800_000_000_000,
            erase=erase,
            backups=tmp_path / "backups",
            public_url="https://agora.test",
        )
        return made, staff, access

    return tasks


async def test_an_invite_is_an_address(make):
    """The answer is what the invited person opens; the role and the forum go with it."""
    tasks, staff, _ = make()

    answer = await tasks.run("invite", {"role": "moderator", "forum": ""})

    assert answer == {"ok": "https://agora.test/staff/accept#token"}
    assert staff.invited == [(Role.MODERATOR, None)]


@pytest.mark.parametrize(
    ("task", "arguments", "error"),
    [
        ("dance", {}, "unknown_task"),
        ("invite", {}, "wrong_arguments"),
        ("invite", {"role": "mayor"}, "unknown_role"),
        ("revoke", {"login": "nobody"}, "unknown_account"),
        ("lift", {"ban": "b1", "reason": "x"}, "unknown_ban"),
        ("export", {"person": "nobody"}, "unknown_person"),
        ("erase", {"person": "nobody"}, "unknown_person"),
    ],
)
async def test_what_cannot_be_done_is_a_code(make, task, arguments, error):
    """Unknown tasks, wrong arguments and things that are not there are answered by a code."""
    tasks, _, access = make()

    assert await tasks.run(task, arguments) == {"error": error}
    assert access.noted == []


async def test_a_name_of_several_people_is_refused(make):
    """Whose data is meant must be clear: two people of a name are never guessed between."""
    tasks, _, access = make([("p1",), ("p2",)])

    assert await tasks.run("erase", {"person": "가람"}) == {"error": "several_people"}
    assert access.noted == []


async def test_an_erasure_is_noted_before_it_is_done(make):
    """The log of access says it even if the erasure should fail."""
    tasks, _, access = make([("p1",)])

    assert await tasks.run("erase", {"person": "가람"}) == {"ok": "p1"}
    assert access.noted == [("erase", ["p1"]), ("erased", "p1")]


async def test_a_backup_is_for_the_owner_alone_and_never_overwrites(make):
    """The copy may be read by its owner only; a second one of the same second is refused."""
    tasks, _, _ = make()

    answer = await tasks.run("backup", {})
    path = answer["ok"]

    assert path.endswith("agora-20270115T080000Z.sqlite3")
    assert (await tasks.run("backup", {})) == {"error": "backup_exists"}
    assert mode_of(path) == 0o600


async def test_a_store_without_copies_names_the_other_way(make, monkeypatch):
    """On PostgreSQL the answer names the tool of the database."""

    async def refuse(_path):
        raise NotImplementedError

    monkeypatch.setattr(Store, "backup", staticmethod(refuse))
    tasks, _, _ = make()

    assert await tasks.run("backup", {}) == {"error": "use_pg_dump"}
