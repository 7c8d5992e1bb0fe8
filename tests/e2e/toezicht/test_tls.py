"""``uwlr call`` and ``uwlr gkv fetch`` against our own server behind TLS with an issuer that nobody knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.gkv.links import Link
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.certificates import Issuer
from tests.support.servers.ports import free_port
from tests.support.servers.tls import before, context_of, listening
from tests.support.servers.uwlr import Server, serving

pytestmark = pytest.mark.e2e
WSDL = "/uwlr/leerlinggegevens?wsdl"


class Guarded:
    """A server of ours behind TLS that asks for a certificate, and what a partner needs to call it."""

    def __init__(self, server: Server, url: str, issuer: Issuer) -> None:
        self.server = server
        self.url = url
        self.issuer = issuer
        self.shown = issuer.issue("partner")
        self.sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel

    def call(self, url: str) -> tuple[str, ...]:
        """The words of ``uwlr call`` for the small school."""
        whom = ("--klantnaam", "Uitgeverij", "--klantcode", "U1", "--school", str(SCHOOL))
        return ("call", "leerlinggegevens", "--url", url, *whom, "--sleutel", self.sleutel)


@pytest.fixture(scope="module")
def guarded(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("tls")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    issuer = Issuer(folder)
    context = context_of(issuer.issue("server", "127.0.0.1"), asks=issuer.path)
    inside = free_port()
    with listening(before(context, inside)) as port:
        url = f"https://127.0.0.1:{port}"
        with serving(
            f"sqlite:///{path}", folder, UWLR_BIND=f"127.0.0.1:{inside}", UWLR_BASE_URL=url
        ) as server:
            server.invoer.store(schoolgegevens())
            yield Guarded(server, url, issuer)


def test_a_publisher_names_whom_it_trusts_and_shows_who_it_is(guarded: Guarded, tmp_path: Path) -> None:
    uwlr = Uwlr(tmp_path)
    call = guarded.call(guarded.url + WSDL)
    known = ("--cert", guarded.shown)
    assert "Leerlingen" in uwlr.good(*call, *known, "--ca", guarded.issuer.path).stdout
    assert "Leerlingen" in uwlr.good(*call, *known, "--ca", guarded.issuer.path.parent).stdout
    assert "Leerlingen" in uwlr.good(*call, *known, REQUESTS_CA_BUNDLE=str(guarded.issuer.path)).stdout
    assert "onbekende uitgever" in uwlr.refused(*call, *known, exit_code=3)
    assert "noem het met --cert." in uwlr.refused(*call, "--ca", guarded.issuer.path, exit_code=3)


def test_a_partner_of_gkv_can_do_the_same(guarded: Guarded, tmp_path: Path) -> None:
    link = Link(guarded.server, tmp_path)
    link.make()
    uwlr = Uwlr(tmp_path)
    fetch = ("gkv", "fetch", *link.options(**{"--url": guarded.url}))
    known = ("--cert", guarded.shown)
    said = uwlr.refused(*fetch, *known, exit_code=3)
    assert said.startswith(f"De dienst op {guarded.url}/")
    assert "onbekende uitgever" in said
    assert "noem het met --cert." in uwlr.refused(*fetch, "--ca", guarded.issuer.path, exit_code=3)
    assert "verwerkt" in uwlr.good(*fetch, *known, SSL_CERT_FILE=str(guarded.issuer.path)).stderr


@pytest.mark.parametrize("option", ["--ca", "--cert", "--cert-key"])
def test_a_file_that_is_not_there_is_a_usage_error(guarded: Guarded, tmp_path: Path, option: str) -> None:
    call = guarded.call(guarded.url + WSDL)
    refused = Uwlr(tmp_path).refused(*call, option, str(tmp_path / "weg.pem"), exit_code=2)
    assert "weg.pem" in refused or "--cert-key hoort bij" in refused


def test_the_address_that_fails_is_named(guarded: Guarded, tmp_path: Path) -> None:
    """The WSDL is there over http, and what it imports is at the address of UWLR_BASE_URL."""
    said = Uwlr(tmp_path).refused(*guarded.call(guarded.server.url + WSDL), exit_code=3)
    begin = f"De WSDL op {guarded.server.url}{WSDL} verwijst naar een ander adres, {guarded.url}/"
    assert said.startswith(begin)
