"""Adds up per day the calls that gave nothing, of which the log gets one line when the day is over."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0050"
down_revision: str | None = "0049"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None
soort = "expand"


def upgrade() -> None:
    """Create the table; a program from before it goes on writing such calls in the log itself."""
    op.create_table(
        "verkeersdag",
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("operatie", sa.String(length=32), nullable=False),
        sa.Column("uitkomst", sa.String(length=64), nullable=False),
        sa.Column("eerste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("milliseconden", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "dag", "koppeling_id", "school_id", "operatie", "uitkomst", name=op.f("pk_verkeersdag")
        ),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("verkeersdag")
