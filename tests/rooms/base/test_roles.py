"""Roles."""

import pytest

from rooms.base.roles import Role, RolesMissingError, check_roles


def test_staff_are_the_last_four():
    """Guests and citizens come first: whatever compares roles by their order leans on it."""
    assert list(Role)[:2] == [Role.GUEST, Role.CITIZEN]


def test_a_table_of_roles_has_a_row_for_every_command():
    """The names of those that are missing are told; a row that lets nobody in is one."""
    check_roles([int, str], {int: frozenset(Role), str: frozenset()})

    with pytest.raises(RolesMissingError, match=r": bool, float$"):
        check_roles([int, float, bool], {int: frozenset(Role)})
