"""``uwlr sso client``: an operator sets the client of a link, and decides what waits."""

import json
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from tests.support.commandline import Uwlr
from tests.support.partners.products import product_of
from tests.support.sso.instellingen import geheimen, in_force
from tests.support.sso.toepassingen import AFMELDING, TERUG, add_client, add_sso_link
from tests.support.toezicht import logged
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.geheim import hash_geheim
from uwlr_service.repository.database import Database

SLEUTEL = ECKey.generate_key("P-256", {"use": "sig"})
NIEUW = "https://nieuw.example/terug"
CLIENT = ("sso", "client")


@pytest.fixture
def koppeling(cli_database: Database) -> str:
    """A link of SSO of a product that is active."""
    return str(add_sso_link(cli_database, []))


@pytest.fixture
def sleutels(tmp_path: Path) -> str:
    """A file with public keys."""
    path = tmp_path / "lezen.json"
    path.write_text(json.dumps({"keys": [SLEUTEL.as_dict(private=False)]}))
    return str(path)


def test_a_client_is_made_with_a_secret_that_is_shown_once(
    uwlr: Uwlr, cli_database: Database, koppeling: str
) -> None:
    made = uwlr.json(*CLIENT, "add", koppeling, "--naam", "Leeslijst", "--terug", TERUG, "--namens", "Eva")
    client = in_force(cli_database, made["client_id"])
    assert geheimen(cli_database, client.client_id) == (hash_geheim(made["client_secret"]),)
    assert client.uris(Adressoort.TERUG) == (TERUG,)
    assert (made["methode"], made["algoritme"], made["pkce_vrij"]) == ("client_secret", "RS256", False)
    shown = uwlr.json(*CLIENT, "show", koppeling)
    assert {**made, "client_secret": None} == {**shown, "client_secret": None}
    assert "client_secret" not in shown
    assert made["client_id"] in uwlr.good(*CLIENT, "show", koppeling).stdout
    assert logged(cli_database) == ["toepassing-gemaakt"]


def test_what_is_not_named_stays(uwlr: Uwlr, cli_database: Database, koppeling: str, sleutels: str) -> None:
    client = add_client(cli_database, int(koppeling))
    uwlr.good(*CLIENT, "change", koppeling, "--naam", "Boeken", "--algoritme", "ES256")
    changed = in_force(cli_database, client.client_id)
    assert (changed.naam, changed.algoritme) == ("Boeken", Algoritme.ES256)
    assert geheimen(cli_database, changed.client_id) == (hash_geheim(client.geheim),)
    assert changed.uri(Adressoort.AFMELDING) == AFMELDING
    uwlr.good(*CLIENT, "change", koppeling, "--terug", TERUG, "--terug", NIEUW, "--afmelding", "")
    changed = in_force(cli_database, client.client_id)
    assert changed.uris(Adressoort.TERUG) == (TERUG, NIEUW)
    assert changed.uri(Adressoort.AFMELDING) is None
    uwlr.good(*CLIENT, "change", koppeling, "--jwks", sleutels)
    changed = in_force(cli_database, client.client_id)
    assert (changed.methode, geheimen(cli_database, changed.client_id)) == (Bewijswijze.SLEUTEL, ())
    uwlr.good(*CLIENT, "change", koppeling, "--naam", "Lezen")
    assert in_force(cli_database, client.client_id).jwks == changed.jwks
    uwlr.good(*CLIENT, "change", koppeling, "--jwks-uri", "https://lezen.example/jwks")
    changed = in_force(cli_database, client.client_id)
    assert (changed.jwks, changed.uri(Adressoort.SLEUTELS)) == (None, "https://lezen.example/jwks")
    uwlr.good(*CLIENT, "change", koppeling, "--jwks", sleutels)
    assert in_force(cli_database, client.client_id).uri(Adressoort.SLEUTELS) is None
    back = uwlr.json(*CLIENT, "change", koppeling, "--geheim")
    assert geheimen(cli_database, client.client_id) == (hash_geheim(back["client_secret"]),)


