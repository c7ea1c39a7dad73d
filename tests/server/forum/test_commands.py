"""Attending, orders and what becomes of them, over real lines."""

import asyncio

import pytest

from agora_server.store import StoreBusyError
from rooms.base.roles import Role
from rooms.forum.views import roll_list
from rooms.wire.messages import GiveCommand, LeaveForum, ShowSignal
from tests.server.hall_kit import ORDERS, HallKit


@pytest.fixture(autouse=True)
async def _within_half_a_minute():
    async with asyncio.timeout(30):
        yield


@pytest.fixture
async def hall(server):
    """Callers of a running server."""
    kit = HallKit(server)
    yield kit
    await kit.close()


async def test_a_citizen_asks_and_is_called(hall):
    """From the ask on a phone to the floor on every face: each sees the part that changed."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    assert await kim.order(forum, "AskFloor", stance="pro") == ""
    mine = await kim.sees("mine", lambda part: part["entry"])
    queue = await officer.sees("queue", lambda part: part["rows"])
    version = officer.parts["desk"]["floor_version"]
    assert await officer.order(forum, "CallNext", entry=mine["entry"], saw=version) == ""

    assert [row["name"] for row in queue["rows"]] == ["김하늘"]
    assert (await kim.sees("mine", lambda part: part["speaking"]))["speaking"]
    floor = await kim.sees("floor", lambda part: part["speaker"])
    assert floor["speaker"]["name"] == "김하늘"
    acts = await officer.sees("acts", lambda part: [one["did"] for one in part["acts"]][-1:] == ["speech_started"])
    assert acts["acts"][-1]["who"] == "김담당"


async def test_orders_are_answered_once(hall):
    """The same order again, on the same line or after a cut, has the first one's answer and no second effect."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    ask = GiveCommand("ask1", forum, ORDERS["AskFloor"](stance="con"))
    await kim.send(ask)
    await kim.send(ask)
    assert [await kim.done("ask1"), await kim.done("ask1")] == ["", ""]
    await kim.hello_again()
    await kim.attend(forum)
    await kim.send(ask)

    assert await kim.done("ask1") == ""
    assert len((await officer.sees("queue", lambda part: part["rows"]))["rows"]) == 1


async def test_refusals_say_who_and_why(hall):
    """A stale order names who was faster; who does not attend is told to; a citizen gives no order of staff."""
    officer, second = await hall.staff(), await hall.staff(Role.MODERATOR)
    forum = await hall.opened(officer)
    await second.attend(forum, "desk")
    await second.sees("floor", lambda part: part["open"])  # the last act of the opening
    version = second.parts["desk"]["agenda_version"]
    kim = await hall.citizen("김하늘")
    assert await kim.order(forum, "AskFloor", stance="pro") == "attend_first"
    await kim.attend(forum)
    assert await kim.order(forum, "PauseForum", reason="그냥") == "not_allowed"
    assert await officer.order(forum, "NextItem", saw=version) == ""
    assert await second.order(forum, "NextItem", saw=version) == "stale"
    assert second.facts["by"] == "김담당"


async def test_the_desk_is_for_staff(hall):
    """A guest is not shown the desk; a forum that is not there is said so."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.forum(officer)
    await kim.attend(forum, "desk")
    assert "desk" not in kim.parts
    assert kim.facts == {"needs": "clerk"}
    await kim.attend("nowhere")
    assert kim.facts["what"] == "forum"


async def test_a_line_that_comes_back_gets_exactly_what_changed(hall):
    """Cut and back within the window: the parts that changed since, no reset; unchanged ones are not sent again."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    await kim.sees("mine", lambda part: part)
    await kim.drop()
    assert await officer.order(forum, "SetQueue", open=False) == ""
    await officer.sees("floor", lambda part: not part["open"])
    kim.heard = []
    await kim.connect()
    await kim.until("welcome")
    told = kim.told
    await kim.attend(forum)

    assert (kim.resets, kim.told > told) == (1, True)
    assert {part["part"] for part in kim.last} == {"floor", "present", "signals", "ballot", "mine"}
    assert not kim.parts["floor"]["open"]


