"""The addresses of the drop-in service"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Apply."""
    op.add_column("gkv_generiek", sa.Column("adressen", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("gkv_generiek", "adressen")
