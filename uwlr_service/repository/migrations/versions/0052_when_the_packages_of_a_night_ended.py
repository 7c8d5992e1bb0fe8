"""Finds by an index when the last package of a night ended: it tells whether a night has changed."""

from collections.abc import Sequence

from alembic import op

revision: str = "0052"
down_revision: str | None = "0051"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None
soort = "expand"
in_transaction = False

NAME = "ix_nachttaak_klaar"
TABLE = "nachttaak"


def upgrade() -> None:
    """Make it, also when an earlier try left half of one."""
    op.drop_index(NAME, table_name=TABLE, if_exists=True, postgresql_concurrently=True)
    op.create_index(NAME, TABLE, ["nacht", "klaar"], postgresql_concurrently=True)


def downgrade() -> None:
    """Drop it."""
    op.drop_index(NAME, table_name=TABLE)
