"""The security of the pages as a whole: fields too many, cookies and tokens elsewhere, addresses, pupils."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Table, select
from werkzeug.test import Client

from tests.support.places import ROOT
from tests.support.portaal.visiting import HTTP, TOKEN, Visitor, document, form_token
from tests.support.portaal.world import Place, World
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.paginas.adres import PREFIX, Adres
from uwlr_service.portaal import portaal_application
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
BY_ITSELF = re.compile("hash|zegel|digest|salt|moment|token|geheim|bewijs|inhoud")
"""Columns that differ between two runs of the same."""
OWN_ROW = frozenset({"sessie", "logzegel", "logkop", "logregel", "verkeersregel"})
PUPIL = re.compile(r"Sanne|Jansen|[/=]L[0-9]\b", re.IGNORECASE)
"""Names and keys of the pupils of the small school, as they would stand in an address."""
OF_A_PUPIL = re.compile(r"Sanne|van den Jansen|Moeder")


def columns_that_hold(table: Table) -> list[str]:
    """The columns of a table that say the same after the same was done twice."""
    texts = (column.name for column in table.columns if str(column.type) not in ("DATETIME", "JSON", "BLOB"))
    return [name for name in texts if not BY_ITSELF.search(name)]


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database but what is of its moment."""
    with database.read() as connection:
        return {
            table.name: sorted(
                map(tuple, connection.execute(select(*(table.c[name] for name in columns_that_hold(table))))),
                key=repr,
            )
            for table in metadata.sorted_tables
            if table.name not in OWN_ROW and columns_that_hold(table)
        }


def roles(adres: Adres) -> list[str]:
    """Who may send to an address."""
    return sorted(rol.value for rol in ROLLEN_VAN[adres.actie])  # type: ignore[index]


class Stage:
    """A world that is copied for each form, so that one does not see what another did."""

    def __init__(self, database: Database, settings: Settings, folder: Path) -> None:
        world = World(database)
        self.tokens = {rol.value: world.token(rol.value) for rol in Rol}
        self.paths = {
            (adres.endpoint, adres.rule): world.address(adres.endpoint, adres.rule, Place.OWN)
            for adres in CHANGING
        }
        database.close()  # which puts all of it in one file
        self._settings = settings
        self._whole = Path(settings.database_url.removeprefix("sqlite:///")).read_bytes()
        self._folder = folder

    def sent(self, adres: Adres, fields: dict[str, str]) -> tuple[object, ...]:
        """What a form leaves behind: the answer, and every table."""
        copy = self._folder / "copy.sqlite"
        copy.write_bytes(self._whole)
        database = Database.open(f"sqlite:///{copy}")
        try:
            portaal = portaal_application(Diensten(self._settings, database))
            visitor = Visitor(portaal, token=self.tokens[roles(adres)[0]])
            token = form_token(visitor.get(f"{PREFIX}/"))
            answer = visitor.post(
                self.paths[adres.endpoint, adres.rule],
                data={TOKEN: token, **fields},
                headers={"Origin": HTTP, "Sec-Fetch-Site": "same-origin"},
            )
            return answer.status_code, answer.location, contents(database)
        finally:
            database.close()
            copy.unlink()


def test_fields_that_no_form_has_change_nothing(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    stage = Stage(database, settings, tmp_path)
    assert len(CHANGING) > 40
    different = []
    for adres in CHANGING:
        if stage.sent(adres, {}) != stage.sent(adres, EXTRA):
            different.append(adres.rule)
    assert different == []


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
