"""The tables of the dossier, and the name of a school: what EDEXML does not carry, for GKV uitgebreid."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables, and the columns that point at them."""
    op.add_column("school", sa.Column("naam", sa.String(length=64), nullable=True))
    for name in ("dossierrevisie", "leerlingen"):
        op.add_column("levering", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "dossierrevisie",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_dossierrevisie_school_id")),
        sa.PrimaryKeyConstraint("school_id", "revisie", name=op.f("pk_dossierrevisie")),
    )
    collation = "C" if op.get_bind().dialect.name == "postgresql" else None
    op.create_table(
        "dossierobject",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("entiteit", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=256, collation=collation), nullable=False),
        sa.Column("van_revisie", sa.Integer(), nullable=False),
        sa.Column("tot_revisie", sa.Integer(), nullable=True),
        sa.Column("leerling", sa.String(length=256), nullable=True),
        sa.Column("stempel", sa.String(length=32), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_dossierobject_school_id")),
        sa.PrimaryKeyConstraint("school_id", "entiteit", "key", "van_revisie", name=op.f("pk_dossierobject")),
    )
    op.create_index("ix_dossierobject_tot", "dossierobject", ["school_id", "tot_revisie"])
    op.create_table(
        "berekende_waarde",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("resultaat", sa.String(length=256), nullable=False),
        sa.Column("soort", sa.String(length=64), nullable=False),
        sa.Column("waarde", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_berekende_waarde_school_id")),
        sa.PrimaryKeyConstraint("school_id", "resultaat", "soort", name=op.f("pk_berekende_waarde")),
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("berekende_waarde")
    op.drop_table("dossierobject")
    op.drop_table("dossierrevisie")
    with op.batch_alter_table("levering") as batch:
        batch.drop_column("leerlingen")
        batch.drop_column("dossierrevisie")
    with op.batch_alter_table("school") as batch:
        batch.drop_column("naam")
