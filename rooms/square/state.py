"""
What the square holds, and the few things that every handler does with it. A composing module.

Knows: participants, their slots and inboxes. Does not know: what a command means (``square_*.py``).
"""

import heapq
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rooms.base.errors import Fact, Refusal, Why
from rooms.base.frames import Gait, Presence
from rooms.base.geometry import heading_unit, quantise
from rooms.square import moderation
from rooms.square.blocks import Blocks
from rooms.square.chat import Log
from rooms.square.chat_limits import FREE, ChatRestriction
from rooms.square.effects import Deliver, Effect, TellTabs, WriteFact
from rooms.square.follow import Follows
from rooms.square.hearing import Stand, hall_at
from rooms.square.nickname import Names
from rooms.square.ports import CrowdPort, WorldPort
from rooms.square.presence import AttachedTabs, PresenceStage
from rooms.square.rides import TrainRide
from rooms.square.roster import RosterIndex
from rooms.square.words import WordList
from rooms.wire.messages import (
    Became,
    FlagRaised,
    Item,
    Look,
    Me,
    NoticeCode,
    Noticed,
    Person,
    Placed,
    Posture,
    Role,
    Stranger,
    Uttered,
)

FORUM_SQUARE = "forum-square"
"""Where one lands without a wish, and where staff move people to."""
NOTICE_LIMIT = 32
"""Notices in a snapshot: what one may want to read again after a reset."""
JUDGED_MS = 15_000
"""As long as somebody may be between the store, which was read for their arrival, and the square."""
PARTING_MS = 10_000
"""How long somebody who left stays hidden from those behind a block: the crowd tells of who left for half of that."""
SPOT_TRIES = 8
"""Standing spots looked at before one is shared; at 0.6 m two avatars still stand side by side."""
SPOT_ROOM_M = 0.6

PRESENCE_BITS = {
    PresenceStage.HERE: Presence.HERE,
    PresenceStage.IDLE: Presence.IDLE,
    PresenceStage.AWAY: Presence.AWAY,
}


