"""A call that is answered from the cache puts one question to the database, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.support.callers import call
from tests.support.databases import Cluster
from tests.support.messages.soap import LG, request
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.relay import Relay, relayed
from uwlr_service.app import Routes, create_app
from uwlr_service.config import Settings
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

CALLS = 5


def settings_of(url: str, folder: Path) -> Settings:
    """A service that writes its register only when it must."""
    return Settings.from_environment(
        {"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var"), "UWLR_FLUSH_SECONDS": "3600"}
    )


def link(settings: Settings, *scholen: Schoolcode, tolerant: bool = False) -> str:
    """The key of a link with the small school, which is stored first."""
    database = Database.open(settings.database_url)
    EdexmlUitwisseling(database).store(schoolgegevens())
    beheer = Koppelingbeheer(database, settings.secret)
    uitgifte = beheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=scholen or [SCHOOL], tolerant=tolerant, door=DOOR
    )
    database.close()
    return uitgifte.sleutel


def pull(app: Routes, body: bytes) -> bytes:
    """The answer of the service."""
    answer = call(app, body)
    assert answer.status == 200, answer.content
    return answer.content


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_runs_one_statement(database_url: str, tmp_path: Path) -> None:
    settings = settings_of(database_url, tmp_path)
    sleutel = link(settings)
    statements: list[str] = []

    def watch(connection: Any, _record: object) -> None:
        connection.set_trace_callback(statements.append)

    event.listen(Engine, "connect", watch)
    try:
        app = create_app(settings)
        pull(app, request(sleutel))
        del statements[:]
        for _ in range(CALLS):
            pull(app, request(sleutel))
        assert len(statements) == CALLS, statements
        app.close()
    finally:
        event.remove(Engine, "connect", watch)


@pytest.fixture
def relay(postgres: Cluster) -> Iterator[tuple[Relay, str]]:
    """A relay before a fresh database on PostgreSQL, and the address of the database by way of it."""
    with relayed(postgres) as made:
        yield made


@pytest.mark.postgres
@pytest.mark.parametrize("prepare", ["on", "off"])
def test_postgresql_is_waited_for_once(relay: tuple[Relay, str], tmp_path: Path, prepare: str) -> None:
    network, url = relay
    settings = Settings.from_environment(
        {
            "UWLR_DATABASE_URL": url,
            "UWLR_VAR": str(tmp_path / "var"),
            "UWLR_FLUSH_SECONDS": "3600",
            "UWLR_DATABASE_PREPARE": prepare,
        }
    )
    sleutel = link(settings)
    app = create_app(settings)
    first = pull(app, request(sleutel))
    moment = call(app, request(sleutel)).body.findtext(f".//{LG}aanmaakdatum")
    before = network.round_trips
    for _ in range(CALLS):
        assert pull(app, request(sleutel)) == first
    assert network.round_trips - before == CALLS

    before = network.round_trips
    for _ in range(CALLS):
        assert b"<geenwijzigingen/>" in pull(app, request(sleutel, laatstontvangengegevens=moment))
    assert network.round_trips - before == CALLS
    app.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_body_that_was_mended_after_the_question_is_answered_by_what_it_says(
    database_url: str, tmp_path: Path
) -> None:
    """A tolerant key may name a school between spaces: the first question then was about no school at all."""
    settings = settings_of(database_url, tmp_path)
    sleutel = link(settings, tolerant=True)
    app = create_app(settings)
    assert pull(app, request(sleutel, brincode=" 99XX ")) == pull(app, request(sleutel))
    app.close()
