"""The journal of the forums: rows, personal fields apart, heads, ballot box, snapshots, erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_FORUM = sa.String(length=48)
_ID = sa.String(length=64)
_HASH = sa.String(length=64)


def _journal() -> None:
    op.create_table(
        "forum_journal",
        sa.Column("forum", _FORUM, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=48), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", _ID, nullable=False),
        sa.Column("subject", _ID, nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("hash", _HASH, nullable=False),
        sa.Column("act", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("forum", "seq", name=op.f("pk_forum_journal")),
    )
    op.create_index("ix_forum_journal_forum_act", "forum_journal", ["forum", "act"], unique=False)


def _personal() -> None:
    op.create_table(
        "forum_personal",
        sa.Column("forum", _FORUM, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=48), nullable=False),
        sa.Column("subject", _ID, nullable=False),
        sa.Column("salt", _HASH, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("forum", "seq", "field", name=op.f("pk_forum_personal")),
    )
    op.create_index("ix_forum_personal_forum_subject", "forum_personal", ["forum", "subject"], unique=False)
    op.create_table(
        "forum_erasures",
        sa.Column("forum", _FORUM, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=48), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("forum", "seq", "field", name=op.f("pk_forum_erasures")),
    )


def _urn() -> None:
    op.create_table(
        "forum_urn",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("forum", _FORUM, nullable=False),
        sa.Column("ballot", sa.String(length=48), nullable=False),
        sa.Column("tracker", sa.String(length=64), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_forum_urn")),
        sqlite_with_rowid=False,
    )
    op.create_index("ux_forum_urn_tracker", "forum_urn", ["forum", "ballot", "tracker"], unique=True)


def _heads_and_snapshots() -> None:
    op.create_table(
        "forum_heads",
        sa.Column("forum", _FORUM, nullable=False),
        sa.Column("count", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", _HASH, nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("key", _HASH, nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("forum", "count", name=op.f("pk_forum_heads")),
    )
    op.create_table(
        "forum_snapshots",
        sa.Column("forum", _FORUM, nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", _HASH, nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("forum", name=op.f("pk_forum_snapshots")),
    )


def upgrade() -> None:
    """Go to this revision."""
    _journal()
    _personal()
    _urn()
    _heads_and_snapshots()
