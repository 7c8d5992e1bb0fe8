"""A school says whether its leerkrachten and leerlingen have accounts; until it does they have none."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0033"
down_revision: str | None = "0032"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("school") as batch:
        batch.add_column(sa.Column("accounts_sinds", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Drop it; the accounts that imports made stay, and nobody follows them."""
    # Not by a copy of the table, which SQLite cannot replace while other tables refer to it.
    op.drop_column("school", "accounts_sinds")
