"""Everything kept of a person."""

from agora_server.people.own_data import OwnDataReader
from agora_server.people.privacy import NOTICE_VERSION
from tests.server.installation import installed


async def test_own_data_are_one_persons_alone(tmp_path):
    """What is read of one person names them and nobody else, with the notice that says why it is kept."""
    async with installed(tmp_path) as installation:
        _, kim = await installation.guest("김하늘")
        await installation.guest("이바다")
        own = await OwnDataReader(installation.store, installation.clock).of(kim)

    text = str(own.kept)
    assert own.notice == NOTICE_VERSION
    assert "김하늘" in text
    assert "이바다" not in text


async def test_of_nobody_nothing_is_kept(tmp_path):
    """A participant that is not there has no row in any table."""
    async with installed(tmp_path) as installation:
        own = await OwnDataReader(installation.store, installation.clock).of("nobody")

    assert [table for table, rows in own.kept.items() if rows] == []
