"""
Refusals: every "no" of the square, each with a reason a person can act upon.

    Refusal              their fault or bad luck; answered as ``refused`` with a code and its facts
    Refusal(INTERNAL)    our fault, told as ours: any other exception becomes one where a line or a route ends

Knows: the codes and which facts each carries. Does not know: languages (the client words a code from
its catalogue: what happened, why, what next), sockets, close codes (see ``agora_server/transport/close_codes.py``).
"""

from enum import StrEnum

Fact = str | int
"""One fact of a refusal: a name, a number of seconds, a limit."""


class Why(StrEnum):
    """The codes of refusals. The catalogue ``refusal.<code>`` of every language words each one."""

    MALFORMED = "malformed"  # the message does not fit its type
    UNKNOWN_PLACE = "unknown_place"  # no place of that id
    UNKNOWN_PERSON = "unknown_person"  # not in the square (any more), or not for your eyes
    TOO_FAR = "too_far"  # facts: metres, limit
    NOT_AT_STATION = "not_at_station"  # facts: station (the nearest one)
    SAME_STATION = "same_station"
    RIDING = "riding"  # not while the train moves
    EMPTY_TEXT = "empty_text"
    TEXT_TOO_LONG = "text_too_long"  # facts: length, limit (code points after NFC)
    HALL_PAUSED = "hall_paused"  # the forum of this hall pauses, and the chat in it
    SLOW_CHAT = "slow_chat"  # the forum of this hall is in slow mode; facts: every, seconds (until the next)
    MUTED = "muted"  # facts: seconds, reason
    NO_FLOOR = "no_floor"  # hall reach needs the floor
    NOT_IN_HALL = "not_in_hall"
    TOO_FAST = "too_fast"  # facts: seconds (until one more is taken)
    NOT_FOLLOWABLE = "not_followable"
    TOO_MANY_BLOCKS = "too_many_blocks"  # facts: limit
    NOT_YOURSELF = "not_yourself"
    NOT_ALLOWED = "not_allowed"  # facts: needs (the role)
    PROOF_INVALID = "proof_invalid"  # a reported utterance does not carry our MAC
    ALREADY = "already"  # done before by somebody; facts: by
    NAME_EMPTY = "name_empty"
    NAME_TOO_LONG = "name_too_long"  # facts: length, limit
    NAME_RESERVED = "name_reserved"  # reads as staff or an official title
    NAME_TAKEN = "name_taken"  # looks like another person here
    NAME_UNREADABLE = "name_unreadable"  # invisible, mirrored or stacked signs
    VERIFY_FIRST = "verify_first"  # the profile asks for a verified citizen to write
    FULL = "full"
    UNREADABLE = "unreadable"  # what was kept of it does not hold together: an operator mends it; facts: what, id
    INTERNAL = "internal"  # a fault of the server, never the sender's: the act may come again under the same id
    # ---- the hall ----
    STALE = "stale"  # staff saw an older version; facts: by, did, at, version (the one that holds)
    NEXT_CHANGED = "next_changed"  # another entry is next now; facts: next
    NO_SUCH = "no_such"  # facts: what (item, entry, ballot, question, person, slip, line, forum), id
    NOT_NOW = "not_now"  # not in this state; facts: what, state
    FORUM_NOT_OPEN = "forum_not_open"  # facts: opens_at (ms)
    FORUM_PAUSED = "forum_paused"  # wait: the place in the queue stays
    FORUM_CLOSED = "forum_closed"  # read the record
    LEVEL_NEEDED = "level_needed"  # facts: needs, has
    ATTEND_FIRST = "attend_first"
    QUEUE_CLOSED = "queue_closed"  # points of order are still taken
    QUEUE_FULL = "queue_full"  # facts: limit
    ALREADY_WAITING = "already_waiting"  # facts: entry, kind
    NOT_PRESENT = "not_present"  # come back first
    KIND_NOT_OFFERED = "kind_not_offered"  # facts: kind
    STANCE_NEEDED = "stance_needed"  # choose pro or con
    STANCE_NOT_OFFERED = "stance_not_offered"
    NOBODY_WAITS = "nobody_waits"
    NOBODY_SPEAKS = "nobody_speaks"
    NOTHING_TO_UNDO = "nothing_to_undo"
    REASON_NEEDED = "reason_needed"
    OUT_OF_RANGE = "out_of_range"  # facts: what, least, most
    NOT_ENTITLED = "not_entitled"  # not on the roll of this ballot
    VOTED_ALREADY = "voted_already"  # facts: at (ms)
    PAPER_HELD = "paper_held"  # a paper was issued: give it back or use it
    CHOICE_INVALID = "choice_invalid"  # facts: rule (option, least, most, points), limit
    TRACKER_INVALID = "tracker_invalid"
    TOO_EARLY = "too_early"  # facts: seconds
    PAPERS_TOO_MANY = "papers_too_many"  # facts: issued, entered
    PAPER_MISSING = "paper_missing"  # facts: entered (of two), issued
    OTHER_OFFICER = "other_officer"  # the second count is another officer's
    CANDIDATE_QUESTION = "candidate_question"  # about candidates or parties; facts: word
    BALLOT_RUNS = "ballot_runs"  # facts: ballot
    SLIP_TAKEN = "slip_taken"  # facts: slip
    LINKED_ALREADY = "linked_already"  # facts: slip
    TWO_PEOPLE = "two_people"  # phone and slip both voted or wait; facts: what
    SLOW_MODE = "slow_mode"  # one question at a time in slow mode; facts: every, seconds (until the next)
    HELD_BACK = "held_back"  # staff muted you in this forum; facts: until (0: to its end)
    REMOVED = "removed"  # staff removed you from this forum


class Refusal(Exception):
    """A command that the square does not carry out.

    Attributes:
        why: the code: one of ``Why``, or of the server's own enumeration of problems.
        facts: what the wording needs, by name.
    """

    def __init__(self, why: StrEnum, **facts: Fact) -> None:
        super().__init__(why.value)
        self.why = why
        self.facts: dict[str, Fact] = facts
