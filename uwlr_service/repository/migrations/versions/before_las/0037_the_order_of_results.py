"""One order over the messages with results of all schools; those that are there get their place by moment."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0037"
down_revision: str | None = "0036"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)
REPLACED = "ix_resultaat_tot_revisie_school_id"
OF_MESSAGE = "ix_resultaat_van_revisie_school_id_key"
NEW = ("resultatensprong", "resultatenteller", "resultatenvolgorde", "resultatenwachtrij")
NUMBER_ALL = """
    insert into resultatenvolgorde (volgnummer, school_id, revisie, moment)
    select row_number() over (order by sinds, school_id, revisie), school_id, revisie, sinds
    from (
        select school_id, revisie,
               max(ontvangen) over (partition by school_id order by revisie) as sinds
        from resultatenbericht
    ) as berichten
"""
"""A clock that was set back does not put the messages of one school in another order."""
BEGIN = """
    insert into resultatenteller (id, volgnummer, vergeten)
    select 1, coalesce(max(volgnummer), 0), 0 from resultatenvolgorde
"""


def upgrade() -> None:
    """Create the tables and indexes, and number the messages that are there."""
    _create()
    op.execute(NUMBER_ALL)
    op.execute(BEGIN)


def _create() -> None:
    op.create_index(OF_MESSAGE, "resultaat", ["van_revisie", "school_id", "key"])
    is_replaced = sa.text("tot_revisie IS NOT NULL")
    op.create_index(
        REPLACED,
        "resultaat",
        ["tot_revisie", "school_id"],
        sqlite_where=is_replaced,
        postgresql_where=is_replaced,
    )
    message = ["resultatenbericht.school_id", "resultatenbericht.revisie"]
    op.create_table(
        "resultatenwachtrij",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "revisie"], message, name=op.f("fk_resultatenwachtrij_school_id_revisie")
        ),
        sa.PrimaryKeyConstraint("school_id", "revisie", name=op.f("pk_resultatenwachtrij")),
    )
    op.create_table(
        "resultatenvolgorde",
        sa.Column("volgnummer", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "revisie"], message, name=op.f("fk_resultatenvolgorde_school_id_revisie")
        ),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_resultatenvolgorde")),
    )
    op.create_index(
        "ix_resultatenvolgorde_school_id_volgnummer", "resultatenvolgorde", ["school_id", "volgnummer"]
    )
    op.create_table(
        "resultatenteller",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("volgnummer", sa.BigInteger(), nullable=False),
        sa.Column("vergeten", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resultatenteller")),
    )
    op.create_table(
        "resultatensprong",
        sa.Column("na", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tot", sa.BigInteger(), nullable=False),
        sa.Column("moment", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("na", name=op.f("pk_resultatensprong")),
    )


def downgrade() -> None:
    """Drop them."""
    for table in NEW:
        op.drop_table(table)
    op.drop_index(REPLACED, table_name="resultaat")
    op.drop_index(OF_MESSAGE, table_name="resultaat")
