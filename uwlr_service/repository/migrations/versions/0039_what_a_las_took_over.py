"""What each LAS took over of the results, where it hears of new ones, and definitions found by digest."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0039"
down_revision: str | None = "0038"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)
NEW = ("las_webhook", "las_herstel", "las_schoolontvangst", "las_ontvangst")
DIGEST = "ix_toetsdefinitie_digest"


def upgrade() -> None:
    """Create the tables and the index."""
    op.create_index(DIGEST, "toetsdefinitie", ["digest"])
    op.create_table(
        "las_ontvangst",
        _las(),
        sa.Column("volgnummer", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=True),
        sa.Column("tot", MOMENT, nullable=True),
        sa.Column("moment", MOMENT, nullable=False),
        *_of_las("las_ontvangst"),
    )
    op.create_table(
        "las_schoolontvangst",
        _las(),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=True),
        sa.Column("tot", MOMENT, nullable=True),
        sa.Column("moment", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["las_id"], ["las.id"], name=op.f("fk_las_schoolontvangst_las_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_las_schoolontvangst_school_id")),
        sa.PrimaryKeyConstraint("las_id", "school_id", name=op.f("pk_las_schoolontvangst")),
    )
    op.create_index("ix_las_schoolontvangst_school_id", "las_schoolontvangst", ["school_id"])
    op.create_table(
        "las_herstel",
        _las(),
        sa.Column("voorbij", MOMENT, nullable=False),
        sa.Column("volgnummer", sa.BigInteger(), nullable=False),
        *_of_las("las_herstel"),
    )
    op.create_table(
        "las_webhook",
        _las(),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("aangezet", MOMENT, nullable=False),
        sa.Column("verteld", sa.BigInteger(), nullable=False),
        sa.Column("sinds", MOMENT, nullable=True),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende", MOMENT, nullable=True),
        sa.Column("uitkomst", sa.String(length=16), nullable=True),
        sa.Column("klaar", MOMENT, nullable=True),
        *_of_las("las_webhook"),
    )


def _las() -> sa.Column[int]:
    return sa.Column("las_id", sa.Integer(), nullable=False)


def _of_las(table: str) -> tuple[sa.ForeignKeyConstraint, sa.PrimaryKeyConstraint]:
    return (
        sa.ForeignKeyConstraint(["las_id"], ["las.id"], name=op.f(f"fk_{table}_las_id")),
        sa.PrimaryKeyConstraint("las_id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    """Drop them."""
    for table in NEW:
        op.drop_table(table)
    op.drop_index(DIGEST, table_name="toetsdefinitie")
