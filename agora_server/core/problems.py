"""
Refusals of the server, beside those of the rules: what keeps a request from being carried out, as one enumeration.

Knows: the codes and which facts each carries. Does not know: HTTP (``http/statuses.py`` gives each its status),
languages (the client words ``refusal.<code>``; its types know every code).
"""

from enum import StrEnum


class Problem(StrEnum):
    """The codes; none of them is one of ``Why``. Raised as ``Refusal(Problem.X, fact=...)``."""

    # ---- who asks ----
    SIGN_IN_FIRST = "sign_in_first"  # no session, or one that ended
    SIGN_IN_FAILED = "sign_in_failed"  # login, password or the second device's code is wrong
    CODE_NEEDED = "code_needed"  # the second device's code is asked for
    CODE_WRONG = "code_wrong"  # the second device's code does not fit
    LOCKED = "locked"  # too many wrong tries; facts: seconds
    FOREIGN_ORIGIN = "foreign_origin"  # another site's page asked
    # ---- the door ----
    UNDER_14 = "under_14"  # facts: limit
    CONSENT_NEEDED = "consent_needed"  # facts: version
    BANNED = "banned"  # facts: reason, until
    RELOAD = "reload"  # the page is of another version
    BUSY = "busy"  # facts: seconds
    # ---- proofs ----
    CODE_FOR_CITIZENS = "code_for_citizens"  # staff cannot redeem one
    CODE_INVALID = "code_invalid"
    TOO_MANY_CODES = "too_many_codes"  # wrong ones; facts: seconds
    UNKNOWN_BATCH = "unknown_batch"
    VENUE_CODE_INVALID = "venue_code_invalid"
    SLIP_INVALID = "slip_invalid"
    SLIPS_RANGE = "slips_range"  # facts: limit
    NO_IDENTITY = "no_identity"  # no provider is set up
    IDENTITY_INVALID = "identity_invalid"
    IDENTITY_OTHER = "identity_other"  # somebody else's
    IDENTITY_RESTS = "identity_rests"  # used by another session lately; facts: days
    NOT_OF_GIMHAE = "not_of_gimhae"
    # ---- staff ----
    INVITE_GONE = "invite_gone"
    LOGIN_TAKEN = "login_taken"
    PASSWORD_SHORT = "password_short"  # noqa: S105 - a code, not a password; facts: limit
    HANDOVER_GONE = "handover_gone"
    UNKNOWN_ACCOUNT = "unknown_account"
    UNKNOWN_BAN = "unknown_ban"
    UNKNOWN_FLAG = "unknown_flag"
    # ---- forums ----
    UNKNOWN_FORUM = "unknown_forum"
    UNKNOWN_FORMAT = "unknown_format"
    FORUM_GOES_ON = "forum_goes_on"  # what is asked for comes after the end
    NOT_PUBLISHED = "not_published"
    EXPORTS_BUSY = "exports_busy"  # facts: seconds
    # ---- the request itself ----
    TOO_LARGE = "too_large"  # facts: limit (bytes)
    TOO_SLOW = "too_slow"  # the body did not come in time
