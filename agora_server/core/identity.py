"""Who calls: what a session says of its bearer."""

from dataclasses import dataclass

from rooms.base.roles import Role


@dataclass(frozen=True, slots=True)
class Identity:
    """Who calls, from the session cookie.

    Attributes:
        session: the id of the session's row (never the cookie).
        participant: the participant of the square.
        account: the staff account, if the session is one.
    """

    session: str
    participant: str
    name: str
    role: Role
    account: str | None = None
