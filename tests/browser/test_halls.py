"""Two forums at once in two halls of the square: who stands in one attends that one alone."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests import serving
from tests.browser.hiring import hired
from tests.browser.moderator_socket import ModeratorSocket
from tests.browser.test_accessibility import findings
from tests.browser.test_hall_light import EVERYBODY, opened
from tests.browser.visitor import CATALOGUE, words

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TITLES = {"hall-1": "기와집에서 여는 토론", "hall-2": "벽돌집에서 여는 토론"}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of its own: who stands in a hall attends the first of its forums, and others hold theirs there too."""
    with serving.served(tmp_path_factory.mktemp("halls")) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def desks(visit, served):
    """The desks of two debates that run at once, by hall."""
    officer = await hired(visit, served, "officer", "halls-o", "정과장")
    moderator = await hired(visit, served, "moderator", "halls-m", "정은주")
    found, ids = {}, {}
    for hall, title in TITLES.items():
        body = {"act": f"halls-{hall}", "format": "debate", "title": title, "hall": hall, "opens": 1}
        body["agenda"] = [{"title": "찬반 토론", "kind": "debate", "minutes": 40}]
        body["rules"] = {"camps": True, "levels": EVERYBODY}
        headers = {"Origin": officer.origin}
        answer = await officer.page.request.post(f"{officer.origin}/api/forums", data=body, headers=headers)
        assert answer.ok, await answer.text()
        ids[hall] = (await answer.json())["forum"]
        found[hall] = await ModeratorSocket.open(moderator, ids[hall])
        await opened(found[hall])
    yield found
    for hall, desk in found.items():
        await desk.close()
        chair = await ModeratorSocket.open(officer, ids[hall])
        await chair.order("close_forum")
        await chair.close()


async def test_two_halls_do_not_mix(visit, desks):
    """[HA3] [HA6] A citizen walks to a microphone and presses; the other hall's desk and who stands there see nobody.

    Then they go into the other hall, and attend its forum, and the first no more.
    """
    citizen = await (await visit("/p/hall-1")).enter("나래울", "list")
    other = await (await visit("/p/hall-2")).enter("다솜누리", "list")
    await expect(citizen.page.get_by_role("heading", name=TITLES["hall-1"])).to_be_visible()
    await expect(other.page.get_by_role("heading", name=TITLES["hall-2"])).to_be_visible()

    await citizen.button("hallhere.walk.pro").click()
    await expect(citizen.page.get_by_text(words("hallhere.at.pro"))).to_be_visible()
    await citizen.button("hallhere.ask.pro").click()
    queue = await desks["hall-1"].seen("queue", lambda found: found["rows"])

    assert [(row["name"], row["stance"]) for row in queue["rows"]] == [("나래울", "pro")]
    assert not desks["hall-2"].parts["queue"]["rows"]
    lines = other.page.get_by_role("list", name=words("hallhere.lines")).get_by_role("listitem")
    await expect(lines.filter(has_text=CATALOGUE["hallhere.line.nobody"])).to_have_count(2)
    assert await findings(citizen.page) == []

    await citizen.button("places.all").click()
    row = citizen.dialog.get_by_role("listitem").filter(has_text="벽돌 회의장")
    await row.get_by_role("button").click()
    await expect(citizen.page.get_by_role("heading", name=TITLES["hall-2"])).to_be_visible()
    await expect(citizen.page.get_by_role("heading", name=TITLES["hall-1"])).to_have_count(0)
