"""The table of vocabularies: an operator reads them in, and they survive a restart.

The digest tells one URI of any length from another, because an index of so long a text has its limits.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "vocabulaire",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=True),
        sa.Column("termen", sa.Text(), nullable=False),
        sa.Column("herkomst", sa.Text(), nullable=False),
        sa.Column("ingelezen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulaire")),
        sa.UniqueConstraint("digest", name=op.f("uq_vocabulaire_digest")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("vocabulaire")
