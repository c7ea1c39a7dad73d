"""
Every table, once. Times are integer milliseconds UTC; ids are ours and random; secrets are stored hashed.

``migrations/`` builds the same schema; a test compares. No table holds an address (IP) or a position.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID = String(32)
_HASH = String(64)


def _id(name: str = "id", *, key: bool = False, index: bool = False, null: bool = False) -> Column[str]:
    return Column(name, _ID, primary_key=key, index=index or None, nullable=null)


def _at(name: str, *, index: bool = False, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=null, index=index or None)


participants = Table(
    "participants",
    metadata,
    _id(key=True),
    Column("name", String(64), nullable=False),
    Column("named", Boolean, nullable=False),  # a looker has a neutral name and no consent
    Column("role", String(16), nullable=False),
    Column("look", Text, nullable=False),  # JSON of rooms.messages.Look
    Column("followable", Boolean, nullable=False),
    Column("quiet", Boolean, nullable=False),
    _at("created"),
    _at("seen", index=True),
)

consents = Table(
    "consents",
    metadata,
    _id(key=True),
    _id("participant", index=True),
    Column("notice", String(32), nullable=False),
    Column("of_age", Boolean, nullable=False),
    _at("at"),
)

sessions = Table(
    "sessions",
    metadata,
    _id(key=True),
    Column("token_hash", _HASH, nullable=False, unique=True),
    _id("participant", index=True),
    _id("account", index=True, null=True),
    Column("role", String(16), nullable=False),
    _id("lineage", index=True),  # stays the same through every rotation of one browser's cookie
    _at("created"),
    _at("expires", index=True),
)

accounts = Table(
    "accounts",
    metadata,
    _id(key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("forum", String(48), nullable=True),  # None: the whole installation
    Column("password", String(256), nullable=False),
    Column("totp_secret", String(64), nullable=True),
    Column("totp_step", BigInteger, nullable=False),  # last time step used: a code is good once
    _id("participant"),
    Column("failures", Integer, nullable=False),
    _at("locked_until"),
    _at("created"),
    _at("revoked", null=True),
)

invites = Table(
    "invites",
    metadata,
    _id(key=True),
    Column("token_hash", _HASH, nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("forum", String(48), nullable=True),
    Column("made_by", _ID, nullable=False),  # an account, or "admin" for the command line
    _at("created"),
    _at("expires", index=True),
    _at("used", null=True),
    _id("used_by", null=True),
)

blocks = Table(
    "blocks",
    metadata,
    _id("participant", key=True),
    Column("blocked", _ID, primary_key=True, index=True),
    Column("name", String(64), nullable=False),  # at the time of the block, to recognise one's own list
    _at("at"),
)

measures = Table(
    "measures",
    metadata,
    _id(key=True),
    Column("kind", String(16), nullable=False),  # mute, ban, move_out
    _id("participant", index=True),
    _id("lineage", index=True, null=True),
    Column("name", String(64), nullable=False),
    Column("made_by", _ID, nullable=False),
    Column("reason", Text, nullable=False),
    _at("at"),
    _at("until", index=True),
    _at("lifted", null=True),
    _id("lifted_by", null=True),
    Column("lift_reason", Text, nullable=True),
)

flags = Table(
    "flags",
    metadata,
    _id(key=True),
    Column("kind", String(16), nullable=False),  # report, words
    _id("participant", index=True),
    Column("name", String(64), nullable=False),
    _id("reporter", index=True, null=True),
    Column("reason", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON of proven utterances, or the filtered words
    _at("at", index=True),
    Column("verdict", String(16), nullable=True),
    _id("judged_by", null=True),
    _at("judged", null=True),
    Column("note", Text, nullable=True),
)

access_log = Table(
    "access_log",
    metadata,
    _id(key=True),
    _at("at", index=True),
    _id("account"),
    Column("login", String(64), nullable=False),
    _id("whose", index=True, null=True),  # None: a list of many
    Column("task", String(32), nullable=False),
    Column("source", String(64), nullable=False),  # the staff member's address, as the law asks
    Column("rows", Integer, nullable=False),
)

Index("ix_measures_kind_until", measures.c.kind, measures.c.until)

_FORUM = String(48)
_KNOWN_BY = String(64)  # a random id of one forum, or a public key, or a tracker


def _in_forum() -> tuple[Column[str], Column[int]]:
    """Return the columns that name a row of a journal."""
    return (
        Column("forum", _FORUM, primary_key=True),
        Column("seq", Integer, primary_key=True, autoincrement=False),
    )


forum_journal = Table(
    "forum_journal",
    metadata,
    *_in_forum(),
    Column("kind", String(48), nullable=False),
    _at("at"),
    Column("who", _KNOWN_BY, nullable=False),
    Column("subject", _KNOWN_BY, nullable=False),
    Column("data", Text, nullable=False),  # canonical JSON
    Column("sealed", Text, nullable=False),  # canonical JSON: commitment by field
    Column("hash", _HASH, nullable=False),
    Column("act", String(128), nullable=False),  # the idempotency key of the append
)

forum_personal = Table(
    "forum_personal",
    metadata,
    *_in_forum(),
    Column("field", String(48), primary_key=True),
    Column("subject", _KNOWN_BY, nullable=False),
    Column("salt", _HASH, nullable=False),
    Column("text", Text, nullable=False),
)

forum_erasures = Table(
    "forum_erasures",
    metadata,
    *_in_forum(),
    Column("field", String(48), primary_key=True),
    _at("at"),
    Column("reason", String(200), nullable=False),
)

forum_people = Table(
    "forum_people",
    metadata,
    Column("forum", _FORUM, primary_key=True),
    _id("participant", key=True, index=True),
    _id("person"),  # random: all that the journal knows of them
    _at("at"),
)

forum_urn = Table(
    "forum_urn",
    metadata,
    Column("key", String(32), primary_key=True),  # random; no row number, no time, no order
    Column("forum", _FORUM, nullable=False),
    Column("ballot", String(48), nullable=False),
    Column("tracker", _KNOWN_BY, nullable=False),
    Column("choice", Text, nullable=False),  # canonical JSON
    sqlite_with_rowid=False,
)

forum_heads = Table(
    "forum_heads",
    metadata,
    Column("forum", _FORUM, primary_key=True),
    Column("count", Integer, primary_key=True, autoincrement=False),
    Column("hash", _HASH, nullable=False),
    _at("time"),
    Column("key", _HASH, nullable=False),  # the public key
    Column("signature", String(128), nullable=False),
)

forum_publications = Table(
    "forum_publications",
    metadata,
    _id(key=True),
    Column("forum", _FORUM, nullable=False, index=True),
    _at("at"),
    _id("made_by"),  # an account: publishing is an act of an officer
    Column("named", Text, nullable=False),  # JSON: the participants of the forum whose names are given
    Column("reason", Text, nullable=True),  # of a withdrawal; None: it was published
)

forum_snapshots = Table(
    "forum_snapshots",
    metadata,
    Column("forum", _FORUM, primary_key=True),
    Column("version", String(64), nullable=False),  # of the rules that made it
    Column("seq", Integer, nullable=False),
    Column("hash", _HASH, nullable=False),
    Column("state", LargeBinary, nullable=False),
)

Index("ix_forum_journal_forum_act", forum_journal.c.forum, forum_journal.c.act)
Index("ix_forum_personal_forum_subject", forum_personal.c.forum, forum_personal.c.subject)
Index("ux_forum_people_person", forum_people.c.forum, forum_people.c.person, unique=True)
Index("ux_forum_urn_tracker", forum_urn.c.forum, forum_urn.c.ballot, forum_urn.c.tracker, unique=True)

code_batches = Table(
    "code_batches",
    metadata,
    _id(key=True),
    Column("name", String(64), nullable=False),
    Column("forum", _FORUM, nullable=True),  # None: the whole installation
    Column("made_by", _ID, nullable=False),  # an account
    _at("created"),
    _at("expires", index=True),
    _at("revoked", null=True),
)

codes = Table(
    "codes",
    metadata,
    Column("code_hash", _HASH, primary_key=True),  # under the secret of the installation; the code is nowhere kept
    _id("batch", index=True),
    _at("used", null=True),
    _id("used_by", index=True, null=True),  # a participant; None again once they are erased
)

citizens = Table(
    "citizens",
    metadata,
    _id("participant", key=True),
    Column("forum", _FORUM, primary_key=True),  # empty: the whole installation
    Column("proof", String(16), nullable=False),  # code, identity
    _at("at"),
)

identities = Table(
    "identities",
    metadata,
    Column("pseudonym_hash", _HASH, primary_key=True),
    _id("participant", index=True, null=True),  # None: erased, and kept apart for some days
    _at("at"),
    _at("erased", index=True, null=True),
)