class WritingProfile(StrEnum):
    """How strict the installation is about who may write."""

    DEMO = "demo"  # everybody
    CITY = "city"  # verified citizens and staff (정보통신망법 44조의5)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes in, as the session and the store know them.

    Attributes:
        blocks: one's own list: names at the time by participant.
        muted_until: milliseconds; 0 when not muted.
        place: where to land; ``None`` for the Forum Square. Ignored when the avatar is still kept.
        named: whether a name was given at the door, with consent; who only looks around does not write.
    """

    participant: str
    name: str
    role: Role
    look: Look = field(default_factory=Look)
    blocks: dict[str, str] = field(default_factory=dict)
    muted_until: int = 0
    mute_reason: str = ""
    followable: bool = True
    quiet: bool = False
    place: str | None = None
    named: bool = True


@dataclass(slots=True)
class Participant:
    """One person in the square, present or away."""

    id: str
    name: str
    role: Role
    look: Look
    slot: int
    followable: bool
    quiet: bool
    muted_until: int
    mute_reason: str
    named: bool = True
    attendance: AttachedTabs = field(default_factory=AttachedTabs)
    posture: Posture = Posture.STAND
    hand: bool = False
    ride: TrainRide | None = None
    acted_at: int = 0
    said_at: int = 0
    rest_due: bool = False
    emote_until: int = 0
    log: Log = field(default_factory=Log)
    notices: deque[Noticed] = field(default_factory=lambda: deque(maxlen=NOTICE_LIMIT))
    flags: deque[FlagRaised] = field(default_factory=lambda: deque(maxlen=moderation.FLAG_LIMIT))

    @property
    def staff(self) -> bool:
        """Whether this is staff."""
        return moderation.is_staff(self.role)


class Expiry(StrEnum):
    """What comes due by itself."""

    AWAY = "away"
    IDLE = "idle"
    MUTE = "mute"
    EMOTE = "emote"


class SquareState:
    """Everything in one square; handlers read and change it, and leave effects."""

    def __init__(
        self, world: WorldPort, crowd: CrowdPort, *, secret: bytes, profile: WritingProfile, words: WordList
    ) -> None:
        self.world = world
        self.crowd = crowd
        self.secret = secret
        self.profile = profile
        self.words = words
        self.now = 0
        self.people: dict[str, Participant] = {}
        self.by_slot: dict[int, Participant] = {}
        self.hushes: dict[str, ChatRestriction] = {}
        self.blocks = Blocks()
        self.names = Names()
        self.roster = RosterIndex()
        self.follows = Follows()
        self.riders: dict[str, Participant] = {}
        self.sitters: dict[str, Participant] = {}
        self.idlers: dict[str, Participant] = {}
        self.expiries: list[tuple[int, str, Expiry]] = []
        self.effects: list[Effect] = []
        self.gone: list[str] = []
        self.judged: dict[str, moderation.Measure] = {}
        """The last mute or lift of who was away, for ``JUDGED_MS``: an arrival read from the store before it was kept
        may enter after it."""
        self.partings: deque[tuple[int, str, int]] = deque()
        self._next_spot: dict[str, int] = {}

    # ---- effects ---------------------------------------------------------------------------------

    def deliver(self, to: tuple[str, ...], item: Item) -> None:
        """Put an item into inboxes, and into what their snapshots are made of."""
        if not to:
            return
        for participant in to:
            person = self.people[participant]
            if isinstance(item, Uttered):
                person.log.add(item)
            elif isinstance(item, Noticed):
                person.notices.append(item)
            elif isinstance(item, FlagRaised):
                person.flags.append(item)
        self.effects.append(Deliver(to, item))

    def notice(self, person: Participant, code: NoticeCode, **facts: Fact) -> None:
        """Tell one person something, in words of the client's catalogue (``notice.<code>``)."""
        self.deliver((person.id,), Noticed(code, facts, self.now))

    def became(self, person: Participant) -> None:
        """Tell somebody their own state."""
        self.deliver((person.id,), Became(self.me(person)))

    def keep_fact(self, kind: str, participant: str, **facts: object) -> None:
        """Have a fact written to the store."""
        self.effects.append(WriteFact(kind, participant, facts))

    def placed(self, person: Participant, why: str) -> None:
        """Tell all tabs of somebody where their avatar is now."""
        x, y, heading = self.crowd.pose(person.slot)
        self.effects.append(TellTabs(person.id, Placed(quantise(x), quantise(y), heading_unit(heading), why)))

    # ---- looking up ------------------------------------------------------------------------------

    def person(self, participant: str) -> Participant:
        """
        Return somebody who is in the square, present or away.

        Raises:
            Refusal: ``unknown_person``.
        """
        found = self.people.get(participant)
        if found is None:
            raise Refusal(Why.UNKNOWN_PERSON)
        return found

    def visible(self, asker: Participant, participant: str) -> Participant:
        """
        Return somebody whom the asker may see.

        Raises:
            Refusal: ``unknown_person``, also where a block is between the two: a block does not show itself.
        """
        if self.blocks.between(asker.id, participant):
            raise Refusal(Why.UNKNOWN_PERSON)
        return self.person(participant)

    def chat_restriction(self, person: Participant) -> ChatRestriction:
        """Return what holds for talking where somebody stands."""
        hall = hall_at(self.world, self.stand(person)) if self.hushes else None
        return FREE if hall is None else self.hushes.get(hall.id, FREE)

    def stand(self, person: Participant) -> Stand:
        """Return where somebody stands."""
        x, y, _ = self.crowd.pose(person.slot)
        return Stand(person.id, x, y)

    def stands(self, people: Sequence[Participant]) -> list[Stand]:
        """Return where many stand, in their order; one look at the table for all."""
        poses = self.crowd.poses([person.slot for person in people])
        return [Stand(person.id, x, y) for person, (x, y, _) in zip(people, poses, strict=True)]

    def me(self, person: Participant) -> Me:
        """Return somebody's own state."""
        return Me(
            participant=person.id,
            slot=person.slot,
            name=person.name,
            role=person.role,
            look=person.look,
            posture=person.posture,
            hand=person.hand,
            followable=person.followable,
            quiet=person.quiet,
            following=self.follows.leader(person.id),
            muted_until=person.muted_until,
            riding_to=person.ride.station if person.ride is not None else None,
        )

    def as_seen(self, person: Participant) -> Person:
        """Return somebody as others see them."""
        x, y, _ = self.crowd.pose(person.slot)
        place = self.world.nearest_place(x, y).id
        allows = person.followable and not person.quiet
        return Person(person.slot, person.id, person.name, person.role, person.look, allows, place)

    def stranger(self, participant: str, name: str = "") -> Stranger:
        """Return the short form of a person, with the name they have now if they are here."""
        found = self.people.get(participant)
        return Stranger(participant, found.name if found is not None else name)

    # ---- changing --------------------------------------------------------------------------------

    def rename(self, person: Participant, name: str) -> None:
        """Give somebody another name; it must be free."""
        self.names.release(person.name)
        self.names.take_name(name, person.id)
        person.name = name
        if person.attendance.present:
            self.roster.put(person.id, name)

    def part(self, person: Participant) -> None:
        """Somebody leaves: whoever is behind a block is not told where they stood last."""
        until = self.now + PARTING_MS
        self.partings.extend((until, other, person.slot) for other in self.blocks.hidden_from(person.id))

    def expire_at(self, at: int, person: Participant, expiry: Expiry) -> None:
        """Look at somebody again at a time; what is no longer due then is dropped."""
        heapq.heappush(self.expiries, (at, person.id, expiry))

    def spot(self, place: str) -> tuple[float, float, float]:
        """Return a spot to stand at a place where nobody stands yet, as far as a few tries find one."""
        where = self.world.places[place]
        wrap = 16 + 2 * len(self.crowd.within(where.x, where.y, where.radius))
        n = self._next_spot.get(place, 0) % wrap
        for _ in range(SPOT_TRIES):
            x, y, heading = self.world.standing_spot(place, n)
            n += 1
            if not self.crowd.within(x, y, SPOT_ROOM_M):
                break
        self._next_spot[place] = n
        return x, y, heading

    def put(self, person: Participant, place: str, why: str) -> None:
        """Put somebody at a place, standing."""
        x, y, heading = self.spot(place)
        self.crowd.place(person.slot, x, y, heading)
        self.crowd.set_state(person.slot, gait=Gait.STAND)
        self.get_up(person)
        self.placed(person, why)

    def get_up(self, person: Participant) -> None:
        """Note that somebody stands (again)."""
        if self.sitters.pop(person.id, None) is not None:
            person.posture = Posture.STAND
            self.became(person)

    def show_presence(self, person: Participant) -> None:
        """Show others the stage somebody is in."""
        stage = person.attendance.stage
        self.crowd.set_state(person.slot, presence=PRESENCE_BITS[stage])
        if stage is PresenceStage.IDLE:
            self.idlers[person.id] = person
        else:
            self.idlers.pop(person.id, None)
        if person.attendance.present:
            self.roster.put(person.id, person.name)
        else:
            self.roster.drop(person.id)

    def stop_following(self, person: Participant) -> None:
        """Somebody follows nobody any more."""
        if self.follows.stop(person.id) is not None:
            self.became(person)

    def end_follow(self, follower: Participant) -> None:
        """The one who is followed ended it, or is no longer here: tell the follower."""
        leader = self.follows.stop(follower.id)
        if leader is not None:
            self.became(follower)
            self.notice(follower, NoticeCode.FOLLOW_ENDED, name=self.stranger(leader).name)

    def lose_followers(self, leader: Participant) -> None:
        """Nobody can follow this person any more."""
        for follower in self.follows.followers(leader.id):
            self.end_follow(self.people[follower])
