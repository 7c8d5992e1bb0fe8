"""The LAS as a program: it was registered for schools, and proves itself with keys of its own."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0038"
down_revision: str | None = "0037"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "las",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=64), nullable=False),
        sa.Column("alle_scholen", sa.Boolean(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_las")),
    )
    op.create_table(
        "las_school",
        sa.Column("las_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["las_id"], ["las.id"], name=op.f("fk_las_school_las_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_las_school_school_id")),
        sa.PrimaryKeyConstraint("las_id", "school_id", name=op.f("pk_las_school")),
    )
    op.create_index(op.f("ix_las_school_school_id"), "las_school", ["school_id"])
    op.create_table(
        "las_sleutel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("las_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["las_id"], ["las.id"], name=op.f("fk_las_sleutel_las_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_las_sleutel")),
    )
    op.create_index(op.f("ix_las_sleutel_las_id"), "las_sleutel", ["las_id"])


def downgrade() -> None:
    """Drop them; no LAS can call any more."""
    op.drop_table("las_sleutel")
    op.drop_table("las_school")
    op.drop_table("las")
