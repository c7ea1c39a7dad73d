"""Who somebody is in a forum, and that it can be forgotten."""

import asyncio
import itertools

import pytest

from agora_server.forum import people as forum_people
from agora_server.forum.people import ForumPeople
from agora_server.forum.rules import RULES
from agora_server.store import forum_people as queries
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Level
from tests.server.api.test_me import found_in
from tests.server.forums import MODERATOR, Forums, citizen

_NODES = itertools.count()


@pytest.fixture
async def people(journal):
    """The ties over each store."""
    return a_node(journal)


def a_node(journal):
    """Return the ties as one node has them."""
    ids = itertools.count()
    name = f"node{next(_NODES)}"
    return ForumPeople(journal.store, journal, lambda: 1_000, lambda: f"{name}-{next(ids)}")


async def said(journal, participant):
    """Return what one is shown of one's words in forums."""
    return [one["text"] for one in await journal.store.read(lambda c: queries.said(c, participant))]


def another(people):
    """Return the ties as another node has them."""
    return a_node(people._journal)


async def test_one_has_one_id_a_forum(people):
    """The same participant is the same person in a forum, whoever asks, and another one in another forum."""
    person = await people.person("f1", "kim")

    assert await people.person("f1", "kim") == await another(people).person("f1", "kim") == person
    assert person not in {await people.person("f2", "kim"), await people.person("f1", "lee")}
    assert await another(people).participant("f1", person) == "kim"
    assert await another(people).known("f3", "kim") is None


async def test_two_nodes_draw_one_id(people):
    """Who comes to two nodes at once is one person."""
    drawn = await asyncio.gather(*(one.person("f1", "kim") for one in (people, another(people)) for _ in range(4)))

    assert len(set(drawn)) == 1


async def test_memory_is_bounded(people, monkeypatch):
    """Ties beyond the bound are read from the store again."""
    monkeypatch.setattr(forum_people, "HELD", 2)
    drawn = [await people.person("f1", who) for who in ("a", "b", "d")]

    assert people.held("f1", "a") is None
    assert [await people.known("f1", who) for who in ("a", "b", "d")] == drawn


async def test_an_erased_person_leaves_no_byte_in_any_forum(journal, people, tmp_path):
    """What one said in forums is shown to oneself; erased, it is in no file, the tie is cut, journals still hold."""
    forums = Forums(journal)
    for _ in range(2):
        await forums.create()
        person = await people.person(forums.forum, "kim")
        await forums.speak(person)
        await forums.do(c.Speak(by=citizen(person), text="카나리아가 남긴 말 QZ99"))
    assert (await said(journal, "kim"))[1::2] == ["카나리아가 남긴 말 QZ99"] * 2

    await people.erase("kim")

    assert await said(journal, "kim") == []
    assert await people.participant(forums.forum, person) is None
    assert found_in(tmp_path, "카나리아가 남긴 말") == []
    assert (await journal.restore(forums.forum, RULES))[0] == forums.state
    await forums.host.close()


async def test_a_phone_that_is_a_slips_person_is_both(journal):
    """Whose phone was linked to a slip sees and erases what was said under the slip."""
    forums = Forums(journal)
    await forums.create()
    people = a_node(journal)
    person = await people.person(forums.forum, "kim")
    await forums.do(c.CheckIn(by=MODERATOR, person="slip7", slip=7, level=Level.CITIZEN, name="카나리아"))
    await forums.do(c.LinkSlip(by=citizen(person), slip=7))
    assert await said(journal, "kim") == ["카나리아"]

    await people.erase("kim")

    assert await journal.openings(forums.forum) == []
    await forums.host.close()
