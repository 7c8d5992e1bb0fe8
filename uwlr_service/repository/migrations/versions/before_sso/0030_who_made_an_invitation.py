"""An invitation knows who made it, so that it ends with the role that allowed it.

Those that are open keep what they have: they know a name alone, and work for seven days at most.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0030"
down_revision: str | None = "0029"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INDEX = "ix_uitnodiging_uitnodiger"


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("uitnodiging") as batch:
        batch.add_column(sa.Column("uitnodiger", sa.Integer(), nullable=True))
        batch.create_index(INDEX, ["uitnodiger"])


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("uitnodiging") as batch:
        batch.drop_index(INDEX)
        batch.drop_column("uitnodiger")
