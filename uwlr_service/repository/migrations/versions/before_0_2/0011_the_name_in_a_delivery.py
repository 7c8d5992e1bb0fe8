"""The name in a delivery: it is the one that the school had when the package was made.

A partner and an operator see it later, when the school may have another name.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the column, with the name of today for what was already made."""
    op.add_column("levering", sa.Column("schoolnaam", sa.Text(), nullable=True))
    op.execute(
        "UPDATE levering SET schoolnaam = (SELECT naam FROM school WHERE school.id = levering.school_id)"
    )


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("levering", "schoolnaam")
