"""Koppelpartners with their products, and how far those were admitted.

Nothing changes for anybody: each klant becomes a koppelpartner with one product, which is admitted.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOOR = "opdrachtregel"
MOMENT = sa.DateTime(timezone=True)

klant = sa.table("klant", sa.column("id", sa.Integer), sa.column("naam", sa.String))
koppeling = sa.table("koppeling", sa.column("klant_id", sa.Integer), sa.column("aangemaakt", MOMENT))
koppelpartner = sa.table(
    "koppelpartner",
    sa.column("id", sa.Integer),
    sa.column("naam", sa.String),
    sa.column("aangemaakt", MOMENT),
)
product = sa.table(
    "product",
    sa.column("id", sa.Integer),
    sa.column("koppelpartner_id", sa.Integer),
    sa.column("klant_id", sa.Integer),
    sa.column("naam", sa.String),
    sa.column("aangemaakt", MOMENT),
)
toelating = sa.table("toelating", sa.column("product_id", sa.Integer), sa.column("begonnen", MOMENT))
toelatingstap = sa.table(
    "toelatingstap",
    sa.column("product_id", sa.Integer),
    sa.column("moment", MOMENT),
    sa.column("gebeurtenis", sa.String),
    sa.column("naar", sa.String),
    sa.column("door", sa.Text),
)


def upgrade() -> None:
    """Make the tables and fill them from what there is."""
    _make_partner_tables()
    op.add_column(
        "klant", sa.Column("toelating", sa.String(length=16), nullable=False, server_default="actief")
    )
    op.add_column("school", sa.Column("soort", sa.String(length=8), nullable=False, server_default="echt"))
    for table in ("autorisatiesleutel", "partnersleutel"):
        op.add_column(table, sa.Column("proeftuin", sa.Boolean(), nullable=False, server_default=sa.false()))
    _admit_klanten()


def downgrade() -> None:
    """Take the tables away."""
    for table, column in (
        ("partnersleutel", "proeftuin"),
        ("autorisatiesleutel", "proeftuin"),
        ("school", "soort"),
        ("klant", "toelating"),
    ):
        op.drop_column(table, column)
    for name in ("toelatingstap", "toelating", "product", "koppelpartner"):
        op.drop_table(name)


def _make_partner_tables() -> None:
    op.create_table(
        "koppelpartner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=256), nullable=False),
        sa.Column("kvk", sa.String(length=8), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("contact", sa.JSON(), nullable=True),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_koppelpartner")),
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koppelpartner_id", sa.Integer(), nullable=False),
        sa.Column("klant_id", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=256), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=True),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["koppelpartner_id"], ["koppelpartner.id"], name=op.f("fk_product_koppelpartner_id")
        ),
        sa.ForeignKeyConstraint(["klant_id"], ["klant.id"], name=op.f("fk_product_klant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("klant_id", name=op.f("uq_product_klant_id")),
    )
    op.create_index(op.f("ix_product_koppelpartner_id"), "product", ["koppelpartner_id"])
    op.create_table(
        "toelating",
        sa.Column("product_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("begonnen", MOMENT, nullable=False),
        sa.Column("kwalificatie_reden", sa.Text(), nullable=True),
        sa.Column("kwalificatie_door", sa.Text(), nullable=True),
        sa.Column("kwalificatie_moment", MOMENT, nullable=True),
        sa.Column("overeenkomst_nummer", sa.Text(), nullable=True),
        sa.Column("overeenkomst_datum", sa.Date(), nullable=True),
        sa.Column("opgeschort_reden", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_toelating_product_id")),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_toelating")),
    )
    op.create_table(
        "toelatingstap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
        sa.Column("van", sa.String(length=16), nullable=True),
        sa.Column("gebeurtenis", sa.String(length=16), nullable=False),
        sa.Column("naar", sa.String(length=16), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["toelating.product_id"], name=op.f("fk_toelatingstap_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toelatingstap")),
    )
    op.create_index(op.f("ix_toelatingstap_product_id"), "toelatingstap", ["product_id"])


def _admit_klanten() -> None:
    bind = op.get_bind()
    now = _stored(datetime.now(UTC))
    c = koppeling.c
    oldest = bind.execute(
        sa.select(c.klant_id, sa.func.min(c.aangemaakt).label("aangemaakt")).group_by(c.klant_id)
    )
    first = {row.klant_id: row.aangemaakt for row in oldest}
    for row in bind.execute(sa.select(klant).order_by(klant.c.id)).all():
        begun = _stored(first.get(row.id, now))
        partner_id = bind.execute(
            koppelpartner.insert().values(naam=row.naam, aangemaakt=begun).returning(koppelpartner.c.id)
        ).scalar_one()
        product_id = bind.execute(
            product.insert()
            .values(koppelpartner_id=partner_id, klant_id=row.id, naam=row.naam, aangemaakt=begun)
            .returning(product.c.id)
        ).scalar_one()
        bind.execute(toelating.insert().values(product_id=product_id, begonnen=begun))
        bind.execute(
            toelatingstap.insert().values(
                product_id=product_id, moment=now, gebeurtenis="overnemen", naar="actief", door=DOOR
            )
        )


def _stored(moment: datetime) -> datetime:
    """A moment as a column takes it: SQLite has no zone."""
    if op.get_bind().dialect.name == "sqlite":
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return moment
