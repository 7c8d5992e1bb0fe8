"""The tables of the drop-in service: its consumers want numbers where the standard has keys.

A number stays with its object for ever, because a consumer knows the object by nothing else.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "gkv_nummer",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_gkv_nummer_school_id")),
        sa.PrimaryKeyConstraint("school_id", "soort", "key", name=op.f("pk_gkv_nummer")),
        sa.UniqueConstraint("school_id", "nummer", name=op.f("uq_gkv_nummer_school_id_nummer")),
    )
    op.create_table(
        "gkv_generiek",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("aan", sa.Boolean(), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_gkv_generiek_koppeling_id")
        ),
        sa.PrimaryKeyConstraint("koppeling_id", name=op.f("pk_gkv_generiek")),
    )


def downgrade() -> None:
    """Drop the tables; objects get other numbers if they are made again."""
    op.drop_table("gkv_generiek")
    op.drop_table("gkv_nummer")
