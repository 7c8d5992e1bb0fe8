"""The agreement under which a school came back to a link that it had left."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the column, empty: so far nobody could come back."""
    op.add_column("intrekking", sa.Column("hervat_vanaf", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("intrekking", "hervat_vanaf")
