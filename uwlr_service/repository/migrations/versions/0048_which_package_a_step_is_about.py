"""Adds to the judging of a client which package its step is about, and which steps showed nothing."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0048"
down_revision: str | None = "0047"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "proeftuin_keuring"


def upgrade() -> None:
    """Add them, empty: a judging goes on, with no package that is wrong until its next step."""
    op.add_column(TABLE, sa.Column("pakket", sa.Integer(), nullable=True))
    op.add_column(TABLE, sa.Column("zonder", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column(TABLE, "zonder")
    op.drop_column(TABLE, "pakket")
