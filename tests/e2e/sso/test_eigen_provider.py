"""A school signs in at the OpenID provider of another service: a real one, which is of our own kind."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.people import add_person, sign_in
from tests.support.portaal.visiting import HTTPS, Visitor
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.sso.aanmelding import Aanvrager, Browser
from tests.support.sso.extern import ACCOUNT, is_in
from tests.support.sso.provider import parameters_of
from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.schoolprovider import Providergegevens
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database

TERUG = "https://localhost/portaal/aanmelden/extern/1/terug"


@pytest.fixture(scope="module")
def elders(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The other service, where the staff of the school has accounts."""
    folder = tmp_path_factory.mktemp("elders")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    port = free_port()
    environ = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_PORTAAL_URL": f"http://localhost:{port}"}
    with serving(f"sqlite:///{path}", folder, UWLR_WORKERS="1", **environ) as server:
        server.invoer.store(schoolgegevens())
        yield server


@pytest.fixture(scope="module")
def client(elders: Server) -> Proefclient:
    """What we are there."""
    return add_client(elders.database, add_sso_link(elders.database), adressen={Adressoort.TERUG: (TERUG,)})


@pytest.fixture
def settings(settings: Settings, elders: Server) -> Settings:
    """The settings of our own service, which may call the other one."""
    host = elders.url.partition("//")[2]
    hosts = frozenset({host, host.replace("127.0.0.1", "localhost")})
    return replace(settings, portaal_url="https://localhost", webhook_hosts=hosts)


def there_and_back(visitor: Visitor, browser: Browser, client: Proefclient, path: str) -> str:
    """Go from a page of ours through those of the other service; where that ends."""
    question = parameters_of(visitor.get(path).location)
    answer = browser.answer_to(Aanvrager(client=client, terug=TERUG, has_pkce=False), **question)
    ended = visitor.get("/portaal/aanmelden/extern/1/terug", query_string=answer)
    assert ended.status_code == 303, ended.text
    return str(ended.location)


def test_an_account_at_another_service_is_tied_and_lets_its_owner_in(
    database: Database, diensten: Diensten, stored: object, elders: Server, client: Proefclient
) -> None:
    issuer = f"{elders.url.replace('127.0.0.1', 'localhost')}/sso"
    gegevens = Providergegevens(
        naam="Elders", issuer=issuer, client_id=client.client_id, geheim=client.geheim
    )
    diensten.mensen.schoolproviders.put(SCHOOL, gegevens, door=DOOR)
    diensten.mensen.schoolproviders.turn_on(SCHOOL, door=DOOR)
    there = add_person(elders.database, Rol.SCHOOLLEZER, school=SCHOOL)
    browser = Browser(elders.url.replace("127.0.0.1", "localhost"), sign_in(elders.database, there))
    here = add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    portaal = portaal_application(diensten)

    stranger = Visitor(portaal, origin=HTTPS)
    page = there_and_back(stranger, browser, client, f"/portaal/aanmelden/extern/1?verder={ACCOUNT}")
    assert "nog niet gekoppeld" in stranger.get(page).text
    assert not is_in(stranger)

    owner = Visitor(portaal, token=sign_in(database, here), origin=HTTPS)
    assert there_and_back(owner, browser, client, "/portaal/account/organisatie") == ACCOUNT

    back = Visitor(portaal, origin=HTTPS)
    page = there_and_back(back, browser, client, f"/portaal/aanmelden/extern/1?verder={ACCOUNT}")
    assert page == ACCOUNT
    assert is_in(back)
    assert back.get("/portaal/scholen/99XX-16").status_code == 200
