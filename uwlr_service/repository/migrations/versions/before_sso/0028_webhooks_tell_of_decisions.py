"""Webhooks tell of what schools decided about a link: accepted, narrowed, paused, resumed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the link, the school and the decision to a message, empty: the others name what they report."""
    with op.batch_alter_table("webhookbericht", schema=None) as batch_op:
        batch_op.add_column(sa.Column("koppeling_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("school_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("besluit", sa.JSON(), nullable=True))
        for column, of in (("koppeling_id", "koppeling"), ("school_id", "school")):
            name = batch_op.f(f"fk_webhookbericht_{column}")
            batch_op.create_foreign_key(name, of, [column], ["id"])
        batch_op.create_index(batch_op.f("ix_webhookbericht_koppeling_id"), ["koppeling_id"])


def downgrade() -> None:
    """Drop them, and the messages that report nothing else."""
    bericht = sa.table("webhookbericht", sa.column("besluit"))
    op.execute(sa.delete(bericht).where(bericht.c.besluit.is_not(None)))
    with op.batch_alter_table("webhookbericht", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhookbericht_koppeling_id"))
        batch_op.drop_constraint(batch_op.f("fk_webhookbericht_school_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_webhookbericht_koppeling_id"), type_="foreignkey")
        batch_op.drop_column("besluit")
        batch_op.drop_column("school_id")
        batch_op.drop_column("koppeling_id")
