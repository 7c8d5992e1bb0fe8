"""Adds to what was seen of a client which year, set and groups it asked for."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0047"
down_revision: str | None = "0046"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add them; of calls that were seen before, nothing is known about it."""
    op.add_column("proeftuin_waarneming", sa.Column("schooljaar", sa.String(length=9), nullable=True))
    op.add_column("proeftuin_waarneming", sa.Column("gegevensset", sa.String(length=64), nullable=True))
    op.add_column("proeftuin_waarneming", sa.Column("groepen", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("proeftuin_waarneming") as batch:
        batch.drop_column("groepen")
        batch.drop_column("gegevensset")
        batch.drop_column("schooljaar")
