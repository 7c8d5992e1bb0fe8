"""The tables of applications: what companies ask, what was asked in return, and each step."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "aanvraag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stand", sa.String(length=16), nullable=False),
        sa.Column("mail", sa.String(length=254), nullable=False),
        sa.Column("taal", sa.String(length=8), nullable=False),
        sa.Column("herkomst", sa.String(length=64), nullable=True),
        sa.Column("begonnen", MOMENT, nullable=False),
        sa.Column("verloopt", MOMENT, nullable=False),
        sa.Column("gewaarschuwd", MOMENT, nullable=True),
        sa.Column("bevestigd", MOMENT, nullable=True),
        sa.Column("ingediend", MOMENT, nullable=True),
        sa.Column("koppelpartner_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("antwoorden", sa.JSON(), nullable=False),
        sa.Column("gegevens", sa.JSON(), nullable=False),
        sa.Column("akkoord", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["koppelpartner_id"], ["koppelpartner.id"], name=op.f("fk_aanvraag_koppelpartner_id")
        ),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_aanvraag_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanvraag")),
        sa.UniqueConstraint("product_id", name=op.f("uq_aanvraag_product_id")),
    )
    for column in ("stand", "mail", "herkomst", "koppelpartner_id"):
        op.create_index(op.f(f"ix_aanvraag_{column}"), "aanvraag", [column])
    op.create_table(
        "aanvraagstap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aanvraag_id", sa.Integer(), nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
        sa.Column("van", sa.String(length=16), nullable=True),
        sa.Column("gebeurtenis", sa.String(length=16), nullable=False),
        sa.Column("naar", sa.String(length=16), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["aanvraag_id"], ["aanvraag.id"], name=op.f("fk_aanvraagstap_aanvraag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanvraagstap")),
    )
    op.create_table(
        "navraag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aanvraag_id", sa.Integer(), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("gesteld", MOMENT, nullable=False),
        sa.Column("antwoord", sa.Text(), nullable=True),
        sa.Column("beantwoord", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["aanvraag_id"], ["aanvraag.id"], name=op.f("fk_navraag_aanvraag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_navraag")),
    )
    op.create_table(
        "aanvraaglink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aanvraag_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("gemaakt", MOMENT, nullable=False),
        sa.Column("verloopt", MOMENT, nullable=False),
        sa.Column("gebruikt", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["aanvraag_id"], ["aanvraag.id"], name=op.f("fk_aanvraaglink_aanvraag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aanvraaglink")),
        sa.UniqueConstraint("hash", name=op.f("uq_aanvraaglink_hash")),
    )
    for table in ("aanvraagstap", "navraag", "aanvraaglink"):
        op.create_index(op.f(f"ix_{table}_aanvraag_id"), table, ["aanvraag_id"])
    op.create_table(
        "voorstelsjabloon",
        sa.Column("koppeling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inhoud_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_voorstelsjabloon_koppeling_id")
        ),
        sa.ForeignKeyConstraint(
            ["inhoud_id"], ["voorstelinhoud.id"], name=op.f("fk_voorstelsjabloon_inhoud_id")
        ),
        sa.PrimaryKeyConstraint("koppeling_id", name=op.f("pk_voorstelsjabloon")),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("voorstelsjabloon", "aanvraaglink", "navraag", "aanvraagstap", "aanvraag"):
        op.drop_table(table)
