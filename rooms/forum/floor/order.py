"""
Fair order: who is next, and why, computed by keys in their order.

At each place the keys narrow those who wait, one after the other; the keys that ruled somebody out are the reasons
of that place. So the shown reason is the true one. Camp keys come first (``rules.faults`` holds that), then ``waited``:
who was overtaken as often as anybody may be goes before all others of the camp, so nobody starves.

Knows: requests, turns, seconds. Does not know: how a call is decided (``floor.py``).
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from rooms.forum.model.people import Roll, RollMember
from rooms.forum.model.rules import CAMP_KEYS, Rules
from rooms.forum.model.state import CallTurn, Floor, QueueEntry
from rooms.forum.model.terms import KINDS, Channel, Key, Kind, Stance

ALWAYS = (Key.WAITED, Key.KEPT)


class QueuePlace(Struct, frozen=True):
    """
    One place of the queue.

    Attributes:
        reasons: the keys that decided, the strongest first; ``request_time`` alone where nothing else did.
        away: was passed over and is not back: waits outside the order.
        wait: milliseconds until the call, if all before use their time.
    """

    entry: str
    place: int
    reasons: tuple[Key, ...]
    away: bool
    wait: int


def asked(entry: QueueEntry) -> tuple[int, int]:
    """Return what orders requests by time."""
    return entry.asked_at, entry.row


def callable_(entry: QueueEntry, person: RollMember | None, *, present_only: bool) -> bool:
    """Tell whether one can be called: a locked phone keeps its place, until one was passed over."""
    away = person is None or not person.present
    return not (away and (entry.passed or present_only))


def keys_of(rules: Rules) -> tuple[Key, ...]:
    """Return all keys in force, in order."""
    camp = [key for key in rules.order if key in CAMP_KEYS and rules.camps]
    rest = [key for key in rules.order if key not in CAMP_KEYS and key is not Key.REQUEST_TIME]
    return (*camp, *ALWAYS, *rest, Key.REQUEST_TIME)


class _Line:
    """The queue as it will be called, place by place."""

    def __init__(self, floor: Floor, rules: Rules, speech_ms: int) -> None:
        self.floor = floor
        self.rules = rules
        self.speech_ms = speech_ms
        self.turns = len(floor.turns)
        self.last: dict[Stance | tuple[Stance, Channel], int] = {}
        for index, turn in enumerate(floor.turns):
            self.note(turn.stance, turn.channel, index)
        self.spoken = {camp: account.spoken for camp, account in floor.accounts.items()}
        self.overtaken = {entry.id: entry.overtaken for entry in floor.waiting.values()}
        self.keys = [(key, _VALUES[key]) for key in keys_of(rules)]

    def note(self, stance: Stance, channel: Channel, index: int) -> None:
        """Remember when a camp, and a channel within it, was called last."""
        self.last[stance] = self.last[stance, channel] = index

    def pick(self, pending: Sequence[QueueEntry]) -> tuple[QueueEntry, tuple[Key, ...]]:
        """Return who is next among those who wait, and the keys that ruled somebody out."""
        reasons: list[Key] = []
        left = list(pending)
        for key, value in self.keys:
            if len(left) == 1:
                break
            values = [value(self, entry) for entry in left]
            best = min(values)
            kept = [entry for entry, its in zip(left, values, strict=True) if its == best]
            if len(kept) < len(left):
                reasons.append(key)
                left = kept
        return left[0], tuple(reasons) or (Key.REQUEST_TIME,)

    def take_entry(self, entry: QueueEntry, pending: Sequence[QueueEntry]) -> None:
        """Go on as if the entry had been called."""
        self.note(entry.stance, entry.channel, self.turns)
        self.turns += 1
        self.spoken[entry.stance] = self.spoken.get(entry.stance, 0) + self.speech_ms
        for other in pending:
            if other.stance is entry.stance and asked(other) < asked(entry):
                self.overtaken[other.id] += 1


def _balance(line: _Line, entry: QueueEntry) -> tuple[int, ...]:
    spoken = [line.spoken.get(camp, 0) for camp in (Stance.PRO, Stance.CON)]
    if entry.stance is Stance.NONE or abs(spoken[0] - spoken[1]) <= line.speech_ms:
        return (0,)
    return (0,) if line.spoken.get(entry.stance, 0) == min(spoken) else (1,)


def _camp(line: _Line, entry: QueueEntry) -> tuple[int, ...]:
    return line.last.get(entry.stance, -1), 0 if entry.stance is line.rules.first_camp else 1


def _waited(line: _Line, entry: QueueEntry) -> tuple[int, ...]:
    """Of several who were overtaken so often, the one who asked first: else one would overtake another once more."""
    return (0, *asked(entry)) if line.overtaken[entry.id] >= line.rules.overtake_limit else (1,)


def _kept(_line: _Line, entry: QueueEntry) -> tuple[int, ...]:
    return (0,) if entry.passed else (1,)


def _channel(line: _Line, entry: QueueEntry) -> tuple[int, ...]:
    return (line.last.get((entry.stance, entry.channel), -1),)


def _first_time(line: _Line, entry: QueueEntry) -> tuple[int, ...]:
    return (min(line.floor.speeches.get(entry.person, 0), 1),)


def _least_spoken(line: _Line, entry: QueueEntry) -> tuple[int, ...]:
    return (line.floor.spoken.get(entry.person, 0) // 1_000,)


def _request_time(_line: _Line, entry: QueueEntry) -> tuple[int, ...]:
    return asked(entry)


_VALUES: dict[Key, Callable[[_Line, QueueEntry], tuple[int, ...]]] = {
    Key.BALANCE: _balance,
    Key.ALTERNATE_CAMP: _camp,
    Key.WAITED: _waited,
    Key.KEPT: _kept,
    Key.ALTERNATE_CHANNEL: _channel,
    Key.FIRST_TIME: _first_time,
    Key.LEAST_SPOKEN: _least_spoken,
    Key.REQUEST_TIME: _request_time,
}
"""What each key compares: the least goes first."""


def seconds_of(rules: Rules, kind: Kind, item_speech_s: int = 0) -> int:
    """Return how long a speech of a kind is, in seconds."""
    match kind:
        case Kind.INTERPOSED:
            return rules.interposed_s
        case Kind.INTERVENTION:
            return rules.intervention_s
        case Kind.POINT_OF_ORDER:
            return rules.point_of_order_s
        case Kind.NORMAL:
            return item_speech_s or rules.speech_s


def order(floor: Floor, rules: Rules, roll: Roll, *, item_speech_s: int = 0, busy: int = 0) -> tuple[QueuePlace, ...]:
    """
    Return the queue in the order of the calls to come, those who were passed over and are away at the end.

    Args:
        floor: requests and what fairness looks back upon.
        rules: the keys and times of the forum.
        roll: who is present.
        item_speech_s: seconds of a speech of the running item; 0: as the rules say.
        busy: milliseconds that the present speaker still has.
    """
    here: list[QueueEntry] = []
    away: list[QueueEntry] = []
    for entry in floor.waiting.values():
        can = callable_(entry, roll.people.get(entry.person), present_only=floor.present_only)
        (here if can else away).append(entry)
    chosen = _special(here) + _normal(here, _Line(floor, rules, seconds_of(rules, Kind.NORMAL, item_speech_s) * 1_000))
    places, wait = [], busy
    for place, (entry, reasons) in enumerate(chosen, 1):
        places.append(QueuePlace(entry.id, place, reasons, away=False, wait=wait))
        wait += seconds_of(rules, entry.kind, item_speech_s) * 1_000
    rest = sorted(away, key=asked)
    return (*places, *(QueuePlace(entry.id, 0, (), away=True, wait=0) for entry in rest))


def _special(here: Sequence[QueueEntry]) -> list[tuple[QueueEntry, tuple[Key, ...]]]:
    special = [entry for entry in here if entry.kind is not Kind.NORMAL]
    special.sort(key=lambda entry: (KINDS.index(entry.kind), *asked(entry)))
    return [(entry, (Key.KIND, Key.REQUEST_TIME)) for entry in special]


def _normal(here: Sequence[QueueEntry], line: _Line) -> list[tuple[QueueEntry, tuple[Key, ...]]]:
    pending = [entry for entry in here if entry.kind is Kind.NORMAL and not entry.pin]
    pinned = sorted((entry for entry in here if entry.kind is Kind.NORMAL and entry.pin), key=lambda one: one.pin)
    chosen: list[tuple[QueueEntry, tuple[Key, ...]]] = []
    while pending or pinned:
        if pinned and (not pending or pinned[0].pin <= len(chosen) + 1):
            entry = pinned.pop(0)
            reasons: tuple[Key, ...] = (Key.MODERATOR,)
        else:
            entry, reasons = line.pick(pending)
            pending.remove(entry)
        chosen.append((entry, reasons))
        line.take_entry(entry, [*pending, *pinned])
    return chosen


def overtaken_by(entry: QueueEntry, floor: Floor, roll: Roll) -> tuple[str, ...]:
    """Return who is overtaken when an entry is called now: same camp, asked before, could have been called."""
    if entry.kind is not Kind.NORMAL:
        return ()
    return tuple(
        other.id
        for other in floor.waiting.values()
        if other.id != entry.id
        and other.kind is Kind.NORMAL
        and other.stance is entry.stance
        and asked(other) < asked(entry)
        and callable_(other, roll.people.get(other.person), present_only=floor.present_only)
    )


def turn_of(entry: QueueEntry) -> CallTurn:
    """Return what fairness remembers of a call."""
    return CallTurn(entry.stance, entry.channel)
