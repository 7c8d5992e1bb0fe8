"""Remembers by what a session began that can end it: the provider of a school, or the device of a class."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0041"
down_revision: str | None = "0040"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "sessie_bron",
        sa.Column("sessie_id", sa.Integer(), nullable=False),
        sa.Column("aangemeld", sa.DateTime(timezone=True), nullable=False),
        sa.Column("schoolprovider_id", sa.Integer()),
        sa.Column("onderwerp", sa.String(length=255)),
        sa.Column("sid", sa.String(length=255)),
        sa.Column("klasapparaat_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["sessie_id"], ["sessie.id"], name=op.f("fk_sessie_bron_sessie_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["schoolprovider_id"], ["schoolprovider.id"], name=op.f("fk_sessie_bron_schoolprovider_id")
        ),
        sa.ForeignKeyConstraint(
            ["klasapparaat_id"],
            ["klasapparaat.id"],
            name=op.f("fk_sessie_bron_klasapparaat_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sessie_id", name=op.f("pk_sessie_bron")),
    )
    op.create_index(op.f("ix_sessie_bron_schoolprovider_id"), "sessie_bron", ["schoolprovider_id"])
    op.create_index(op.f("ix_sessie_bron_klasapparaat_id"), "sessie_bron", ["klasapparaat_id"])


def downgrade() -> None:
    """Drop it; sessions end by the clock."""
    op.drop_table("sessie_bron")
