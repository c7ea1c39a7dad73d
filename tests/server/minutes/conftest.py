"""The folder of an evening, gathered from a real journal."""

import pytest

from agora_server.minutes.compose import compose
from agora_server.minutes.gather import MinutesTerms, gather
from tests import migrated
from tests.server import evenings
from tests.server.journals import journal_of

ADDRESS = "https://agora.example/hall/f1/record"


@pytest.fixture
async def store(tmp_path):
    """An embedded store; what minutes are made of is the same in every one."""
    opened = await migrated.open_empty(tmp_path / "agora.db")
    yield opened
    await opened.close()


@pytest.fixture
async def kept(store):
    """A journal that holds a whole evening; the hall stands in ``kept.hall``."""
    journal = journal_of(store)
    journal.hall = evenings.evening()
    await evenings.keep(journal.hall, journal)
    yield journal
    await journal.close()


@pytest.fixture
async def folder(kept):
    """What the minutes of the evening are made of, with two people named."""
    return await gather(
        kept, evenings.FORUM, MinutesTerms(frozenset({"p1", "p4"}), kept.hall.now + 86_400_000), kept.hall.now
    )


@pytest.fixture
def paper(folder):
    """The minutes of the evening as a document."""
    return compose(folder, hall="김해시청", address=ADDRESS)
