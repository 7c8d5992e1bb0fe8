"""Applications on six libraries of others sign people in and out, and hear it when a school stops."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.portaal import people
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.sso.aanmelding import Browser
from tests.support.sso.foreign import LIBRARIES, Application, Library, running
from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.sso.client import Algoritme, Bewijswijze

pytestmark = pytest.mark.e2e
WITHIN = 3.0
"""Seconds in which an application has to hear that a session ended."""
BY_NAME = {library.naam: library for library in LIBRARIES}
TOLD = [library.naam for library in LIBRARIES if library.afmelding is not None]
ES256 = Algoritme.ES256
SCHOOLPAGINA = f"/portaal/scholen/{schoolpad.write(SCHOOL)}"


@dataclass(frozen=True)
class Provider:
    """A server, and what its addresses begin with."""

    server: Server
    url: str
    ports: Mapping[str, int]
    """Where each application will be: those may be posted to, though they are in the own network."""

    def application(self, library: Library) -> Application:
        """An application on a library; its client has to be there before it starts."""
        return Application(library=library, port=self.ports[library.naam])

    @property
    def issuer(self) -> str:
        return f"{self.url}/sso"

    def somebody(self) -> Browser:
        """An employee of the school, signed in at the provider."""
        inlog = people.add_person(self.server.database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
        return Browser(self.url, people.sign_in(self.server.database, inlog))

    def client_of(
        self,
        app: Application,
        algoritme: Algoritme = Algoritme.RS256,
        methode: Bewijswijze = Bewijswijze.GEHEIM,
    ) -> Proefclient:
        """A client with the addresses of an application, at a link of its own."""
        koppeling = add_sso_link(self.server.database)
        return add_client(
            self.server.database, koppeling, adressen=app.adressen, algoritme=algoritme, methode=methode
        )


@pytest.fixture(scope="module")
def provider(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """On SQLite alone: an application does not see the database."""
    folder = tmp_path_factory.mktemp("toepassingen")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    port = free_port()
    url = f"http://localhost:{port}"
    ports = {naam: free_port() for naam in BY_NAME}
    own = {
        "UWLR_BIND": f"127.0.0.1:{port}",
        "UWLR_BASE_URL": url,
        "UWLR_WORKERS": "1",
        "UWLR_WEBHOOK_HOSTS": ",".join(f"127.0.0.1:{number}" for number in ports.values()),
    }
    with serving(f"sqlite:///{path}", folder, **own) as server:
        server.invoer.store(schoolgegevens())
        yield Provider(server, url, ports)


@pytest.fixture
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Library:
    """One of the libraries, with an application on it in the folder of the test."""
    chosen = BY_NAME[request.param]
    chosen.make(tmp_path)
    return chosen


@pytest.mark.parametrize("library", BY_NAME, indirect=True)
def test_signs_in(provider: Provider, library: Library, tmp_path: Path) -> None:
    app = provider.application(library)
    client = provider.client_of(app)
    browser = provider.somebody()
    with running(app, tmp_path, provider.issuer, client):
        told = browser.visit(app.url).json()
    assert told["id_token"]["iss"] == provider.issuer
    assert client.client_id in told["id_token"]["aud"]
    assert told["id_token"]["sub"] == told["userinfo"]["sub"]
    assert told["userinfo"]["affiliation"] == "employee"


@pytest.mark.parametrize("library", BY_NAME, indirect=True)
def test_signs_out(provider: Provider, library: Library, tmp_path: Path) -> None:
    app = provider.application(library)
    client = provider.client_of(app)
    browser = provider.somebody()
    with running(app, tmp_path, provider.issuer, client):
        browser.visit(app.url)
        gone = browser.visit(app.uit)
        assert not browser.is_signed_in(app.url)
    assert gone.url.startswith(f"{app.url}/afgemeld")


@pytest.mark.parametrize(
    ("library", "methode"),
    [
        ("openid-client", Bewijswijze.GEHEIM),
        ("openid-client", Bewijswijze.SLEUTEL),
        ("go-oidc", Bewijswijze.GEHEIM),
    ],
    indirect=["library"],
)
def test_takes_the_other_algorithm_and_the_other_proof(
    provider: Provider, library: Library, methode: Bewijswijze, tmp_path: Path
) -> None:
    app = provider.application(library)
    client = provider.client_of(app, ES256, methode)
    with running(app, tmp_path, provider.issuer, client, algoritme=ES256):
        told = provider.somebody().visit(app.url).json()
    assert told["id_token"]["sub"] == told["userinfo"]["sub"]


@pytest.mark.parametrize("library", TOLD, indirect=True)
def test_hears_that_the_school_stopped(provider: Provider, library: Library, tmp_path: Path) -> None:
    app = provider.application(library)
    client = provider.client_of(app)
    browser = provider.somebody()
    with running(app, tmp_path, provider.issuer, client):
        browser.visit(app.url)
        assert browser.is_signed_in(app.url)
        browser.press(f"{SCHOOLPAGINA}/koppelingen/{client.koppeling}/stoppen")
        until = time.monotonic() + WITHIN
        while browser.is_signed_in(app.url) and time.monotonic() < until:
            time.sleep(0.05)
        assert not browser.is_signed_in(app.url)
