"""Workers say that they are there, so that an operator sees when none is."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0040"
down_revision: str | None = "0039"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "levensteken",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("versie", sa.String(length=32), nullable=False),
        sa.Column("begonnen", MOMENT, nullable=False),
        sa.Column("gezien", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_levensteken")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("levensteken")
