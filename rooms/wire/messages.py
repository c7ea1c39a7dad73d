"""
Every message of the wire, once.

A message is a MessagePack array ``[type, *fields]`` behind the kind byte ``0``. The TypeScript twins are
written from these types by ``agora_server/transport/emit_typescript.py``; ``digest`` in ``hello`` binds the two.

Knows: names, shapes, bounds. Does not know: bytes (``agora_server/transport/wire.py``), who may send what when.
No field is a bare float: NaN would kill a grid. Lengths of texts here bound the work of a check;
the rule of 500 code points after NFC is in ``rooms/base/text.py``.
Client messages refuse unknown fields; the browser ignores fields it does not know.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from rooms.base.errors import Fact
from rooms.base.ids import Id as ForumId
from rooms.base.ids import ShortId as Id
from rooms.base.roles import Role as Role  # noqa: PLC0414 - everybody who knows messages knows roles
from rooms.forum.model.client_commands import AnyClientCommand
from rooms.forum.model.terms import Signal
from rooms.forum.views.view_parts import AnyPart, ForumView

# ---- scalars -------------------------------------------------------------------------------------

PlaceId = Annotated[str, Meta(min_length=1, max_length=48, pattern="^[a-z0-9-]+$")]
"""The id of a place in the world file."""
Slot = Annotated[int, Meta(ge=0, le=65_535)]
"""A row of the crowd table."""
Unit = Annotated[int, Meta(ge=0, le=65_535)]
"""A coordinate, 2 cm a unit."""
Heading = Annotated[int, Meta(ge=0, le=255)]
"""Clockwise from north, 256 a turn."""
Seq = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Millis = Annotated[int, Meta(ge=0, le=2**53 - 1)]
"""Milliseconds UTC since 1970."""
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Seconds = Annotated[int, Meta(ge=1, le=31_536_000)]
Text = Annotated[str, Meta(max_length=4_000)]
Name = Annotated[str, Meta(max_length=64)]
Reason = Annotated[str, Meta(max_length=500)]
StreamName = Annotated[str, Meta(min_length=1, max_length=64)]


class View(StrEnum):
    """How a tab shows the square."""

    SPACE = "space"
    MAP = "map"
    LIST = "list"


class Reach(StrEnum):
    """How far words carry."""

    WHISPER = "whisper"  # one person near
    SAY = "say"  # 12 m, as walls and zones allow
    HALL = "hall"  # the whole hall, with the floor
    DIRECT = "direct"  # one person anywhere


class Posture(StrEnum):
    """What a participant can ask their avatar to do and keep doing."""

    STAND = "stand"
    SIT = "sit"


class Emote(StrEnum):
    """Short gestures, shown for three seconds."""

    WAVE = "wave"
    CLAP = "clap"
    NOD = "nod"


class Aid(StrEnum):
    """What an avatar walks with."""

    NONE = "none"
    CANE = "cane"
    WHEELCHAIR = "wheelchair"


class Look(Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """How an avatar looks: indices into the wardrobe of the client."""

    figure: Annotated[int, Meta(ge=0, le=3)] = 0
    """0 coat, 1 trousers, 2 skirt, 3 hanbok."""
    hair_style: Annotated[int, Meta(ge=0, le=3)] = 0
    """0 short, 1 long, 2 bun, 3 hat."""
    top: Annotated[int, Meta(ge=0, le=14)] = 0
    bottom: Annotated[int, Meta(ge=0, le=5)] = 0
    hair: Annotated[int, Meta(ge=0, le=6)] = 0
    skin: Annotated[int, Meta(ge=0, le=4)] = 0
    aid: Aid = Aid.NONE


# ---- client to server ----------------------------------------------------------------------------


class StreamPosition(Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """What a client saw last of a stream."""

    stream: StreamName
    epoch: Id
    seq: Seq


class _Command(Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """A client message; ``request_id``, where there is one, is an id made by the client, so resending is safe."""


class Hello(_Command, frozen=True, tag="hello"):
    """First message of a socket: which protocol, which tab, what was seen last."""

    digest: Id
    tab: Id
    view: View
    positions: Annotated[list[StreamPosition], Meta(max_length=4)] = []


class Leave(_Command, frozen=True, tag="leave"):
    """Leave the square: the only act that does."""

    request_id: Id


class Say(_Command, frozen=True, tag="say"):
    """Say, whisper, speak to the hall or write to one person."""

    request_id: Id
    reach: Reach
    to: Id | None
    text: Text


class CountHearers(_Command, frozen=True, tag="count_hearers"):
    """Ask how many would hear."""

    ask: Id
    reach: Reach
    to: Id | None = None


class Goto(_Command, frozen=True, tag="goto"):
    """Go to a place at once ("바로 가기")."""

    request_id: Id
    place: PlaceId


class Ride(_Command, frozen=True, tag="ride"):
    """Board the light rail at the station one stands at, for another one."""

    request_id: Id
    station: PlaceId


class Pose(_Command, frozen=True, tag="pose"):
    """Sit down or stand up."""

    request_id: Id
    posture: Posture


class RaiseHand(_Command, frozen=True, tag="raise_hand"):
    """Raise or lower one's hand."""

    request_id: Id
    up: bool


