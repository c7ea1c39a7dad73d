"""
The reference client: what a snapshot becomes when the items after it are folded in.

Old snapshot + items = fresh snapshot is what nearly every test of the square goes through. Time lives in
``settle`` alone: utterances older than two minutes leave a snapshot by themselves.
"""

from functools import reduce

from msgspec.structs import replace

from rooms.wire.messages import Became, BlockGone, BlockSet, FlagRaised, Item, Noticed, Snapshot, Stranger, Uttered

LOG_LIMIT = 100
LOG_MS = 120_000
NOTICE_LIMIT = 32
FLAG_LIMIT = 100
"""The bounds of a snapshot, as ``chat.py``, ``state.py`` and ``moderation.py`` keep them."""


def fold(snapshot: Snapshot, item: Item) -> Snapshot:
    """Return the snapshot with one more item in it."""
    match item:
        case Uttered():
            return replace(snapshot, log=[*snapshot.log, item][-LOG_LIMIT:])
        case Noticed():
            return replace(snapshot, notices=[*snapshot.notices, item][-NOTICE_LIMIT:])
        case Became(me=me):
            return replace(snapshot, me=me)
        case BlockSet(person=person):
            return replace(snapshot, blocks=[*_without(snapshot, person.participant), person])
        case BlockGone(participant=participant):
            return replace(snapshot, blocks=_without(snapshot, participant))
        case FlagRaised():
            return replace(snapshot, flags=[*snapshot.flags, item][-FLAG_LIMIT:])


def _without(snapshot: Snapshot, participant: str) -> list[Stranger]:
    return [one for one in snapshot.blocks if one.participant != participant]


def settle(snapshot: Snapshot, now: int) -> Snapshot:
    """Return the snapshot without utterances that are no longer kept."""
    return replace(snapshot, log=[entry for entry in snapshot.log if entry.at > now - LOG_MS])


def folded(snapshot: Snapshot, items: list[Item]) -> Snapshot:
    """Return the snapshot with all items in it."""
    return reduce(fold, items, snapshot)
