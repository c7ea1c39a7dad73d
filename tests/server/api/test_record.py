"""The record of a forum over HTTP: who reads it, when, and what an officer publishes."""

import asyncio
import json
import sys

import pytest

from agora_server.api.record import RecordApi
from agora_server.forum.host import ForumHost
from agora_server.journal import record as records
from agora_server.minutes.exports import Exports
from agora_server.minutes.publishing import Publishing
from agora_server.people.access_log import AccessLog
from agora_server.verify import standalone
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server import evenings
from tests.server.installation import Browser, installed

FILES = [f"/api/forums/{{id}}/{name}" for name in ("minutes.html", "minutes.csv", "minutes.json", "record.json")]
PUBLICATION = "/api/forums/{id}/publication"
SPEAKERS = "/api/forums/{id}/speakers"


@pytest.fixture
async def installation(tmp_path):
    """An installation with a forum that is over, and one that goes on."""
    async with installed(tmp_path) as opened:
        opened.hall = evenings.evening()
        await evenings.keep(opened.hall, opened.journal)
        await evenings.keep(evenings.evening(closed=False), opened.journal, "f2")
        forums = ForumHost(opened.journal, opened.clock)
        exports = Exports(
            opened.journal, opened.clock, hall=str, address=lambda forum: f"https://a.kr/hall/{forum}/record"
        )
        access = AccessLog(opened.store, opened.clock)
        opened.api = RecordApi(
            forums,
            exports,
            Publishing(opened.store, forums, exports, opened.clock, citizens=opened.citizens, access=access),
        )
        yield opened
        await forums.close()


async def staff(installation, role=Role.OFFICER, forum=None):
    """Return the browser of somebody of staff."""
    signed_in = await installation.staff(role, login=f"{role}-{forum}", forum=forum)
    return as_caller(installation, signed_in.cookie)


def as_caller(installation, cookie=None):
    """Return a browser for these routes."""
    browser = Browser(installation.api.routes(), installation.sessions)
    browser.cookie = cookie
    return browser


async def refused(browser, method, path, body=None, forum="f1"):
    """Return the code of a refusal."""
    with pytest.raises(Refusal) as error:
        await browser.call(method, path, body, id=forum)
    return getattr(error.value, "code", None) or error.value.why.value


@pytest.mark.parametrize("path", FILES)
async def test_before_publication_only_staff_of_the_forum_read(installation, path):
    """[JO22] A citizen is told that it is not out; staff of another forum are nobody; afterwards everybody reads."""
    citizen, _ = await installation.guest()
    assert await refused(as_caller(installation, citizen.cookie), "GET", path) == "not_published"
    assert await refused(as_caller(installation), "GET", path) == "not_published"
    assert await refused(await staff(installation, Role.MODERATOR, "f2"), "GET", path) == "not_published"
    assert (await (await staff(installation, Role.CLERK, "f1")).call("GET", path, id="f1")).body

    await (await staff(installation)).call("POST", PUBLICATION, {}, id="f1")
    assert (await as_caller(installation).call("GET", path, id="f1")).body


async def test_publishing_is_an_act_of_an_officer(installation):
    """[JO22] Not of a moderator, not before the close; withdrawn with a reason only; both stay known."""
    officer = await staff(installation)
    assert await refused(await staff(installation, Role.MODERATOR), "POST", PUBLICATION, {}) == "not_allowed"
    assert await refused(officer, "POST", PUBLICATION, {}, "f2") == "forum_goes_on"
    assert await refused(officer, "POST", PUBLICATION, {"named": ["nobody"]}) == "no_such"

    out = (await officer.call("POST", PUBLICATION, {}, id="f1")).body
    assert (out.published, out.may_read, out.may_publish) == (installation.clock(), True, True)
    assert await refused(officer, "POST", PUBLICATION, {"withdraw": True}) == "reason_needed"
    back = (await officer.call("POST", PUBLICATION, {"withdraw": True, "reason": "이름이 틀림"}, id="f1")).body
    assert back.published == 0
    assert await refused(as_caller(installation), "GET", FILES[0]) == "not_published"
    assert (await officer.call("POST", PUBLICATION, {}, id="f1")).body.published > out.published


