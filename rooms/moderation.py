"""
What staff may do to a person, and for how long.

Knows: roles, lengths, reasons. Does not know: where people stand, sockets, the store.
"""

from rooms.errors import Refusal, Why
from rooms.messages import Role

STAFF = frozenset({Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN})
"""Who may mute, move out, ban and lift, and who sees flags."""
MAX_MUTE_S = 86_400
"""A mute ends within a day: whoever should be quiet for longer is banned, which is reviewed."""
FLAG_LIMIT = 100
"""Flags in a snapshot; the store keeps them all until they are settled."""


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