async def test_a_position_that_nobody_knows_starts_anew(hall):
    """A stream of another epoch is reset, openly."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    await kim.attend(forum, "screen")

    assert kim.resets == 2
    assert "record" in kim.parts


async def test_presence_follows_the_lines(hall):
    """Who loses the last line is away within a second, and back when the line is; leaving the page is away too."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    await officer.sees("present", lambda part: part["present"] == 1)
    await kim.drop()
    await officer.sees("present", lambda part: part["present"] == 0)
    await kim.connect()
    await kim.until("welcome")
    await kim.attend(forum)
    await officer.sees("present", lambda part: part["present"] == 1)
    await kim.send(LeaveForum("leave", forum))
    await kim.done("leave")

    await officer.sees("present", lambda part: part["present"] == 0)
    assert await kim.order(forum, "AskFloor", stance="pro") == "attend_first"


async def test_staff_and_screens_are_not_on_the_roll(hall):
    """Who works and who only looks is no participant."""
    officer, lee = await hall.staff(), await hall.citizen("이서준")
    forum = await hall.opened(officer)
    await lee.attend(forum, "screen")

    assert lee.parts["present"]["present"] == 0
    assert "mine" not in lee.parts
    assert await lee.order(forum, "AskFloor", stance="pro") == "attend_first"


async def test_signals_are_counted_for_all(hall):
    """Applause of one is a count on every face; nothing of it is in the journal."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    rows = hall.server.forum_parts.forums.held(forum).tail.seq
    await kim.send(ShowSignal("s1", forum, "applause"))
    assert await kim.done("s1") == ""

    counts = (await officer.sees("signals", lambda part: part["counts"]))["counts"]
    assert counts == [{"signal": "applause", "online": 1, "onsite": 0}]
    assert hall.server.forum_parts.forums.held(forum).tail.seq == rows


async def test_a_call_for_help_is_done_once_and_who_called_is_told(hall):
    """One of two desks does it: the count is gone for all, the caller's page learns of it, the other desk of who."""
    officer, second, kim = await hall.staff(), await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await second.attend(forum, "desk")
    await kim.attend(forum)
    await kim.send(ShowSignal("s1", forum, "cant_hear"))
    assert await kim.done("s1") == ""
    for desk in (officer, second):
        await desk.sees("signals", lambda part: part["counts"])

    assert await officer.order(forum, "FinishHelp", signal="cant_hear", saw=0) == ""
    assert await second.order(forum, "FinishHelp", signal="cant_hear", saw=0) == "stale"
    assert (second.facts["by"], second.facts["did"]) == ("김담당", "help_done")
    for view in (officer, second, kim):
        (helped,) = (await view.sees("signals", lambda part: part["helped"]))["helped"]
        assert (helped["signal"], helped["version"], view.parts["signals"]["counts"]) == ("cant_hear", 1, [])


async def test_slow_mode_is_seen_by_all_and_refuses_with_the_seconds_left(hall):
    """[SL1] The page is told that it is on; a second question comes back with how long to wait."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    assert await officer.order(forum, "SetSlow", seconds=60) == ""
    assert (await kim.sees("questions", lambda part: part["slow"]))["slow"] == 60
    assert await kim.order(forum, "AskQuestion", text="버스는 다니나요?") == ""
    assert await kim.order(forum, "AskQuestion", text="언제부터요?") == "slow_mode"
    assert kim.facts["every"] == 60
    assert 0 < kim.facts["seconds"] <= 60


async def test_who_says_so_has_left_and_who_lost_the_line_is_away(hall):
    """The roll knows one from the other; both are not present."""
    officer, kim, lee = await hall.staff(), await hall.citizen("김하늘"), await hall.citizen("이바다")
    forum = await hall.opened(officer)
    for one in (kim, lee):
        await one.attend(forum)
    await officer.sees("present", lambda part: part["present"] == 2)
    await kim.send(LeaveForum("l1", forum))
    await lee.drop()
    await officer.sees("present", lambda part: part["present"] == 0)

    state, texts = (live := hall.server.forum_parts.forums.held(forum)).durable, live.texts.by_row
    found = {one.name: one.presence for one in roll_list.page(state, texts, roll_list.RollRequest()).lines}
    assert found == {"김하늘": "left", "이바다": "away"}


async def test_erased_words_leave_every_face(hall):
    """Whoever erases their data: their name goes from all faces, by a reset without it."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    assert await kim.order(forum, "AskFloor", stance="pro") == ""
    await officer.sees("queue", lambda part: part["rows"])
    async with kim.http.delete(kim.address + "/api/me", headers={"Origin": kim.address}) as answer:
        assert answer.status == 200

    rows = (await officer.sees("queue", lambda part: part["rows"][0]["name"] == ""))["rows"]
    assert len(rows) == 1
    assert officer.resets == 2


