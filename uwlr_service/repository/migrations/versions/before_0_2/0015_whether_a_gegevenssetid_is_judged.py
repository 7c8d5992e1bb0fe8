"""Whether an unknown gegevenssetid is refused: for links that were there it is passed over, as it was."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; whoever makes a link from now on says that it is strict."""
    op.add_column(
        "koppeling",
        sa.Column("gegevenssetid_streng", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("koppeling", "gegevenssetid_streng")
