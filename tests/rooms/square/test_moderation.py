"""Who may act upon whom, and for how long."""

import itertools

import pytest

from rooms.base.errors import Refusal
from rooms.base.roles import Role
from rooms.square import moderation

STAFF = {Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN}


def allowed(actor, target, *, oneself=False):
    """Return ``yes``, or why not."""
    try:
        moderation.check_may_act(actor, target, oneself=oneself)
    except Refusal as refusal:
        return refusal.why.value
    return "yes"


@pytest.mark.parametrize(("actor", "target"), list(itertools.product(Role, Role)))
def test_who_may_act_upon_whom(actor, target):
    """[MO1] Staff act upon guests and citizens; upon staff only an admin does."""
    expected = actor in STAFF and (target not in STAFF or actor is Role.ADMIN)

    assert (allowed(actor, target) == "yes") is expected


@pytest.mark.parametrize("actor", Role)
def test_nobody_acts_upon_themselves(actor):
    """[MO1] Upon oneself nobody acts."""
    assert allowed(actor, actor, oneself=True) == ("not_yourself" if actor in STAFF else "not_allowed")


@pytest.mark.parametrize(("seconds", "until"), [(1, 1_000), (600, 600_000), (31_536_000, 86_400_000)])
def test_a_mute_ends_within_a_day(seconds, until):
    """[MO3] A mute lasts as long as asked, a day at most."""
    assert moderation.mute_until(0, seconds) == until


@pytest.mark.parametrize(("left", "seconds"), [(1, 1), (999, 1), (1_000, 1), (1_001, 2), (60_000, 60)])
def test_seconds_are_rounded_up(left, seconds):
    """[CH8] A refusal names whole seconds, never zero."""
    with pytest.raises(Refusal) as refusal:
        moderation.check_voice(10_000 + left, "도배", 10_000)

    assert refusal.value.facts == {"seconds": seconds, "reason": "도배"}


@pytest.mark.parametrize("until", [0, 9_999, 10_000])
def test_a_mute_that_is_over_refuses_nothing(until):
    """[MO3] From the moment it ends one is heard."""
    moderation.check_voice(until, "도배", 10_000)

    assert moderation.is_staff(Role.CLERK)
