"""The tables of SSO; accounts know their leerkracht or leerling, and used assertions their endpoint."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0031"
down_revision: str | None = "0030"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)
NEW = (
    "sso_token",
    "sso_verzoek",
    "sso_toekenning",
    "sso_onderwerp",
    "sso_geheim",
    "sso_afmelding",
    "sso_adres",
    "sso_client",
    "sso_sleutel",
)
API = "api"
"""The token endpoint of the pull API, where every assertion was used until now."""


def upgrade() -> None:
    """Create the tables, and key the used assertions by endpoint, client and jti."""
    _create()
    used = sa.table(
        "gebruikt_bewijs", sa.column("koppeling_id"), sa.column("jti"), sa.column("verloopt", MOMENT)
    )
    rows = op.get_bind().execute(sa.select(used)).mappings().all()
    op.drop_table("gebruikt_bewijs")
    new = op.create_table(
        "gebruikt_bewijs",
        sa.Column("uitgever", sa.String(length=8), nullable=False),
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("jti", sa.String(length=64), nullable=False),
        sa.Column("verloopt", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("uitgever", "client", "jti", name=op.f("pk_gebruikt_bewijs")),
    )
    op.create_index("ix_gebruikt_bewijs_verloopt", "gebruikt_bewijs", ["verloopt"])
    moved = [
        {
            "uitgever": API,
            "client": f"koppeling-{row['koppeling_id']}",
            "jti": row["jti"],
            "verloopt": row["verloopt"],
        }
        for row in rows
    ]
    if moved:
        op.bulk_insert(new, moved)


def downgrade() -> None:
    """Drop the tables; assertions used at SSO are forgotten."""
    used = sa.table(
        "gebruikt_bewijs",
        sa.column("uitgever"),
        sa.column("client"),
        sa.column("jti"),
        sa.column("verloopt", MOMENT),
    )
    rows = op.get_bind().execute(sa.select(used).where(used.c.uitgever == API)).mappings().all()
    op.drop_table("gebruikt_bewijs")
    old = op.create_table(
        "gebruikt_bewijs",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("jti", sa.String(length=64), nullable=False),
        sa.Column("verloopt", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_gebruikt_bewijs_koppeling_id")
        ),
        sa.PrimaryKeyConstraint("koppeling_id", "jti", name=op.f("pk_gebruikt_bewijs")),
    )
    op.create_index("ix_gebruikt_bewijs_verloopt", "gebruikt_bewijs", ["verloopt"])
    moved = [
        {
            "koppeling_id": int(row["client"].removeprefix("koppeling-")),
            "jti": row["jti"],
            "verloopt": row["verloopt"],
        }
        for row in rows
    ]
    if moved:
        op.bulk_insert(old, moved)
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_index("ix_account_persoon")
        batch_op.drop_index("ix_account_eckid")
        batch_op.drop_column("eckid")
        batch_op.drop_column("persoon")
    for table in NEW:
        op.drop_table(table)


def _create() -> None:
    op.create_table(
        "sso_sleutel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(length=64), nullable=False),
        sa.Column("algoritme", sa.String(length=8), nullable=False),
        sa.Column("publiek", sa.Text(), nullable=False),
        sa.Column("geheim", sa.Text(), nullable=True),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.Column("tekent_vanaf", MOMENT, nullable=False),
        sa.Column("vervangen", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sso_sleutel")),
        sa.UniqueConstraint("kid", name=op.f("uq_sso_sleutel_kid")),
    )
    op.create_table(
        "sso_client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=64), nullable=False),
        sa.Column("methode", sa.String(length=32), nullable=False),
        sa.Column("jwks", sa.Text(), nullable=True),
        sa.Column("algoritme", sa.String(length=8), nullable=False),
        sa.Column("pkce_vrij", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("offline", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.Column("beeindigd", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["koppeling_id"], ["koppeling.id"], name=op.f("fk_sso_client_koppeling_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sso_client")),
        sa.UniqueConstraint("client_id", name=op.f("uq_sso_client_client_id")),
    )
    with op.batch_alter_table("sso_client", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sso_client_koppeling_id"), ["koppeling_id"], unique=False)

    op.create_table(
        "sso_adres",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sso_client_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.Column("bevestigd", MOMENT, nullable=True),
        sa.Column("vervallen", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["sso_client_id"], ["sso_client.id"], name=op.f("fk_sso_adres_sso_client_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sso_adres")),
    )
    with op.batch_alter_table("sso_adres", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sso_adres_sso_client_id"), ["sso_client_id"], unique=False)

    op.create_table(
        "sso_afmelding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sso_client_id", sa.Integer(), nullable=False),
        sa.Column("sub", sa.String(length=64), nullable=False),
        sa.Column("sid", sa.String(length=64), nullable=False),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende", MOMENT, nullable=True),
        sa.Column("klaar", MOMENT, nullable=True),
        sa.Column("uitkomst", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["sso_client_id"], ["sso_client.id"], name=op.f("fk_sso_afmelding_sso_client_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sso_afmelding")),
    )
    with op.batch_alter_table("sso_afmelding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sso_afmelding_sso_client_id"), ["sso_client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sso_afmelding_volgende"), ["volgende"], unique=False)

    op.create_table(
        "sso_geheim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sso_client_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("aangemaakt", MOMENT, nullable=False),
        sa.Column("geldig_tot", MOMENT, nullable=True),
        sa.Column("ingetrokken", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["sso_client_id"], ["sso_client.id"], name=op.f("fk_sso_geheim_sso_client_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sso_geheim")),
        sa.UniqueConstraint("hash", name=op.f("uq_sso_geheim_hash")),
    )
    with op.batch_alter_table("sso_geheim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sso_geheim_sso_client_id"), ["sso_client_id"], unique=False)

    op.create_table(
        "sso_onderwerp",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sso_client_id", sa.Integer(), nullable=False),
        sa.Column("sub", sa.String(length=64), nullable=False),
        sa.Column("gemeld_afspraak_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sso_onderwerp_account_id")),
        sa.ForeignKeyConstraint(
            ["gemeld_afspraak_id"], ["gegevensafspraak.id"], name=op.f("fk_sso_onderwerp_gemeld_afspraak_id")
        ),
        sa.ForeignKeyConstraint(
            ["sso_client_id"], ["sso_client.id"], name=op.f("fk_sso_onderwerp_sso_client_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "sso_client_id", name=op.f("pk_sso_onderwerp")),
        sa.UniqueConstraint("sub", name=op.f("uq_sso_onderwerp_sub")),
    )
    with op.batch_alter_table("sso_onderwerp", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sso_onderwerp_sso_client_id"), ["sso_client_id"], unique=False)

    op.create_table(
        "sso_toekenning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sessie_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sso_client_id", sa.Integer(), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=True),
        sa.Column("sid", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("claims", sa.JSON(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=True),
        sa.Column("aangemeld", MOMENT, nullable=False),
        sa.Column("acr", sa.String(length=64), nullable=False),
        sa.Column("amr", sa.Text(), nullable=True),
        sa.Column("terugadres", sa.Text(), nullable=False),
        sa.Column("uitdaging", sa.String(length=64), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("code_tot", MOMENT, nullable=False),
        sa.Column("code_gebruikt", MOMENT, nullable=True),
        sa.Column("geldig_tot", MOMENT, nullable=False),
        sa.Column("ingetrokken", MOMENT, nullable=True),
        sa.Column("waarom", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sso_toekenning_account_id")),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["gegevensafspraak.id"], name=op.f("fk_sso_toekenning_afspraak_id")
        ),
        sa.ForeignKeyConstraint(
            ["sessie_id"], ["sessie.id"], name=op.f("fk_sso_toekenning_sessie_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["sso_client_id"], ["sso_client.id"], name=op.f("fk_sso_toekenning_sso_client_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sso_toekenning")),
        sa.UniqueConstraint("code", name=op.f("uq_sso_toekenning_code")),
    )
    with op.batch_alter_table("sso_toekenning", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sso_toekenning_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sso_toekenning_geldig_tot"), ["geldig_tot"], unique=False)
        batch_op.create_index(batch_op.f("ix_sso_toekenning_sessie_id"), ["sessie_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sso_toekenning_sso_client_id"), ["sso_client_id"], unique=False)

    op.create_table(
        "sso_verzoek",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("sso_client_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=True),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("gebruikt", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sso_verzoek_account_id")),
        sa.ForeignKeyConstraint(
            ["sso_client_id"], ["sso_client.id"], name=op.f("fk_sso_verzoek_sso_client_id")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sso_verzoek")),
    )
    with op.batch_alter_table("sso_verzoek", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sso_verzoek_moment"), ["moment"], unique=False)
        batch_op.create_index(batch_op.f("ix_sso_verzoek_sso_client_id"), ["sso_client_id"], unique=False)

    op.create_table(
        "sso_token",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("toekenning_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=8), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("verloopt", MOMENT, nullable=False),
        sa.Column("gebruikt", MOMENT, nullable=True),
        sa.Column("herhaald", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ingetrokken", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["toekenning_id"], ["sso_toekenning.id"], name=op.f("fk_sso_token_toekenning_id")
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_sso_token")),
    )
    with op.batch_alter_table("sso_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sso_token_toekenning_id"), ["toekenning_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sso_token_verloopt"), ["verloopt"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("persoon", sa.String(length=256), nullable=True))
        batch_op.add_column(sa.Column("eckid", sa.String(length=256), nullable=True))
        batch_op.create_index("ix_account_eckid", ["school_id", "rol", "eckid"], unique=False)
        batch_op.create_index("ix_account_persoon", ["school_id", "rol", "persoon"], unique=False)
