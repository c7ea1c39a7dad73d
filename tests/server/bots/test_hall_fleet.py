"""Bots in a forum of a running server: over all channels, with lines that are cut, each act once."""

import asyncio
import json
import random

import pytest

from agora_server.bots import hall_fleet, hall_mind, hall_tally
from agora_server.bots.attendee import Attendee
from agora_server.bots.door import BotSession
from agora_server.bots.hall_fleet import HallFleet
from agora_server.bots.hall_tally import HallTally, percentile
from agora_server.store import accounts
from rooms.base.roles import Role
from rooms.forum.model.terms import Channel, Level
from tests.server.conftest import one_page, server
from tests.server.hall_kit import PASSWORD, HallKit

__all__ = ["one_page", "server"]


@pytest.fixture
async def kit(server):
    """Callers of the server."""
    made = HallKit(server)
    yield made
    await made.close()


class Patient(HallFleet):
    """A fleet that goes on until enough was done, however busy the machine is."""

    async def _watch(self, lives, seconds):
        del seconds
        async with asyncio.timeout(60):
            while self.tally.inside < 12 or self.tally.done["AskFloor"] < 5 or not self.tally.onsite:
                done, _ = await asyncio.wait(lives, timeout=0.05, return_when="FIRST_EXCEPTION")
                for life in done:
                    life.result()


async def test_all_channels_report_as_promised(server, kit, capsys, monkeypatch):
    """Guests, citizens by codes and people by slip attend and act; the last line is one JSON object."""
    monkeypatch.setenv(hall_fleet.PASSWORD, PASSWORD)
    monkeypatch.setattr(hall_fleet, "THINK_S", (0.05, 0.1))
    monkeypatch.setattr(hall_mind, "ASKS", 1.0)
    officer = await kit.staff(Role.OFFICER)
    forum = await kit.opened(officer)
    (account,) = await server.store.read(accounts.every)
    monkeypatch.setattr(hall_tally, "MARK_P99_MS", float("inf"))
    fleet = Patient(12, forum, server.address, drops=0.3, staff=account.login)

    assert await fleet.run(0, as_json=True) == 0
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    state = server.forum_parts.forums.held(forum).durable
    people = state.roll.people.values()

    assert (report["participants"], report["citizens"], report["onsite"], report["unanswered"]) == (12, 4, 1, 0)
    assert report["acts"]["AskFloor"] >= 5
    assert sum(one.level is Level.CITIZEN for one in people) == 4
    assert sum(one.channel is Channel.ONSITE for one in people) == 1
    assert len({entry.person for entry in state.floor.waiting.values()}) == len(state.floor.waiting)


async def test_a_cut_line_costs_no_act_and_doubles_none(server, kit):
    """Every order is followed by a cut: it is sent again under its id and carried out once."""
    officer = await kit.staff(Role.OFFICER)
    forum = await kit.opened(officer)
    door, tally = BotSession(server.address), HallTally()
    await asyncio.to_thread(door.enter, "가상이웃 시험")

    async def where():
        return forum

    bot = Attendee(door, where, tally, number=1, drops=1.0)
    await bot.come()
    for _ in range(5):
        assert await bot.order(hall_mind.MAKE["AskQuestion"](text="왜 그렇습니까?")) == ""
    await bot.leave()

    assert (tally.cut, tally.again, tally.done["AskQuestion"]) == (5, 5, 5)
    assert len(server.forum_parts.forums.held(forum).durable.questions) == 5


async def test_when_a_forum_is_over_the_next_one_is_attended(server, kit):
    """A closed forum is left for the one that is on; where none is, the line is kept and nothing is asked anew."""
    officer = await kit.staff(Role.OFFICER)
    first = on = await kit.opened(officer)
    door, tally = BotSession(server.address), HallTally()
    await asyncio.to_thread(door.enter, "가상이웃 시험")

    async def where():
        return on

    bot = Attendee(door, where, tally, number=2)
    await bot.come()
    assert await officer.order(first, "CloseForum") == ""
    async with asyncio.timeout(30):
        while bot.parts["head"]["phase"] != "closed":  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)
    await bot.come()
    assert (bot.forum, tally.lost) == (first, 0)
    on = await kit.opened(officer)
    await bot.come()
    await bot.leave()

    assert bot.forum == on
    assert bot.parts["head"]["phase"] == "open"


async def test_without_a_server_the_status_is_two(capsys):
    """Nobody listens: the fleet says so and ends."""
    assert await HallFleet(1, "x", "http://127.0.0.1:9").run(0.1, as_json=False) == 2
    assert "no server there" in capsys.readouterr().err


def test_percentiles():
    """The value below which a share lies; nothing measured is 0 and does not pass."""
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 3.0
    assert percentile([], 0.99) == 0.0
    assert HallTally().report(0, "f")["passed"] is False


def a_face(**mine):
    """Return the parts of a light page."""
    own = {"speaking": False, "ballot": None, "entry": "", "asked": [], "wanted": [], "questions": [], **mine}
    items = [{"id": "i1", "kind": "debate"}]
    return {
        "mine": own,
        "floor": {"open": True, "speaker": {"started_at": 5, "stance": "pro"}},
        "head": {"phase": "open", "rules": {"camps": True}},
        "agenda": {"items": items, "running": "i1"},
        "queue": {"waiting": 0, "rows": []},
        "questions": {"questions": []},
        "ballot": {"ballot": {"id": "b1", "terms": {"options": [{"id": "yes"}], "least": 1, "secrecy": "hidden"}}},
    }


def test_a_speech_has_an_end():
    """With the floor a bot says its sentences, then gives the floor back."""
    memory, rng = hall_mind.Memory(), random.Random(1)
    orders = [type(hall_mind.next_order(a_face(speaking=True), memory, rng)).__name__ for _ in range(3)]

    assert orders == ["Speak", "Speak", "YieldFloor"]


def test_a_vote_is_given_once_with_a_tracker_of_its_own():
    """Who may vote does so, once a ballot; of a hidden one under a tracker that the bot draws."""
    memory, rng = hall_mind.Memory(), random.Random(1)
    view = a_face(ballot={"id": "b1", "may": True})
    order = hall_mind.next_order(view, memory, rng)

    assert (order.ballot, order.choice, len(order.tracker)) == ("b1", {"yes": 1}, 32)
    assert type(hall_mind.next_order(view, memory, rng)).__name__ != "Cast"


def test_nobody_joins_a_long_queue(monkeypatch):
    """One asks for the floor for a camp of one's own, and not where many wait."""
    monkeypatch.setattr(hall_mind, "ASKS", 1.0)
    view, memory = a_face(), hall_mind.Memory()
    assert hall_mind.next_order(view, memory, random.Random(2)).stance in {"pro", "con"}
    view["queue"]["waiting"] = hall_mind.WAITING_WANTED

    assert type(hall_mind.next_order(view, memory, random.Random(2))).__name__ != "AskFloor"


def test_words_are_whole_sentences():
    """What bots say is made up, Korean, and ends."""
    words = hall_mind.statements()

    assert set(words) == {"pro", "con", "plain", "questions", "captions", "districts"}
    assert all(line.endswith((".", "?")) for kind in set(words) - {"districts"} for line in words[kind])
