"""
How much one connection may ask for, as a table of rates. Pure: time is an argument.

Moves are not here: the inbox keeps the newest of a tick, which is the limit, and far too many of them are
abuse (``agora_server/transport/connection.py``).
"""

import functools

from agora_server.core.rates import Limit, Rates
from rooms.base.errors import Refusal, Why
from rooms.wire import messages

COMMANDS = Limit("commands", 120, 500)
"""Everything together: 120 a minute, as the busiest page sends."""
CHAT = Limit("chat", 5, 1_000)
"""Words: nobody reads faster than one line a second."""
LIMITS: dict[type[messages.ClientMessage], Limit] = {
    messages.Say: CHAT,
    messages.CountHearers: Limit("hearers", 4, 500),
    messages.Who: Limit("who", 10, 250),
    messages.AskRoster: Limit("roster", 5, 500),
    messages.Report: Limit("reports", 5, 12_000),
    messages.Change: Limit("changes", 5, 2_000),
    messages.Listen: Limit("listen", 5, 2_000),
    messages.CarryVenueAudio: Limit("carry", 5, 2_000),
    messages.Gesture: Limit("gestures", 5, 1_000),
    messages.Sync: Limit("sync", 5, 500),
    messages.Attend: Limit("attend", 6, 2_000),
    messages.LeaveForum: Limit("attend", 6, 2_000),
    messages.ShowSignal: Limit("signals", 6, 2_000),
}
"""Messages with a rate of their own beside ``COMMANDS``. ``who`` comes in batches as people come into view."""
ORDERS = Limit("orders", 60, 500)
"""Orders of one tab: a moderator at work gives one in a few seconds; 120 a minute in the long run, as commands."""
SPOKEN = Limit("statements", 8, 2_000)
"""Statements, captions and questions: a captioner ends a line in two to four seconds."""
VOTES = Limit("votes", 200, 100)
"""Votes, and taking a request back. Apart from all else: no busy page and no rate ever costs a vote."""
ORDER_LIMITS: dict[str, Limit] = {
    **dict.fromkeys(("Speak", "Caption", "Correct", "AskQuestion"), SPOKEN),
    **dict.fromkeys(("Cast", "WithdrawFloor", "YieldFloor"), VOTES),
}
"""Orders with a rate of their own; the others share ``ORDERS``."""


class LineRates:
    """What one connection took so far; an idle one holds nothing."""

    __slots__ = ("_rates",)

    def __init__(self) -> None:
        self._rates = Rates(most=len(published()))

    def check(self, message: messages.ClientMessage, now: int) -> None:
        """Count a message.

        Raises:
            Refusal: ``too_fast`` with the seconds until one more is taken.
        """
        for limit in _limits_of(message):
            if wait := self._rates.take(limit.name, limit, now):
                raise Refusal(Why.TOO_FAST, seconds=-(-wait // 1_000))


def _limits_of(message: messages.ClientMessage) -> list[Limit]:
    """Return the rates that a message counts for: an order is no command of the square."""
    if isinstance(message, messages.GiveCommand):
        return [ORDER_LIMITS.get(type(message.order).__name__, ORDERS)]
    own = LIMITS.get(type(message))
    return [COMMANDS] if own is None else [own, COMMANDS]


@functools.cache
def published() -> dict[str, dict[str, int]]:
    """Return the table for ``/api/limits``."""
    rows = {limit.name: limit for limit in (COMMANDS, *LIMITS.values(), ORDERS, *ORDER_LIMITS.values())}
    return {name: {"burst": limit.burst, "every_ms": limit.every_ms} for name, limit in rows.items()}