def test_a_secret_is_replaced_and_a_client_ended(uwlr: Uwlr, cli_database: Database, koppeling: str) -> None:
    client = add_client(cli_database, int(koppeling))
    shown = uwlr.good(*CLIENT, "rotate", koppeling).stderr
    assert "Dit is de enige keer dat het geheim te zien is." in shown
    assert len(geheimen(cli_database, client.client_id)) == 2
    uwlr.good(*CLIENT, "rotate", koppeling, "--dagen", "0")
    assert len(geheimen(cli_database, client.client_id)) == 1
    assert "is beëindigd" in uwlr.good(*CLIENT, "end", koppeling).stderr
    for words in (("show",), ("end",), ("rotate",), ("confirm",), ("change", "--naam", "X")):
        verb, *options = words
        assert "heeft geen toepassing" in uwlr.refused(*CLIENT, verb, koppeling, *options)
    made = uwlr.json(*CLIENT, "add", koppeling, "--naam", "Nieuw", "--terug", TERUG)
    assert uwlr.json(*CLIENT, "end", koppeling) == {"koppeling": made["koppeling"]}


def test_what_waits_is_listed_confirmed_and_refused(
    uwlr: Uwlr, cli_database: Database, koppeling: str
) -> None:
    wachtend = {Adressoort.TERUG: [NIEUW, "https://ander.example/terug"]}
    client = add_client(cli_database, int(koppeling), wachtend=wachtend)
    (listed,) = uwlr.json(*CLIENT, "waiting")
    assert (listed["koppeling"], listed["adressen"]) == (int(koppeling), 2)
    assert "Leeslijst" in uwlr.good(*CLIENT, "waiting").stdout
    assert "wacht" in uwlr.good(*CLIENT, "show", koppeling).stdout
    first, _ = (
        adres for adres in uwlr.json(*CLIENT, "show", koppeling)["adressen"] if adres["bevestigd"] is None
    )
    confirmed = uwlr.json(*CLIENT, "confirm", koppeling, "--adres", str(first["adres"]), "--namens", "Eva")
    assert confirmed == {"koppeling": int(koppeling), "bevestigd": 1}
    assert in_force(cli_database, client.client_id).uris(Adressoort.TERUG) == (TERUG, NIEUW)
    refused = uwlr.good(*CLIENT, "refuse", koppeling, "--reden", "Niet van u").stderr
    assert "1 adres geweigerd." in refused
    assert uwlr.json(*CLIENT, "waiting") == []
    assert "wachten niet meer" in uwlr.refused(*CLIENT, "confirm", koppeling)


def test_an_operator_allows_and_takes_back(uwlr: Uwlr, cli_database: Database, koppeling: str) -> None:
    client = add_client(cli_database, int(koppeling))
    for wat, column in (("zonder-pkce", "pkce_vrij"), ("offline", "offline")):
        uwlr.good(*CLIENT, "allow", koppeling, wat, "--reden", "Kan niet anders")
        assert uwlr.json(*CLIENT, "show", koppeling)[column] is True
        assert "stond al zo" in uwlr.refused(*CLIENT, "allow", koppeling, wat, "--reden", "Nog eens")
        uwlr.good(*CLIENT, "deny", koppeling, wat, "--reden", "Kan nu wel")
        assert uwlr.json(*CLIENT, "show", koppeling)[column] is False
    assert in_force(cli_database, client.client_id).pkce_vrij is False


def test_what_cannot_be_is_said(uwlr: Uwlr, koppeling: str, sleutels: str, tmp_path: Path) -> None:
    add = (*CLIENT, "add", koppeling, "--terug", TERUG)
    assert "geef --naam" in uwlr.refused(*add, exit_code=2)
    assert "geef één van" in uwlr.refused(*add, "--naam", "X", "--geheim", "--jwks", sleutels, exit_code=2)
    private = tmp_path / "geheim.json"
    private.write_text(json.dumps(SLEUTEL.as_dict(private=True)))
    assert "geheim.json" in uwlr.refused(*add, "--naam", "X", "--jwks", str(private))
    assert "https://" in uwlr.refused(*CLIENT, "add", koppeling, "--naam", "X", "--terug", "http://x.example")
    assert "404" in uwlr.refused(*CLIENT, "show", "404")


def test_a_product_that_becomes_active_names_what_waits(uwlr: Uwlr, cli_database: Database) -> None:
    koppeling = add_sso_link(cli_database, [], stand=Toelatingstand.OVEREENKOMST)
    add_client(cli_database, koppeling)
    number = product_of(cli_database, uwlr.json("koppeling", "show", str(koppeling))["klantcode"]).id
    said = uwlr.good("toelating", "activate", str(number)).stderr
    assert f"uwlr sso client show {koppeling}" in said
    uwlr.good(*CLIENT, "confirm", str(koppeling))
    assert uwlr.json(*CLIENT, "waiting") == []
