"""Makes the table of the reports of the test facility that admissions rest on."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0046"
down_revision: str | None = "0045"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make it, empty; a product that went on before stays where it is."""
    op.create_table(
        "toelatingrapport",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("suite", sa.String(length=32), nullable=False),
        sa.Column("versie", sa.String(length=16), nullable=False),
        sa.Column("ondertekend", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("goed", sa.Boolean(), nullable=False),
        sa.Column("overgeslagen", sa.Integer(), nullable=False),
        sa.Column("vastgelegd", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["toelating.product_id"], name=op.f("fk_toelatingrapport_product_id_toelating")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toelatingrapport")),
        sa.UniqueConstraint("product_id", "digest", name=op.f("uq_toelatingrapport_product_id_digest")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("toelatingrapport")
