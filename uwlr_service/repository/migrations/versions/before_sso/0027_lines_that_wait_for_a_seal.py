"""Lines of the log that wait for the next seal, as sign-ins do."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "logwacht",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("wat", sa.String(length=64), nullable=False),
        sa.Column("herkomst", sa.String(length=16), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("inlog", sa.Integer(), nullable=True),
        sa.Column("school", sa.Integer(), nullable=True),
        sa.Column("partner", sa.Integer(), nullable=True),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logwacht")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("logwacht")
