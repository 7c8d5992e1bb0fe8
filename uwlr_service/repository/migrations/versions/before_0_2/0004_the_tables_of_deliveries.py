"""The tables of GKV: packages, the keys that sign them, and the ledger of the nights.

The ledger is unique per school, link and night, so that any number of workers make a package once.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "ondertekensleutel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(length=64), nullable=False),
        sa.Column("publiek", sa.Text(), nullable=False),
        sa.Column("geheim", sa.Text(), nullable=True),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vervangen", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ondertekensleutel")),
        sa.UniqueConstraint("kid", name=op.f("uq_ondertekensleutel_kid")),
    )
    op.create_table(
        "levering",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("basisvolgnummer", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("peildag", sa.Date(), nullable=False),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("geldig_tot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pad", sa.Text(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("gewijzigd", sa.Integer(), nullable=False),
        sa.Column("verwijderd", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["gegevensafspraak.id"], name=op.f("fk_levering_afspraak_id")
        ),
        sa.ForeignKeyConstraint(["koppeling_id"], ["koppeling.id"], name=op.f("fk_levering_koppeling_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_levering_school_id")),
        sa.ForeignKeyConstraint(["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_levering_schooljaar_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_levering")),
        sa.UniqueConstraint(
            "koppeling_id",
            "school_id",
            "volgnummer",
            name=op.f("uq_levering_koppeling_id_school_id_volgnummer"),
        ),
    )
    with op.batch_alter_table("levering", schema=None) as batch_op:
        batch_op.create_index("ix_levering_geldig_tot", ["geldig_tot"], unique=False)
    op.create_table(
        "nachttaak",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("nacht", sa.Date(), nullable=False),
        sa.Column("plaats", sa.Integer(), nullable=False),
        sa.Column("uitkomst", sa.String(length=16), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.Column("levering_id", sa.String(length=36), nullable=True),
        sa.Column("klaar", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bewijs", sa.String(length=36), nullable=True),
        sa.Column("lease_tot", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["koppeling_id"], ["koppeling.id"], name=op.f("fk_nachttaak_koppeling_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_nachttaak_school_id")),
        sa.PrimaryKeyConstraint("koppeling_id", "school_id", "nacht", name=op.f("pk_nachttaak")),
    )
    with op.batch_alter_table("nachttaak", schema=None) as batch_op:
        batch_op.create_index("ix_nachttaak_werk", ["nacht", "uitkomst", "plaats"], unique=False)


def downgrade() -> None:
    """Drop the tables; the packages themselves stay where they are stored."""
    op.drop_table("nachttaak")
    op.drop_table("levering")
    op.drop_table("ondertekensleutel")
