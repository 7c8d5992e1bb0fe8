"""UWLR_SECRET is replaced as docs/operate.rst says: no partner notices, and then the old one is gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.callers import post
from tests.support.commandline import Uwlr
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.gkv.generiek import LEERLINGEN, LEVERANCIER, PATH, vraag
from tests.support.messages.soap import envelope, header, verzoek
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

pytestmark = pytest.mark.e2e
OLD = "o" * 40
NEW = "n" * 40
WITH_OLD = {"UWLR_SECRET": OLD}
WITH_BOTH = {"UWLR_SECRET": NEW, "UWLR_SECRET_OLD": OLD}
WITH_NEW = {"UWLR_SECRET": NEW}
REFUSED = "Client.AutorisatieOngeldig"
WHAT_IS_THERE = "leerlinggegevens"


@dataclass(frozen=True, kw_only=True)
class Partners:
    """The keys of a publisher that calls, one that is silent, and a supplier of GKV."""

    calls: str
    silent: str
    supplier: str
    gkv: int


class Service:
    """A server on one database, with the secrets of the moment, and the command beside it."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._folder = folder

    @contextmanager
    def running(self, secrets: dict[str, str]) -> Iterator[Server]:
        with serving(self._url, self._folder, UWLR_WORKERS="1", **secrets) as server:
            yield server

    @contextmanager
    def opened(self) -> Iterator[Database]:
        database = Database.open(self._url)
        yield database
        database.close()

    def sign(self, secrets: dict[str, str], gkv: int) -> None:
        """Make a package, which has to be signed."""
        uwlr = Uwlr(self._folder, self._url)
        uwlr.good("gkv", "generate", str(gkv), "--school", str(SCHOOL), "--volledig", **secrets)

    def published(self, secrets: dict[str, str]) -> str:
        uwlr = Uwlr(self._folder, self._url)
        return uwlr.good("gkv", "jwks", **secrets).stdout


@pytest.fixture(params=DATABASES)
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    with migrated(request, tmp_path) as url:
        yield Service(url, tmp_path)


def begin(service: Service) -> Partners:
    """Partners whose keys are hashed with the old secret, and a package signed under it."""
    with service.opened() as database:
        EdexmlUitwisseling(database).store(schoolgegevens())
        beheer = Koppelingbeheer(database, OLD.encode())
        gkv = beheer.add(
            klantnaam=LEVERANCIER,
            klantcode="IAM",
            scholen=[SCHOOL],
            gegevensset="gkv-basis",
            generiek=True,
            door=DOOR,
        )
        of_uwlr = {
            code: beheer.add(klantnaam="Uitgeverij", klantcode=code, scholen=[SCHOOL], door=DOOR)
            for code in ("U1", "U2")
        }
    partners = Partners(
        calls=of_uwlr["U1"].sleutel,
        silent=of_uwlr["U2"].sleutel,
        supplier=gkv.sleutel,
        gkv=gkv.koppeling.id,
    )
    service.sign(WITH_OLD, partners.gkv)
    return partners


def pulled(server: Server, sleutel: str, code: str = "U1") -> str | None:
    return post(server.url, envelope(verzoek(), header(sleutel, code))).kind


def asked(server: Server, partners: Partners) -> int:
    told = {"Content-Type": "text/xml", "SOAPaction": f'"{LEERLINGEN}"'}
    return post(server.url, vraag(partners.supplier), PATH, told).status


def test_both_secrets_open_until_every_key_was_used(service: Service) -> None:
    partners = begin(service)
    keys = service.published(WITH_OLD)
    with service.running(WITH_BOTH) as server:
        for _ in range(3):
            assert pulled(server, partners.calls) == WHAT_IS_THERE
            assert asked(server, partners) == 200
        assert pulled(server, "x" * 36) == REFUSED
        renewed = [event for event in server.events() if event.get("message") == "a key was hashed anew"]
        assert len(renewed) == 2
        assert partners.calls not in server.log
    assert service.published(WITH_BOTH) == keys
    with service.running(WITH_NEW) as server:
        assert pulled(server, partners.calls) == WHAT_IS_THERE
        assert asked(server, partners) == 200
        assert pulled(server, partners.silent, "U2") == REFUSED
    service.sign(WITH_NEW, partners.gkv)
    assert service.published(WITH_NEW) == keys
    with service.running(WITH_OLD) as server:
        assert pulled(server, partners.calls) == REFUSED
        assert pulled(server, partners.silent, "U2") == WHAT_IS_THERE


def test_a_package_is_signed_with_the_key_of_before_during_the_overlap(service: Service) -> None:
    partners = begin(service)
    keys = service.published(WITH_OLD)
    service.sign(WITH_BOTH, partners.gkv)
    service.sign(WITH_NEW, partners.gkv)
    assert service.published(WITH_NEW) == keys


def test_machines_that_change_one_after_another_both_open(service: Service) -> None:
    """The other way around too: the one that still has the old secret as its own knows the new one."""
    partners = begin(service)
    not_yet = {"UWLR_SECRET": OLD, "UWLR_SECRET_OLD": NEW}
    for secrets in (not_yet, WITH_BOTH, not_yet, WITH_BOTH):
        with service.running(secrets) as server:
            assert pulled(server, partners.calls) == WHAT_IS_THERE
        service.sign(secrets, partners.gkv)


def test_without_the_old_secret_a_package_says_so_in_dutch(service: Service, tmp_path: Path) -> None:
    partners = begin(service)
    uwlr = Uwlr(tmp_path, service._url)
    generate = ("gkv", "generate", str(partners.gkv), "--school", str(SCHOOL), "--volledig")
    said = uwlr(*generate, **WITH_NEW).stderr
    assert "UWLR_SECRET" in said
    assert "the signing key" not in said
