"""What each command does, as a table. A composing module.

``hello``, ``sync`` and ``change_view`` are the gateway's: they concern a tab, not the square. Acts of staff are decided
and enforced in two steps, with the store between them (``staff.py``).
"""

from collections.abc import Callable
from typing import Any

from rooms.square import acts, staff, talk
from rooms.square.state import Participant, SquareState
from rooms.wire.messages import (
    AskRoster,
    Block,
    Change,
    CountHearers,
    Follow,
    Gesture,
    Goto,
    Leave,
    Pose,
    RaiseHand,
    Report,
    Ride,
    Say,
    Unblock,
    Who,
)

Handler = Callable[[SquareState, Participant, str, Any, str], None]
HANDLERS: dict[type, Handler] = {
    Leave: acts.leave,
    Say: talk.say,
    CountHearers: talk.count_hearers,
    Goto: acts.goto,
    Ride: acts.ride,
    Pose: acts.pose,
    RaiseHand: acts.raise_hand,
    Gesture: acts.gesture,
    Change: acts.change,
    Follow: acts.follow,
    Who: acts.who_is,
    AskRoster: acts.roster,
    Block: acts.block,
    Unblock: acts.unblock,
    Report: staff.report,
}
