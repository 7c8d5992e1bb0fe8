"""The addresses that a consumer of the drop-in service may call from: its key alone is weak."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; empty means any address, as before."""
    op.add_column("gkv_generiek", sa.Column("adressen", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("gkv_generiek", "adressen")
