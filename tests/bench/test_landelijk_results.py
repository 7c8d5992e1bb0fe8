"""Results that were put in the tables are those that the service stores for the same messages."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, delete, select, update
from werkzeug.test import Client

from bench.landelijk import callers, results, schools
from bench.landelijk.land import Omvang, UwlrLink
from tests.support.messages.soap import envelope, header
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.formats.uwlr.write_resultaten import write_leerresultaten
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.uwlr import resultaat, resultatenbericht, resultatenstand, toetsdefinitie
from uwlr_service.repository.schema.volgorde import resultatenteller, resultatenvolgorde, resultatenwachtrij
from uwlr_service.uitwisseling.las.resultaten.feed import Feedvraag

OMVANG = Omvang(schools=1, pupils=40, results=9, seed=7, schooljaar=Schooljaar.current())
RESULTS_OF_ALL = 500
TABLES: tuple[Table, ...] = (
    resultatenvolgorde,
    resultatenwachtrij,
    resultaat,
    resultatenstand,
    resultatenbericht,
)
"""A table before those that it refers to."""
EVER = datetime.min.replace(tzinfo=UTC)
OF_THE_CLOCK = {"eerste", "moment", "ontvangen"}
WITHOUT_TEXT = {"inhoud", "digest"}
"""What a message has whose text was not made."""


def test_they_are_the_same_in_the_tables_to_the_school_and_to_its_las(
    database: Database, settings: Settings, diensten: Diensten
) -> None:
    (school,) = schools.store(settings.database_url, OMVANG, "no hash of anything", range(1))
    links = list(callers.add_uwlr(diensten, OMVANG, [school]))
    las = diensten.lasregister.get(callers.add_las(diensten).las).las

    (bezorgd,) = results.by_school(database, links, [school])

    count = results.store(settings.database_url, OMVANG, [bezorgd])
    results.number(database)
    put = _seen(database, diensten, las, school.schoolcode)
    _forget(database)
    with closing(create_app(settings)) as app:
        client = Client(app)
        for bericht, uitgever in results.brought(database, OMVANG, bezorgd):
            link = next(link for link in links if link.klantcode == uitgever.klantcode)
            _bring(client, link, write_leerresultaten(bericht))
    results.number(database)
    stored = _seen(database, diensten, las, school.schoolcode)

    assert put == stored
    assert count == len(put["resultaat"]) == len(put["school"]) == len(put["feed"])
    assert count > OMVANG.results * len(school.leerlingen) / 2


def _bring(client: Client, link: UwlrLink, body: bytes) -> None:
    message = envelope(body.decode(), header(link.sleutel, link.klantcode, link.klantnaam))
    answer = client.post("/uwlr/leerresultaten", data=message, content_type="text/xml; charset=utf-8")
    assert answer.status_code == 200, answer.text


def _seen(database: Database, diensten: Diensten, las: Las, code: Schoolcode) -> dict[str, Sequence[Any]]:
    """All that there is of the results, but for the moments of the clock and the text of messages."""
    seen: dict[str, Sequence[Any]] = {}
    with database.read() as connection:
        for table in (*TABLES, toetsdefinitie):
            columns = [column for column in table.c if column.name not in OF_THE_CLOCK | WITHOUT_TEXT]
            rows = connection.execute(select(*columns)).all()
            seen[table.name] = sorted(rows, key=repr)
    regels = diensten.resultatenoverzicht.of_school(code, Resultatenfilter())
    seen["school"] = [replace(regel, ontvangen=EVER) for regel in regels]
    page = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=RESULTS_OF_ALL))
    seen["feed"] = [
        each._replace(bericht=replace(each.bericht, ontvangen=EVER)) for each in page.deel.resultaten
    ]
    return seen


def _forget(database: Database) -> None:
    """Let there be no results; the definitions of the tests stay, each of which is stored once."""
    with database.write() as connection:
        for table in TABLES:
            connection.execute(delete(table))
        connection.execute(update(resultatenteller).values(volgnummer=0))
