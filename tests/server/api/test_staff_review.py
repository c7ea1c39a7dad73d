"""Staff's review: flags, bans, and the log of who looked."""

import pytest

from agora_server.http.statuses import status_of
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.api.test_me import report
from tests.server.installation import installed


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


async def reported(installation):
    """Return a participant who was reported, and the flag."""
    _, me = await installation.guest()
    _, other = await installation.guest("이웃")
    report(installation, other, me, "가야 바람", "나쁜 말")
    await installation.fact_writer.flush()
    return me, f"f-{me[:8]}"


async def test_a_flag_waits_with_its_evidence_until_a_verdict(installation):
    """A report is listed with its proven words; a verdict settles it and names who decided."""
    me, flag = await reported(installation)
    staff = await installation.staff(Role.MODERATOR)
    waiting = (await staff.call("GET", "/api/staff/flags")).body
    judged = (await staff.call("POST", "/api/staff/flags/{id}", {"verdict": "upheld", "note": "욕설"}, id=flag)).body

    assert [(line.participant, line.evidence[0]["text"]) for line in waiting] == [(me, "나쁜 말")]
    assert judged.verdict == "upheld"
    assert (await staff.call("GET", "/api/staff/flags")).body == []
    assert len((await staff.call("GET", "/api/staff/flags", q_state="judged")).body) == 1


async def test_the_second_verdict_is_told_who_was_first(installation):
    """Two moderators do not judge one flag twice."""
    _, flag = await reported(installation)
    staff = await installation.staff(Role.MODERATOR)
    await staff.call("POST", "/api/staff/flags/{id}", {"verdict": "upheld"}, id=flag)
    with pytest.raises(Refusal) as refusal:
        await staff.call("POST", "/api/staff/flags/{id}", {"verdict": "dismissed"}, id=flag)

    assert refusal.value.facts == {"by": "김담당"}


@pytest.mark.parametrize(
    ("path", "body"), [("/api/staff/flags/{id}", {"verdict": "upheld"}), ("/api/staff/bans/{id}/lift", {"reason": "."})]
)
async def test_what_is_not_there_is_not_found(installation, path, body):
    """Unknown ids are refused."""
    staff = await installation.staff()
    with pytest.raises(Refusal) as trouble:
        await staff.call("POST", path, body, id="nothing")

    assert status_of(trouble.value.why) == 404


async def test_a_ban_is_listed_and_lifted(installation):
    """A ban that is kept is listed with its reason; lifted, its person gets a ticket again."""
    browser, me = await installation.guest()
    await installation.measure("ban", me)
    with pytest.raises(Refusal):
        await browser.call("POST", "/api/ticket")
    staff = await installation.staff(Role.MODERATOR)
    lines = (await staff.call("GET", "/api/staff/bans")).body
    await staff.call("POST", "/api/staff/bans/{id}/lift", {"reason": "사과함"}, id=lines[0].id)

    assert [(line.name, line.reason) for line in lines] == [("가야 바람", "욕설")]
    assert (await browser.call("POST", "/api/ticket")).body.ticket


async def test_every_look_at_personal_data_is_logged(installation):
    """The log says who looked, at whose data, for what task and from where; officers read it by the month."""
    me, flag = await reported(installation)
    moderator = await installation.staff(Role.MODERATOR, "moder")
    moderator.peer = "198.51.100.7"
    await moderator.call("GET", "/api/staff/flags")
    await moderator.call("POST", "/api/staff/flags/{id}", {"verdict": "upheld"}, id=flag)
    officer = await installation.staff(Role.OFFICER, "officer")
    month = (await officer.call("GET", "/api/staff/access-log", q_month="2027-01")).body

    seen = {(line.login, line.whose, line.task, line.source) for line in month.lines}
    assert seen == {("moder", me, "flags", "198.51.100.7"), ("moder", me, "verdict", "198.51.100.7")}
    assert {line.name for line in month.lines} == {"가야 바람"}
    assert [(one.task, one.times) for one in month.sums] == [("flags", 1), ("verdict", 1)]
    assert (await officer.call("GET", "/api/staff/access-log", q_month="2027-02")).body.lines == []


@pytest.mark.parametrize("month", ["2026-13", "heute", "9999-12", "0001-01"])
async def test_what_is_no_month_is_refused(installation, month):
    """A month that cannot be is answered with a reason, not with a crash."""
    officer = await installation.staff(Role.OFFICER)
    with pytest.raises(Refusal) as trouble:
        await officer.call("GET", "/api/staff/access-log", q_month=month)

    assert status_of(trouble.value.why) == 400


async def test_a_moderator_does_not_review_the_log(installation):
    """Who is watched by the log does not keep it."""
    moderator = await installation.staff(Role.MODERATOR)
    with pytest.raises(Refusal) as trouble:
        await moderator.call("GET", "/api/staff/access-log")

    assert trouble.value.why == "not_allowed"
