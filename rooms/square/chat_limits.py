"""
How freely people in a hall talk beside the floor: the forum that is held there may pause their chat or slow it down.

Knows: what holds in a hall, and who must wait. Does not know: forums, who hears what.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rooms.base.errors import Refusal, Why


@dataclass(frozen=True, slots=True)
class ChatRestriction:
    """What a forum asks of the chat in its hall.

    Attributes:
        paused: nobody but staff talks.
        slow: seconds between two utterances of one person; 0 without slow mode.
    """

    paused: bool = False
    slow: int = 0


FREE = ChatRestriction()


def strictest(wishes: Iterable[ChatRestriction]) -> ChatRestriction:
    """Return what holds where several forums share a hall."""
    found = list(wishes)
    return ChatRestriction(any(one.paused for one in found), max((one.slow for one in found), default=0))


def check(chat_restriction: ChatRestriction, said_at: int, now: int) -> None:
    """
    Check that somebody may talk beside the floor.

    Args:
        chat_restriction: what holds in their hall.
        said_at: when they talked last, in milliseconds; 0 for never.
        now: in milliseconds.

    Raises:
        Refusal: ``hall_paused``, or ``slow_chat`` with the seconds that are left, rounded up.
    """
    if chat_restriction.paused:
        raise Refusal(Why.HALL_PAUSED)
    left = said_at + chat_restriction.slow * 1_000 - now
    if chat_restriction.slow and said_at and left > 0:
        raise Refusal(Why.SLOW_CHAT, every=chat_restriction.slow, seconds=-(-left // 1_000))
