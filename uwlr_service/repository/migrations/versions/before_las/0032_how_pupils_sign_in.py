"""What pupils sign in by, the devices and openings of a class, and wrong pictures."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0032"
down_revision: str | None = "0031"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)
HASH = sa.String(length=64)
KEY = sa.String(length=256)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "leerling_middel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=8), nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("pin", sa.String(length=255), nullable=True),
        sa.Column("maker", sa.Integer(), nullable=False),
        sa.Column("gemaakt", MOMENT, nullable=False),
        sa.Column("ingetrokken", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_leerling_middel_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leerling_middel")),
    )
    op.create_index("ix_leerling_middel_hash", "leerling_middel", ["hash"])
    op.create_index("ix_leerling_middel_account", "leerling_middel", ["account_id", "soort"])
    op.create_table(
        "klasopening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("groep", KEY, nullable=False),
        sa.Column("opener", sa.Integer(), nullable=False),
        sa.Column("geopend", MOMENT, nullable=False),
        sa.Column("geldig_tot", MOMENT, nullable=False),
        sa.Column("gesloten", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_klasopening_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_klasopening")),
    )
    op.create_index("ix_klasopening_hash", "klasopening", ["hash"])
    op.create_index("ix_klasopening_geldig_tot", "klasopening", ["geldig_tot"])
    op.create_index("ix_klasopening_groep", "klasopening", ["school_id", "groep"])
    op.create_table(
        "klasapparaat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("groep", KEY, nullable=False),
        sa.Column("klasopening_id", sa.Integer(), nullable=True),
        sa.Column("maker", sa.Integer(), nullable=True),
        sa.Column("gemaakt", MOMENT, nullable=False),
        sa.Column("geldig_tot", MOMENT, nullable=False),
        sa.Column("beeindigd", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_klasapparaat_school_id")),
        sa.ForeignKeyConstraint(
            ["klasopening_id"], ["klasopening.id"], name=op.f("fk_klasapparaat_klasopening_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_klasapparaat")),
        sa.UniqueConstraint("hash", name=op.f("uq_klasapparaat_hash")),
    )
    op.create_index("ix_klasapparaat_klasopening_id", "klasapparaat", ["klasopening_id"])
    op.create_index("ix_klasapparaat_geldig_tot", "klasapparaat", ["geldig_tot"])
    op.create_index("ix_klasapparaat_groep", "klasapparaat", ["school_id", "groep"])
    op.create_table(
        "klasfout",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("klasapparaat_id", sa.Integer(), nullable=False),
        sa.Column("fouten", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_klasfout_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["klasapparaat_id"],
            ["klasapparaat.id"],
            name=op.f("fk_klasfout_klasapparaat_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "klasapparaat_id", name=op.f("pk_klasfout")),
    )
    op.create_index("ix_klasfout_klasapparaat_id", "klasfout", ["klasapparaat_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("klasfout")
    op.drop_table("klasapparaat")
    op.drop_table("klasopening")
    op.drop_table("leerling_middel")
