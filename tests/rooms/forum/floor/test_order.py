"""Fair order as properties: what must hold whatever people do."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.forum.floor.order import keys_of, overtaken_by
from rooms.forum.model import commands as c
from rooms.forum.model.rules import Rules
from rooms.forum.model.terms import Channel, Key, Kind, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, Hall

PRO, CON = Stance.PRO, Stance.CON
STEPS = st.lists(
    st.tuples(st.sampled_from(["ask", "ask", "ask", "call", "away", "back"]), st.integers(0, 11), st.booleans()),
    max_size=60,
)


def a_debate():
    """Return a debate of six people online and six by slip."""
    hall = Hall(speech_s=60).opened(people=[f"p{n}" for n in range(6)])
    for number in range(6, 12):
        hall.slip(f"p{number}", number)
    return hall


def play(hall, steps):
    """Carry steps out; yield what the queue was at each call: (called, entries that could be called, shown)."""
    for step, number, pro in steps:
        person = f"p{number}"
        if step == "ask" and not any(entry.person == person for entry in hall.state.floor.waiting.values()):
            hall.now += 1_000
            hall.entries += 1
            command = c.AskFloor(by=CLERK, person=person, entry=f"e{hall.entries}", stance=PRO if pro else CON)
            hall.do(command)
        elif step in {"away", "back"}:
            hall.away(person, present=step == "back")
        elif step == "call" and hall.line():
            places = [place for place in hall.places() if not place.away]
            called = hall.state.floor.waiting[places[0].entry]
            waiting = [hall.state.floor.waiting[place.entry] for place in places]
            hall.call()
            if hall.state.floor.speech is not None and hall.state.floor.speech.entry.id == called.id:
                yield called, waiting, places
            hall.wait(31)


@settings(max_examples=150)
@given(STEPS)
def test_while_both_sides_wait_calls_alternate(steps):
    """[FL23] While both sides wait, calls alternate and call counts differ by at most one."""
    run = []
    for called, waiting, _ in play(a_debate(), steps):
        if {entry.stance for entry in waiting} != {PRO, CON}:
            run = []
            continue
        run.append(called.stance)
        assert all(one is not other for one, other in itertools.pairwise(run))
        assert abs(run.count(PRO) - run.count(CON)) <= 1


@settings(max_examples=150)
@given(STEPS)
def test_nobody_starves(steps):
    """[FL24] Within a camp nobody is overtaken more than K = 3 times."""
    hall = a_debate()
    overtaken = {}
    for called, waiting, _ in play(hall, steps):
        for other in waiting:
            if other.stance is called.stance and (other.asked_at, other.row) < (called.asked_at, called.row):
                overtaken[other.id] = overtaken.get(other.id, 0) + 1
        assert max(overtaken.values(), default=0) <= hall.state.rules.overtake_limit


VALUES = {
    Key.ALTERNATE_CAMP: lambda entry, floor: (
        [turn.stance for turn in floor.turns][::-1].index(entry.stance)
        if entry.stance in [turn.stance for turn in floor.turns]
        else 10_000
    ),
    Key.FIRST_TIME: lambda entry, floor: 0 if floor.speeches.get(entry.person) else 1,
    Key.LEAST_SPOKEN: lambda entry, floor: -(floor.spoken.get(entry.person, 0) // 1_000),
    Key.REQUEST_TIME: lambda entry, _floor: (-entry.asked_at, -entry.row),
    Key.WAITED: lambda entry, _floor: entry.overtaken >= 3,
    Key.KEPT: lambda entry, _floor: entry.passed,
}
"""A second, plain reading of the keys: the greatest goes first."""


@settings(max_examples=100)
@given(STEPS)
def test_the_shown_reason_is_the_true_one(steps):
    """[FL25] Each key that is shown as a reason puts who is called before somebody who waits."""
    hall = a_debate()
    floor = hall.state.floor
    for called, waiting, places in play(hall, steps):
        left = waiting
        for key in keys_of(hall.state.rules):
            if key in VALUES and floor.turns:
                best = [one for one in left if VALUES[key](one, floor) >= VALUES[key](called, floor)]
                assert key not in places[0].reasons or len(best) < len(left) or len(waiting) == 1
                left = best if key in places[0].reasons else left
        floor = hall.state.floor


def test_the_order_shown_is_the_order_called():
    """[FL25] Without new requests, people are called in the order that was shown from the beginning."""
    hall = a_debate()
    for number in range(12):
        hall.now += 1_000
        hall.do(c.AskFloor(by=CLERK, person=f"p{number}", entry=f"x{number}", stance=PRO if number % 3 else CON))
    shown = hall.line()

    assert [hall.call() for _ in range(12)] == shown


def test_hall_and_online_alternate_within_a_camp():
    """[FL26] When both wait, the room and the line alternate within each camp, so neither camp is one of them."""
    hall = a_debate()
    for number in range(12):
        hall.now += 1_000
        hall.do(c.AskFloor(by=CLERK, person=f"p{number}", entry=f"x{number}", stance=PRO if number % 2 else CON))
    called = [hall.state.floor.waiting[entry] for entry in hall.line()]

    for camp in (PRO, CON):
        channels = [entry.channel for entry in called if entry.stance is camp]
        assert len(set(itertools.pairwise(channels))) == 2
        assert set(channels) == set(Channel)


def test_first_timers_go_first():
    """[FL27] Who speaks for the first time goes before who has spoken, then who spoke less."""
    hall = Hall(camps=False).opened(kind="speeches", people="abc")
    for who, seconds in (("a", 60), ("b", 20)):
        hall.ask(who)
        hall.call()
        hall.wait(seconds)
        hall.stop()
    late = {who: hall.ask(who) for who in "abc"}

    assert hall.line() == [late["c"], late["b"], late["a"]]
    assert [place.reasons for place in hall.places()] == [
        (Key.FIRST_TIME,),
        (Key.LEAST_SPOKEN,),
        (Key.REQUEST_TIME,),
    ]


def test_the_gap_in_seconds_decides_where_a_format_says_so():
    """[FL28] With ``balance`` the camp that spoke less goes first once the gap exceeds one speech."""
    hall = Hall(order=(Key.BALANCE, Key.ALTERNATE_CAMP, Key.REQUEST_TIME), speech_s=60).opened(people="abcd")
    hall.ask("a", CON)
    hall.call()
    hall.wait(130)
    hall.stop()
    for who, seconds in (("b", 10), ("c", 10)):
        hall.ask(who, PRO)
        hall.call()
        hall.wait(seconds)
        hall.stop()
    con, pro = hall.ask("d", CON), hall.ask("b", PRO)

    assert hall.line() == [pro, con]
    assert hall.places()[0].reasons == (Key.BALANCE,)


def test_expected_wait():
    """[FL29] The expected wait is what the speaker has left and the time of all before."""
    hall = Hall(speech_s=60).opened(people="abc")
    for who in "abc":
        hall.ask(who, CON)
    hall.call()
    hall.wait(20)

    assert [place.wait for place in hall.places()] == [40_000, 100_000]


def test_a_locked_phone_keeps_its_place():
    """[FL30] Whoever is away keeps the place in the order."""
    hall = Hall().opened(people="abc")
    entries = [hall.ask(who, CON) for who in "abc"]
    hall.away("a")

    assert hall.line() == entries


def test_a_special_call_overtakes_nobody():
    """[FL24] Points of order and questions overtake nobody in the sense of fairness."""
    hall = Hall().opened(people="ab")
    hall.ask("a", CON)
    order = hall.ask("b", kind=Kind.POINT_OF_ORDER)

    assert overtaken_by(hall.state.floor.waiting[order], hall.state.floor, hall.state.roll) == ()


def test_a_long_queue_is_in_one_order():
    """[FL31] The queue takes 300 requests and refuses the next one; each has one place."""
    hall = Hall(camps=False).opened(kind="speeches")
    for number in range(300):
        hall.come(f"p{number}")
        hall.ask(f"p{number}")
    hall.come("late")

    assert hall.no(c.AskFloor(by=CLERK, person="late", entry="late")).facts == {"limit": 300}
    assert sorted(hall.line()) == sorted(hall.state.floor.waiting)


def test_keys_in_force():
    """[FL27] The keys of the format are in force in their order; request time is always the last."""
    rules = Rules(camps=True, order=(Key.ALTERNATE_CAMP, Key.FIRST_TIME))

    assert keys_of(rules) == (Key.ALTERNATE_CAMP, Key.WAITED, Key.KEPT, Key.FIRST_TIME, Key.REQUEST_TIME)
    assert Key.ALTERNATE_CAMP not in keys_of(Rules(camps=False))
    assert MODERATOR.who == "mod"
