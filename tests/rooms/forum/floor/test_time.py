"""How long a speech is, and by how much a camp is over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rooms.forum.floor.time import (
    LEAST_BUDGETED_MS,
    item_now,
    item_speech_s,
    overrun,
    time_for,
    with_stances,
)
from rooms.forum.model.countdown import fresh
from rooms.forum.model.rules import Rules
from rooms.forum.model.state import Account, Agenda, Clock, Floor, ForumState, Item, QueueEntry, Speech
from rooms.forum.model.terms import Channel, EntryState, ItemKind, Kind, Stance
from tests.rooms.forum.kit import MODERATOR, Hall
from tests.rooms.forum.kit import c as commands

PRO, CON, NONE = Stance.PRO, Stance.CON, Stance.NONE
AMOUNTS = st.integers(0, 3_600_000)
SPECIAL = [kind for kind in Kind if kind is not Kind.NORMAL]


def an_entry(kind=Kind.NORMAL, stance=PRO):
    """Return a request for the floor."""
    return QueueEntry("e1", "a", kind, stance, Channel.ONLINE, "i1", 0, 1)


def a_forum(kind=ItemKind.DEBATE, running="i1", speech_s=0, accounts=None, **rules):
    """Return a forum with two items, of which the first runs."""
    items = (Item("i1", "찬반", kind, 30, speech_s), Item("i2", "다음", ItemKind.DEBATE, 30, 999))
    return ForumState(
        "f1",
        rules=Rules(**{"camps": True, "speech_s": 120, **rules}),
        agenda=Agenda(items, running),
        floor=Floor(accounts=accounts or {}),
    )


def speaking(state, kind=Kind.NORMAL, stance=PRO, total=60_000):
    """Return the forum with a speech that began at 0, and the speech."""
    speech = Speech(an_entry(kind, stance), EntryState.SPEAKING, total)
    clock = Clock(fresh(total).started(0))
    return replace(state, floor=replace(state.floor, speech=speech), clock=clock), speech


def test_the_item_that_runs():
    """[FL5] Only an item that runs has a say: before the first and after the last there is none."""
    assert item_now(a_forum()).id == "i1"
    assert item_now(a_forum(running="i2")).id == "i2"
    for running in ("", "i3"):
        assert item_now(a_forum(running=running)) is None
        assert item_speech_s(a_forum(running=running, speech_s=77)) == 0


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("camps", [True, False])
def test_one_speaks_for_a_camp_in_a_debate_alone(kind, camps):
    """[FL5] Stances want both: rules with camps, and a debate that runs."""
    assert with_stances(a_forum(kind, camps=camps)) is (camps and kind is ItemKind.DEBATE)
    assert not with_stances(a_forum(kind, running="", camps=camps))


@pytest.mark.parametrize(("kind", "seconds"), [(Kind.NORMAL, 77), (Kind.INTERVENTION, 31), (Kind.INTERPOSED, 32)])
def test_an_item_gives_speeches_their_own_length(kind, seconds):
    """[CL5] The item's length is that of normal speeches; the others are as long as the rules say."""
    state = a_forum(speech_s=77, intervention_s=31, interposed_s=32)

    assert time_for(state, an_entry(kind)) == (seconds * 1_000, 0)


@given(given_=AMOUNTS, used=AMOUNTS)
def test_a_speech_takes_all_credit_of_its_camp(given_, used):
    """[CL4] What was given and not used lengthens the next speech, and is told as credit, so that it is used once."""
    used = min(used, given_)
    state = a_forum(accounts={PRO: Account(given=given_, used=used), CON: Account(given=5)})

    assert time_for(state, an_entry()) == (120_000 + given_ - used, given_ - used)


