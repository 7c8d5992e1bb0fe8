"""The security of the pages as a whole: fields too many, cookies and tokens elsewhere, addresses, pupils."""

import ast
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import Table
from werkzeug.test import Client

from tests.support.places import ROOT
from tests.support.portaal import filling
from tests.support.portaal.filling import Fields
from tests.support.portaal.visiting import HTTP, Visitor, document, form_token
from tests.support.portaal.world import Place, World
from uwlr_service import logs
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.paginas.adres import PREFIX, Adres
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import metadata

EXTRA = {
    "id": "1",
    "inlog_id": "2",
    "account_id": "2",
    "rol": "operator",
    "school": "99YY-00",
    "school_id": "2",
    "koppelpartner": "2",
    "koppelpartner_id": "2",
    "klant_id": "2",
    "toelating": "actief",
    "stand": "actief",
    "is_demo": "y",
    "demo": "y",
    "door": "opdrachtregel",
    "besloten_door": "Iemand Anders",
    "proeftuin": "",
    "geldig_tot": "2099-01-01",
}
"""Names of columns and of arguments of use cases, which no form has as a field of that meaning."""
CHANGING = [adres for adres in ALLE if "POST" in adres.methods and isinstance(adres.actie, Actie)]
BY_HAND = frozenset(
    {
        "account.app",
        "account.passkey",
        "beheer.logboek.controle",
        "bevestigen",
        "partner.identiteit",
        "school.gegevens",
    }
)
"""Forms that take more than text, such as a code of this minute or the answer of a browser."""
WITHOUT_SCHOOLS = frozenset({"partner.proeftuin-allemaal"})
"""Forms about the schools of a proeftuin: that of this world has none."""
BY_ITSELF = re.compile("handvat|wachtwoord|hash|zegel|digest|salt|moment|token|geheim|bewijs|inhoud")
"""Columns that differ between two runs of the same: random values, and what is of its moment."""
NO_DECISION = frozenset({"berichten.gelezen", "berichten.post", "bevestigen"})
"""What is kept without a line in the log: what somebody read, whether they want mail, and a wrong code."""
OWN_ROW = frozenset({"sessie", "logzegel", "logkop", "logregel", "verkeersregel"})
PUPIL = re.compile(r"Sanne|Jansen|[/=]L[0-9]\b", re.IGNORECASE)
"""Names and keys of the pupils of the small school, as they would stand in an address."""
OF_A_PUPIL = re.compile(r"Sanne|van den Jansen|Moeder")


def columns_that_hold(table: Table) -> list[str]:
    """The columns of a table that say the same after the same was done twice."""
    texts = (column.name for column in table.columns if str(column.type) not in ("DATETIME", "JSON", "BLOB"))
    return [name for name in texts if not BY_ITSELF.search(name)]


READ = {
    table.name: f"SELECT {', '.join(columns_that_hold(table))} FROM {table.name}"
    for table in metadata.sorted_tables
    if table.name not in OWN_ROW and columns_that_hold(table)
}
"""Per table how everything is read but what is of its moment."""


