"""Gathering what minutes are made of."""

from agora_server.minutes.distances import distances
from agora_server.minutes.gather import MinutesTerms, gather
from rooms.forum.model import commands as c
from tests.rooms.forum.kit import CLERK, citizen
from tests.server import evenings
from tests.server.journals import journal_of


async def test_only_who_agreed_is_read_by_name(folder):
    """[MI9] Of all names, those that are to be given out are read; notes are not."""
    names = {person: one.name.text for person, one in folder.made.people.items() if one.name.text}

    assert names == {"p1": "응우옌 티 흐엉"}


async def test_a_phone_that_was_linked_to_a_slip_brings_its_name(store):
    """[RL5] The name was given by the phone, the person is the slip's: who agreed by the slip is named."""
    journal, hall = journal_of(store), evenings.Evening()
    hall.opened(people=["a"])
    hall.slip("s1", 1)
    hall.do(c.LinkSlip(by=citizen("a"), slip=1))
    hall.do(c.AskFloor(by=CLERK, entry="e1", stance="pro", person="s1"))
    hall.call()
    await evenings.keep(hall, journal)
    named = await gather(journal, evenings.FORUM, MinutesTerms(frozenset({"s1"})), hall.now)
    bare = await gather(journal, evenings.FORUM, MinutesTerms(), hall.now)

    assert (named.made.people["s1"].name.text, bare.made.people["s1"].name.text) == ("이름 a", "")
    await journal.close()


async def test_no_forum_no_folder(kept):
    """An id that nobody knows is told apart from a forum in which nothing was said."""
    assert await gather(kept, "nobody", MinutesTerms(), 1) is None


async def test_what_was_erased_is_gone_from_what_is_gathered(kept):
    """[JO11] After an erasure neither words nor name are there; when and why stands beside."""
    await kept.erase(evenings.FORUM, "p1", now=kept.hall.now + 1_000, reason="본인 요청")
    folder = await gather(kept, evenings.FORUM, MinutesTerms(frozenset({"p1"})), kept.hall.now + 2_000)

    assert {one.field for one in folder.erased} == {"name", "district", "text"}
    assert folder.made.people["p1"].name.text == ""


def test_the_way_from_each_district():
    """[MI10] All 19; City Hall's own is under a kilometre; Jinyeong is the farthest, some 15 km as the crow flies."""
    found = distances()

    assert len(found) == 19
    assert found["부원동"] < 1_000
    assert max(found, key=found.get) == "진영읍"
    assert 14_000 < found["진영읍"] < 17_000
