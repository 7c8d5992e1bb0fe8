"""What is proposed field by field, what was shown to whoever decided, and the first of two yeses."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables; a proposal of before has no content, stays open, and can be decided."""
    op.create_table(
        "voorstelinhoud",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gegevensset", sa.String(length=32), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("hoe_vaak", sa.Text(), nullable=False),
        sa.Column("bewaartermijn", sa.Text(), nullable=False),
        sa.Column("overeenkomst", sa.Text(), nullable=False),
        sa.Column("aanbevolen", sa.JSON(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("gedaan", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voorstelinhoud")),
    )
    op.create_table(
        "voorstelveld",
        sa.Column("inhoud_id", sa.Integer(), nullable=False),
        sa.Column("veld", sa.String(length=64), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("gebruik", sa.String(length=8), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("grondslag", sa.Text(), nullable=False),
        sa.Column("bewaartermijn", sa.Text(), nullable=False),
        sa.Column("zonder", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inhoud_id"], ["voorstelinhoud.id"], name=op.f("fk_voorstelveld_inhoud_id")),
        sa.PrimaryKeyConstraint("inhoud_id", "veld", name=op.f("pk_voorstelveld")),
    )
    with op.batch_alter_table("afspraakvoorstel", schema=None) as batch_op:
        batch_op.add_column(sa.Column("besloten_door", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("reden", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("inhoud_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_afspraakvoorstel_inhoud_id"), "voorstelinhoud", ["inhoud_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_afspraakvoorstel_inhoud_id"), ["inhoud_id"])
    op.create_table(
        "getoond",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("voorstel_id", sa.Integer(), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("taal", sa.String(length=8), nullable=False),
        sa.Column("tekstversie", sa.String(length=64), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.Column("eerste", sa.Text(), nullable=True),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("bestuur", sa.Text(), nullable=True),
        sa.Column("moment", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["gegevensafspraak.id"], name=op.f("fk_getoond_afspraak_id")
        ),
        sa.ForeignKeyConstraint(
            ["voorstel_id"], ["afspraakvoorstel.id"], name=op.f("fk_getoond_voorstel_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_getoond")),
        sa.UniqueConstraint("afspraak_id", name=op.f("uq_getoond_afspraak_id")),
    )
    op.create_index(op.f("ix_getoond_voorstel_id"), "getoond", ["voorstel_id"])
    op.create_table(
        "wacht_op_tweede",
        sa.Column("voorstel_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("velden", sa.JSON(), nullable=False),
        sa.Column("selectie", sa.JSON(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("inlog_id", sa.Integer(), nullable=True),
        sa.Column("bestuur", sa.Text(), nullable=True),
        sa.Column("moment", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["inlog_id"], ["inlog.id"], name=op.f("fk_wacht_op_tweede_inlog_id")),
        sa.ForeignKeyConstraint(
            ["voorstel_id"], ["afspraakvoorstel.id"], name=op.f("fk_wacht_op_tweede_voorstel_id")
        ),
        sa.PrimaryKeyConstraint("voorstel_id", name=op.f("pk_wacht_op_tweede")),
    )


def downgrade() -> None:
    """Drop the tables; what the proposals asked in one text stays."""
    op.drop_table("wacht_op_tweede")
    op.drop_table("getoond")
    with op.batch_alter_table("afspraakvoorstel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_afspraakvoorstel_inhoud_id"))
        batch_op.drop_constraint(batch_op.f("fk_afspraakvoorstel_inhoud_id"), type_="foreignkey")
        batch_op.drop_column("inhoud_id")
        batch_op.drop_column("reden")
        batch_op.drop_column("besloten_door")
    op.drop_table("voorstelveld")
    op.drop_table("voorstelinhoud")
