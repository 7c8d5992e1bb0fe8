"""Disclosure and forgetting: requests, what stays of a forgotten pupil, and what a package held of everybody.

The index lets an overview of one pupil read their objects of the dossier alone.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables, empty, and the columns without a value: nobody was forgotten yet."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "inzageverzoek",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("key", sa.String(256), nullable=True),
        sa.Column("aanvrager", sa.Text(), nullable=True),
        sa.Column("identiteit", sa.Text(), nullable=False),
        sa.Column("ontvangen", sa.Date(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("vastgelegd_door", sa.Text(), nullable=False),
        sa.Column("herinnerd", moment, nullable=True),
        sa.Column("beantwoord", moment, nullable=True),
        sa.Column("beantwoord_door", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_inzageverzoek_school_id"),
        sa.PrimaryKeyConstraint("id", name="pk_inzageverzoek"),
    )
    op.create_index("ix_inzageverzoek_school_id", "inzageverzoek", ["school_id"])
    op.create_table(
        "vergeten",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("moment", moment, nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("tellingen", sa.JSON(), nullable=False),
        sa.Column("teruggekomen", moment, nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_vergeten_school_id"),
        sa.PrimaryKeyConstraint("id", name="pk_vergeten"),
    )
    op.create_index("ix_vergeten_school_id_hash", "vergeten", ["school_id", "hash"])
    op.create_table(
        "vergeten_verwijzing",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("entiteit", sa.String(32), nullable=False),
        sa.Column("key", sa.String(256), nullable=False),
        sa.Column("plaats", sa.Integer(), nullable=False),
        sa.Column("moment", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["koppeling_id"], ["koppeling.id"], name="fk_vergeten_verwijzing_koppeling_id"
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name="fk_vergeten_verwijzing_school_id"),
        sa.PrimaryKeyConstraint(
            "koppeling_id", "school_id", "entiteit", "key", name="pk_vergeten_verwijzing"
        ),
    )
    op.create_index("ix_dossierobject_leerling", "dossierobject", ["school_id", "leerling"])
    op.add_column("levering", sa.Column("edex", sa.Boolean(), nullable=True))
    op.add_column("resultatenbericht", sa.Column("geredigeerd", moment, nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("resultatenbericht", "geredigeerd")
    op.drop_column("levering", "edex")
    op.drop_index("ix_dossierobject_leerling", "dossierobject")
    op.drop_table("vergeten_verwijzing")
    op.drop_table("vergeten")
    op.drop_table("inzageverzoek")
