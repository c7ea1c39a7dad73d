"""
What one may ask for now: the kinds, and whether a request is for a camp. Views tell it, and decisions hold it.

Knows: rules, whether the queue is open, whether somebody speaks. Does not know: who asks.
"""

from rooms.base.errors import Refusal, Why
from rooms.forum.floor.time import with_stances
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Kind, Phase, Stance

_ASKED = (Kind.NORMAL, Kind.POINT_OF_ORDER, Kind.INTERPOSED, Kind.INTERVENTION)
"""The kinds as they are offered: what most ask for comes first."""
assert set(_ASKED) == set(Kind)


def offered(state: ForumState) -> tuple[Kind, ...]:
    """Return the kinds that one may ask for now; none while the forum is not open."""
    if state.phase is not Phase.OPEN:
        return ()
    return tuple(kind for kind in _ASKED if _refusal(state, kind) is None)


def check_kind(state: ForumState, kind: Kind) -> None:
    """
    Pass if one may ask for a kind now.

    Raises:
        Refusal: ``kind_not_offered``, ``queue_closed`` or ``nobody_speaks``.
    """
    refusal = _refusal(state, kind)
    if refusal is not None:
        raise refusal


def _refusal(state: ForumState, kind: Kind) -> Refusal | None:
    if kind not in state.rules.kinds:
        return Refusal(Why.KIND_NOT_OFFERED, kind=kind.value)
    if not state.floor.open and kind is not Kind.POINT_OF_ORDER:
        return Refusal(Why.QUEUE_CLOSED)
    if kind is Kind.INTERPOSED and state.floor.speech is None:
        return Refusal(Why.NOBODY_SPEAKS)
    return None


def check_stance(state: ForumState, kind: Kind, stance: Stance) -> None:
    """
    Pass if a request names a camp where one speaks for or against, and none elsewhere.

    Raises:
        Refusal: ``stance_not_offered`` or ``stance_needed``.
    """
    needed = kind is Kind.NORMAL and with_stances(state)
    if needed and stance is Stance.NONE:
        raise Refusal(Why.STANCE_NEEDED)
    if not needed and stance is not Stance.NONE:
        raise Refusal(Why.STANCE_NOT_OFFERED)