class Gesture(_Command, frozen=True, tag="gesture"):
    """Make a short gesture."""

    request_id: Id
    emote: Emote


class Change(_Command, frozen=True, tag="change"):
    """Change name, look or settings; ``None`` keeps."""

    request_id: Id
    name: Name | None = None
    look: Look | None = None
    followable: bool | None = None
    quiet: bool | None = None
    """"조용히 보기": one sees and reads, nobody can follow or whisper."""


class Follow(_Command, frozen=True, tag="follow"):
    """Follow a person who allows it; ``None`` stops."""

    request_id: Id
    person: Id | None


class ChangeView(_Command, frozen=True, tag="change_view"):
    """This tab shows the square another way, or is hidden (then it gets no crowd frames)."""

    view: View
    hidden: bool = False


class Who(_Command, frozen=True, tag="who"):
    """Ask who is behind slots: labelled or listed people only."""

    slots: Annotated[list[Slot], Meta(min_length=1, max_length=60)]


class AskRoster(_Command, frozen=True, tag="ask_roster"):
    """Ask for a page of the list of who is in the square, sorted by the rule of ``rooms/square/roster.py``."""

    ask: Id
    search: Name = ""
    offset: Count = 0


class Block(_Command, frozen=True, tag="block"):
    """Block a person: mutual, held by the server."""

    request_id: Id
    person: Id


class Unblock(_Command, frozen=True, tag="unblock"):
    """Take a block back."""

    request_id: Id
    person: Id


