"""
What staff may do to a person, and for how long.

Knows: roles, lengths, reasons. Does not know: where people stand, sockets, the store.
"""

from dataclasses import dataclass
from enum import StrEnum

from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role

STAFF = frozenset({Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN})
"""Who may mute, move out, ban and lift, and who sees flags."""
MAX_MUTE_S = 86_400
"""A mute ends within a day: whoever should be quiet for longer is banned, which is reviewed."""
FLAG_LIMIT = 100
"""Flags in a snapshot; the store keeps them all until they are settled."""


class MeasureKind(StrEnum):
    """What staff do to a person; the values stand in the store."""

    MUTE = "mute"
    MOVE_OUT = "move_out"
    BAN = "ban"
    LIFT = "lift"


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a person when staff act upon them; nothing is known of who never came or was erased.

    Attributes:
        banned_until: when the ban in force ends, milliseconds; 0 without one.
        banned_by: the name of who banned them.
    """

    role: Role
    banned_until: int = 0
    banned_by: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """An act of staff as it was decided: first it is kept, then it is carried out.

    Attributes:
        participant: whom it holds.
        by: who decided.
        at: when, milliseconds.
        until: when it ends; ``at`` for what is over at once.
    """

    kind: MeasureKind
    participant: str
    by: str
    reason: str
    at: int
    until: int


def is_staff(role: Role) -> bool:
    """Tell whether a role is staff."""
    return role in STAFF


def check_may_act(actor: Role, target: Role, *, oneself: bool) -> None:
    """
    Check that an act of staff upon a person is allowed; upon staff only an admin may act.

    Raises:
        Refusal: ``not_allowed`` with the role that it needs, or ``not_yourself``.
    """
    if not is_staff(actor):
        raise Refusal(Why.NOT_ALLOWED, needs=Role.MODERATOR.value)
    if oneself:
        raise Refusal(Why.NOT_YOURSELF)
    if is_staff(target) and actor is not Role.ADMIN:
        raise Refusal(Why.NOT_ALLOWED, needs=Role.ADMIN.value)


def mute_until(now: int, seconds: int) -> int:
    """Return when a mute ends, milliseconds; a day from now at most."""
    return now + min(seconds, MAX_MUTE_S) * 1000


def check_voice(muted_until: int, reason: str, now: int) -> None:
    """
    Check that a participant is not muted.

    Raises:
        Refusal: ``muted`` with the seconds that are left and the reason.
    """
    if muted_until > now:
        raise Refusal(Why.MUTED, seconds=-(-(muted_until - now) // 1000), reason=reason)
