"""Who a participant is: the roles that rules and messages share."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """Who a participant is. Staff are the last four."""

    GUEST = "guest"
    CITIZEN = "citizen"
    MODERATOR = "moderator"
    CLERK = "clerk"
    OFFICER = "officer"
    ADMIN = "admin"


class RolesMissingError(Exception):
    """Commands have no row in their table of roles; the message names them."""


def check_roles(commands: Iterable[type], may: Mapping[type, frozenset[Role]]) -> None:
    """
    Check that every command has a row in a table of roles; called where the table stands, so at import.

    Raises:
        RolesMissingError: if a command has none.
    """
    missing = sorted(command.__name__ for command in commands if command not in may)
    if missing:
        raise RolesMissingError(f"no row in the table of roles: {', '.join(missing)}")
