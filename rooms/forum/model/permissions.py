"""
Permissions: which role may give which command to a forum, as one table. A command without a row stops the import.

Knows: commands and roles. Does not know: the state of a forum, sockets.
"""

from rooms.base.roles import Role, check_roles
from rooms.forum.model import commands as c

NOBODY: frozenset[Role] = frozenset()
EVERYBODY = frozenset(Role)
CLERKS = frozenset({Role.MODERATOR, Role.CLERK, Role.OFFICER, Role.ADMIN})
MODERATORS = frozenset({Role.MODERATOR, Role.OFFICER, Role.ADMIN})
OFFICERS = frozenset({Role.OFFICER, Role.ADMIN})
CITIZENS_ACTS = (
    *(c.AskFloor, c.WithdrawFloor, c.YieldFloor, c.Speak, c.ComeOnline, c.ConfirmOnsite, c.RaiseLevel, c.LinkSlip),
    *(c.Cast, c.AskQuestion, c.VoteQuestion),
)
_CLERKS_ACTS = (c.CheckIn, c.IssuePaper, c.ReturnPaper, c.EnterPaper, c.Caption, c.Correct, c.TakeOff, c.FinishHelp)
_MODERATORS_ACTS = (
    *(c.OpenForum, c.PauseForum, c.ResumeForum, c.Announce, c.SetSlow),
    *(c.AddItem, c.ChangeItem, c.MoveItem, c.RemoveItem, c.StartItem, c.FinishItem, c.NextItem, c.ExtendItem),
    *(c.SetQueue, c.CallNext, c.CallPerson, c.MoveEntry, c.UndoCall),
    *(c.PauseSpeech, c.ResumeSpeech, c.ExtendSpeech, c.StopSpeech),
    *(c.MutePerson, c.UnmutePerson, c.Remove),
    *(c.CreateBallot, c.DropBallot, c.StartBallot, c.ExtendBallot, c.FinishBallot, c.CountBallot),
    *(c.MoveQuestion, c.MergeQuestion),
)
_OFFICERS_ACTS = (c.CreateForum, c.ChangeForum, c.CancelForum, c.PublishBallot, c.CloseForum)
_TIMERS_ACTS = (c.PassOver, c.EndSpeech, c.BallotTimeUp, c.SetPresence)
MAY: dict[type[c.Command], frozenset[Role]] = {
    **dict.fromkeys(CITIZENS_ACTS, EVERYBODY),
    **dict.fromkeys(_CLERKS_ACTS, CLERKS),
    **dict.fromkeys(_MODERATORS_ACTS, MODERATORS),
    **dict.fromkeys(_OFFICERS_ACTS, OFFICERS),
    **dict.fromkeys(_TIMERS_ACTS, NOBODY),
}
"""Which roles may give a command. The timer of the server (``commands.TIMER``) may give every one."""
LEAST = {MODERATORS: Role.MODERATOR, CLERKS: Role.CLERK, OFFICERS: Role.OFFICER}
"""The role that a refusal names as needed."""

check_roles(c.Command.__subclasses__(), MAY)
