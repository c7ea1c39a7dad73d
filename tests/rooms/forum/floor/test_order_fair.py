"""Fair order over several items, with overrides and undo; the shown reason against an oracle that reads history."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rooms.base.errors import Refusal
from rooms.forum import forum
from rooms.forum.floor.order import keys_of, order
from rooms.forum.model import commands as c
from rooms.forum.model import events as e
from rooms.forum.model.terms import Key, Kind, Stance
from tests.rooms.forum.kit import CLERK, MODERATOR, Hall

PEOPLE = 10
ONSITE = 5
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*["ask"] * 6, *["call"] * 4, "override", "undo", "stop", "away", "back", "item"]),
        st.integers(0, PEOPLE - 1),
        st.booleans(),
        st.integers(1, 90),
    ),
    min_size=20,
    max_size=80,
)
ORDERS = (
    (Key.ALTERNATE_CAMP, Key.ALTERNATE_CHANNEL, Key.FIRST_TIME, Key.LEAST_SPOKEN, Key.REQUEST_TIME),
    (Key.ALTERNATE_CAMP, Key.FIRST_TIME, Key.LEAST_SPOKEN),
    (Key.ALTERNATE_CAMP, Key.LEAST_SPOKEN, Key.ALTERNATE_CHANNEL),
    (Key.BALANCE, Key.ALTERNATE_CAMP, Key.REQUEST_TIME),
)


def a_hall(keys):
    """Return a debate of several items, half of the people online and half by slip."""
    hall = Hall(speech_s=60, order=keys).opened(people=[f"p{n}" for n in range(PEOPLE - ONSITE)])
    for number in range(PEOPLE - ONSITE, PEOPLE):
        hall.slip(f"p{number}", number)
    for number in range(2, 6):
        hall.do(c.AddItem(by=MODERATOR, item=f"i{number}", title="다음", kind="debate", minutes=30))
    return hall


class History:
    """What an onlooker with a pencil notes of a forum: the speeches that count, and who was overtaken by whom."""

    def __init__(self):
        self.item, self.all, self.overtaken, self.passed = [], [], {}, set()
        self.given = 0

    def note(self, event, before):
        """Write an event down."""
        match event:
            case e.ItemStarted():
                self.item = []
            case e.PassedOver():
                self.passed.add(event.entry)
            case e.SpeechStarted():
                entry = before.floor.waiting[event.entry]
                over = [one.id for one in waiting(before) if camp_before(one, entry)]
                row = {"entry": entry, "spoken": 0, "over": over, "overridden": event.overridden}
                if entry.kind is Kind.NORMAL:
                    self.item.append(row)
                self.all.append(row)
                for id_ in over:
                    self.overtaken[id_] = self.overtaken.get(id_, 0) + 1
            case e.SpeechEnded():
                next(one for one in self.all[::-1] if one["entry"].id == event.entry)["spoken"] = event.spoken
            case e.CallUndone() if before.floor.summons is None or before.floor.summons.entry != event.entry:
                row = self.all.pop()
                assert row["entry"].id == event.entry
                self.item = [one for one in self.item if one is not row]
                for id_ in row["over"]:
                    self.overtaken[id_] -= 1

    def value(self, key, entry, rules):
        """Return what a key compares, by what was noted: the least goes first."""
        camp = [number for number, row in enumerate(self.item) if row["entry"].stance is entry.stance]
        same = [number for number in camp if self.item[number]["entry"].channel is entry.channel]
        mine = [row for row in self.all if row["entry"].person == entry.person]
        match key:
            case Key.BALANCE:
                return self._behind(entry, rules)
            case Key.ALTERNATE_CAMP:
                return max(camp, default=-1), entry.stance is not rules.first_camp
            case Key.WAITED:
                often = self.overtaken.get(entry.id, 0) >= rules.overtake_limit
                return (0, entry.asked_at, entry.row) if often else (1,)
            case Key.KEPT:
                return (entry.id not in self.passed,)
            case Key.ALTERNATE_CHANNEL:
                return (max(same, default=-1),)
            case Key.FIRST_TIME:
                return (bool(mine),)
            case Key.LEAST_SPOKEN:
                return (sum(row["spoken"] for row in mine) // 1_000,)
            case Key.REQUEST_TIME:
                return entry.asked_at, entry.row

    def _behind(self, entry, rules):
        spoken = dict.fromkeys((Stance.PRO, Stance.CON), 0)
        for row in self.item:
            spoken[row["entry"].stance] += row["spoken"]
        gap = abs(spoken[Stance.PRO] - spoken[Stance.CON])
        return (gap > rules.speech_s * 1_000 and spoken[entry.stance] > min(spoken.values()),)


def callable_now(state, entry):
    """Tell whether an entry can be called: a locked phone can, unless it was passed over."""
    return state.roll.people[entry.person].present or not entry.passed


def waiting(state):
    """Return the normal requests that could be called now."""
    entries = state.floor.waiting.values()
    return [one for one in entries if one.kind is Kind.NORMAL and callable_now(state, one)]


def camp_before(one, other):
    """Tell whether one of the same camp asked before another."""
    return one.stance is other.stance and (one.asked_at, one.row) < (other.asked_at, other.row)


def command_of(hall, step, person, pro):
    """Return what somebody does that is no call by the order."""
    entries = list(hall.state.floor.waiting)
    match step:
        case "ask":
            hall.entries += 1
            stance = Stance.PRO if pro else Stance.CON
            return c.AskFloor(by=CLERK, person=person, entry=f"e{hall.entries}", stance=stance)
        case "override":
            entry = entries[-1] if entries else "none"
            return c.CallPerson(by=MODERATOR, entry=entry, saw=hall.version, reason="곧 떠나야 합니다")
        case "undo":
            return c.UndoCall(by=MODERATOR, saw=hall.version)
        case "item":
            return c.NextItem(by=MODERATOR, saw=hall.state.agenda.revision.version)
        case "away" | "back":
            return c.SetPresence(by=c.TIMER, person=person, present=step == "back")
    return c.StopSpeech(by=MODERATOR, saw=hall.version)


class Play:
    """A hall in which steps are carried out, and the onlooker's notes of it."""

    def __init__(self, keys):
        self.hall = a_hall(keys)
        self.history = History()

    def give(self, command):
        """Give a command, and note what it makes happen."""
        before = self.hall.state
        decided = self.hall.tries(command)
        for event in [] if isinstance(decided, Refusal) else decided:
            self.history.note(event, before)
            before = forum.evolve(before, event)

    def calls(self, steps):
        """Carry steps out; yield (state, place) before each call by the order."""
        hall = self.hall
        for step, number, flag, seconds in steps:
            hall.now += seconds * 1_000
            for timer in [one for one in forum.due(hall.state) if one.at <= hall.now]:
                self.give(timer.command)
            if step != "call":
                self.give(command_of(hall, step, f"p{number}", flag))
            elif hall.line():
                self.give(c.StopSpeech(by=MODERATOR, saw=hall.version))
                place, called = hall.places()[0], hall.state.floor.summons
                if called is None:
                    yield hall.state, place
                self.give(c.CallNext(by=MODERATOR, entry=place.entry, saw=hall.version))


