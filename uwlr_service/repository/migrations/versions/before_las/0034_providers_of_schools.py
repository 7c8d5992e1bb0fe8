"""A school may use its own OpenID provider, at which people tied an account to the one they have here."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0034"
down_revision: str | None = "0033"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "schoolprovider",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=64), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("client_id", sa.String(length=255), nullable=False),
        sa.Column("geheim", sa.Text(), nullable=False),
        sa.Column("vast", sa.String(length=8), nullable=True),
        sa.Column("vast_waarde", sa.String(length=255), nullable=True),
        sa.Column("aan", sa.Boolean(), nullable=False),
        sa.Column("gewijzigd", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_schoolprovider_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schoolprovider")),
        sa.UniqueConstraint("school_id", name=op.f("uq_schoolprovider_school_id")),
    )
    op.create_table(
        "inlog_extern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inlog_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("onderwerp", sa.String(length=255), nullable=False),
        sa.Column("gekoppeld", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["inlog_id"], ["inlog.id"], name=op.f("fk_inlog_extern_inlog_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inlog_extern")),
        sa.UniqueConstraint("issuer", "onderwerp", name=op.f("uq_inlog_extern_issuer_onderwerp")),
    )
    op.create_index(op.f("ix_inlog_extern_inlog_id"), "inlog_extern", ["inlog_id"])


def downgrade() -> None:
    """Drop both; people sign in with what they have here."""
    op.drop_table("inlog_extern")
    op.drop_table("schoolprovider")
