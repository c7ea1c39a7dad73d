"""Staff in a real browser: invited on the command line, signed in, a report comes and is judged; axe at each desk."""

import asyncio
import re
import sys

import pytest
from playwright.async_api import expect

from tests.browser.hiring import INVITED, accepted, hired, sign_in
from tests.browser.test_accessibility import findings
from tests.browser.visitor import words, words_end, words_start

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

DESKS = ("flags", "bans", "forums", "codes", "invites", "accounts", "access", "mine")
MEASURES = ("mute", "lift", "move_out", "ban")


async def printed(served, role):
    """Return the path of the invitation that ``./agora admin invite`` prints for a running server."""
    data = served.log.parent / "data"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agora_server", "admin", "invite", role, "--data", str(data)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    found = INVITED.search(output.decode())
    assert process.returncode == 0, output.decode()
    assert found, output.decode()
    return found[0]


async def report(visit):
    """Let one citizen report the words of another, with the line as evidence; return what was said."""
    loud = await (await visit()).enter("큰소리", "list")
    hurt = await (await visit()).enter("조용히", "list")
    await hurt.sees(loud.name)
    await loud.say("저리 가라고 했지")
    await hurt.hears("저리 가라고 했지")
    row = hurt.person(loud.name)
    await row.get_by_role("button", name=words("people.menu", name=loud.name)).click()
    await row.get_by_role("button", name=words("person.report")).click()
    await hurt.dialog.get_by_label(words_start("report.reason")).fill("자꾸 따라다니며 소리칩니다")
    await hurt.dialog.get_by_role("checkbox").first.check()
    await hurt.dialog.get_by_role("button", name=words("report.do")).click()
    await expect(hurt.dialog).to_have_count(0)
    return loud


async def test_from_an_invitation_to_a_verdict(visit, served):
    """Invited by command, accepted, signed out and in again: the report stands there with its words and is judged."""
    staff = await accepted(visit, await printed(served, "moderator"), "jipyeong", "지평")
    await staff.button("staff.sign_out").click()
    await report(visit)

    await sign_in(staff, "jipyeong")
    flag = staff.page.get_by_role("listitem").filter(has_text="자꾸 따라다니며 소리칩니다")
    await expect(flag.get_by_text("저리 가라고 했지")).to_be_visible()
    assert await findings(staff.page) == []
    await flag.get_by_label(words_start("staff.note")).fill("말을 멈추도록 안내했습니다")
    await flag.get_by_role("button", name=words("staff.uphold")).click()

    await expect(flag.get_by_role("button", name=words("staff.uphold"))).to_have_count(0)


async def test_a_moderators_dialogs_and_a_mute(visit, served):
    """In the square a moderator has the measures in a person's menu; each dialog holds by axe, and a mute is told."""
    staff = await hired(visit, served, "moderator", "saerom", "새롬")
    citizen = await (await visit()).enter("말많이", "list")
    await staff.page.goto(staff.origin)
    await staff.page.get_by_role("button", name=re.compile("새롬")).first.click()
    await staff.inside(await staff.page.locator("main.square").get_attribute("data-view") or "list")
    await staff.switch("list")
    row = staff.person(citizen.name)
    await expect(row).to_be_attached()
    found = []
    for measure in MEASURES:
        await row.get_by_role("button", name=words("people.menu", name=citizen.name)).click()
        await row.get_by_role("button", name=words(f"measure.{measure}")).click()
        await expect(staff.dialog).to_be_visible()
        found += [(measure, line) for line in await findings(staff.page)]
        await staff.page.keyboard.press("Escape")
    assert found == []

    await row.get_by_role("button", name=words("people.menu", name=citizen.name)).click()
    await row.get_by_role("button", name=words("measure.mute")).click()
    await staff.dialog.get_by_label(words_start("measuring.reason")).fill("같은 말을 되풀이했습니다")
    await staff.dialog.get_by_role("button", name=words_end("measure.mute")).click()

    await expect(staff.dialog).to_have_count(0)
    await expect(citizen.page.get_by_text("같은 말을 되풀이했습니다").first).to_be_attached()


async def test_every_desk_of_an_admin_holds(visit, served):
    """Each tab that an administrator has opens, and axe finds nothing in it."""
    staff = await hired(visit, served, "admin", "hanbit", "한빛")
    found = []
    for tab in DESKS:
        await staff.page.get_by_role("tab", name=words(f"staff.tab.{tab}")).click()
        await expect(staff.page.get_by_role("tabpanel")).not_to_be_empty()
        found += [(tab, line) for line in await findings(staff.page)]

    assert found == []
