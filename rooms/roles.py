"""Who a participant is: the roles that rules and messages share."""

from enum import StrEnum


class Role(StrEnum):
    """Who a participant is. Staff are the last four."""

    GUEST = "guest"
    CITIZEN = "citizen"
    MODERATOR = "moderator"
    CLERK = "clerk"
    OFFICER = "officer"
    ADMIN = "admin"