class Proof(Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """An utterance from one's own log with the server's MAC (rule CH of the specification)."""

    utterance: Id
    speaker: Id
    reach: Reach
    at: Millis
    text: Text
    mac: Annotated[str, Meta(max_length=64)]


class Report(_Command, frozen=True, tag="report"):
    """Report a person to the moderators, with proven utterances where there are any."""

    request_id: Id
    person: Id
    reason: Reason
    proofs: Annotated[list[Proof], Meta(max_length=3)] = []


class Mute(_Command, frozen=True, tag="mute"):
    """Staff: this person is not heard for a while."""

    request_id: Id
    person: Id
    seconds: Seconds
    reason: Reason


class MoveOut(_Command, frozen=True, tag="move_out"):
    """Staff: put this person in front of the Forum Square's gate."""

    request_id: Id
    person: Id
    reason: Reason


class Ban(_Command, frozen=True, tag="ban"):
    """Staff: this person leaves and stays away for a while."""

    request_id: Id
    person: Id
    seconds: Seconds
    reason: Reason


class Lift(_Command, frozen=True, tag="lift"):
    """Staff: end a mute before its time. A ban is lifted over HTTP: the person is not here."""

    request_id: Id
    person: Id
    reason: Reason


class Listen(_Command, frozen=True, tag="listen"):
    """This tab hears the voice of a forum, or nothing any more; said anew after every ``hello``."""

    request_id: Id
    forum: Id
    on: bool


class CarryVenueAudio(_Command, frozen=True, tag="carry_hall"):
    """Staff: this tab carries the microphone of the forum's real hall, or puts it down; the newest tab does."""

    request_id: Id
    forum: Id
    on: bool


class Sync(_Command, frozen=True, tag="sync"):
    """Ask for the server's clock."""

    sent: Millis


# ---- client to server: the hall ------------------------------------------------------------------


class Attend(_Command, frozen=True, tag="attend"):
    """Attend a forum with this tab: the stream ``forum:<id>`` begins. The desk needs staff."""

    request_id: Id
    forum: ForumId
    view: ForumView
    name: Annotated[str, Meta(max_length=64)] = ""
    district: Annotated[str, Meta(max_length=64)] = ""
    """The district one chose to give, for the sum of journeys that were spared."""


class LeaveForum(_Command, frozen=True, tag="leave_forum"):
    """This tab attends no more. A place in the queue stays."""

    request_id: Id
    forum: ForumId


class GiveCommand(_Command, frozen=True, tag="give_order"):
    """Have something happen in a forum that this tab attends."""

    request_id: Id
    forum: ForumId
    order: AnyClientCommand


class ShowSignal(_Command, frozen=True, tag="show_signal"):
    """Applaud, say that one cannot hear, ask to go slower: counted, never kept."""

    request_id: Id
    forum: ForumId
    signal: Signal


ClientMessage = (
    Hello
    | Leave
    | Say
    | CountHearers
    | Goto
    | Ride
    | Pose
    | RaiseHand
    | Gesture
    | Change
    | Follow
    | ChangeView
    | Who
    | AskRoster
    | Block
    | Unblock
    | Report
    | Mute
    | MoveOut
    | Ban
    | Lift
    | Listen
    | CarryVenueAudio
    | Sync
    | Attend
    | LeaveForum
    | GiveCommand
    | ShowSignal
)

# ---- server to client: values --------------------------------------------------------------------


class _Value(Struct, array_like=True, frozen=True):
    """A part of a server message."""


class Person(_Value, frozen=True):
    """One participant as others see them."""

    slot: Slot
    participant: Id
    name: Name
    role: Role
    look: Look
    followable: bool
    place: PlaceId | None
    """The nearest place, for lists."""


class Me(_Value, frozen=True):
    """One's own state."""

    participant: Id
    slot: Slot
    name: Name
    role: Role
    look: Look
    posture: Posture
    hand: bool
    followable: bool
    quiet: bool
    following: Id | None
    muted_until: Millis
    """0 when not muted."""
    riding_to: PlaceId | None


class Stranger(_Value, frozen=True):
    """A blocked person: the name at the time, to recognise one's own list."""

    participant: Id
    name: Name


# ---- server to client: items of a stream ---------------------------------------------------------


class Uttered(_Value, frozen=True, tag="uttered"):
    """Words that this participant heard, or said."""

    utterance: Id
    speaker: Id
    name: Name
    role: Role
    reach: Reach
    to: Id | None
    text: Text
    at: Millis
    x: Unit
    y: Unit
    """Where the speaker stood."""
    hearers: Count
    nudge: Annotated[str, Meta(max_length=32)]
    """To the author only: the category of a word to think over, else empty."""
    mac: Annotated[str, Meta(max_length=64)]


class NoticeCode(StrEnum):
    """What a participant is told of, beside what they did. The catalogue ``notice.<code>`` words each one."""

    FOLLOWED = "followed"  # facts: participant, name
    FOLLOW_ENDED = "follow_ended"  # facts: name
    REPORT_RECEIVED = "report_received"  # facts: flag
    MUTED = "muted"  # facts: seconds, reason
    UNMUTED = "unmuted"
    MOVED_OUT = "moved_out"  # facts: reason
    LIFTED = "lifted"  # facts: reason
    RENAMED = "renamed"  # facts: name, wanted


class Noticed(_Value, frozen=True, tag="noticed"):
    """A notice to this participant; the client words ``notice.<code>``."""

    code: NoticeCode
    facts: dict[str, Fact]
    at: Millis


class Became(_Value, frozen=True, tag="became"):
    """One's own state changed."""

    me: Me


class BlockSet(_Value, frozen=True, tag="block_set"):
    """A person was put on one's list of blocks."""

    person: Stranger


class BlockGone(_Value, frozen=True, tag="block_gone"):
    """A person was taken off one's list of blocks."""

    participant: Id


class FlagRaised(_Value, frozen=True, tag="flag_raised"):
    """Staff: something waits for a moderator's eyes (a report or the word filter)."""

    flag: Id
    kind: Annotated[str, Meta(max_length=16)]
    """``report`` or ``words``."""
    person: Stranger
    text: Text
    at: Millis


Item = Uttered | Noticed | Became | BlockSet | BlockGone | FlagRaised


class Snapshot(_Value, frozen=True):
    """The whole of an inbox: what all items so far amount to (see ``rooms/square/replica.py``)."""

    me: Me
    blocks: list[Stranger]
    log: list[Uttered]
    notices: list[Noticed]
    flags: list[FlagRaised]


# ---- server to client: messages ------------------------------------------------------------------


class Welcome(_Value, frozen=True, tag="welcome"):
    """Answer to ``hello``."""

    participant: Id
    slot: Slot
    x: Unit
    y: Unit
    heading: Heading
    now: Millis
    tick_hz: Annotated[int, Meta(ge=1, le=60)]
    jitter_ms: Millis
    """Window over which to spread a reconnect."""
    view: View
    """Which view to open: ``list`` when the server is at the top of its overload ladder."""


class Event(_Value, frozen=True, tag="event"):
    """An item of a stream. It covers ``(after, seq]``; a break in that chain is a gap."""

    stream: StreamName
    after: Seq
    seq: Seq
    item: Item


class Resumed(_Value, frozen=True, tag="resumed"):
    """The stream goes on where the client was; what was missed follows as events."""

    stream: StreamName
    epoch: Id
    seq: Seq


class Reset(_Value, frozen=True, tag="reset"):
    """The stream starts anew from a snapshot."""

    stream: StreamName
    epoch: Id
    seq: Seq
    snapshot: Snapshot


class ForumReset(_Value, frozen=True, tag="forum_reset"):
    """A forum's stream starts anew: all parts of the view, and ``mine`` for who attends."""

    stream: StreamName
    epoch: Id
    seq: Seq
    view: ForumView
    parts: list[AnyPart]


class ForumUpdated(_Value, frozen=True, tag="forum_changed"):
    """A forum went on to row ``seq``: the parts that changed since ``after``, each whole."""

    stream: StreamName
    after: Seq
    seq: Seq
    parts: list[AnyPart]


class Done(_Value, frozen=True, tag="done"):
    """An act was carried out."""

    request_id: Id


class Refused(_Value, frozen=True, tag="refused"):
    """An act or a question was refused; the client words ``refusal.<why>``."""

    request_id: Annotated[str, Meta(max_length=32)]
    """The id of the act or the ask; empty where the message had none that could be read."""
    why: Annotated[str, Meta(max_length=32)]
    facts: dict[str, Fact]


class Hearers(_Value, frozen=True, tag="hearers"):
    """How many would hear."""

    ask: Id
    count: Count


class People(_Value, frozen=True, tag="people"):
    """Who is behind slots; ``gone`` are slots with nobody for this asker."""

    people: list[Person]
    gone: list[Slot]


class Roster(_Value, frozen=True, tag="roster"):
    """A page of the list of who is in the square."""

    ask: Id
    total: Count
    offset: Count
    people: list[Person]


class Placed(_Value, frozen=True, tag="placed"):
    """The server put one's avatar somewhere."""

    x: Unit
    y: Unit
    heading: Heading
    why: Annotated[str, Meta(max_length=16)]
    """``goto``, ``ride``, ``arrived``, ``corrected``, ``moved_out``, ``followed``, ``entered``."""


class Here(_Value, frozen=True, tag="here"):
    """How many are in the square, and where; about every two seconds, the same for all."""

    total: Count
    places: dict[str, Count]
    """Participants within the radius of each place that has any."""
    jitter_ms: Millis = 0
    """Window over which to spread a reconnect from now on: it grows with the installation, as that of ``welcome``."""


class Synced(_Value, frozen=True, tag="synced"):
    """The server's clock."""

    sent: Millis
    now: Millis


class Closing(_Value, frozen=True, tag="goodbye"):
    """The server is about to close; see the table of close codes."""

    code: Annotated[int, Meta(ge=1000, le=4999)]
    after_ms: Millis
    """When to come back; 0 where the table says not to."""
    facts: dict[str, Fact]


ServerMessage = (
    Welcome
    | Event
    | Resumed
    | Reset
    | ForumReset
    | ForumUpdated
    | Done
    | Refused
    | Hearers
    | People
    | Roster
    | Placed
    | Here
    | Synced
    | Closing
)
