"""
Permissions: which role may send which message, as one table. A message without a row stops the import.

Who may do what in one forum depends on the forum (``forum/model/permissions.py``): its messages are for everybody here.
Knows: messages and roles. Does not know: the state of the square, sockets.
"""

import typing

from rooms.base.errors import Refusal, Why
from rooms.base.roles import Role, check_roles
from rooms.square.moderation import STAFF
from rooms.wire import messages as m

EVERYBODY = frozenset(Role)
_OF_A_TAB = (m.Hello, m.Sync, m.ChangeView)
_OF_EVERYBODY = (
    *(m.Leave, m.Say, m.CountHearers, m.Goto, m.Ride, m.Pose, m.RaiseHand, m.Gesture, m.Change, m.Follow),
    *(m.Who, m.AskRoster, m.Block, m.Unblock, m.Report),
)
_OF_STAFF = (m.Mute, m.MoveOut, m.Ban, m.Lift)
_OF_A_FORUM = (m.Attend, m.LeaveForum, m.GiveCommand, m.ShowSignal, m.Listen, m.CarryVenueAudio)
MAY: dict[type, frozenset[Role]] = {
    **dict.fromkeys((*_OF_A_TAB, *_OF_EVERYBODY, *_OF_A_FORUM), EVERYBODY),
    **dict.fromkeys(_OF_STAFF, STAFF),
}
"""Which roles may send a message."""

check_roles(typing.get_args(m.ClientMessage), MAY)


def authorise(command: object, role: Role) -> None:
    """
    Pass if a role may send a message.

    Raises:
        Refusal: ``not_allowed`` with the role that it needs; ``malformed`` for what is no message.
    """
    roles = MAY.get(type(command))
    if roles is None:
        raise Refusal(Why.MALFORMED)
    if role not in roles:
        raise Refusal(Why.NOT_ALLOWED, needs=Role.MODERATOR.value)
