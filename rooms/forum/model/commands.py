"""
Every command to a forum, once. ``by`` is who gives it; new ids are random and given by the server.

``saw`` is the version of the thing that the moderator view showed when staff pressed the button; a stale one is
refused. Texts come cleaned (``rooms/base/text.py``). Knows: shapes. Does not know: who may give which (``forum.py``).
"""

from msgspec import Struct

from rooms.base.ids import Id
from rooms.base.roles import Role
from rooms.base.tally import Vote
from rooms.forum.model.rules import Details, RequestedItem, Rules
from rooms.forum.model.state import Terms
from rooms.forum.model.terms import (
    Amount,
    Choice,
    ItemKind,
    Kind,
    Label,
    Level,
    Minutes,
    Note,
    QuestionState,
    Reason,
    Row,
    Seconds,
    Signal,
    Signed,
    Slip,
    Stance,
    Tracker,
    Version,
    Words,
)


class By(Struct, frozen=True):
    """Who gives a command; ``who`` is empty for a timer."""

    who: str
    role: Role


TIMER = By("", Role.ADMIN)
"""The clock of the server: its commands come from ``forum.due`` alone."""


class Command(Struct, frozen=True, kw_only=True):
    """Something that somebody wants to happen."""

    by: By


# ---- the forum -----------------------------------------------------------------------------------


class CreateForum(Command, frozen=True, kw_only=True):
    """Set a forum up; the agenda follows item by item."""

    title: Label
    hall: Id
    opens_at: int
    rules: Rules
    details: Details = Details()
    practice_of: Note = ""
    """The forum that is practised; whose staff have their roles here as well."""


class ChangeForum(Command, frozen=True, kw_only=True):
    """Change what was announced; ``agenda``: the whole of it in its order, ``None`` leaves it."""

    title: Label
    hall: Id
    opens_at: int
    rules: Rules
    details: Details = Details()
    saw: Version
    agenda: tuple[RequestedItem, ...] | None = None
    saw_agenda: Version = 0


class CancelForum(Command, frozen=True, kw_only=True):
    """Call off what was announced; ``reason`` is a text of the city that everybody reads."""

    reason: Note
    saw: Version


class OpenForum(Command, frozen=True, kw_only=True):
    """Begin."""


class PauseForum(Command, frozen=True, kw_only=True):
    """Stop floor, questions and new guests at once."""

    reason: Reason


class ResumeForum(Command, frozen=True, kw_only=True):
    """Go on."""


class CloseForum(Command, frozen=True, kw_only=True):
    """End the forum for good."""


class Announce(Command, frozen=True, kw_only=True):
    """Tell everybody something, on every view; an empty text takes it back."""

    text: Note


class FinishHelp(Command, frozen=True, kw_only=True):
    """Say that a call for help was taken care of."""

    signal: Signal
    saw: Version


class SetSlow(Command, frozen=True, kw_only=True):
    """Let one person put one question in writing per ``seconds``; 0 ends it."""

    seconds: Seconds


# ---- agenda --------------------------------------------------------------------------------------


class AddItem(Command, frozen=True, kw_only=True):
    """Add an item; ``place`` from 0, -1 for the end."""

    item: Id
    title: Label
    kind: ItemKind
    minutes: Minutes
    speech_s: Seconds = 0
    place: Signed = -1


class ChangeItem(Command, frozen=True, kw_only=True):
    """Change an item that waits."""

    item: Id
    title: Label
    kind: ItemKind
    minutes: Minutes
    speech_s: Seconds = 0
    saw: Version


class MoveItem(Command, frozen=True, kw_only=True):
    """Put an item at another place."""

    item: Id
    place: Signed
    saw: Version


class RemoveItem(Command, frozen=True, kw_only=True):
    """Take an item off."""

    item: Id
    saw: Version


class StartItem(Command, frozen=True, kw_only=True):
    """Begin an item; the one that runs is finished."""

    item: Id
    saw: Version


class FinishItem(Command, frozen=True, kw_only=True):
    """Finish the item that runs."""

    item: Id
    saw: Version


class NextItem(Command, frozen=True, kw_only=True):
    """Finish the item that runs and begin the one behind it."""

    saw: Version


class ExtendItem(Command, frozen=True, kw_only=True):
    """Give the running item more time."""

    item: Id
    seconds: Seconds
    saw: Version


# ---- floor ---------------------------------------------------------------------------------------


class SetQueue(Command, frozen=True, kw_only=True):
    """Open or close the queue, or keep it to who is present."""

    open: bool
    present_only: bool = False


class AskFloor(Command, frozen=True, kw_only=True):
    """Ask for the floor; ``person`` names whom a clerk asks for, empty for oneself."""

    entry: Id
    kind: Kind = Kind.NORMAL
    stance: Stance = Stance.NONE
    note: Note = ""
    person: Note = ""


class WithdrawFloor(Command, frozen=True, kw_only=True):
    """Take a request back; staff may take back anybody's."""

    entry: Id


class CallNext(Command, frozen=True, kw_only=True):
    """Give the floor to who is next: ``entry``, as the moderator view showed it."""

    entry: Id
    saw: Version


class CallPerson(Command, frozen=True, kw_only=True):
    """Give the floor to an entry of one's choice, with a reason unless it is next."""

    entry: Id
    saw: Version
    reason: Reason = ""


class MoveEntry(Command, frozen=True, kw_only=True):
    """Put an entry at a place from 1, with a reason; 0 gives it back to the order."""

    entry: Id
    place: Signed
    saw: Version
    reason: Reason = ""


class PauseSpeech(Command, frozen=True, kw_only=True):
    """Stop the speech and its clock."""

    saw: Version