async def test_no_name_is_in_what_is_published_by_default(installation):
    """Neither in minutes nor in the record; nor a hidden question, nor words taken off, nor a district of anybody."""
    officer = await staff(installation)
    await officer.call("POST", PUBLICATION, {}, id="f1")
    files = [(await as_caller(installation).call("GET", path, id="f1")).body.decode() for path in FILES]

    for name in [*evenings.NAMES, "박현장", "욕설이 든 질문"]:
        assert not any(name in file for file in files), name
    assert all("공사비가 삼백억입니다" in file for file in files)
    assert "대동면" not in "".join(files)
    record = records.decode((await as_caller(installation).call("GET", FILES[3], id="f1")).body)
    assert {one.field for one in record.open} == {"text", "answer", "reason"}


async def test_names_of_those_who_agreed(installation):
    """An officer sees who gave a name (noted in the log), and publishes with the names of some."""
    officer = await staff(installation)
    found = (await officer.call("GET", SPEAKERS, id="f1")).body.speakers
    chosen = found[1]
    assert await refused(await staff(installation, Role.CLERK), "GET", SPEAKERS) == "not_allowed"
    await officer.call("POST", PUBLICATION, {"named": [chosen.person]}, id="f1")
    minutes = (await as_caller(installation).call("GET", FILES[0], id="f1")).body.decode()
    again = (await officer.call("GET", SPEAKERS, id="f1")).body.speakers

    assert chosen.name in minutes
    assert [one.name for one in found if one is not chosen and one.name in minutes] == []
    assert [one.person for one in again if one.named] == [chosen.person]
    record = records.decode((await as_caller(installation).call("GET", FILES[3], id="f1")).body)
    assert [one.text for one in record.open if one.field == "name"] == [chosen.name]


async def test_the_public_record_is_verified_by_both(installation):
    """[JO18] What everybody downloads holds, by the server's verifier and by the standalone one."""
    officer = await staff(installation)
    await officer.call("POST", PUBLICATION, {}, id="f1")
    raw = (await as_caller(installation).call("GET", FILES[3], id="f1")).body

    assert records.verify(records.decode(raw), installation.journal.signer.key) is None
    assert standalone.check(raw, installation.journal.signer.key)["rows"][-1]["kind"] == "closed"
    head = (await as_caller(installation).call("GET", PUBLICATION, id="f1")).body
    assert (head.rows, head.hash) == (len(installation.hall.events), json.loads(raw)["head"]["hash"])


async def test_a_file_is_shown_under_its_own_policy(installation):
    """The page brings its policy; tables are kept by the browser, nothing by a proxy; large print is another page."""
    officer = await staff(installation)
    page = await officer.call("GET", FILES[0], id="f1")
    table = await officer.call("GET", FILES[1], id="f1")

    assert "style-src 'sha256-" in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Disposition"].startswith("inline")
    assert table.headers["Content-Disposition"] == 'attachment; filename="minutes-f1.csv"'
    assert table.headers["Cache-Control"] == "no-store"
    assert await refused(officer, "GET", FILES[0], forum="none") == "unknown_forum"


async def test_the_verifier_can_be_had(installation, tmp_path):
    """Whoever has the file and the program needs nothing of ours."""
    officer = await staff(installation)
    program, record = tmp_path / "verify.py", tmp_path / "record.json"
    program.write_bytes((await as_caller(installation).call("GET", "/api/verify.py")).body)
    record.write_bytes((await officer.call("GET", FILES[3], id="f1")).body)
    done = await asyncio.create_subprocess_exec(
        sys.executable,
        str(program),
        str(record),
        installation.journal.signer.key,
        stdout=asyncio.subprocess.PIPE,
        cwd="/",
    )
    out, _ = await done.communicate()

    assert done.returncode == 0
    assert "온전합니다" in out.decode()