def many(long, examples, full):
    """Return how much to try."""
    return settings(max_examples=full if long else examples)


def test_fair_over_items_overrides_and_undo(long):
    """[FL23] [FL24] By the order nobody of the camp called last is called while the other waits; nobody starves."""

    @many(long, 60, 3_000)
    @given(st.sampled_from(ORDERS[:3]), STEPS)
    def holds(keys, steps):
        play = Play(keys)
        for state, place in play.calls(steps):
            called, item = state.floor.waiting[place.entry], play.history.item
            sides = {one.stance for one in waiting(state)}
            if sides == {Stance.PRO, Stance.CON}:
                assert not item or called.stance is not item[-1]["entry"].stance
            overtaken = [one.id for one in waiting(state) if camp_before(one, called)]
            limit = state.rules.overtake_limit
            assert all(play.history.overtaken.get(id_, 0) < limit for id_ in overtaken)

    holds()


def test_the_reasons_are_those_of_the_history(long):
    """[FL25] Read from the history alone, the keys shown, all of them and no other, ruled somebody out."""

    @many(long, 60, 3_000)
    @given(st.sampled_from(ORDERS), STEPS)
    def holds(keys, steps):
        play = Play(keys)
        for state, place in play.calls(steps):
            left, reasons = waiting(state), []
            for key in keys_of(state.rules):
                values = {one.id: play.history.value(key, one, state.rules) for one in left}
                best = [one for one in left if values[one.id] == min(values.values())]
                reasons += [key] if len(best) < len(left) else []
                left = best
            assert [one.id for one in left] == [place.entry]
            assert tuple(reasons) or place.reasons == (Key.REQUEST_TIME,)

    holds()


def test_what_is_not_shown_decided_nothing(long):
    """[FL25] Without a key that is not shown the same person is next; without one that is shown, sometimes another."""
    others = set()

    @many(long, 60, 3_000)
    @given(st.sampled_from(ORDERS), STEPS)
    def holds(keys, steps):
        for state, place in Play(keys).calls(steps):
            for key in set(keys) - {Key.REQUEST_TIME}:
                without = order(state.floor, leave_out(state.rules, key), state.roll)[0]
                if key not in place.reasons:
                    assert without.entry == place.entry
                elif without.entry != place.entry:
                    others.add(key)

    holds()
    assert others


def leave_out(rules, key):
    """Return rules without a key of their order."""
    return replace(rules, order=tuple(one for one in rules.order if one is not key))


def test_two_who_waited_long_go_in_the_order_of_asking():
    """[FL24] Of two who were overtaken as often as anybody may be, none overtakes the other once more."""
    hall = Hall(camps=False, speech_s=60).opened(kind="speeches", people="abcde")
    for who, seconds in (("a", 40), ("b", 20)):
        hall.ask(who)
        hall.call()
        hall.wait(seconds)
        hall.stop()
    a, b, *new = [hall.ask(who) for who in "abcde"]

    assert hall.line() == [*new, a, b]
    assert [place.reasons for place in hall.places()][3] == (Key.WAITED,)
