"""
The square: composes presence, hearing, chat, blocks and all the rest into one set of rules.

    commands, losses, time  ->  Square  ->  effects

``receive`` raises ``Refusal`` for every no and leaves everything else as effects. Time never runs backwards in
here: an event's time is max(previous, now). Knows: everything that citizens can do. Does not know: sockets,
streams (the host numbers what is delivered), disks.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice

from rooms.base.errors import Refusal, Why
from rooms.base.frames import EmoteBits, Gait
from rooms.base.geometry import heading_unit, quantise
from rooms.square import staff
from rooms.square.chat_limits import FREE, ChatRestriction
from rooms.square.effects import Effect
from rooms.square.handlers import HANDLERS
from rooms.square.moderation import Known, Measure
from rooms.square.permissions import authorise
from rooms.square.ports import CrowdPort, WorldPort
from rooms.square.presence import IDLE_AFTER_MS, KEEP_AVATAR_MS, PresenceStage
from rooms.square.state import FORUM_SQUARE, Arrival, Expiry, Participant, SquareState, WritingProfile
from rooms.square.words import WordList
from rooms.wire.messages import Ban, Here, Lift, MoveOut, Mute, NoticeCode, Snapshot, Stranger

__all__ = ["Arrival", "Square", "WritingProfile"]

CHECKS_A_TICK = 256
"""Idle or sitting people looked at a tick for a move: 5,000 are through in two seconds, each tick stays under 1 ms."""

EXPIRIES_A_TICK = 200
"""Lapses carried out a tick, so that thousands cut at once do not hold the loop when they are gone at once; the rest
follows in the next ticks."""


class Square:
    """One square. Not safe for threads: one loop owns it.

    Args:
        secret: key of the MACs of utterances.
        words: the list of words to think over; none by default.
        fault: told what was raised while something came due for one person, so that all others get theirs; by
            default it is raised.
    """

    def __init__(
        self,
        world: WorldPort,
        crowd: CrowdPort,
        *,
        secret: bytes,
        profile: WritingProfile,
        words: WordList | None = None,
        fault: Callable[[Exception], None] | None = None,
    ) -> None:
        self._fault = fault or _raise
        self._state = SquareState(world, crowd, secret=secret, profile=profile, words=words or WordList())

    # ---- coming and going ------------------------------------------------------------------------

    def arrive(self, who: Arrival, tab: str, now: int) -> None:
        """
        Let a tab attend. The first one enters the square; further ones attend; back from away keeps the avatar.

        Raises:
            Refusal: ``full`` where the crowd has no slot left, or too many tabs attend.
        """
        state = self._at(now)
        person = state.people.get(who.participant)
        if person is None:
            person = self._enter(who)
        else:
            self._refresh(person, who)
        person.attendance.attend(tab, state.now)
        self._active(person)
        state.show_presence(person)

    def _refresh(self, person: Participant, who: Arrival) -> None:
        """Take over what the door changed since: role, look, and the name that somebody gave after looking around."""
        state = self._state
        name = state.names.variant(who.name, person.id)
        if (person.role, person.look, person.named, person.name) == (who.role, who.look, who.named, name):
            return
        if person.named is not who.named:
            person.named, person.quiet = who.named, who.quiet
        person.role, person.look = who.role, who.look
        state.rename(person, name)
        state.became(person)

    def _enter(self, who: Arrival) -> Participant:
        state = self._state
        place = who.place if who.place is not None and who.place in state.world.places else FORUM_SQUARE
        slot = state.crowd.enter(*state.spot(place), state.now)
        name = state.names.variant(who.name, who.participant)
        person = Participant(
            id=who.participant,
            name=name,
            role=who.role,
            look=who.look,
            slot=slot,
            followable=who.followable,
            quiet=who.quiet,
            muted_until=who.muted_until,
            mute_reason=who.mute_reason,
            named=who.named,
        )
        state.people[person.id] = state.by_slot[slot] = person
        state.names.take_name(name, person.id)
        state.blocks.load(person.id, who.blocks)
        staff.meet(state, person)
        if person.muted_until > state.now:
            state.expire_at(person.muted_until, person, Expiry.MUTE)
        if name != who.name:
            state.keep_fact("profile", person.id, name=name)
            state.notice(person, NoticeCode.RENAMED, name=name, wanted=who.name)
        return person

    def lose(self, participant: str, tab: str, now: int) -> None:
        """A tab's line is lost, by whatever cause; without one left the participant is away at once."""
        state = self._at(now)
        person = state.people.get(participant)
        if person is not None and person.attendance.lose(tab, state.now):
            state.expire_at(state.now + KEEP_AVATAR_MS, person, Expiry.AWAY)
            state.show_presence(person)
            state.stop_following(person)
            state.lose_followers(person)

    def forget(self, participant: str, now: int) -> None:
        """Somebody was erased: they are gone at once, without a trace in here."""
        state = self._at(now)
        person = state.people.get(participant)
        if person is not None:
            staff.remove(state, person)

    # ---- doing -----------------------------------------------------------------------------------

    def receive(self, participant: str, tab: str, command: object, now: int, new_id: str) -> None:
        """
        Carry out a command of a tab; ``new_id`` is a fresh random id for the utterance or flag that may come of it.

        Raises:
            Refusal: why not, and what to do next.
        """
        state = self._at(now)
        person = state.person(participant)
        authorise(command, person.role)
        handler = HANDLERS.get(type(command))
        if handler is None:
            raise Refusal(Why.MALFORMED)
        self._active(person)
        handler(state, person, tab, command, new_id)

    def decide_measure(self, by: str, command: Mute | MoveOut | Ban | Lift, known: Known | None, now: int) -> Measure:
        """
        Return what an act of staff comes to, to be kept and then enforced; ``known`` is what the store knows of whom.

        Raises:
            Refusal: ``not_allowed``, ``not_yourself``, ``unknown_person`` or ``already``.
        """
        state = self._at(now)
        person = state.person(by)
        authorise(command, person.role)
        self._active(person)
        return staff.decide(state, person, command, known)

    def enforce(self, measure: Measure, now: int) -> None:
        """Carry out a measure that the store has."""
        staff.enforce(self._at(now), measure)

    def chat_restriction(self, zone: str, request: ChatRestriction) -> None:
        """Let the chat in a hall be as the forum held there asks."""
        if request == FREE:
            self._state.hushes.pop(zone, None)
        else:
            self._state.hushes[zone] = request

    def steered(self, slots: Iterable[int], now: int) -> None:
        """Tell those whose moves the crowd corrected where they stand."""
        state = self._at(now)
        for slot in slots:
            person = state.by_slot.get(slot)
            if person is not None and person.ride is None:
                state.placed(person, "corrected")

    def _active(self, person: Participant) -> None:
        state = self._state
        person.acted_at = state.now
        if person.attendance.present and person.attendance.act(state.now):
            state.show_presence(person)
        if person.attendance.stage is PresenceStage.HERE:
            self._expect_rest(person)

    # ---- time ------------------------------------------------------------------------------------

    def tick(self, now: int) -> None:
        """Let everything happen that comes due by itself."""
        state = self._at(now)
        for _ in range(EXPIRIES_A_TICK):
            if not state.expiries or state.expiries[0][0] > state.now:
                break
            _, participant, expiry = heapq.heappop(state.expiries)
            person = state.people.get(participant)
            if person is not None:
                self._each((person,), partial(_EXPIRED[expiry], self))
        while state.partings and state.partings[0][0] <= state.now:
            state.partings.popleft()
        self._each(list(state.riders.values()), self._drive)
        self._each(_turn(state.sitters, CHECKS_A_TICK), self._notice_standing)
        self._each(_turn(state.idlers, CHECKS_A_TICK), self._wake)

    def sweep(self, now: int) -> None:
        """Let go of what was said two minutes ago, whether anybody asks or not."""
        for person in self._at(now).people.values():
            person.log.trim(now)

    def _each(self, people: Iterable[Participant], do: Callable[[Participant], None]) -> None:
        """Do something for each; where it fails for one, the others have theirs all the same."""
        for person in people:
            try:
                do(person)
            except Exception as error:  # noqa: BLE001 - handed on
                self._fault(error)

    def _drive(self, person: Participant) -> None:
        """Move somebody along the track, or let them get off."""
        state = self._state
        assert person.ride is not None
        if person.ride.arrived(state.now):
            station = person.ride.station
            staff.get_off(state, person)
            state.put(person, station, "arrived")
        else:
            state.crowd.place(person.slot, *person.ride.pose(state.now))

    def _notice_standing(self, person: Participant) -> None:
        """Who walks off does not sit any more; looked at in rotation, as ``_wake`` does."""
        if self._state.crowd.gait(person.slot) is not Gait.SIT:
            self._state.get_up(person)

    def _wake(self, person: Participant) -> None:
        """Who moves is not idle any more; a bounded number is looked at, in rotation."""
        if self._state.crowd.moved_at(person.slot) > person.attendance.since:
            self._active(person)

    def _expect_rest(self, person: Participant) -> None:
        if not person.rest_due:
            person.rest_due = True
            self._state.expire_at(self._state.now + IDLE_AFTER_MS, person, Expiry.IDLE)

    def _expire_idle(self, person: Participant) -> None:
        state = self._state
        person.rest_due = False
        if person.attendance.stage is not PresenceStage.HERE:
            return
        last = max(person.acted_at, state.crowd.moved_at(person.slot))
        if state.now - last < IDLE_AFTER_MS:
            person.rest_due = True
            state.expire_at(last + IDLE_AFTER_MS, person, Expiry.IDLE)
        elif person.attendance.rest(state.now):
            state.show_presence(person)

    def _expire_away(self, person: Participant) -> None:
        if person.attendance.expire(self._state.now):
            staff.remove(self._state, person)

    def _expire_mute(self, person: Participant) -> None:
        if 0 < person.muted_until <= self._state.now:
            person.muted_until, person.mute_reason = 0, ""
            self._state.became(person)
            self._state.notice(person, NoticeCode.UNMUTED)

    def _expire_emote(self, person: Participant) -> None:
        if 0 < person.emote_until <= self._state.now:
            person.emote_until = 0
            self._state.crowd.set_state(person.slot, emote=EmoteBits.NONE)

    def _at(self, now: int) -> SquareState:
        self._state.now = max(self._state.now, now)
        return self._state

    # ---- asking ----------------------------------------------------------------------------------

    def effects(self) -> list[Effect]:
        """Return what is to be done, in order, and forget it."""
        drained, self._state.effects = self._state.effects, []
        return drained

    def snapshot(self, participant: str) -> Snapshot:
        """
        Return the whole of a participant's inbox.

        Raises:
            Refusal: ``unknown_person``.
        """
        state = self._state
        person = state.person(participant)
        blocks = [Stranger(other, name) for other, name in state.blocks.of(participant).items()]
        return Snapshot(state.me(person), blocks, person.log.since(state.now), list(person.notices), list(person.flags))

    def here(self, now: int) -> Here:
        """Return how many are present, and how many at each place."""
        state = self._at(now)
        slots = [one.slot for one in state.people.values() if one.attendance.present]
        places = list(state.world.places.values())
        counts = state.crowd.counts(slots, [(place.x, place.y, place.radius) for place in places])
        return Here(len(state.roster), {place.id: n for place, n in zip(places, counts, strict=True) if n})

    def gone(self) -> list[str]:
        """Return who left the square for good since the last call: their inboxes can go."""
        drained, self._state.gone = self._state.gone, []
        return [one for one in drained if one not in self._state.people]

    def slot(self, participant: str) -> int:
        """
        Return the slot of a participant who is in the square, present or away.

        Raises:
            Refusal: ``unknown_person``.
        """
        return self._state.person(participant).slot

    def place_of(self, participant: str) -> tuple[int, int, int]:
        """
        Return where somebody stands, in units of the wire: x, y and heading.

        Raises:
            Refusal: ``unknown_person``.
        """
        x, y, heading = self._state.crowd.pose(self.slot(participant))
        return quantise(x), quantise(y), heading_unit(heading)

    def hidden_slots(self, participant: str) -> frozenset[int]:
        """Return the slots that this participant must not see: private frames are for who has any."""
        people = self._state.people
        hidden = self._state.blocks.hidden_from(participant)
        left = (slot for _, viewer, slot in self._state.partings if viewer == participant)
        return frozenset(people[other].slot for other in hidden if other in people).union(left)

    def with_blocks(self) -> Mapping[str, frozenset[int]]:
        """Return, for everybody here from whom somebody here is hidden, the slots that they must not see."""
        viewers = {*self._state.blocks.concerned(), *(viewer for _, viewer, _ in self._state.partings)}
        block_filters = {one: self.hidden_slots(one) for one in viewers if one in self._state.people}
        return {one: slots for one, slots in block_filters.items() if slots}

    def name_free(self, name: str, participant: str) -> bool:
        """Tell whether nobody else in the square has a name that looks like this one."""
        return self._state.names.free(name, participant)

    def name_taken(self, name: str, participant: str, rng: int) -> Refusal:
        """Return the refusal of a name that somebody else has, with two names that are free."""
        return self._state.names.taken(name, participant, rng)

    def __contains__(self, participant: object) -> bool:
        return participant in self._state.people

    def __len__(self) -> int:
        return len(self._state.people)


def _raise(error: Exception) -> None:
    raise error


def _turn(table: dict[str, Participant], most: int) -> list[Participant]:
    """Return the first of a table and move them behind all others."""
    first = list(islice(table.values(), most))
    for person in first:
        del table[person.id]
        table[person.id] = person
    return first


_EXPIRED: dict[Expiry, Callable[[Square, Participant], None]] = {
    Expiry.AWAY: Square._expire_away,  # noqa: SLF001
    Expiry.IDLE: Square._expire_idle,  # noqa: SLF001
    Expiry.MUTE: Square._expire_mute,  # noqa: SLF001
    Expiry.EMOTE: Square._expire_emote,  # noqa: SLF001
}
