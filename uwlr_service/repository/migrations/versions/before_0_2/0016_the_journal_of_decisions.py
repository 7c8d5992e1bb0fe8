"""The decisions that must outlive a restore: those of before are numbered too, as far as they still hold."""

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

Known = tuple[datetime, str, dict[str, Any]]
"""The moment, the kind and the content of a decision."""
WITHDRAWN = """
select k.id, k.aangemaakt, i.moment, s.brincode, s.dependancecode, s.schoolkey, not exists (
    select 1 from autorisatiesleutel a where a.koppeling_id = k.id and a.ingetrokken is null
) as geheel
from intrekking i join koppeling k on k.id = i.koppeling_id join school s on s.id = i.school_id
"""
AGREED = """
select k.id, k.aangemaakt, a.moment, s.brincode, s.dependancecode, s.schoolkey,
    a.gegevensset, a.schakelaars, a.selectie
from koppeling_school ks join koppeling k on k.id = ks.koppeling_id join school s on s.id = ks.school_id
join gegevensafspraak a on a.id = ks.afspraak_id
"""
ENDING = """
select k.id, k.aangemaakt, a.id as sleutel, a.aangemaakt as gemaakt, a.geldig_tot
from autorisatiesleutel a join koppeling k on k.id = a.koppeling_id where a.geldig_tot is not null
"""
REMOVED = """
select k.id, k.aangemaakt, p.id as sleutel, p.aangemaakt as gemaakt, p.ingetrokken
from partnersleutel p join koppeling k on k.id = p.koppeling_id where p.ingetrokken is not null
"""
GENERIEK = """
select k.id, k.aangemaakt, g.sinds, g.aan, g.adressen
from gkv_generiek g join koppeling k on k.id = g.koppeling_id
"""
MOMENTS = ("aangemaakt", "moment", "gemaakt", "geldig_tot", "ingetrokken", "sinds")
EVERYBODY: dict[str, list[str]] = {"vestigingen": [], "jaargroepen": [], "groepen": []}


def upgrade() -> None:
    """Create the tables, and number what was decided before."""
    installatie = op.create_table(
        "installatie",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("besluitnummer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installatie")),
    )
    besluit = op.create_table(
        "besluit",
        sa.Column("nummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("soort", sa.String(length=32), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("nummer", name=op.f("pk_besluit")),
    )
    op.create_table(
        "journaal",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("pad", sa.Text(), nullable=False),
        sa.Column("begonnen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journaal")),
    )
    decided = sorted(_decided_before(), key=lambda known: known[0])
    rows = [
        {"nummer": nummer, "soort": soort, "moment": _stored(moment), "inhoud": inhoud}
        for nummer, (moment, soort, inhoud) in enumerate(decided, 1)
    ]
    op.bulk_insert(besluit, rows)
    op.bulk_insert(installatie, [{"id": str(uuid.uuid4()), "besluitnummer": len(rows)}])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("journaal", "besluit", "installatie"):
        op.drop_table(table)


def _decided_before() -> Iterator[Known]:
    for row in _rows(WITHDRAWN):
        inhoud = {"scholen": [_school(row)], "geheel": bool(row["geheel"])}
        yield row["moment"], "intrekking", {**_link(row), **inhoud}
    for row in _rows(AGREED):
        schakelaars = _json(row["schakelaars"])
        selectie = _json(row["selectie"])
        chosen = {name: selectie[name] for name in EVERYBODY}
        if chosen == EVERYBODY and all(schakelaars.values()):
            continue
        inhoud = {"school": _school(row), "van": row["moment"].isoformat(), **selectie}
        inhoud |= {"gegevensset": row["gegevensset"], "schakelaars": schakelaars}
        yield row["moment"], "afspraak", {**_link(row), **inhoud}
    for row in _rows(ENDING):
        inhoud = {"sleutels": [_sleutel(row)], "geldig_tot": row["geldig_tot"].isoformat()}
        yield row["gemaakt"], "sleutels-beeindigd", {**_link(row), **inhoud}
    for row in _rows(REMOVED):
        yield row["ingetrokken"], "partnersleutel-verwijderd", {**_link(row), "sleutel": _sleutel(row)}
    for row in _rows(GENERIEK):
        if not row["aan"]:
            yield row["sinds"], "generiek-uit", _link(row)
        if row["adressen"]:
            yield row["sinds"], "generiek-adressen", {**_link(row), "adressen": row["adressen"].split(",")}


def _rows(statement: str) -> list[dict[str, Any]]:
    """The rows of a question, with every moment in UTC."""
    rows = [dict(row) for row in op.get_bind().execute(sa.text(statement)).mappings()]
    for row in rows:
        row |= {name: _moment(row[name]) for name in MOMENTS if row.get(name) is not None}
    return rows


def _moment(value: datetime | str) -> datetime:
    """A moment as the database gives it to a question in plain text: SQLite keeps it as text, in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _stored(moment: datetime) -> datetime:
    """A moment as a column takes it: SQLite has no zone."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    return moment.replace(tzinfo=None) if on_sqlite else moment


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _link(row: dict[str, Any]) -> dict[str, Any]:
    return {"koppeling": row["id"], "gemaakt": row["aangemaakt"].isoformat()}


def _sleutel(row: dict[str, Any]) -> dict[str, Any]:
    return {"id": row["sleutel"], "gemaakt": row["gemaakt"].isoformat()}


def _school(row: dict[str, Any]) -> str:
    """A school as decisions name it."""
    if row["brincode"] is None:
        return f"schoolkey:{row['schoolkey']}"
    return f"{row['brincode']}/{row['dependancecode']}"
