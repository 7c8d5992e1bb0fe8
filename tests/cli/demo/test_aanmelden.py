"""The application of a demo at a real service: people sign in there, and are out in the next request."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.sso.demotoepassing import (
    DEELNEMERS,
    DOOR,
    TESTSCHOOL,
    Opstelling,
    environ_of,
    opgesteld,
)
from uwlr_service.cli.demo.aanmelden import full_name, sign_in_once
from uwlr_service.cli.demo.bezoek import Bezoek
from uwlr_service.cli.demo.mensen import Link
from uwlr_service.cli.demo.toepassing.server import bound
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.sso.aanbieder import Aanbieder
from uwlr_service.client.sso.aanmeldclient import Aanmeldclient
from uwlr_service.client.sso.fouten import AanbiederWeigert
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.toepassing import Instellingen
from uwlr_service.formats.oauth import sleutelpaar

SOON = 3.0
"""Seconds in which an application hears that somebody is out."""


@pytest.fixture(scope="module", params=DATABASES)
def opstelling(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opstelling]:
    folder = tmp_path_factory.mktemp("proef")
    port = free_port()
    address = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_PORTAAL_URL": f"http://localhost:{port}"}
    with bound() as listening, migrated(request, folder) as url:
        environ = {**address, **environ_of(listening)}
        with serving(url, folder, UWLR_WORKERS="1", **environ) as server:
            with opgesteld(server.settings, listening, folder) as made:
                yield made
            assert_nobody_is_named(server)


def assert_nobody_is_named(server: Server) -> None:
    """The log of the service says nothing of who they are."""
    leerling = DEELNEMERS.leerling
    for word in (leerling.key, leerling.achternaam, DEELNEMERS.leerkracht.achternaam):
        assert word is not None
        assert word not in server.log


def test_a_leerkracht_is_known_by_the_keys_of_the_school(opstelling: Opstelling) -> None:
    leerkracht = DEELNEMERS.leerkracht
    seen = opstelling.sign_in().open(f"{opstelling.proef.adres}/").gegevens()
    assert seen["Naam"] == full_name(leerkracht)
    assert seen["Bij de school als"] == "medewerker"
    assert seen["Groepen (keys)"] == ", ".join(binding.key for binding in leerkracht.groepen)
    assert seen["Key in UWLR en GKV"] == leerkracht.key
    assert seen["BRIN"] == TESTSCHOOL.school.code.brincode


def test_a_leerling_is_told_by_the_first_name_alone(opstelling: Opstelling) -> None:
    leerling = DEELNEMERS.leerling
    seen = opstelling.sign_in(Rol.LEERLING).open(f"{opstelling.proef.adres}/").gegevens()
    assert seen["Roepnaam"] == leerling.roepnaam
    assert seen["Bij de school als"] == "leerling"
    assert leerling.groep in seen["Groepen (keys)"].split(", ")
    assert {"Naam", "Achternaam", "E-mailadres"}.isdisjoint(seen)


def test_somebody_leaves_by_the_button_at_the_school_too(opstelling: Opstelling) -> None:
    bezoek = opstelling.sign_in()
    assert stand_of(bezoek, opstelling)
    pagina = bezoek.open(f"{opstelling.proef.adres}/")
    out = bezoek.submit(replace(pagina, adres=f"{opstelling.proef.adres}/afmelden"))
    assert out.titel == "U bent uitgelogd"
    assert bezoek.open(f"{opstelling.proef.adres}/").titel == "Welkom"
    assert bezoek.open(f"{opstelling.proef.adres}/aanmelden").titel == "Inloggen"


def test_an_answer_that_this_browser_did_not_ask_for_lets_nobody_in(opstelling: Opstelling) -> None:
    for query in ("", "?code=c", "?code=c&state=van-een-ander", "?error=access_denied&state=s"):
        with pytest.raises(Onbereikbaar, match="400"):
            Bezoek().open(f"{opstelling.proef.adres}/terug{query}")


def test_who_is_in_and_opens_an_old_answer_stays_in(opstelling: Opstelling) -> None:
    bezoek = opstelling.sign_in()
    assert bezoek.open(f"{opstelling.proef.adres}/terug?code=oud&state=oud").titel == "U bent ingelogd"


def test_a_word_of_signing_out_that_is_made_up_does_nothing(opstelling: Opstelling) -> None:
    bezoek = opstelling.sign_in()
    for body in (b"", b"logout_token=a.b.c"):
        request = urllib.request.Request(f"{opstelling.proef.adres}/afmelding", data=body)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=10)
        with refused.value as answer:
            assert json.loads(answer.read())["error"] == "invalid_request"
    assert stand_of(bezoek, opstelling)


def test_its_pages_let_nothing_else_in(opstelling: Opstelling) -> None:
    with urllib.request.urlopen(f"{opstelling.proef.adres}/", timeout=10) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["Cache-Control"] == "no-store"
    request = urllib.request.Request(f"{opstelling.proef.adres}/", headers={"Host": "elders.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    with refused.value as answer:
        assert answer.status == 400


def stand_of(bezoek: Bezoek, opstelling: Opstelling) -> bool:
    """What the script of the page is told."""
    text = bezoek.open(f"{opstelling.proef.adres}/stand").document.text_content()
    return bool(json.loads(text)["ingelogd"])


def test_a_school_that_withdraws_signs_everybody_out_soon(
    opstelling: Opstelling, capsys: pytest.CaptureFixture[str]
) -> None:
    bezoeken = [opstelling.sign_in(), opstelling.sign_in(Rol.LEERLING)]
    links = [Link(opstelling.proef.links[0].mens, opstelling.link(Rol.LEERKRACHT))]
    sign_in_once(replace(opstelling.proef, links=tuple(links)), opstelling.diensten)
    assert "de leerkracht is uitgelogd" in " ".join(capsys.readouterr().out.split())
    until = time.monotonic() + SOON
    while any(stand_of(bezoek, opstelling) for bezoek in bezoeken):
        assert time.monotonic() < until
        time.sleep(0.1)
    for bezoek in bezoeken:
        assert bezoek.open(f"{opstelling.proef.adres}/").titel == "Uitgelogd door de school"
    again = Bezoek()
    again.open(opstelling.link(Rol.LEERLING))
    assert "/sso/geen-toegang/" in again.open(f"{opstelling.proef.adres}/aanmelden").adres


def test_an_application_proves_itself_by_its_key(opstelling: Opstelling) -> None:
    proef = opstelling.proef
    key = sleutelpaar.new(Algoritme.ES256)
    keys = json.dumps({"keys": [sleutelpaar.public_part(key)]})
    adressen = {Adressoort.TERUG: (proef.registratie.terugadres,)}
    by_key = Instellingen(naam="Woordspel", methode=Bewijswijze.SLEUTEL, adressen=adressen, jwks=keys)
    opstelling.diensten.toepassingen.change(proef.koppeling, by_key, door=DOOR)
    aanbieder = Aanbieder(proef.issuer)
    own = replace(proef.registratie, geheim=None, sleutel=key)
    assert not Aanmeldclient(aanbieder, own).is_active("van niemand")
    other = replace(own, sleutel=sleutelpaar.new(Algoritme.ES256))
    for registratie in (other, proef.registratie):
        with pytest.raises(AanbiederWeigert, match="invalid_client"):
            Aanmeldclient(aanbieder, registratie).is_active("van niemand")
    aanbieder.close()
