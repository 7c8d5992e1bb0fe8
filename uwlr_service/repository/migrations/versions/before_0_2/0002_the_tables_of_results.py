"""The tables of results: what publishers bring back, and the definitions that it is judged by.

A result keeps every version of itself, because a publisher may replace it and a school may ask what it was.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables, and the index that finds a pupil by eckid."""
    op.create_table(
        "resultatenstand",
        sa.Column("school_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_resultatenstand_school_id")),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_resultatenstand")),
    )
    op.create_table(
        "toetsdefinitie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("klant_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("vocabulaire", sa.Text(), nullable=True),
        sa.Column("toetscode", sa.String(length=256), nullable=False),
        sa.Column("versie", sa.String(length=256), nullable=True),
        sa.Column("toetsnaam", sa.String(length=128), nullable=True),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.Column("eerste", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["klant_id"], ["klant.id"], name=op.f("fk_toetsdefinitie_klant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toetsdefinitie")),
        sa.UniqueConstraint("klant_id", "digest", name=op.f("uq_toetsdefinitie_klant_id_digest")),
    )
    with op.batch_alter_table("toetsdefinitie", schema=None) as batch_op:
        batch_op.create_index("ix_toetsdefinitie_klant_id_toetscode", ["klant_id", "toetscode"], unique=False)

    op.create_table(
        "resultatenbericht",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("klant_id", sa.Integer(), nullable=False),
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("sleutel_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("schooljaar", sa.String(length=9), nullable=False),
        sa.Column("xsdversie", sa.String(length=8), nullable=False),
        sa.Column("aanmaakdatum", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ontvangen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("auteur", sa.String(length=128), nullable=True),
        sa.Column("commentaar", sa.String(length=128), nullable=True),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["klant_id"], ["klant.id"], name=op.f("fk_resultatenbericht_klant_id")),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name=op.f("fk_resultatenbericht_koppeling_id")
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_resultatenbericht_school_id")),
        sa.ForeignKeyConstraint(
            ["sleutel_id"], ["autorisatiesleutel.id"], name=op.f("fk_resultatenbericht_sleutel_id")
        ),
        sa.PrimaryKeyConstraint("school_id", "revisie", name=op.f("pk_resultatenbericht")),
        sa.UniqueConstraint(
            "digest", "klant_id", "school_id", name=op.f("uq_resultatenbericht_digest_klant_id_school_id")
        ),
    )
    op.create_table(
        "resultaat",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("klant_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("van_revisie", sa.Integer(), nullable=False),
        sa.Column("tot_revisie", sa.Integer(), nullable=True),
        sa.Column("vervangen_door", sa.String(length=256), nullable=True),
        sa.Column("leerling", sa.String(length=256), nullable=False),
        sa.Column("definitie_id", sa.Integer(), nullable=False),
        sa.Column("afnamedatum", sa.Date(), nullable=False),
        sa.Column("versie", sa.String(length=256), nullable=True),
        sa.Column("toetsonderdeelcode", sa.String(length=256), nullable=True),
        sa.Column("soort", sa.String(length=8), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=True),
        sa.Column("uitslag", sa.Text(), nullable=True),
        sa.Column("infourl", sa.String(length=256), nullable=True),
        sa.Column("resultaatverwerkerid", sa.String(length=256), nullable=True),
        sa.Column("aanmaakdatum", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["definitie_id"], ["toetsdefinitie.id"], name=op.f("fk_resultaat_definitie_id")
        ),
        sa.ForeignKeyConstraint(
            ["school_id", "van_revisie"],
            ["resultatenbericht.school_id", "resultatenbericht.revisie"],
            name=op.f("fk_resultaat_school_id_van_revisie"),
        ),
        sa.PrimaryKeyConstraint("school_id", "klant_id", "key", "van_revisie", name=op.f("pk_resultaat")),
    )
    with op.batch_alter_table("resultaat", schema=None) as batch_op:
        batch_op.create_index(
            "ix_resultaat_leerling_afnamedatum_school_id",
            ["leerling", "afnamedatum", "school_id"],
            unique=False,
        )

    with op.batch_alter_table("leerling", schema=None) as batch_op:
        batch_op.create_index("ix_leerling_schooljaar_id_eckid", ["schooljaar_id", "eckid"], unique=False)


def downgrade() -> None:
    """Drop the tables and that index; every result is lost."""
    with op.batch_alter_table("leerling", schema=None) as batch_op:
        batch_op.drop_index("ix_leerling_schooljaar_id_eckid")

    with op.batch_alter_table("resultaat", schema=None) as batch_op:
        batch_op.drop_index("ix_resultaat_leerling_afnamedatum_school_id")

    op.drop_table("resultaat")
    op.drop_table("resultatenbericht")
    with op.batch_alter_table("toetsdefinitie", schema=None) as batch_op:
        batch_op.drop_index("ix_toetsdefinitie_klant_id_toetscode")

    op.drop_table("toetsdefinitie")
    op.drop_table("resultatenstand")
