"""
How long a speech is: by its kind and item, by the camp's credit or budget, and by how much it overran.

Knows: rules, accounts, what the clock says. Does not know: who is next.
"""

from rooms.forum.floor.order import seconds_of
from rooms.forum.model.state import Account, ForumState, Item, QueueEntry, Speech
from rooms.forum.model.terms import ItemKind, Kind, Stance

LEAST_BUDGETED_MS = 30_000
"""What a speech gets when its camp's budget is used up: time for one thought, so that no call is empty."""


def item_now(state: ForumState) -> Item | None:
    """Return the item that runs."""
    return next((item for item in state.agenda.items if item.id == state.agenda.running), None)


def item_speech_s(state: ForumState) -> int:
    """Return the seconds of a speech of the running item; 0: as the rules say."""
    item = item_now(state)
    return item.speech_s if item else 0


def with_stances(state: ForumState) -> bool:
    """Tell whether one speaks for or against now."""
    item = item_now(state)
    return state.rules.camps and item is not None and item.kind is ItemKind.DEBATE


def time_for(state: ForumState, entry: QueueEntry) -> tuple[int, int]:
    """Return the milliseconds of a speech, and how many of them are the camp's credit."""
    base = seconds_of(state.rules, entry.kind, item_speech_s(state)) * 1_000
    if entry.kind is not Kind.NORMAL or entry.stance is Stance.NONE:
        return base, 0
    account = state.floor.accounts.get(entry.stance, Account())
    if not state.rules.camp_budget_s:
        credit = account.given - account.used
        return base + credit, credit
    left = state.rules.camp_budget_s * 1_000 + account.given - account.spoken
    return min(base, max(left, LEAST_BUDGETED_MS)), 0


def overrun(state: ForumState, speech: Speech, now: int) -> int:
    """Return by how many milliseconds the camp is over: over the speech, or over the budget where there is one."""
    entry = speech.entry
    clock = state.clock.speech if state.floor.speech is speech else state.clock.suspended
    if entry.kind is not Kind.NORMAL or entry.stance is Stance.NONE or clock is None:
        return 0
    if not state.rules.camp_budget_s:
        return -clock.left(now)
    account = state.floor.accounts.get(entry.stance, Account())
    return account.spoken + clock.spent(now) - state.rules.camp_budget_s * 1_000 - account.given
