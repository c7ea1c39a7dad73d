"""
The words of the hall: enumerations and bounded scalars that events, commands and state share.

Knows: names and bounds. Does not know: any rule.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from rooms.base.ids import Id

Label = Annotated[str, Meta(min_length=1, max_length=300)]
"""A text of the city: a title, a question of a ballot, an option. Not personal."""
Seconds = Annotated[int, Meta(ge=0, le=86_400)]
Amount = Annotated[int, Meta(ge=0, le=1_000_000)]
Version = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Millis = Annotated[int, Meta(ge=-(2**53) + 1, le=2**53 - 1)]
Personal = Annotated[str, Meta(extra={"personal": True})]
"""
A text of or about a person. Kept under a salted commitment; ``evolve`` never reads it; it can be erased.

Without a bound: commands have one, and what was kept is read however long it is (normalised, a text may have grown).
"""


Signed = Annotated[int, Meta(ge=-86_400, le=86_400)]
"""Seconds to add or take, a place in a list."""
Minutes = Annotated[int, Meta(ge=0, le=10_000)]
Row = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""The number of a row of the journal."""
Slip = Annotated[int, Meta(ge=0, le=1_000_000)]
Tracker = Annotated[str, Meta(max_length=64)]
Choice = Annotated[dict[Id, Amount], Meta(max_length=64)]
"""Points by option; as many options as a ballot may have."""
Note = Annotated[str, Meta(max_length=200)]
"""A name, a district, a department, a short remark."""
Reason = Annotated[str, Meta(max_length=500)]
Words = Annotated[str, Meta(max_length=2_000)]
"""Words with the floor, a question, an answer: some five minutes of reading aloud."""


class Phase(StrEnum):
    """How far a forum is."""

    PLANNED = "planned"
    OPEN = "open"
    PAUSED = "paused"  # a hard moment: floor, questions and new guests wait
    CLOSED = "closed"


class Stance(StrEnum):
    """For which camp one speaks."""

    PRO = "pro"
    CON = "con"
    NONE = "none"


class Channel(StrEnum):
    """How one attends. On-site comes from the clerk or the venue's code, never from one's own word."""

    ONLINE = "online"
    ONSITE = "onsite"


class Level(StrEnum):
    """How well a person is known. ``LEVELS`` orders them."""

    GUEST = "guest"
    NAMED = "named"
    CITIZEN = "citizen"


LEVELS = (Level.GUEST, Level.NAMED, Level.CITIZEN)


class Kind(StrEnum):
    """What one asks the floor for; the order of the names is the order of the queue."""

    INTERPOSED = "interposed"  # a question to who speaks; suspends the speech
    INTERVENTION = "intervention"
    POINT_OF_ORDER = "point_of_order"
    NORMAL = "normal"


KINDS = tuple(Kind)


class Key(StrEnum):
    """What can decide who is next: the keys of fair order, and the reasons shown with a place."""

    KIND = "kind"  # a question, an intervention, a point of order goes before speeches
    MODERATOR = "moderator"  # moved by the moderator, with a reason
    BALANCE = "balance"  # the camp that spoke less
    ALTERNATE_CAMP = "alternate_camp"
    WAITED = "waited"  # overtaken as often as anybody may be
    KEPT = "kept"  # was called while away, is back, stays next
    ALTERNATE_CHANNEL = "alternate_channel"
    FIRST_TIME = "first_time"
    LEAST_SPOKEN = "least_spoken"
    REQUEST_TIME = "request_time"


CHOOSABLE = (
    Key.BALANCE,
    Key.ALTERNATE_CAMP,
    Key.ALTERNATE_CHANNEL,
    Key.FIRST_TIME,
    Key.LEAST_SPOKEN,
    Key.REQUEST_TIME,
)
"""The keys that a format lists; the others always hold."""


class ItemKind(StrEnum):
    """What an item of the agenda is for."""

    TALK = "talk"  # somebody invited presents
    DEBATE = "debate"  # speeches with stances
    SPEECHES = "speeches"  # speeches without
    QUESTIONS = "questions"
    BALLOT = "ballot"
    BREAK = "break"


class ItemState(StrEnum):
    """How far an item is."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class EntryState(StrEnum):
    """Where somebody who asked for the floor stands."""

    NEW = "new"
    WAITING = "waiting"
    CALLED = "called"  # called while away; the grace runs
    SPEAKING = "speaking"
    PAUSED = "paused"
    DONE = "done"
    GONE = "gone"


class BallotState(StrEnum):
    """How far a ballot is."""

    NEW = "new"
    CREATED = "created"
    STARTED = "started"
    FINISHED = "finished"
    PUBLISHED = "published"


class Method(StrEnum):
    """How one chooses."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    YES_NO = "yes_no"  # yes, no or abstain
    SCORE = "score"


class Secrecy(StrEnum):
    """Whether a choice is tied to its voter."""

    NAMED = "named"
    HIDDEN = "hidden"


class Base(StrEnum):
    """What 100 % is."""

    YES_NO = "yes_no"  # yes and no, without abstentions
    VALID = "valid"  # valid votes, abstentions among them
    CAST = "cast"  # all votes, invalid papers among them
    PRESENT = "present"  # entitled and present when it finished
    ENTITLED = "entitled"


class QuorumOf(StrEnum):
    """Of what number a quorum is a share."""

    NOBODY = "nobody"  # no quorum
    PRESENT = "present"
    ENTITLED = "entitled"


class Majority(StrEnum):
    """What it takes to be adopted."""

    RELATIVE = "relative"  # more than any other
    SIMPLE = "simple"  # more than half of the base
    TWO_THIRDS = "two_thirds"  # at least two thirds of the base


class Outcome(StrEnum):
    """What a ballot came to."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIE = "tie"
    NO_QUORUM = "no_quorum"
    NO_VOTES = "no_votes"
    COUNTED = "counted"  # scores and multiple choices: figures without a verdict


class QuestionState(StrEnum):
    """How far a citizen's question is."""

    NEW = "new"
    ASKED = "asked"  # waits for the moderator
    SHOWN = "shown"
    HIDDEN = "hidden"
    MERGED = "merged"
    TAKEN = "taken"  # on stage
    ANSWERED = "answered"
    PROMISED = "promised"  # a department answers until a date


class Signal(StrEnum):
    """What a listener shows without words: counted for some time, never kept."""

    APPLAUSE = "applause"
    CANT_HEAR = "cant_hear"
    SLOWER = "slower"


class QuestionOrder(StrEnum):
    """How questions are listed."""

    VOTES = "votes"
    TIME = "time"
