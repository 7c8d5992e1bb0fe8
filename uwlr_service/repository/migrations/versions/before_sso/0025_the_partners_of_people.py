"""An account and an invitation of a koppelpartner are of one that exists."""

from collections.abc import Sequence

from alembic import op

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("account", "uitnodiging")


def upgrade() -> None:
    """Let the columns refer to the table, which is younger than they are."""
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.create_foreign_key(
                f"fk_{table}_koppelpartner_id", "koppelpartner", ["koppelpartner_id"], ["id"]
            )


def downgrade() -> None:
    """Let them refer to nothing."""
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"fk_{table}_koppelpartner_id", type_="foreignkey")
