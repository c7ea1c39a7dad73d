"""One forum over two nodes: whoever acts on one is seen on the other, and the clock goes on when a node dies."""

import asyncio

import pytest

from tests.load.test_nodes import both, nodes, postgres, until, valkey
from tests.server.hall_kit import HallKit

__all__ = ["both", "nodes", "postgres", "until", "valkey"]  # fixtures, and what they stand on
pytestmark = pytest.mark.load


@pytest.fixture
async def kits(nodes):
    """Callers of each node."""
    made = [HallKit(node) for node in nodes]
    yield made
    for kit in made:
        await kit.close()


async def test_a_forum_over_two_nodes(kits):
    """Set up and opened on A, asked on B, called on A, erased on B: every face on either node follows."""
    here, there = kits
    async with asyncio.timeout(60):
        officer, kim = await here.staff(), await there.citizen("김하늘")
        forum = await here.opened(officer)
        await kim.attend(forum)
        assert await kim.order(forum, "AskFloor", stance="pro") == ""
        queue = await officer.sees("queue", lambda part: part["rows"])
        version = officer.parts["desk"]["floor_version"]
        assert await officer.order(forum, "CallNext", entry=queue["rows"][0]["entry"], saw=version) == ""
        assert (await kim.sees("mine", lambda part: part["speaking"]))["speaking"]
        async with kim.http.delete(kim.address + "/api/me", headers={"Origin": kim.address}) as answer:
            assert answer.status == 200

        floor = await officer.sees("floor", lambda part: part["speaker"] and not part["speaker"]["name"])
        assert floor["speaker"]["entry"] == queue["rows"][0]["entry"]


async def test_who_changes_the_node_stays_present(kits):
    """A line that is lost on A and has come back on B is present, however late A sees it."""
    here, there = kits
    async with asyncio.timeout(60):
        officer, kim = await here.staff(), await here.citizen("김하늘")
        forum = await here.opened(officer)
        await kim.attend(forum)
        other = there.visitor()
        other.http.cookie_jar.update_cookies({cookie.key: cookie.value for cookie in kim.http.cookie_jar})
        await other.connect()
        await other.until("welcome")
        await other.attend(forum)
        await kim.drop()
        live = there.server.forum_parts.forums.held(forum)
        (person,) = live.durable.roll.people

        async def came_back():
            rows = await there.server.forum_parts.journal.load(forum)
            changes = [row.data["present"] for row in rows if row.kind == "presence_changed"]
            return changes == [False, True] and live.durable.roll.people[person].present

        await until(came_back)
