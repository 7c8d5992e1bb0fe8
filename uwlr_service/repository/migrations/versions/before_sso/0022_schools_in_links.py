"""Schools in links, with a state of their own.

Nothing changes for anybody: each school of a link that lives takes part in it. Schools that took back their
consent had left the table of before.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

DOOR = "opdrachtregel"
MOMENT = sa.DateTime(timezone=True)

koppeling = sa.table(
    "koppeling",
    sa.column("id", sa.Integer),
    sa.column("klant_id", sa.Integer),
    sa.column("aangemaakt", MOMENT),
    sa.column("ingetrokken", MOMENT),
)
sleutel = sa.table(
    "autorisatiesleutel", sa.column("koppeling_id", sa.Integer), sa.column("ingetrokken", MOMENT)
)
gegevensafspraak = sa.table(
    "gegevensafspraak",
    sa.column("id", sa.Integer),
    sa.column("koppeling_id", sa.Integer),
    sa.column("school_id", sa.Integer),
    sa.column("moment", MOMENT),
)
koppeling_school = sa.table(
    "koppeling_school",
    sa.column("koppeling_id", sa.Integer),
    sa.column("school_id", sa.Integer),
    sa.column("afspraak_id", sa.Integer),
)
intrekking = sa.table(
    "intrekking",
    sa.column("id", sa.Integer),
    sa.column("koppeling_id", sa.Integer),
    sa.column("school_id", sa.Integer),
    sa.column("moment", MOMENT),
    sa.column("bevestigd", MOMENT),
    sa.column("hervat_vanaf", sa.Integer),
    sa.column("periode", sa.Integer),
)
deelname = sa.table(
    "deelname",
    sa.column("koppeling_id", sa.Integer),
    sa.column("school_id", sa.Integer),
    sa.column("stand", sa.String),
    sa.column("sinds", MOMENT),
    sa.column("periode", sa.Integer),
    sa.column("afspraak_id", sa.Integer),
    sa.column("besloten_door", sa.Text),
)
# In SQL, because Alembic would copy the table on SQLite, and other tables hold on to its rows.
OF_ONE_SCHOOL = """
ALTER TABLE autorisatiesleutel
ADD COLUMN school_id INTEGER CONSTRAINT fk_autorisatiesleutel_school_id REFERENCES school (id)
"""

Plaats = tuple[int, int]
"""A link and a school of it, by their numbers."""


def upgrade() -> None:
    """Make the tables and fill them from what there is."""
    op.add_column("koppeling", sa.Column("ingetrokken", MOMENT, nullable=True))
    op.execute(OF_ONE_SCHOOL)
    op.add_column("intrekking", sa.Column("periode", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("intrekking", sa.Column("herinnerd", sa.Integer(), nullable=False, server_default="0"))
    _make_deelname()
    _end_links()
    _number_periods()
    _take_part()
    op.drop_table("koppeling_school")


def downgrade() -> None:
    """Take the tables away; a school that paused goes on, and one that was only asked is gone.

    The schools of a link that has ended were members of it to the end.
    """
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
    c = deelname.c
    running = (
        sa.select(c.koppeling_id, c.school_id, c.afspraak_id)
        .join_from(deelname, koppeling, koppeling.c.id == c.koppeling_id)
        .where(
            sa.or_(
                c.stand.in_(["actief", "gepauzeerd"]),
                sa.and_(koppeling.c.ingetrokken.is_not(None), c.stand.in_(["ingetrokken", "afgerond"])),
            )
        )
    )
    op.execute(koppeling_school.insert().from_select(["koppeling_id", "school_id", "afspraak_id"], running))
    op.drop_table("deelname")
    for table, column in (
        ("intrekking", "herinnerd"),
        ("intrekking", "periode"),
        ("autorisatiesleutel", "school_id"),
        ("koppeling", "ingetrokken"),
    ):
        op.drop_column(table, column)


def _make_deelname() -> None:
    op.create_table(
        "deelname",
        sa.Column("koppeling_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("stand", sa.String(length=16), nullable=False),
        sa.Column("sinds", MOMENT, nullable=False),
        sa.Column("periode", sa.Integer(), nullable=False),
        sa.Column("afspraak_id", sa.Integer(), nullable=True),
        sa.Column("besloten_door", sa.Text(), nullable=True),
        sa.Column("overeenkomst", sa.Text(), nullable=True),
        sa.Column("navraag", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["afspraak_id"], ["gegevensafspraak.id"], name=op.f("fk_deelname_afspraak_id")
        ),
        sa.ForeignKeyConstraint(["koppeling_id"], ["koppeling.id"], name=op.f("fk_deelname_koppeling_id")),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_deelname_school_id")),
        sa.PrimaryKeyConstraint("koppeling_id", "school_id", name=op.f("pk_deelname")),
    )
    op.create_index(op.f("ix_deelname_school_id"), "deelname", ["school_id"])


def _end_links() -> None:
    """A link of which every key was ended has ended itself, when the last of them did."""
    bind = op.get_bind()
    c = sleutel.c
    ended = bind.execute(
        sa.select(c.koppeling_id, sa.func.max(c.ingetrokken).label("moment"))
        .group_by(c.koppeling_id)
        .having(sa.func.count() == sa.func.count(c.ingetrokken))
    ).all()
    for row in ended:
        bind.execute(
            sa.update(koppeling)
            .where(koppeling.c.id == row.koppeling_id)
            .values(ingetrokken=_stored(row.moment))
        )


def _number_periods() -> None:
    """A school was in a link once more after each withdrawal from which it came back."""
    earlier = intrekking.alias("earlier")
    before = (
        sa.select(sa.func.count())
        .where(
            earlier.c.koppeling_id == intrekking.c.koppeling_id,
            earlier.c.school_id == intrekking.c.school_id,
            earlier.c.hervat_vanaf.is_not(None),
            earlier.c.id < intrekking.c.id,
        )
        .scalar_subquery()
    )
    op.execute(sa.update(intrekking).values(periode=before + 1))


def _take_part() -> None:
    bind = op.get_bind()
    members = {
        (row.koppeling_id, row.school_id): row.afspraak_id
        for row in bind.execute(sa.select(koppeling_school))
    }
    standing: dict[Plaats, Any] = {}
    returned: dict[Plaats, Any] = {}
    for row in bind.execute(sa.select(intrekking).order_by(intrekking.c.id)):
        if row.hervat_vanaf is None:
            standing[row.koppeling_id, row.school_id] = row
        else:
            returned[row.koppeling_id, row.school_id] = row
    ended = bind.execute(
        sa.select(koppeling.c.id, koppeling.c.ingetrokken).where(koppeling.c.ingetrokken.is_not(None))
    )
    ended_at = {row.id: row.ingetrokken for row in ended}
    agreed = _agreements()
    rows = []
    for plaats in sorted(members.keys() | standing.keys()):
        koppeling_id, school_id = plaats
        back = returned.get(plaats)
        own = [row for row in agreed[plaats] if back is None or row.id >= back.hervat_vanaf]
        stand, sinds = _stand(own, standing.get(plaats), ended_at.get(koppeling_id))
        rows.append(
            {
                "koppeling_id": koppeling_id,
                "school_id": school_id,
                "stand": stand,
                "sinds": _stored(sinds),
                "periode": 1 if back is None else back.periode + 1,
                "afspraak_id": members.get(plaats, own[-1].id),
                "besloten_door": DOOR,
            }
        )
    op.bulk_insert(deelname, rows)


def _agreements() -> dict[Plaats, list[Any]]:
    """The agreements of each school of each link, oldest first."""
    agreed: dict[Plaats, list[Any]] = {}
    c = gegevensafspraak.c
    for row in op.get_bind().execute(sa.select(gegevensafspraak).order_by(c.id)):
        agreed.setdefault((row.koppeling_id, row.school_id), []).append(row)
    return agreed


def _stand(agreed: Sequence[Any], withdrawal: Any, ended: datetime | None) -> tuple[str, datetime]:
    """How a school stands in a link, and since when."""
    if withdrawal is not None and withdrawal.bevestigd is not None:
        return "afgerond", withdrawal.bevestigd
    if withdrawal is not None:
        return "ingetrokken", withdrawal.moment
    if ended is not None:  # of before withdrawals were written down
        return "ingetrokken", ended
    return "actief", agreed[0].moment


def _stored(moment: datetime) -> datetime:
    """A moment as a column takes it: SQLite has no zone."""
    if op.get_bind().dialect.name == "sqlite":
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return moment
