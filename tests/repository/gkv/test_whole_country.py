"""What a link of GKV and a scrape ask reads no more of a country than what it is about, on PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from tests.support.databases import Cluster
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository

pytestmark = pytest.mark.postgres

SCHOOLS = 1_500
LINKS = 40
LINK = 3
OF_A_LINK = SCHOOLS // 4
NACHT = date(2026, 11, 27)
FILL = (
    "insert into klant (id, naam, code) select g, 'K' || g, 'K' || g from generate_series(1, :links) g",
    """insert into koppeling (id, klant_id, richting, gegevensset, aangemaakt)
       select g, g, 'leveren', 'gkv-basis', now() from generate_series(1, :links) g""",
    """insert into school (id, brincode, dependancecode)
       select g, to_char(g / 100, 'FM00') || 'AA', to_char(g % 100, 'FM00')
       from generate_series(1, :schools) g""",
    """insert into gegevensafspraak
           (koppeling_id, school_id, versie, moment, gegevensset, schakelaars, selectie)
       select link, school.id, 1, now(), 'gkv-basis', '{}', cast(:selectie as json)
       from school, generate_series(1, :links) link where (school.id + link) % 4 = 0""",
    """insert into deelname (koppeling_id, school_id, stand, sinds, periode, afspraak_id)
       select koppeling_id, school_id, 'actief', now(), 1, id from gegevensafspraak""",
    """insert into nachttaak (koppeling_id, school_id, nacht, plaats, uitkomst, pogingen, klaar)
       select koppeling_id, school_id, :nacht, school_id, 'gemaakt', 1, now() from deelname""",
    "analyze",
)
"""A country: forty links, and each has a quarter of the schools; the packages of a night are all made."""
SELECTIE = '{"vestigingen": [], "jaargroepen": [], "groepen": [], "statussen": []}'


@pytest.fixture(scope="module")
def country(postgres: Cluster) -> Iterator[Database]:
    """A country in a database."""
    values = {"links": LINKS, "schools": SCHOOLS, "nacht": NACHT, "selectie": SELECTIE}
    with postgres.migrated() as url:
        database = Database.open(url)
        with database.write() as connection:
            for statement in FILL:
                named = text(statement)
                connection.execute(named, {name: values[name] for name in named._bindparams})
        yield database
        database.close()


def rows_read(database: Database, table: str, work: Callable[[Connection], object]) -> int:
    """How many rows of a table PostgreSQL looks at for a piece of work."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, values))

    with database.read() as connection:
        event.listen(Engine, "before_cursor_execute", note)
        try:
            work(connection)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        plans = [
            connection.exec_driver_sql(f"explain (analyze, format json) {statement}", values).scalar_one()[0]
            for statement, values in asked
        ]
    return sum(_rows(plan["Plan"], table) for plan in plans)


def _rows(node: dict[str, Any], table: str) -> int:
    own = 0
    if node.get("Relation Name") == table:
        own = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    return int(own) + sum(_rows(part, table) for part in node.get("Plans", ()))


@pytest.mark.parametrize(
    "work",
    [
        lambda connection: DeelnameRepository(connection).plaatsen(LINK),
        lambda connection: DeelnameRepository(connection).of_koppeling(LINK),
        lambda connection: AfspraakRepository(connection).current_of(LINK),
    ],
    ids=["plaatsen", "deelnames", "afspraken"],
)
def test_the_schools_of_a_link_read_the_agreements_of_that_link(
    country: Database, work: Callable[[Connection], list[Any]]
) -> None:
    with country.read() as connection:
        assert len(work(connection)) == OF_A_LINK
    assert rows_read(country, "gegevensafspraak", work) == OF_A_LINK


def test_that_a_night_is_over_is_seen_without_reading_it(country: Database) -> None:
    def ended(connection: Connection) -> object:
        return NachttaakRepository(connection).ended(NACHT)

    with country.read() as connection:
        assert ended(connection) is not None
        assert sum(NachttaakRepository(connection).totals(NACHT).values()) == LINKS * OF_A_LINK
    assert rows_read(country, "nachttaak", ended) <= 1