@given(budget=st.integers(1, 3_600), spoken=AMOUNTS, given_=AMOUNTS, base=st.integers(10, 3_600))
def test_a_budgeted_speech_is_within_its_bounds(budget, spoken, given_, base):
    """[CL5] Never longer than a speech, never shorter than one thought (or than a speech), else what is left."""
    state = a_forum(accounts={PRO: Account(spoken, given_)}, camp_budget_s=budget, speech_s=base)
    length, credit = time_for(state, an_entry())
    left = budget * 1_000 + given_ - spoken

    assert credit == 0
    assert min(base * 1_000, LEAST_BUDGETED_MS) <= length <= base * 1_000
    assert length in (left, base * 1_000, LEAST_BUDGETED_MS)
    assert length <= max(left, LEAST_BUDGETED_MS)


@pytest.mark.parametrize("budget", [0, 100])
@pytest.mark.parametrize(("kind", "stance"), [*((kind, PRO) for kind in SPECIAL), (Kind.NORMAL, NONE)])
def test_what_is_of_no_camp_has_no_account(budget, kind, stance):
    """[CL4] [CL5] Points of order, questions and speeches without a stance take and make no credit."""
    accounts = dict.fromkeys(Stance, Account(spoken=999_000, given=50_000))
    state = a_forum(accounts=accounts, camp_budget_s=budget)
    bare = a_forum(camp_budget_s=0)
    running, speech = speaking(state, kind, stance)

    assert time_for(state, an_entry(kind, stance)) == time_for(bare, an_entry(kind, stance))
    assert overrun(running, speech, 500_000) == 0


@given(now=AMOUNTS, total=AMOUNTS)
def test_without_a_budget_a_speech_is_over_by_its_own_time(now, total):
    """[CL4] Over is what exceeds the allotted time; with time left it is below zero by as much."""
    state, speech = speaking(a_forum(accounts={PRO: Account(spoken=10**6)}), total=total)

    assert overrun(state, speech, now) == now - total


@given(now=AMOUNTS, spoken=AMOUNTS, given_=AMOUNTS)
def test_with_a_budget_a_camp_is_over_by_its_sum(now, spoken, given_):
    """[CL5] All speeches of the camp count, with this one, against the budget and what was given to it."""
    accounts = {PRO: Account(spoken, given_), CON: Account(spoken=10**9)}
    state, speech = speaking(a_forum(accounts=accounts, camp_budget_s=100))

    assert overrun(state, speech, now) == spoken + now - 100_000 - given_


def test_an_overrun_is_given_once():
    """[CL5] What one speech went over the budget is given, so the next speech of the camp does not count it again."""
    hall = Hall(speech_s=60, camp_budget_s=60).opened(people="ab")
    given_ = []
    for person in "ab":
        hall.ask(person, CON)
        hall.call()
        hall.wait(80)
        given_ += [event.ms for event in hall.stop() if type(event).__name__ == "TimeGiven"]

    assert given_ == [20_000, 80_000]
    assert hall.state.floor.accounts[PRO].given == 100_000


def test_a_suspended_speech_has_its_own_clock():
    """[FL11] While a question interrupts, the speech beneath is over by what it had run, not by the question."""
    state, speech = speaking(a_forum())
    question = Speech(an_entry(Kind.INTERPOSED), EntryState.SPEAKING, 60_000)
    state = replace(
        state,
        floor=replace(state.floor, speech=question, suspended=speech),
        clock=Clock(fresh(60_000).started(70_000), state.clock.speech.stopped(65_000)),
    )

    assert overrun(state, speech, 500_000) == 5_000


def test_no_clock_no_overrun():
    """[CL1] A speech whose countdown is gone is over by nothing."""
    state, speech = speaking(a_forum())

    assert overrun(replace(state, clock=Clock()), speech, 500_000) == 0


def test_time_that_was_taken_away_counts():
    """[CL3] [CL4] A speech that was shortened is over from its new end."""
    hall = Hall(speech_s=60).opened(people="a")
    hall.ask("a", CON)
    hall.call()
    hall.do(commands.ExtendSpeech(by=MODERATOR, saw=hall.version, seconds=-20))
    hall.wait(45)

    assert overrun(hall.state, hall.state.floor.speech, hall.now) == 5_000
