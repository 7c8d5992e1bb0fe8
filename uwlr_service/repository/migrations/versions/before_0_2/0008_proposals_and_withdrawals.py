"""The tables of proposals and withdrawals: what a school is asked to allow, and data to be destroyed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "afspraakvoorstel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("gegevensset", sa.String(length=32), nullable=False),
        sa.Column("velden", sa.JSON(), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("gedaan", sa.DateTime(timezone=True), nullable=False),
        sa.Column("besluit", sa.String(length=16), nullable=True),
        sa.Column("besloten", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_afspraakvoorstel_koppeling_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_afspraakvoorstel_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afspraakvoorstel")),
    )
    op.create_index("ix_afspraakvoorstel_koppeling", "afspraakvoorstel", ["koppeling_id", "school_id"])
    op.create_table(
        "intrekking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verwijderen_voor", sa.Date(), nullable=False),
        sa.Column("bevestigd", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["koppeling_id"], ["koppeling.id"], name=op.f("fk_intrekking_koppeling_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_intrekking_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intrekking")),
    )
    op.create_index(op.f("ix_intrekking_koppeling_id"), "intrekking", ["koppeling_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("intrekking")
    op.drop_table("afspraakvoorstel")
