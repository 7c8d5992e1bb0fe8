"""The chain of deliveries: each names the digest of the one before, and may have to begin at a number.

What was made before this has no digest of the one before in its manifest, and so none here either.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the columns, empty."""
    op.add_column("levering", sa.Column("vorigsha256", sa.String(length=64), nullable=True))
    op.add_column("volledigverzoek", sa.Column("vanaf", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("volledigverzoek", "vanaf")
    op.drop_column("levering", "vorigsha256")
