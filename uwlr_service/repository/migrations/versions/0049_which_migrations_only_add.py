"""Notes of each migration whether it only adds, so that a program from before it knows if it can go on."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0049"
down_revision: str | None = "0048"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None
soort = "expand"


def upgrade() -> None:
    """Create the table; this migration itself becomes its first row, and those before it get none."""
    op.create_table(
        "migratie",
        sa.Column("nummer", sa.String(length=32), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("nummer", name=op.f("pk_migratie")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("migratie")
