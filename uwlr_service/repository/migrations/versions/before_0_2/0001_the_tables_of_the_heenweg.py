"""The tables of the heenweg: schools in versions, links, agreements, and who got what.

Rows of a school carry the revisions between which they held, so that any state that was ever served can be
read back; what was delivered points at the revision and the agreement that it was made from.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make every table and its indexes."""
    op.create_table(
        "klant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_klant")),
        sa.UniqueConstraint("code", name=op.f("uq_klant_code")),
    )
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brincode", sa.String(length=4), nullable=True),
        sa.Column("dependancecode", sa.String(length=2), nullable=False),
        sa.Column("schoolkey", sa.String(length=256), nullable=True),
        sa.Column("klok", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sa.UniqueConstraint("brincode", "dependancecode", name=op.f("uq_school_brincode_dependancecode")),
        sa.UniqueConstraint("schoolkey", name=op.f("uq_school_schoolkey")),
    )
    op.create_table(
        "koppeling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("klant_id", sa.Integer(), nullable=False),
        sa.Column("richting", sa.String(length=16), nullable=False),
        sa.Column("gegevensset", sa.String(length=32), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["klant_id"], ["klant.id"], name=op.f("fk_koppeling_klant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_koppeling")),
    )
    with op.batch_alter_table("koppeling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_koppeling_klant_id"), ["klant_id"], unique=False)

    op.create_table(
        "schooljaar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("schooljaar", sa.String(length=9), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("omslagdagen", sa.Text(), nullable=True),
        sa.Column("peildatum", sa.Date(), nullable=True),
        sa.Column("aanmaakdatum", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_schooljaar_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schooljaar")),
        sa.UniqueConstraint("school_id", "schooljaar", name=op.f("uq_schooljaar_school_id_schooljaar")),
    )
    op.create_table(
        "autorisatiesleutel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("tolerant", sa.Boolean(), nullable=False),
        sa.Column("prefix", sa.String(length=8), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("geldig_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.Column("laatst_gebruikt", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_autorisatiesleutel_koppeling_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_autorisatiesleutel")),
        sa.UniqueConstraint("hash", name=op.f("uq_autorisatiesleutel_hash")),
    )
    with op.batch_alter_table("autorisatiesleutel", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_autorisatiesleutel_koppeling_id"), ["koppeling_id"], unique=False
        )

    op.create_table(
        "gegevensafspraak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gegevensset", sa.String(length=32), nullable=False),
        sa.Column("schakelaars", sa.JSON(), nullable=False),
        sa.Column("selectie", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_gegevensafspraak_koppeling_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_gegevensafspraak_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gegevensafspraak")),
        sa.UniqueConstraint(
            "koppeling_id",
            "school_id",
            "versie",
            name=op.f("uq_gegevensafspraak_koppeling_id_school_id_versie"),
        ),
    )
    op.create_table(
        "groep",
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("van_revisie", sa.Integer(), nullable=False),
        sa.Column("tot_revisie", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=64), nullable=True),
        sa.Column("jaargroep", sa.String(length=2), nullable=True),
        sa.Column("omschrijving", sa.String(length=256), nullable=True),
        sa.Column("toevoegingen", sa.Text(), nullable=True),
        sa.Column("mutatiedatum", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_groep_schooljaar_id")),
        sa.PrimaryKeyConstraint("schooljaar_id", "key", "van_revisie", name=op.f("pk_groep")),
    )
    with op.batch_alter_table("groep", schema=None) as batch_op:
        batch_op.create_index("ix_groep_stand", ["schooljaar_id", "tot_revisie"], unique=False)

    op.create_table(
        "leerkracht",
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("van_revisie", sa.Integer(), nullable=False),
        sa.Column("tot_revisie", sa.Integer(), nullable=True),
        sa.Column("eckid", sa.String(length=256), nullable=True),
        sa.Column("achternaam", sa.String(length=200), nullable=True),
        sa.Column("voorvoegsel", sa.String(length=10), nullable=True),
        sa.Column("voornamen", sa.String(length=200), nullable=True),
        sa.Column("voorletters_1", sa.String(length=6), nullable=True),
        sa.Column("roepnaam", sa.String(length=64), nullable=True),
        sa.Column("gebruikersnaam", sa.String(length=64), nullable=True),
        sa.Column("emailadres", sa.String(length=256), nullable=True),
        sa.Column("rollen", sa.Text(), nullable=True),
        sa.Column("groepen", sa.Text(), nullable=True),
        sa.Column("toevoegingen", sa.Text(), nullable=True),
        sa.Column("mutatiedatum", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_leerkracht_schooljaar_id")
        ),
        sa.PrimaryKeyConstraint("schooljaar_id", "key", "van_revisie", name=op.f("pk_leerkracht")),
    )
    with op.batch_alter_table("leerkracht", schema=None) as batch_op:
        batch_op.create_index("ix_leerkracht_stand", ["schooljaar_id", "tot_revisie"], unique=False)

    op.create_table(
        "leerling",
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("van_revisie", sa.Integer(), nullable=False),
        sa.Column("tot_revisie", sa.Integer(), nullable=True),
        sa.Column("eckid", sa.String(length=256), nullable=True),
        sa.Column("achternaam", sa.String(length=200), nullable=True),
        sa.Column("voorvoegsel", sa.String(length=10), nullable=True),
        sa.Column("voornamen", sa.String(length=200), nullable=True),
        sa.Column("voorletters_1", sa.String(length=6), nullable=True),
        sa.Column("roepnaam", sa.String(length=64), nullable=True),
        sa.Column("geboortedatum", sa.Date(), nullable=True),
        sa.Column("geslacht", sa.Integer(), nullable=True),
        sa.Column("start_ondw_jgr3", sa.Date(), nullable=True),
        sa.Column("jaargroep", sa.String(length=2), nullable=True),
        sa.Column("groep", sa.String(length=256), nullable=True),
        sa.Column("samengestelde_groepen", sa.Text(), nullable=True),
        sa.Column("vestiging", sa.String(length=256), nullable=True),
        sa.Column("gebruikersnaam", sa.String(length=64), nullable=True),
        sa.Column("emailadres", sa.String(length=256), nullable=True),
        sa.Column("fotourl", sa.String(length=256), nullable=True),
        sa.Column("etniciteit", sa.String(length=1), nullable=True),
        sa.Column("land", sa.String(length=2), nullable=True),
        sa.Column("land_vader", sa.String(length=2), nullable=True),
        sa.Column("land_moeder", sa.String(length=2), nullable=True),
        sa.Column("bsn_ondwnr_4", sa.String(length=4), nullable=True),
        sa.Column("gewicht_nieuw", sa.String(length=3), nullable=True),
        sa.Column("gewicht", sa.String(length=4), nullable=True),
        sa.Column("postcodenl", sa.String(length=6), nullable=True),
        sa.Column("postnummerbe", sa.String(length=4), nullable=True),
        sa.Column("postcodeoverig", sa.String(length=32), nullable=True),
        sa.Column("instroomdatum", sa.Date(), nullable=True),
        sa.Column("uitstroomdatum", sa.Date(), nullable=True),
        sa.Column("toevoegingen", sa.Text(), nullable=True),
        sa.Column("mutatiedatum", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_leerling_schooljaar_id")),
        sa.PrimaryKeyConstraint("schooljaar_id", "key", "van_revisie", name=op.f("pk_leerling")),
    )
    with op.batch_alter_table("leerling", schema=None) as batch_op:
        batch_op.create_index("ix_leerling_stand", ["schooljaar_id", "tot_revisie"], unique=False)

    op.create_table(
        "revisie",
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_revisie_schooljaar_id")),
        sa.PrimaryKeyConstraint("schooljaar_id", "revisie", name=op.f("pk_revisie")),
    )
    op.create_table(
        "samengestelde_groep",
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("van_revisie", sa.Integer(), nullable=False),
        sa.Column("tot_revisie", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=64), nullable=True),
        sa.Column("omschrijving", sa.String(length=256), nullable=True),
        sa.Column("toevoegingen", sa.Text(), nullable=True),
        sa.Column("mutatiedatum", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_samengestelde_groep_schooljaar_id")
        ),
        sa.PrimaryKeyConstraint("schooljaar_id", "key", "van_revisie", name=op.f("pk_samengestelde_groep")),
    )
    with op.batch_alter_table("samengestelde_groep", schema=None) as batch_op:
        batch_op.create_index("ix_samengestelde_groep_stand", ["schooljaar_id", "tot_revisie"], unique=False)

    op.create_table(
        "schoolelement",
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("van_revisie", sa.Integer(), nullable=False),
        sa.Column("tot_revisie", sa.Integer(), nullable=True),
        sa.Column("schoolkey", sa.String(length=256), nullable=True),
        sa.Column("instellingsnummer", sa.String(length=6), nullable=True),
        sa.Column("auteur", sa.String(length=128), nullable=True),
        sa.Column("commentaar", sa.Text(), nullable=True),
        sa.Column("toevoegingen", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_schoolelement_schooljaar_id")
        ),
        sa.PrimaryKeyConstraint("schooljaar_id", "key", "van_revisie", name=op.f("pk_schoolelement")),
    )
    with op.batch_alter_table("schoolelement", schema=None) as batch_op:
        batch_op.create_index("ix_schoolelement_stand", ["schooljaar_id", "tot_revisie"], unique=False)

    op.create_table(
        "tolerantie",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=32), nullable=False),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["koppeling_id"], ["koppeling.id"], name=op.f("fk_tolerantie_koppeling_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_tolerantie_school_id")),
        sa.PrimaryKeyConstraint("koppeling_id", "school_id", "soort", name=op.f("pk_tolerantie")),
    )
    op.create_table(
        "vestiging",
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("van_revisie", sa.Integer(), nullable=False),
        sa.Column("tot_revisie", sa.Integer(), nullable=True),
        sa.Column("naam", sa.String(length=64), nullable=True),
        sa.Column("omschrijving", sa.String(length=256), nullable=True),
        sa.Column("mutatiedatum", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_vestiging_schooljaar_id")
        ),
        sa.PrimaryKeyConstraint("schooljaar_id", "key", "van_revisie", name=op.f("pk_vestiging")),
    )
    with op.batch_alter_table("vestiging", schema=None) as batch_op:
        batch_op.create_index("ix_vestiging_stand", ["schooljaar_id", "tot_revisie"], unique=False)

    op.create_table(
        "koppeling_school",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["gegevensafspraak.id"], name=op.f("fk_koppeling_school_afspraak_id")
        ),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_koppeling_school_koppeling_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_koppeling_school_school_id")),
        sa.PrimaryKeyConstraint("koppeling_id", "school_id", name=op.f("pk_koppeling_school")),
    )
    op.create_table(
        "verstrekking",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("schooljaar_id", sa.Integer(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=False),
        sa.Column("aanmaakdatum", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bericht", sa.String(length=32), nullable=False),
        sa.Column("xsdversie", sa.String(length=8), nullable=False),
        sa.Column("gegevensset", sa.String(length=32), nullable=False),
        sa.Column("groepen", sa.String(length=64), nullable=False),
        sa.Column("groepskeuze", sa.JSON(), nullable=False),
        sa.Column("eerste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["gegevensafspraak.id"], name=op.f("fk_verstrekking_afspraak_id")
        ),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_verstrekking_koppeling_id")
        ),
        sa.ForeignKeyConstraint(
            ["schooljaar_id"], ["schooljaar.id"], name=op.f("fk_verstrekking_schooljaar_id")
        ),
        sa.PrimaryKeyConstraint(
            "koppeling_id",
            "schooljaar_id",
            "revisie",
            "afspraak_id",
            "aanmaakdatum",
            "bericht",
            "xsdversie",
            "gegevensset",
            "groepen",
            name=op.f("pk_verstrekking"),
        ),
    )


def downgrade() -> None:
    """Drop every table; all data are lost."""
    op.drop_table("verstrekking")
    op.drop_table("koppeling_school")
    _drop("vestiging", "ix_vestiging_stand")
    op.drop_table("tolerantie")
    _drop("schoolelement", "ix_schoolelement_stand")
    _drop("samengestelde_groep", "ix_samengestelde_groep_stand")
    op.drop_table("revisie")
    _drop("leerling", "ix_leerling_stand")
    _drop("leerkracht", "ix_leerkracht_stand")
    _drop("groep", "ix_groep_stand")
    op.drop_table("gegevensafspraak")
    _drop("autorisatiesleutel", op.f("ix_autorisatiesleutel_koppeling_id"))
    op.drop_table("schooljaar")
    _drop("koppeling", op.f("ix_koppeling_klant_id"))
    op.drop_table("school")
    op.drop_table("klant")


def _drop(table: str, index: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_index(index)
    op.drop_table(table)