def contents(file: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a database that says the same after the same was done twice."""
    with closing(sqlite3.connect(file)) as connection:
        return {name: sorted(connection.execute(query), key=repr) for name, query in READ.items()}


class Left(NamedTuple):
    """What a form leaves behind: the answer, and every table."""

    status: int
    location: str | None
    is_wrong: bool
    tables: dict[str, list[tuple[object, ...]]]


def roles(adres: Adres) -> list[str]:
    """Who may send to an address; first whoever the world has most for, such as messages to read."""
    return [rol.value for rol in Rol if rol in ROLLEN_VAN[adres.actie]]  # type: ignore[index]


class Stage:
    """A world that is put back before each form, so that one does not see what another did."""

    def __init__(self, database: Database, portaal: Flask) -> None:
        world = World(database)
        self._visitors = {rol.value: Visitor(portaal, token=world.token(rol.value)) for rol in Rol}
        self._secrets = {
            who: form_token(visitor.get(f"{PREFIX}/aanvragen")) for who, visitor in self._visitors.items()
        }
        self._cookies = {who: str(visitor.token) for who, visitor in self._visitors.items()}
        self._paths = {adres: world.address(adres.endpoint, adres.rule, Place.OWN) for adres in CHANGING}
        self._forms = filling.forms_of(portaal, world)
        self._file = database.address.removeprefix("sqlite:///")
        self._whole = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self._file)) as source:
            source.backup(self._whole)

    def close(self) -> None:
        """Let go of what is put back before each form."""
        self._whole.close()

    def break_log(self) -> dict[str, list[tuple[object, ...]]]:
        """Let no line of the log be written from here on; returns what the tables hold."""
        self._whole.execute("DELETE FROM logkop")
        self._whole.commit()
        return contents(self._file)

    def filled(self, adres: Adres) -> Fields:
        """A form that its page takes, as far as there is a form of it on a page."""
        return self._forms.get(self._paths[adres], {})

    def sent(self, adres: Adres, fields: Fields) -> Left:
        """What a form leaves behind."""
        with closing(sqlite3.connect(self._file)) as target:
            self._whole.backup(target)
        who = filling.owner(adres)
        visitor = self._visitors[who]
        visitor.take(self._cookies[who])  # which a form before this one can have replaced
        answer = visitor.post(
            self._paths[adres],
            data=filling.with_token(fields, self._secrets[who]),
            headers={"Origin": HTTP, "Sec-Fetch-Site": "same-origin"},
        )
        is_wrong = answer.status_code >= 400 or "<title>Fout" in answer.text
        return Left(answer.status_code, answer.location, is_wrong, contents(self._file))


@pytest.fixture
def stage(database: Database, portaal: Flask) -> Iterator[Stage]:
    """A world to send every form in."""
    with closing(Stage(database, portaal)) as made:
        yield made


def test_fields_that_no_form_has_change_nothing(stage: Stage) -> None:
    assert len(CHANGING) > 40
    different = []
    refused = set()
    for adres in CHANGING:
        filled = stage.filled(adres)
        usual = stage.sent(adres, filled)
        if filled and usual.is_wrong:
            refused.add(adres.endpoint)
        with_more = stage.sent(adres, {name: [value] for name, value in EXTRA.items()} | filled)
        if usual != with_more:
            different.append(adres.rule)
    assert different == []
    assert refused == BY_HAND | WITHOUT_SCHOOLS


def test_nothing_is_decided_that_cannot_be_logged(stage: Stage) -> None:
    logs.configure()  # an error is a line, as on a server
    before = stage.break_log()
    changing = {
        adres.endpoint for adres in CHANGING if stage.sent(adres, stage.filled(adres)).tables != before
    }
    assert changing == NO_DECISION


def test_no_page_copies_a_whole_form() -> None:
    for folder in ("portaal", "paginas"):
        for path in (ROOT / "uwlr_service" / folder).rglob("*.py"):
            names = {
                node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)
            }
            assert not names & {"populate_obj", "get_json", "from_envvar"}, path


def pages_of(rol: Rol) -> list[Adres]:
    """Every page that a role may see."""
    readable = (adres for adres in ALLE if "GET" in adres.methods and isinstance(adres.actie, Actie))
    return [adres for adres in readable if rol.value in roles(adres)]


@pytest.mark.parametrize("rol", [Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER])
def test_no_address_and_no_link_tells_of_a_pupil(portaal: Flask, database: Database, rol: Rol) -> None:
    world = World(database)
    visitor = Visitor(portaal, token=world.token(rol.value))
    for adres in pages_of(rol):
        path = world.address(adres.endpoint, adres.rule, Place.OWN)
        answer = visitor.get(path)
        assert not PUPIL.search(path + (answer.location or ""))
        if answer.mimetype == "text/html" and answer.status_code == 200:
            leading = document(answer).xpath("//@href | //@action | //@src")
            assert [link for link in leading if PUPIL.search(link)] == [], path


@pytest.mark.parametrize("rol", [Rol.OPERATOR, Rol.PARTNERBEHEERDER])
def test_operators_and_partners_see_no_pupil(portaal: Flask, database: Database, rol: Rol) -> None:
    world = World(database)
    visitor = Visitor(portaal, token=world.token(rol.value))
    for adres in pages_of(rol):
        answer = visitor.get(world.address(adres.endpoint, adres.rule, Place.OWN))
        assert not OF_A_PUPIL.search(answer.text), adres.rule


def test_a_cookie_opens_no_interface_and_a_token_no_page(settings: Settings, database: Database) -> None:
    world = World(database)
    application = create_app(settings)
    visitor = Visitor(application, token=world.token(Rol.OPERATOR.value))
    assert visitor.get("/portaal/beheer").status_code == 200
    assert visitor.get("/gkv/v1/koppelingen").status_code == 401
    assert "json" in str(visitor.post("/oauth/token", data={}).mimetype)
    assert "Set-Cookie" not in visitor.get("/gkv/v1/openapi.json").headers
    stranger = Client(application)
    bearer = {"Authorization": f"Bearer {world.token(Rol.OPERATOR.value)}"}
    answer = stranger.get("/portaal/beheer", headers=bearer, buffered=True)
    assert (answer.status_code, answer.location) == (303, "/portaal/aanmelden?verder=%2Fportaal%2Fbeheer")
    application.close()
