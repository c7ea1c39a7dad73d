"""Roles."""

from rooms.roles import Role


def test_staff_are_the_last_four():
    """Guests and citizens come first: whatever compares roles by their order leans on it."""
    assert list(Role)[:2] == [Role.GUEST, Role.CITIZEN]
