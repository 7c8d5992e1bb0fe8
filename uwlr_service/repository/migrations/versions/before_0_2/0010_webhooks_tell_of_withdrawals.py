"""Webhooks tell of withdrawals too: a message is about a delivery or about a withdrawal.

SQLite cannot change a primary key, so the table is made anew on both databases and its rows are copied:
what waits must still be told.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

COPY = """
INSERT INTO webhookbericht (levering_id, aangemaakt, pogingen, volgende, klaar, uitkomst)
SELECT levering_id, aangemaakt, pogingen, volgende, klaar, uitkomst
FROM webhookbericht_oud WHERE levering_id IS NOT NULL
"""


def upgrade() -> None:
    """Give each message a number of its own, and keep those that wait."""
    op.execute("CREATE TABLE webhookbericht_oud AS SELECT * FROM webhookbericht")
    op.drop_table("webhookbericht")
    op.create_table(
        "webhookbericht",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("levering_id", sa.String(length=36), nullable=True),
        sa.Column("intrekking_id", sa.Integer(), nullable=True),
        *_columns(),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_webhookbericht_levering_id")),
        sa.ForeignKeyConstraint(
            ["intrekking_id"], ["intrekking.id"], name=op.f("fk_webhookbericht_intrekking_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhookbericht")),
        sa.UniqueConstraint("levering_id", name=op.f("uq_webhookbericht_levering_id")),
        sa.UniqueConstraint("intrekking_id", name=op.f("uq_webhookbericht_intrekking_id")),
    )
    op.create_index("ix_webhookbericht_volgende", "webhookbericht", ["volgende"])
    op.execute(COPY)
    op.drop_table("webhookbericht_oud")


def downgrade() -> None:
    """Keep only the messages about deliveries: the old table has no room for others."""
    op.execute("CREATE TABLE webhookbericht_oud AS SELECT * FROM webhookbericht")
    op.drop_table("webhookbericht")
    op.create_table(
        "webhookbericht",
        sa.Column("levering_id", sa.String(length=36), nullable=False),
        *_columns(),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_webhookbericht_levering_id")),
        sa.PrimaryKeyConstraint("levering_id", name=op.f("pk_webhookbericht")),
    )
    op.create_index("ix_webhookbericht_volgende", "webhookbericht", ["volgende"])
    op.execute(COPY)
    op.drop_table("webhookbericht_oud")


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende", sa.DateTime(timezone=True), nullable=True),
        sa.Column("klaar", sa.DateTime(timezone=True), nullable=True),
        sa.Column("uitkomst", sa.String(length=16), nullable=True),
    ]
