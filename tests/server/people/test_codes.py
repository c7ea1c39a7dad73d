"""One-time codes: drawn, kept unreadable, good once, and told apart by nobody who guesses."""

import asyncio

import pytest

from agora_server.people.codes import CODES_A_BATCH, LETTERS, OPEN_BATCHES, Codes, draw, plain
from rooms.base.errors import Refusal
from rooms.base.roles import Role
from tests.server.api.test_me import found_in
from tests.server.installation import installed


@pytest.fixture
async def installation(tmp_path):
    """An installation over an empty store."""
    async with installed(tmp_path) as opened:
        yield opened


@pytest.fixture
def rules(installation):
    """The rules of codes of that installation."""
    return Codes(installation.store, installation.citizens, installation.seals, installation.clock)


async def batch(rules, count=1, forum=None, days=7):
    """Make a batch."""
    return await rules.make("입구", forum, count=count, days=days, made_by="a1")


async def session_of(installation, browser):
    """Return the session of a browser."""
    return await installation.sessions.find(browser.cookie)


async def redeem(installation, rules, code, browser, peer="192.0.2.9"):
    """Redeem a code for a browser, which keeps the new cookie; return the forum or the code of the refusal."""
    try:
        done = await rules.redeem(code, await session_of(installation, browser), peer)
    except Refusal as trouble:
        return trouble.why
    browser.cookie = done.cookie
    return done.forum


def test_a_code_is_read_from_paper():
    """Groups of four, of letters that look like no other; typed in any way it is the same."""
    code = draw()

    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert not set(LETTERS) & set("01OILU")
    assert plain(f" {code.lower().replace('-', ' ')} ") == plain(code)
    assert plain("Ｋ７QM-2F9X rwtd") == "K7QM2F9XRWTD"


async def test_a_code_makes_one_citizen(installation, rules):
    """The first who brings it is a citizen; to the next it is a wrong one."""
    [code] = (await batch(rules)).codes
    kim, _ = await installation.guest("김하늘")
    lee, _ = await installation.guest("이서준")

    assert await redeem(installation, rules, code, kim) is None
    assert (await session_of(installation, kim)).row.role is Role.CITIZEN
    assert await redeem(installation, rules, code, lee) == "code_invalid"
    assert (await session_of(installation, lee)).row.role is Role.GUEST


async def test_a_code_sent_twice_by_one_person_is_answered_twice(installation, rules):
    """An answer that got lost is asked for again: that is no second use."""
    [code] = (await batch(rules)).codes
    kim, _ = await installation.guest("김하늘")
    await redeem(installation, rules, code, kim)

    assert await redeem(installation, rules, code.lower(), kim) is None


async def test_two_who_bring_one_code_at_once_are_not_both_citizens(installation, rules):
    """One of them was faster."""
    [code] = (await batch(rules)).codes
    browsers = [(await installation.guest(f"이웃 {n}"))[0] for n in range(4)]
    results = await asyncio.gather(*(redeem(installation, rules, code, browser) for browser in browsers))

    assert sorted(str(result) for result in results) == ["None", *["code_invalid"] * 3]


async def test_wrong_used_lapsed_and_revoked_codes_get_one_answer(installation, rules):
    """Who guesses learns nothing; who mistyped is told what to look at."""
    kim, _ = await installation.guest("김하늘")
    other, _ = await installation.guest("이서준")
    used, expired, revoked = [await batch(rules, days=days) for days in (7, 1, 7)]
    await redeem(installation, rules, used.codes[0], other)
    await rules.revoke(revoked.batch.id)
    installation.clock.forward(days=1)
    answers = [
        await redeem(installation, rules, code, kim) for code in ("ZZZZ-ZZZZ-ZZZZ", used.codes[0], expired.codes[0])
    ]

    assert [*answers, await redeem(installation, rules, revoked.codes[0], kim)] == ["code_invalid"] * 4


async def test_guessing_is_bounded_by_session(installation, rules):
    """After five wrong codes a session waits, with the right one too."""
    [code] = (await batch(rules)).codes
    kim, _ = await installation.guest("김하늘")
    answers = [await redeem(installation, rules, f"ZZZZ-ZZZZ-ZZZ{n}", kim) for n in range(2, 7)]

    assert answers == ["code_invalid"] * 5
    assert await redeem(installation, rules, code, kim) == "too_many_codes"
    installation.clock.forward(seconds=61)
    assert await redeem(installation, rules, code, kim) is None


async def test_a_hall_behind_one_address_redeems_at_once(installation, rules):
    """Right codes are not counted: three hundred phones share the venue's address."""
    made = await batch(rules, count=40)
    answers = []
    for n, code in enumerate(made.codes):
        browser, _ = await installation.guest(f"이웃 {n}")
        answers.append(await redeem(installation, rules, code, browser, peer="198.51.100.7"))

    assert answers == [None] * 40


async def test_a_code_of_one_forum_is_worth_nothing_in_another(installation, rules):
    """Its bearer is a citizen there, and a guest in the square and in other forums."""
    [code] = (await batch(rules, forum="one")).codes
    kim, me = await installation.guest("김하늘")

    assert await redeem(installation, rules, code, kim) == "one"
    assert (await session_of(installation, kim)).row.role is Role.GUEST
    levels = [(await installation.citizens.standing(me, forum)).level for forum in ("one", "two")]
    assert levels == ["citizen", "named"]


async def test_staff_redeem_no_codes(installation, rules):
    """Who votes does so as a citizen, in another browser."""
    [code] = (await batch(rules)).codes
    clerk = await installation.staff(Role.CLERK)

    assert await redeem(installation, rules, code, clerk) == "code_for_citizens"


async def test_no_code_lies_on_the_disk(installation, rules):
    """Neither as printed nor as typed is a code in any file of the data folder."""
    made = await batch(rules, count=CODES_A_BATCH)
    kim, _ = await installation.guest("김하늘")
    await redeem(installation, rules, made.codes[0], kim)

    assert len(set(made.codes)) == CODES_A_BATCH
    assert [found_in(installation.folder.path, form) for form in (made.codes[0], plain(made.codes[0]))] == [[], []]


async def test_batches_that_hold_are_bounded(installation, rules):
    """A forgotten loop does not fill the disk; what expired makes room."""
    for _ in range(OPEN_BATCHES):
        await batch(rules)
    with pytest.raises(Refusal, match="full"):
        await batch(rules)
    installation.clock.forward(days=7)

    assert await batch(rules)


async def test_an_erased_citizen_cannot_use_the_code_again(installation, rules):
    """The code stays used, without saying by whom."""
    [code] = (await batch(rules)).codes
    kim, me = await installation.guest("김하늘")
    await redeem(installation, rules, code, kim)
    assert (await kim.call("GET", "/api/me")).body.kept["codes"][0]["used_by"] == me
    await kim.call("DELETE", "/api/me")
    again, _ = await installation.guest("김하늘")

    assert await redeem(installation, rules, code, again) == "code_invalid"
    assert (await installation.citizens.standing(me, "one")).level == "guest"
