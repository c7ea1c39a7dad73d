"""Who a participant of the square is in each forum."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "forum_people",
        sa.Column("forum", sa.String(length=48), nullable=False),
        sa.Column("participant", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("forum", "participant", name=op.f("pk_forum_people")),
    )
    op.create_index(op.f("ix_forum_people_participant"), "forum_people", ["participant"], unique=False)
    op.create_index("ux_forum_people_person", "forum_people", ["forum", "person"], unique=True)
