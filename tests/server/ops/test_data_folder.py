"""The data folder has one owner, and is nobody else's to read."""

import stat

import pytest

from agora_server.ops.data_folder import DataFolder, FolderTakenError
from agora_server.store import open_store


def mode(path):
    """Return the permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_has_one_owner_at_a_time(tmp_path):
    """The second owner is refused until the first is done."""
    with DataFolder(tmp_path / "data"), pytest.raises(FolderTakenError):
        DataFolder(tmp_path / "data").open()
    with DataFolder(tmp_path / "data") as folder:
        assert folder.path.is_dir()


def test_the_secret_is_made_once_and_private(tmp_path):
    """The secret stays the same over starts, 256 bit, readable by the owner alone."""
    with DataFolder(tmp_path / "data") as folder:
        first = folder.secret()
    with DataFolder(tmp_path / "data") as folder:
        assert folder.secret() == first
    assert (len(first), mode(tmp_path / "data"), mode(tmp_path / "data" / "secret")) == (32, 0o700, 0o600)


async def test_the_store_in_it_is_private_too(tmp_path):
    """Also in a folder that others can enter, the database and its log are the owner's alone."""
    tmp_path.chmod(0o755)
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/agora.sqlite3")
    modes = {path.name: mode(path) for path in tmp_path.iterdir()}
    await store.close()

    assert set(modes.values()) == {0o600}
