"""What a citizen can do besides talking: move, gesture, follow, block, look up. A composing module."""

from zlib import crc32

from rooms.base.errors import Refusal, Why
from rooms.base.frames import EmoteBits, Gait
from rooms.square import nickname, rides
from rooms.square.effects import Dismiss, Reply
from rooms.square.roster import PAGE
from rooms.square.staff import remove
from rooms.square.state import Expiry, Participant, SquareState
from rooms.wire.messages import (
    AskRoster,
    Block,
    BlockGone,
    BlockSet,
    Change,
    Emote,
    Follow,
    Gesture,
    Goto,
    Leave,
    NoticeCode,
    People,
    Pose,
    Posture,
    RaiseHand,
    Ride,
    Roster,
    Unblock,
    Who,
)

EMOTE_MS = 3_000
"""How long a gesture is shown."""
EMOTE_BITS = {Emote.WAVE: EmoteBits.WAVE, Emote.CLAP: EmoteBits.CLAP, Emote.NOD: EmoteBits.NOD}


def leave(state: SquareState, who: Participant, _tab: str, _command: Leave, _new_id: str) -> None:
    """Leave the square."""
    state.effects.append(Dismiss(who.id, "left"))
    remove(state, who)


def check_not_riding(who: Participant) -> None:
    """
    Check that somebody is not on a train.

    Raises:
        Refusal: ``riding``.
    """
    if who.ride is not None:
        raise Refusal(Why.RIDING)


def goto(state: SquareState, who: Participant, _tab: str, command: Goto, _new_id: str) -> None:
    """Go to a place at once."""
    check_not_riding(who)
    if command.place not in state.world.places:
        raise Refusal(Why.UNKNOWN_PLACE)
    state.stop_following(who)
    state.put(who, command.place, "goto")


def ride(state: SquareState, who: Participant, _tab: str, command: Ride, _new_id: str) -> None:
    """Board the light rail."""
    check_not_riding(who)
    x, y, _ = state.crowd.pose(who.slot)
    places = (state.world.places[station] for station in state.world.stations)
    start = rides.boarding(x, y, ((place.id, place.x, place.y) for place in places), command.station)
    state.stop_following(who)
    state.get_up(who)
    who.ride = rides.TrainRide(command.station, state.world.ride(start, command.station), state.now)
    state.riders[who.id] = who
    state.crowd.set_state(who.slot, gait=Gait.RIDE)
    state.crowd.place(who.slot, *who.ride.pose(state.now))
    state.placed(who, "ride")
    state.became(who)


def pose(state: SquareState, who: Participant, _tab: str, command: Pose, _new_id: str) -> None:
    """Sit down or stand up."""
    check_not_riding(who)
    if command.posture is Posture.STAND:
        state.crowd.set_state(who.slot, gait=Gait.STAND)
        state.get_up(who)
    elif who.posture is Posture.STAND:
        who.posture = Posture.SIT
        state.sitters[who.id] = who
        state.crowd.set_state(who.slot, gait=Gait.SIT)
        state.became(who)


def raise_hand(state: SquareState, who: Participant, _tab: str, command: RaiseHand, _new_id: str) -> None:
    """Raise or lower one's hand."""
    if who.hand != command.up:
        who.hand = command.up
        state.crowd.set_state(who.slot, hand=command.up)
        state.became(who)


def gesture(state: SquareState, who: Participant, _tab: str, command: Gesture, _new_id: str) -> None:
    """Make a short gesture."""
    who.emote_until = state.now + EMOTE_MS
    state.expire_at(who.emote_until, who, Expiry.EMOTE)
    state.crowd.set_state(who.slot, emote=EMOTE_BITS[command.emote])


def change(state: SquareState, who: Participant, _tab: str, command: Change, new_id: str) -> None:
    """Change name, look or settings."""
    if command.name is not None and not who.named:
        raise Refusal(Why.VERIFY_FIRST)
    name = who.name if command.name is None else _new_name(state, who, command.name, crc32(new_id.encode()))
    if name != who.name:
        state.rename(who, name)
    who.look = who.look if command.look is None else command.look
    who.followable = who.followable if command.followable is None else command.followable
    who.quiet = who.quiet if command.quiet is None else command.quiet
    if who.quiet or not who.followable:
        state.lose_followers(who)
    state.keep_fact("profile", who.id, name=who.name, look=who.look, followable=who.followable, quiet=who.quiet)
    state.became(who)


def _new_name(state: SquareState, who: Participant, wanted: str, rng: int) -> str:
    name = nickname.checked(wanted, rng)
    if not state.names.free(name, who.id):
        raise state.names.taken(name, who.id, rng)
    return name


def follow(state: SquareState, who: Participant, _tab: str, command: Follow, _new_id: str) -> None:
    """Follow a person who allows it, or nobody."""
    if command.person is None:
        state.stop_following(who)
    else:
        _start_following(state, who, command.person)


def _start_following(state: SquareState, who: Participant, leader: str) -> None:
    if leader == who.id:
        raise Refusal(Why.NOT_YOURSELF)
    other = state.visible(who, leader)
    if not other.attendance.present:
        raise Refusal(Why.UNKNOWN_PERSON)
    if other.quiet or not other.followable:
        raise Refusal(Why.NOT_FOLLOWABLE)
    check_not_riding(who)
    if state.follows.leader(who.id) != leader:
        state.follows.start(who.id, leader)
        state.became(who)
        state.notice(other, NoticeCode.FOLLOWED, participant=who.id, name=who.name)


def block(state: SquareState, who: Participant, _tab: str, command: Block, _new_id: str) -> None:
    """Block a person."""
    name = state.person(command.person).name
    if state.blocks.add(who.id, command.person, name):
        for one, other in ((who.id, command.person), (command.person, who.id)):
            if state.follows.leader(one) == other:
                state.stop_following(state.people[one])
        state.keep_fact("block", who.id, person=command.person, name=name)
        state.deliver((who.id,), BlockSet(state.stranger(command.person)))


def unblock(state: SquareState, who: Participant, _tab: str, command: Unblock, _new_id: str) -> None:
    """Take a block back."""
    if state.blocks.remove(who.id, command.person):
        state.keep_fact("unblock", who.id, person=command.person)
        state.deliver((who.id,), BlockGone(command.person))


def who_is(state: SquareState, who: Participant, tab: str, command: Who, _new_id: str) -> None:
    """Answer who is behind slots; a blocked person is nobody."""
    hidden = state.blocks.hidden_from(who.id)
    people, gone = [], []
    for slot in dict.fromkeys(command.slots):
        found = state.by_slot.get(slot)
        if found is None or found.id in hidden:
            gone.append(slot)
        else:
            people.append(state.as_seen(found))
    state.effects.append(Reply(who.id, tab, People(people, gone)))


def roster(state: SquareState, who: Participant, tab: str, command: AskRoster, _new_id: str) -> None:
    """Answer with a page of the list of who is present."""
    found = state.roster.search(command.search, state.blocks.hidden_from(who.id))
    page = [state.as_seen(state.people[one]) for one in found[command.offset : command.offset + PAGE]]
    state.effects.append(Reply(who.id, tab, Roster(command.ask, len(found), command.offset, page)))
