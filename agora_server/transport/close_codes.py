"""
Close codes: every way in which the server ends a connection, as one table.

4000 to 4499: come back, after the time given. 4500 to 4999: do not come back by yourself.
The client has this table from the emitter and never guesses; a code that is not in it, a lost connection
or 1006 means "come back with jitter".
"""

from dataclasses import dataclass
from enum import IntEnum


class Code(IntEnum):
    """The close codes."""

    RESTARTING = 4000
    TOO_SLOW = 4001
    SILENT = 4002
    HELLO_LATE = 4003
    BAD_TICKET = 4004
    NODE_TROUBLE = 4005
    BUSY = 4006
    RELOAD = 4010
    REPLACED = 4500
    LEFT = 4501
    BANNED = 4502
    SESSION_ENDED = 4503
    ABUSE = 4504
    FULL = 4505


@dataclass(frozen=True, slots=True)
class CloseRule:
    """One row: what the client does next.

    Attributes:
        code: the close code.
        name: the key of the wording, ``goodbye.<name>``.
        come_back: whether the client reconnects by itself.
        after_ms: the least time before it does; jitter comes on top.
        issued: when the server says it.
    """

    code: Code
    name: str
    come_back: bool
    after_ms: int
    issued: str


TABLE: dict[Code, CloseRule] = {
    row.code: row
    for row in (
        CloseRule(Code.RESTARTING, "restarting", True, 1_000, "the server stops or is replaced by a newer one"),
        CloseRule(Code.TOO_SLOW, "too_slow", True, 500, "the outbox of reliable messages is over its bound"),
        CloseRule(Code.SILENT, "silent", True, 0, "no byte for 25 s, pings unanswered"),
        CloseRule(Code.HELLO_LATE, "hello_late", True, 1_000, "no hello within 5 s after the upgrade"),
        CloseRule(Code.BAD_TICKET, "bad_ticket", True, 0, "the ticket is used, expired or unknown: ask for another"),
        CloseRule(Code.NODE_TROUBLE, "node_trouble", True, 2_000, "this node cannot serve just now"),
        CloseRule(Code.BUSY, "busy", True, 5_000, "the square is full for the moment"),
        CloseRule(Code.RELOAD, "reload", True, 0, "another digest of the protocol: reload once, then wait 30 s"),
        CloseRule(Code.REPLACED, "replaced", False, 0, "the same tab opened a newer socket"),
        CloseRule(Code.LEFT, "left", False, 0, "the participant left"),
        CloseRule(Code.BANNED, "banned", False, 0, "a moderator's ban, with its reason and end"),
        CloseRule(Code.SESSION_ENDED, "session_ended", False, 0, "signed out, revoked or erased"),
        CloseRule(Code.ABUSE, "abuse", False, 0, "frames that no client of ours sends, or far over the rates"),
        CloseRule(Code.FULL, "full", False, 0, "too many tabs of one participant"),
    )
}
