"""The tables of the pull API: keys and proofs of partners, what they collected and confirmed, webhooks.

A proof may be used once, so its number is kept until it would have expired.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "gebruikt_bewijs",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("jti", sa.String(length=64), nullable=False),
        sa.Column("verloopt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_gebruikt_bewijs_koppeling_id")
        ),
        sa.PrimaryKeyConstraint("koppeling_id", "jti", name=op.f("pk_gebruikt_bewijs")),
    )
    with op.batch_alter_table("gebruikt_bewijs", schema=None) as batch_op:
        batch_op.create_index("ix_gebruikt_bewijs_verloopt", ["verloopt"], unique=False)

    op.create_table(
        "partnersleutel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_partnersleutel_koppeling_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnersleutel")),
    )
    with op.batch_alter_table("partnersleutel", schema=None) as batch_op:
        batch_op.create_index("ix_partnersleutel_koppeling_id", ["koppeling_id"], unique=False)

    op.create_table(
        "volledigverzoek",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_volledigverzoek_koppeling_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_volledigverzoek_school_id")),
        sa.PrimaryKeyConstraint("koppeling_id", "school_id", name=op.f("pk_volledigverzoek")),
    )
    op.create_table(
        "webhook",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("aangezet", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["koppeling_id"], ["koppeling.id"], name=op.f("fk_webhook_koppeling_id")),
        sa.PrimaryKeyConstraint("koppeling_id", name=op.f("pk_webhook")),
    )
    op.create_table(
        "ontvangstbevestiging",
        sa.Column("levering_id", sa.String(length=36), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("fouten", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["levering_id"], ["levering.id"], name=op.f("fk_ontvangstbevestiging_levering_id")
        ),
        sa.PrimaryKeyConstraint("levering_id", name=op.f("pk_ontvangstbevestiging")),
    )
    op.create_table(
        "ophaling",
        sa.Column("levering_id", sa.String(length=36), nullable=False),
        sa.Column("via", sa.String(length=16), nullable=False),
        sa.Column("eerste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_ophaling_levering_id")),
        sa.PrimaryKeyConstraint("levering_id", "via", name=op.f("pk_ophaling")),
    )
    op.create_table(
        "webhookbericht",
        sa.Column("levering_id", sa.String(length=36), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende", sa.DateTime(timezone=True), nullable=True),
        sa.Column("klaar", sa.DateTime(timezone=True), nullable=True),
        sa.Column("uitkomst", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["levering_id"], ["levering.id"], name=op.f("fk_webhookbericht_levering_id")),
        sa.PrimaryKeyConstraint("levering_id", name=op.f("pk_webhookbericht")),
    )
    with op.batch_alter_table("webhookbericht", schema=None) as batch_op:
        batch_op.create_index("ix_webhookbericht_volgende", ["volgende"], unique=False)


def downgrade() -> None:
    """Drop the tables; the keys of partners are lost."""
    op.drop_table("webhookbericht")
    op.drop_table("ophaling")
    op.drop_table("ontvangstbevestiging")
    op.drop_table("webhook")
    op.drop_table("volledigverzoek")
    op.drop_table("partnersleutel")
    op.drop_table("gebruikt_bewijs")
