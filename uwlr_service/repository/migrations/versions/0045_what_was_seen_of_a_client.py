"""Makes the tables of the judging of clients at a proeftuin: how far it is, and what was seen."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0045"
down_revision: str | None = "0043"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make them, empty."""
    op.create_table(
        "proeftuin_keuring",
        sa.Column("proeftuin_id", sa.Integer(), nullable=False),
        sa.Column("suite", sa.String(length=32), nullable=False),
        sa.Column("versie", sa.String(length=16), nullable=False),
        sa.Column("begonnen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stap", sa.String(length=64), nullable=True),
        sa.Column("gedaan", sa.Text(), nullable=True),
        sa.Column("ingrepen", sa.Text(), nullable=True),
        sa.Column("bij", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["proeftuin_id"], ["proeftuin.id"], name=op.f("fk_proeftuin_keuring_proeftuin_id_proeftuin")
        ),
        sa.PrimaryKeyConstraint("proeftuin_id", name=op.f("pk_proeftuin_keuring")),
    )
    op.create_table(
        "proeftuin_waarneming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proeftuin_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stap", sa.String(length=64), nullable=True),
        sa.Column("bericht", sa.String(length=32), nullable=True),
        sa.Column("xsdversie", sa.String(length=16), nullable=True),
        sa.Column("school", sa.String(length=2), nullable=True),
        sa.Column("soapactie", sa.String(length=128), nullable=False),
        sa.Column("mediatype", sa.String(length=128), nullable=False),
        sa.Column("accept_encoding", sa.String(length=128), nullable=False),
        sa.Column("laatstontvangen", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aanmaakdatum", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sleutel_id", sa.Integer(), nullable=True),
        sa.Column("bytes_in", sa.Integer(), nullable=False),
        sa.Column("uitkomst", sa.String(length=64), nullable=False),
        sa.Column("plek", sa.String(length=64), nullable=True),
        sa.Column("ingreep", sa.String(length=16), nullable=True),
        sa.Column("resultaten", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proeftuin_id"], ["proeftuin.id"], name=op.f("fk_proeftuin_waarneming_proeftuin_id_proeftuin")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proeftuin_waarneming")),
    )
    op.create_index("ix_proeftuin_waarneming_proeftuin_id", "proeftuin_waarneming", ["proeftuin_id", "id"])
    op.create_index(op.f("ix_proeftuin_waarneming_moment"), "proeftuin_waarneming", ["moment"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("proeftuin_waarneming")
    op.drop_table("proeftuin_keuring")
