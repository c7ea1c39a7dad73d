"""Who is a citizen: codes in batches, what made somebody one, and the people behind assertions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FORUM = sa.String(length=48)
_ID = sa.String(length=32)
_HASH = sa.String(length=64)


def _codes() -> None:
    op.create_table(
        "code_batches",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("forum", _FORUM, nullable=True),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("revoked", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_batches")),
    )
    op.create_index(op.f("ix_code_batches_expires"), "code_batches", ["expires"], unique=False)
    op.create_table(
        "codes",
        sa.Column("code_hash", _HASH, nullable=False),
        sa.Column("batch", _ID, nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=True),
        sa.Column("used_by", _ID, nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_codes")),
    )
    op.create_index(op.f("ix_codes_batch"), "codes", ["batch"], unique=False)
    op.create_index(op.f("ix_codes_used_by"), "codes", ["used_by"], unique=False)


def _citizens() -> None:
    op.create_table(
        "citizens",
        sa.Column("participant", _ID, nullable=False),
        sa.Column("forum", _FORUM, nullable=False),
        sa.Column("proof", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("participant", "forum", name=op.f("pk_citizens")),
    )
    op.create_table(
        "identities",
        sa.Column("pseudonym_hash", _HASH, nullable=False),
        sa.Column("participant", _ID, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("erased", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("pseudonym_hash", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_participant"), "identities", ["participant"], unique=False)
    op.create_index(op.f("ix_identities_erased"), "identities", ["erased"], unique=False)


def upgrade() -> None:
    """Go to this revision."""
    _codes()
    _citizens()
