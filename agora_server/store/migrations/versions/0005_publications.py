"""Which minutes an officer published, with whose names, and which were withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "forum_publications",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("forum", sa.String(length=48), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("named", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_publications")),
    )
    op.create_index(op.f("ix_forum_publications_forum"), "forum_publications", ["forum"], unique=False)