class ResumeSpeech(Command, frozen=True, kw_only=True):
    """Let the speech go on."""

    saw: Version


class ExtendSpeech(Command, frozen=True, kw_only=True):
    """Give the speech more time (or less)."""

    seconds: Signed
    saw: Version


class StopSpeech(Command, frozen=True, kw_only=True):
    """End the speech."""

    saw: Version


class YieldFloor(Command, frozen=True, kw_only=True):
    """The speaker has finished."""


class UndoCall(Command, frozen=True, kw_only=True):
    """Take the last call back."""

    saw: Version


class PassOver(Command, frozen=True, kw_only=True):
    """The grace of who was called while away is over. A timer's."""

    entry: Id
    until: int


class EndSpeech(Command, frozen=True, kw_only=True):
    """The time of a speech is over, in a format that stops it. A timer's."""

    entry: Id
    ends_at: int


class Speak(Command, frozen=True, kw_only=True):
    """Say something with the floor, typed."""

    text: Words


class Caption(Command, frozen=True, kw_only=True):
    """Write down what the speaker says."""

    text: Words


class Correct(Command, frozen=True, kw_only=True):
    """Correct one of the last lines, by a captioner or staff."""

    row: Row
    text: Words


class TakeOff(Command, frozen=True, kw_only=True):
    """Take one of the last lines off the screens."""

    row: Row
    reason: Reason


# ---- roll ----------------------------------------------------------------------------------------


class ComeOnline(Command, frozen=True, kw_only=True):
    """Come online."""

    level: Level
    name: Note = ""
    district: Note = ""


class CheckIn(Command, frozen=True, kw_only=True):
    """Check a person in at the door to a numbered slip."""

    person: Id
    slip: Slip
    level: Level
    name: Note = ""
    district: Note = ""


class ConfirmOnsite(Command, frozen=True, kw_only=True):
    """A phone in the hall scanned the venue's code (checked by the server)."""


class RaiseLevel(Command, frozen=True, kw_only=True):
    """Somebody proved more of themselves (checked by the server)."""

    level: Level


class LinkSlip(Command, frozen=True, kw_only=True):
    """A phone scanned the code of a slip: it is that person's from now on."""

    slip: Slip


class SetPresence(Command, frozen=True, kw_only=True):
    """The server saw somebody's last line go, or come back. ``left``: they said that they leave."""

    person: Id
    present: bool
    left: bool = False


class MutePerson(Command, frozen=True, kw_only=True):
    """Hold somebody back for so many minutes; 0 until the forum ends. They hear, see and vote as before."""

    person: Id
    minutes: Minutes
    reason: Reason
    standing: Role = Role.GUEST
    """The role of the person in this forum, from the server."""


class UnmutePerson(Command, frozen=True, kw_only=True):
    """Let somebody speak and ask again. A timer names the end of the mute that it lifts."""

    person: Id
    until: Version = 0


class Remove(Command, frozen=True, kw_only=True):
    """Remove somebody from the forum."""

    person: Id
    reason: Reason
    standing: Role = Role.GUEST
    """The role of the person in this forum, from the server."""


class IssuePaper(Command, frozen=True, kw_only=True):
    """Hand a paper ballot out."""

    ballot: Id
    person: Id


class ReturnPaper(Command, frozen=True, kw_only=True):
    """Take an unused paper back."""

    ballot: Id
    person: Id


# ---- ballots -------------------------------------------------------------------------------------


class CreateBallot(Command, frozen=True, kw_only=True):
    """Prepare a ballot."""

    ballot: Id
    terms: Terms


class DropBallot(Command, frozen=True, kw_only=True):
    """Drop a ballot that has not started."""

    ballot: Id
    saw: Version


class StartBallot(Command, frozen=True, kw_only=True):
    """Open the voting."""

    ballot: Id
    saw: Version


class ExtendBallot(Command, frozen=True, kw_only=True):
    """Keep the voting open for longer."""

    ballot: Id
    seconds: Seconds
    saw: Version


class FinishBallot(Command, frozen=True, kw_only=True):
    """End the voting."""

    ballot: Id
    saw: Version


class BallotTimeUp(Command, frozen=True, kw_only=True):
    """The time of the voting is over. A timer's."""

    ballot: Id
    ends_at: int


class Cast(Command, frozen=True, kw_only=True):
    """Vote. ``tracker``: drawn by the voter, for a hidden ballot; empty for a named one."""

    ballot: Id
    choice: Choice
    tracker: Tracker = ""


class EnterPaper(Command, frozen=True, kw_only=True):
    """Enter what the papers say: how many lay in the box, points by option, invalid ones among them."""

    ballot: Id
    papers: Amount
    totals: Choice
    invalid: Amount = 0


class CountBallot(Command, frozen=True, kw_only=True):
    """Count. ``votes``: the ballot box, which the server reads in the transaction that appends the outcome."""

    ballot: Id
    votes: tuple[Vote, ...] = ()


class PublishBallot(Command, frozen=True, kw_only=True):
    """Show the result."""

    ballot: Id
    saw: Version


# ---- questions -----------------------------------------------------------------------------------


class AskQuestion(Command, frozen=True, kw_only=True):
    """Ask in writing."""

    question: Id
    text: Words


class VoteQuestion(Command, frozen=True, kw_only=True):
    """Want a question answered, or not any more."""

    question: Id
    wanted: bool


class MoveQuestion(Command, frozen=True, kw_only=True):
    """Show, hide, take up, answer or promise."""

    question: Id
    to: QuestionState
    saw: Version
    department: Note = ""
    until: Note = ""
    reason: Reason = ""
    answer: Words = ""


class MergeQuestion(Command, frozen=True, kw_only=True):
    """Put a question into another one."""

    question: Id
    into: Id
    saw: Version
