"""Makes the table of proeftuinen."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0043"
down_revision: str | None = "0042"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make it; a product has none until somebody asks for one."""
    op.create_table(
        "proeftuin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("brincode", sa.String(length=4), nullable=False),
        sa.Column("dag", sa.Integer(), nullable=False),
        sa.Column("schooljaar", sa.String(length=9), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_proeftuin_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proeftuin")),
        sa.UniqueConstraint("product_id", name=op.f("uq_proeftuin_product_id")),
        sa.UniqueConstraint("brincode", name=op.f("uq_proeftuin_brincode")),
    )


def downgrade() -> None:
    """Drop it; the schools stay, as test schools that nothing moves."""
    op.drop_table("proeftuin")