async def test_whom_the_forum_does_not_let_in_just_now_looks_on(hall):
    """In a hard moment newcomers see the page; once it goes on, the first order puts them on the roll."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    assert await officer.order(forum, "PauseForum", reason="잠시") == ""
    await kim.attend(forum)
    assert await kim.sees("head", lambda part: part["phase"] == "paused")
    assert "mine" not in kim.parts
    assert await kim.order(forum, "AskFloor", stance="pro") == "forum_paused"
    assert await officer.order(forum, "ResumeForum") == ""

    assert await kim.order(forum, "AskFloor", stance="pro") == ""
    assert (await kim.sees("mine", lambda part: part["entry"]))["entry"]


@pytest.mark.parametrize("fault", [OSError("disk I/O error"), StoreBusyError(), AssertionError("a bug")], ids=repr)
async def test_a_fault_of_the_server_is_told_as_one(hall, monkeypatch, fault):
    """What the store does not take is no haste of the citizen's; the same order is taken once the store is well."""
    officer, kim = await hall.staff(), await hall.citizen("김하늘")
    forum = await hall.opened(officer)
    await kim.attend(forum)
    ask = GiveCommand("ask1", forum, ORDERS["AskFloor"](stance="con"))

    async def failing(_):
        raise fault

    monkeypatch.setattr(hall.server.store, "write", failing)
    await kim.send(ask)
    assert (await kim.done("ask1"), kim.facts) == ("internal", {})
    monkeypatch.undo()
    await kim.send(ask)

    assert await kim.done("ask1") == ""
    assert len((await officer.sees("queue", lambda part: part["rows"]))["rows"]) == 1


async def test_a_fault_while_a_refusal_is_worded_is_answered_as_well(hall, monkeypatch):
    """The name of who was faster cannot be read: the order has an answer all the same."""
    officer = await hall.staff()
    forum = await hall.opened(officer)

    async def failing(*_):
        raise OSError

    monkeypatch.setattr(hall.server.forum_parts.people, "worded", failing)

    assert await officer.order(forum, "NextItem", saw=99) == "internal"


@pytest.mark.parametrize("away", [False, True], ids=["present", "away"])
async def test_a_moderator_does_not_hold_back_other_staff(hall, away):
    """[MU8] Who attends with a phone and is an officer is staff, also when their line has gone; a citizen is none."""
    officer, moderator, boss = await hall.staff(), await hall.staff(Role.MODERATOR), await hall.staff(Role.ADMIN)
    forum = await hall.opened(officer)
    other, kim = await hall.staff(), await hall.citizen("김하늘")
    for phone in (other, kim):
        await phone.attend(forum)
    people = hall.server.forum_parts.people
    by_name = {
        await people.name(forum, one): one
        for one in (await hall.server.forum_parts.forums.forum(forum)).durable.roll.people
    }
    for staff in (moderator, boss):
        await staff.attend(forum, "desk")
    if away:
        await other.drop()
    hold = {"person": by_name["김담당"], "reason": "소란"}
    assert await moderator.order(forum, "MutePerson", **hold, minutes=5) == "not_allowed"
    assert await moderator.order(forum, "Remove", **hold) == "not_allowed"
    assert await moderator.order(forum, "Remove", person="nobody", reason="소란") == "no_such"
    assert await boss.order(forum, "MutePerson", **hold, minutes=5) == ""

    assert await moderator.order(forum, "MutePerson", person=by_name["김하늘"], reason="소란", minutes=5) == ""
