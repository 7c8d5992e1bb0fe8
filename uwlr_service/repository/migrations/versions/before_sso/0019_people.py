"""People: what they prove themselves with, what they may do where, their invitations and sessions."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)
HASH = sa.String(64)
ADRES = sa.String(254)


def upgrade() -> None:
    """Create the tables."""
    _create_inloggen()
    _create_accounts()
    _create_sessies()


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "aanmeldteller",
        "sessie",
        "uitnodiging",
        "account",
        "inlog_apparaat",
        "inlog_herstelcode",
        "inlog_totp",
        "inlog_passkey",
        "inlog",
    ):
        op.drop_table(table)


def _create_inloggen() -> None:
    op.create_table(
        "inlog",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inlognaam", ADRES, nullable=False),
        sa.Column("naam", sa.String(128), nullable=False),
        sa.Column("email", ADRES, nullable=True),
        sa.Column("handvat", HASH, nullable=False),
        sa.Column("wachtwoord", sa.String(255), nullable=True),
        sa.Column("demo", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.Column("uitgeschakeld", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inlog"),
        sa.UniqueConstraint("inlognaam", name="uq_inlog_inlognaam"),
        sa.UniqueConstraint("handvat", name="uq_inlog_handvat"),
    )
    op.create_table(
        "inlog_passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inlog_id", sa.Integer(), nullable=False),
        sa.Column("sleutel_id", sa.String(1400), nullable=False),
        sa.Column("publieke_sleutel", sa.LargeBinary(), nullable=False),
        sa.Column("teller", sa.BigInteger(), nullable=False),
        sa.Column("gesynchroniseerd", sa.Boolean(), nullable=False),
        sa.Column("naam", sa.String(64), nullable=False),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.Column("laatst_gebruikt", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["inlog_id"], ["inlog.id"], name="fk_inlog_passkey_inlog_id"),
        sa.PrimaryKeyConstraint("id", name="pk_inlog_passkey"),
        sa.UniqueConstraint("sleutel_id", name="uq_inlog_passkey_sleutel_id"),
    )
    op.create_index("ix_inlog_passkey_inlog_id", "inlog_passkey", ["inlog_id"])
    op.create_table(
        "inlog_totp",
        sa.Column("inlog_id", sa.Integer(), nullable=False),
        sa.Column("geheim", sa.Text(), nullable=False),
        sa.Column("laatste_stap", sa.Integer(), nullable=False),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["inlog_id"], ["inlog.id"], name="fk_inlog_totp_inlog_id"),
        sa.PrimaryKeyConstraint("inlog_id", name="pk_inlog_totp"),
    )
    op.create_table(
        "inlog_herstelcode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inlog_id", sa.Integer(), nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("gebruikt", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["inlog_id"], ["inlog.id"], name="fk_inlog_herstelcode_inlog_id"),
        sa.PrimaryKeyConstraint("id", name="pk_inlog_herstelcode"),
        sa.UniqueConstraint("hash", name="uq_inlog_herstelcode_hash"),
    )
    op.create_index("ix_inlog_herstelcode_inlog_id", "inlog_herstelcode", ["inlog_id"])
    op.create_table(
        "inlog_apparaat",
        sa.Column("inlog_id", sa.Integer(), nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.Column("laatst_gebruikt", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["inlog_id"], ["inlog.id"], name="fk_inlog_apparaat_inlog_id"),
        sa.PrimaryKeyConstraint("inlog_id", "hash", name="pk_inlog_apparaat"),
    )
    op.create_index("ix_inlog_apparaat_laatst_gebruikt", "inlog_apparaat", ["laatst_gebruikt"])


def _create_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inlog_id", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(32), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("koppelpartner_id", sa.Integer(), nullable=True),
        sa.Column("groepen", sa.Text(), nullable=True),
        sa.Column("van", MOMENT, nullable=False),
        sa.Column("tot", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["inlog_id"], ["inlog.id"], name="fk_account_inlog_id"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_account_school_id"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
    )
    for column in ("inlog_id", "school_id", "koppelpartner_id"):
        op.create_index(f"ix_account_{column}", "account", [column])


def _create_sessies() -> None:
    op.create_table(
        "uitnodiging",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("inlognaam", ADRES, nullable=False),
        sa.Column("naam", sa.String(128), nullable=False),
        sa.Column("inlog_id", sa.Integer(), nullable=True),
        sa.Column("handvat", HASH, nullable=False),
        sa.Column("rol", sa.String(32), nullable=True),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("koppelpartner_id", sa.Integer(), nullable=True),
        sa.Column("groepen", sa.Text(), nullable=True),
        sa.Column("door", sa.String(200), nullable=False),
        sa.Column("gemaakt", MOMENT, nullable=False),
        sa.Column("verloopt", MOMENT, nullable=False),
        sa.Column("gebruikt", MOMENT, nullable=True),
        sa.Column("ingetrokken", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["inlog_id"], ["inlog.id"], name="fk_uitnodiging_inlog_id"),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_uitnodiging_school_id"),
        sa.PrimaryKeyConstraint("id", name="pk_uitnodiging"),
        sa.UniqueConstraint("hash", name="uq_uitnodiging_hash"),
    )
    for column in ("inlog_id", "school_id", "koppelpartner_id"):
        op.create_index(f"ix_uitnodiging_{column}", "uitnodiging", [column])
    op.create_table(
        "sessie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("inlog_id", sa.Integer(), nullable=True),
        sa.Column("uitnodiging_id", sa.Integer(), nullable=True),
        sa.Column("begonnen", MOMENT, nullable=False),
        sa.Column("laatst_gezien", MOMENT, nullable=False),
        sa.Column("aangemeld", MOMENT, nullable=True),
        sa.Column("bewezen", MOMENT, nullable=True),
        sa.Column("amr", sa.Text(), nullable=True),
        sa.Column("fouten", sa.Integer(), server_default="0", nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("beeindigd", MOMENT, nullable=True),
        sa.Column("waarom", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["inlog_id"], ["inlog.id"], name="fk_sessie_inlog_id"),
        sa.ForeignKeyConstraint(["uitnodiging_id"], ["uitnodiging.id"], name="fk_sessie_uitnodiging_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sessie"),
        sa.UniqueConstraint("hash", name="uq_sessie_hash"),
    )
    for column in ("inlog_id", "laatst_gezien"):
        op.create_index(f"ix_sessie_{column}", "sessie", [column])
    op.create_table(
        "aanmeldteller",
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("hash", HASH, nullable=False),
        sa.Column("fouten", sa.Integer(), nullable=False),
        sa.Column("eerste", MOMENT, nullable=False),
        sa.Column("laatste", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("soort", "hash", name="pk_aanmeldteller"),
    )
    op.create_index("ix_aanmeldteller_laatste", "aanmeldteller", ["laatste"])
