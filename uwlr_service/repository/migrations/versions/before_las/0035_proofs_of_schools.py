"""Somebody who decides at a school proved to an application of a partner which school that is."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0035"
down_revision: str | None = "0034"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "schoolbewijs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("gegeven", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_schoolbewijs_koppeling_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_schoolbewijs_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schoolbewijs")),
        sa.UniqueConstraint("koppeling_id", "school_id", name=op.f("uq_schoolbewijs_koppeling_id_school_id")),
    )
    op.create_index(op.f("ix_schoolbewijs_gegeven"), "schoolbewijs", ["gegeven"])


def downgrade() -> None:
    """Drop it; partners name schools by their BRIN."""
    op.drop_table("schoolbewijs")
