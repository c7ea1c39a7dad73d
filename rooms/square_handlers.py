"""What each command does, as a table. A composing module.

``hello``, ``sync`` and ``change_view`` are the gateway's: they concern a tab, not the square.
"""

from collections.abc import Callable
from typing import Any

from rooms import square_acts, square_staff, square_talk
from rooms.messages import (
    AskRoster,
    Ban,
    Block,
    Change,
    CountHearers,
    Follow,
    Gesture,
    Goto,
    Leave,
    Lift,
    MoveOut,
    Mute,
    Pose,
    RaiseHand,
    Report,
    Ride,
    Say,
    Unblock,
    Who,
)
from rooms.square_state import Participant, State

Handler = Callable[[State, Participant, str, Any, str], None]
HANDLERS: dict[type, Handler] = {
    Leave: square_acts.leave,
    Say: square_talk.say,
    CountHearers: square_talk.count_hearers,
    Goto: square_acts.goto,
    Ride: square_acts.ride,
    Pose: square_acts.pose,
    RaiseHand: square_acts.raise_hand,
    Gesture: square_acts.gesture,
    Change: square_acts.change,
    Follow: square_acts.follow,
    Who: square_acts.who_is,
    AskRoster: square_acts.roster,
    Block: square_acts.block,
    Unblock: square_acts.unblock,
    Report: square_staff.report,
    Mute: square_staff.staff_act,
    MoveOut: square_staff.staff_act,
    Ban: square_staff.staff_act,
    Lift: square_staff.staff_act,
}
