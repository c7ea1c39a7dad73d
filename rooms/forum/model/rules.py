"""
The rules of one forum as data: a format with what the officer changed. Part of the first event of its journal.

Knows: names, bounds, defaults with their reasons. Does not know: files (``formats.py``), what the rules do.
"""

from typing import Annotated

from msgspec import Meta, Struct

from rooms.base.ids import Id
from rooms.forum.model.terms import (
    CHOOSABLE,
    Base,
    ItemKind,
    Key,
    Kind,
    Label,
    Level,
    Majority,
    QuestionOrder,
    QuorumOf,
    Seconds,
    Secrecy,
    Stance,
)

Speech = Annotated[int, Meta(ge=10, le=3_600)]
"""Seconds of a speech: 10 s for a show of numbers, one hour for a lecture."""


class Levels(Struct, frozen=True, forbid_unknown_fields=True):
    """Which level each act needs. Voting without a check is refused by default (consul#4576: it was not)."""

    attend: Level = Level.GUEST
    ask: Level = Level.NAMED
    question: Level = Level.NAMED
    vote: Level = Level.CITIZEN


class BallotRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What a ballot of this forum is unless the officer says otherwise."""

    secrecy: Secrecy = Secrecy.HIDDEN
    base: Base = Base.VALID
    quorum_of: QuorumOf = QuorumOf.PRESENT
    quorum_per_mille: Annotated[int, Meta(ge=0, le=1000)] = 500
    majority: Majority = Majority.SIMPLE
    min_open_s: Seconds = 60
    """A live stream lags by 20 to 40 s: who watches it can still vote."""
    open_s: Annotated[int, Meta(ge=30, le=86_400)] = 180
    late: bool = False
    """Whether who comes on the roll while it is open may vote; else the roll is frozen when it starts."""


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of a forum."""

    speech_s: Speech = 180
    intervention_s: Speech = 60
    interposed_s: Speech = 60
    point_of_order_s: Speech = 60
    camps: bool = False
    """Whether one speaks for or against."""
    first_camp: Stance = Stance.CON
    """Who opens: con, as in Korean councils; debate contests begin with pro."""
    camp_budget_s: Seconds = 0
    """Time of a camp for one item; 0: no budget."""
    order: Annotated[tuple[Key, ...], Meta(min_length=1, max_length=6)] = (
        Key.ALTERNATE_CAMP,
        Key.ALTERNATE_CHANNEL,
        Key.FIRST_TIME,
        Key.LEAST_SPOKEN,
        Key.REQUEST_TIME,
    )
    overtake_limit: Annotated[int, Meta(ge=1, le=20)] = 3
    grace_s: Annotated[int, Meta(ge=5, le=600)] = 30
    """How long one is waited for who is called while away: a phone unlocks and comes back in some 10 s."""
    present_only: bool = False
    hard_stop: bool = False
    """Whether a speech ends with its time; else the gavel sounds and the moderator decides."""
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=4)] = tuple(Kind)
    levels: Levels = Levels()
    ballot: BallotRules = BallotRules()
    question_order: QuestionOrder = QuestionOrder.VOTES
    voice_recorded: bool = False


ADDRESS = (
    r"^https://(?:[^\s<>\"'/?#:;,@()\[\]\\]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"  # a host, and perhaps its port
    r'(?:[/?#][^\s<>"]*)?(?![\s\S])'  # the very end: ``$`` would let a line end follow
)
"""An address as officers type it, for Python and for the client: nothing in the host that a header would be cut at."""
Address = Annotated[str, Meta(min_length=9, max_length=300, pattern=ADDRESS)]
"""Where something lies: https alone."""


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """Something to read beforehand."""

    title: Label
    url: Address


class Details(Struct, frozen=True, forbid_unknown_fields=True):
    """What an officer announces beside the agenda; public, of the city.

    Attributes:
        about: what it is about, in a few sentences.
        panel: who is invited to speak.
        live, sign: live streams an officer allows: the picture of the hall, the sign language.
        live_delay_s: how late the stream is, as far as it is known.
        practice: whether staff practise here, among made-up people: it is on no calendar.
    """

    about: Annotated[str, Meta(max_length=2_000)] = ""
    panel: Annotated[tuple[Label, ...], Meta(max_length=30)] = ()
    documents: Annotated[tuple[Document, ...], Meta(max_length=30)] = ()
    live: Address | None = None
    sign: Address | None = None
    live_delay_s: Annotated[int, Meta(ge=0, le=300)] = 30
    practice: bool = False


class ItemPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """An item of the agenda as it is planned."""

    title: Label
    kind: ItemKind
    minutes: Annotated[int, Meta(ge=1, le=480)]
    speech_s: Annotated[int, Meta(ge=0, le=3_600)] = 0
    """Seconds of a speech of this item; 0: as the rules say."""


class RequestedItem(ItemPlan, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An item of an agenda that is planned anew: one that is there already by its id, or a new one under a fresh id."""

    id: Id


class Format(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of forum: rules and an agenda to begin with."""

    id: Annotated[str, Meta(min_length=1, max_length=48, pattern="^[a-z0-9-]+$")]
    ko: Label
    en: Label
    purpose: Label
    rules: Rules
    agenda: Annotated[tuple[ItemPlan, ...], Meta(min_length=1, max_length=50)]


CAMP_KEYS = (Key.BALANCE, Key.ALTERNATE_CAMP)


def faults(rules: Rules) -> list[tuple[str, str]]:
    """Return what does not go together, as (field, why)."""
    found = []
    if len(set(rules.order)) < len(rules.order):
        found.append(("order", "repeated"))
    if not set(rules.order) <= set(CHOOSABLE):
        found.append(("order", "always"))
    camp = [key in CAMP_KEYS for key in rules.order]
    if camp != sorted(camp, reverse=True):
        found.append(("order", "camps_first"))
    if rules.camp_budget_s and not rules.camps:
        found.append(("camp_budget_s", "no_camps"))
    if rules.first_camp is Stance.NONE:
        found.append(("first_camp", "no_stance"))
    if Kind.NORMAL not in rules.kinds:
        found.append(("kinds", "no_normal"))
    if rules.ballot.min_open_s > rules.ballot.open_s:
        found.append(("ballot.min_open_s", "longer_than_open_s"))
    return found
