"""The part of the pupils that rosters may leave out, where a school in a link has one of its own."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0051"
down_revision: str | None = "0050"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None
soort = "expand"


def upgrade() -> None:
    """Add the column; without a value the part that holds for all goes on."""
    op.add_column("deelname", sa.Column("roosterdeel", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("deelname", "roosterdeel")
