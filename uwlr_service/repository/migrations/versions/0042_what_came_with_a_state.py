"""Keeps of each state when its file came, the stamp of its bytes, and what was set aside."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0042"
down_revision: str | None = "0041"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("revisie", "dossierrevisie")


def upgrade() -> None:
    """Add the columns, without a value for the states of before."""
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("ontvangen", sa.DateTime(timezone=True), nullable=True))
            batch.add_column(sa.Column("stempel", sa.String(length=128), nullable=True))
            batch.add_column(sa.Column("opmerkingen", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("opmerkingen")
            batch.drop_column("stempel")
            batch.drop_column("ontvangen")
