"""What an operator does for partners of GKV: keys, webhooks, who collects and who does not."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from tests.support.commandline import Uwlr
from tests.support.servers.certificates import make_certificate
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.partner import Sleutelsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository

ADD = ("koppeling", "add", "--klantnaam", "Ouders", "--klantcode", "O1", "--gegevensset", "gkv-basis")
KEY = ("koppeling", "key", "1")


@pytest.fixture
def link(uwlr: Uwlr, school: str) -> dict[str, Any]:
    made: dict[str, Any] = uwlr.json(*ADD, "--school", school)
    return made


def written(uwlr: Uwlr, content: object, name: str = "partner.json") -> Path:
    path = uwlr.folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def public(key: ECKey | RSAKey | None = None, **more: object) -> dict[str, Any]:
    return {**(key or ECKey.generate_key("P-256")).as_dict(private=False), **more}


def test_a_key_is_registered_listed_and_removed(uwlr: Uwlr, link: dict[str, Any]) -> None:
    jwks = {"keys": [public(kid="een"), public(RSAKey.generate_key(2048), kid="twee")]}
    made = uwlr.json(*KEY, "--jwks", written(uwlr, jwks))
    assert made == {"koppeling": 1, "sleutel": 1, "client_id": "koppeling-1", "proeftuin": False}
    uwlr.good(*KEY, "--certificate", written(uwlr, make_certificate(), "partner.pem"))
    first, second = uwlr.json(*KEY, "--list")
    assert (first["soort"], first["namen"], first["ingetrokken"]) == ("jwks", ["een", "twee"], None)
    assert second["soort"] == "certificate"
    assert "vervallen" in uwlr.good(*KEY, "--remove", "1").stderr
    assert uwlr.json(*KEY, "--list")[0]["ingetrokken"] is not None
    assert "een, twee" in uwlr.good(*KEY, "--list").stdout
    assert "geen sleutel 1" in uwlr.refused(*KEY, "--remove", "1")


def test_one_key_by_itself_will_do(uwlr: Uwlr, link: dict[str, Any]) -> None:
    key = ECKey.generate_key("P-256")
    uwlr.good(*KEY, "--jwks", written(uwlr, public(key)))
    assert uwlr.json(*KEY, "--list")[0]["namen"] == [key.thumbprint()]
    assert "al geregistreerd" in uwlr.refused(*KEY, "--jwks", written(uwlr, public(key)))


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ("\ngeen json", "geen JWK Set: het is geen JSON (regel 2)."),
        ("[" * 60_000, "geen JWK Set: het is te diep genest."),
        ([], "geen JWK Set: het is geen object."),
        ({"keys": []}, "1 tot 10"),
        ({"keys": "x"}, "geen JWK Set: 'keys' is geen lijst."),
        ({"keys": [public(), None]}, "geen JWK Set: sleutel 2 is geen object."),
        ({"kty": "EC"}, "niet te gebruiken"),
        ({"keys": [public(kid="x"), public(kid="x")]}, "dezelfde kid"),
        (ECKey.generate_key("P-256").as_dict(private=True), "geheime sleutel"),
        ({"kty": "oct", "k": "AAAA"}, "geheime sleutel"),
        (public(ECKey.generate_key("P-384")), "P-256"),
        (public(use="enc"), "soort EC"),
        (public(alg="RS256"), "soort EC"),
        ({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}, "niet te gebruiken"),
        ({"kty": "OKP", "crv": "Ed25519", "x": "AA"}, "soort EC"),
    ],
)
def test_a_key_that_will_not_do_is_refused(
    uwlr: Uwlr, link: dict[str, Any], document: object, why: str
) -> None:
    content = document.encode() if isinstance(document, str) else document
    path = written(uwlr, content)
    said = uwlr.refused(*KEY, "--jwks", path)
    assert said.startswith(f"{path}: ")
    assert why in said
    assert uwlr.json(*KEY, "--list") == []


@pytest.mark.parametrize("kid", ["\ud800", "a\x9b31m", "a\u202e", "a\nb"])
def test_a_kid_of_before_that_would_not_be_taken_now_is_listed(
    uwlr: Uwlr, link: dict[str, Any], cli_database: Database, kid: str
) -> None:
    with cli_database.write() as connection:
        stored = json.dumps([public(kid=kid)])
        PartnersleutelRepository(connection).add(1, Sleutelsoort.JWKS, stored)
    assert uwlr.json(*KEY, "--list")[0]["namen"] == [kid]
    shown = uwlr.good(*KEY, "--list").stdout
    assert all(line.isprintable() for line in shown.splitlines())
    uwlr.good(*KEY, "--remove", "1")


def test_what_is_not_a_certificate_is_refused(uwlr: Uwlr, link: dict[str, Any]) -> None:
    for content in (b"x", b"-----BEGIN CERTIFICATE-----", b""):
        assert "geen certificaat" in uwlr.refused(*KEY, "--certificate", written(uwlr, content))


def test_only_a_link_of_gkv_has_keys(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    assert "geen GKV-koppeling" in uwlr.refused(*KEY, "--jwks", written(uwlr, public()))
    for command in (("gkv", "list"), ("koppeling", "key", "--list")):
        assert uwlr.refused(*command, "1") == "Koppeling 1 is geen GKV-koppeling."
    assert "geen koppeling 9" in uwlr.refused("koppeling", "key", "9", "--list")


def test_there_is_room_for_five(uwlr: Uwlr, link: dict[str, Any]) -> None:
    for _ in range(5):
        uwlr.good(*KEY, "--jwks", written(uwlr, public()))
    assert "ten hoogste 5" in uwlr.refused(*KEY, "--jwks", written(uwlr, public()))


@pytest.mark.parametrize("options", [(), ("--list", "--remove", "1")])
def test_one_thing_at_a_time(uwlr: Uwlr, link: dict[str, Any], options: tuple[str, ...]) -> None:
    assert uwlr(*KEY, *options).exit_code == 2


def test_a_webhook_is_set_shown_and_put_off(uwlr: Uwlr, link: dict[str, Any]) -> None:
    url = "https://partner.example/gkv"
    assert uwlr.json("koppeling", "webhook", "1", "--url", url) == {"koppeling": 1, "url": url}
    assert url in uwlr.good("koppeling", "webhook", "1").stderr
    assert uwlr.json("koppeling", "webhook", "1", "--uit")["url"] is None
    assert "https" in uwlr.refused("koppeling", "webhook", "1", "--url", "http://partner.example")
    assert uwlr("koppeling", "webhook", "1", "--uit", "--url", url).exit_code == 2


@pytest.mark.parametrize("port", ["0", "65536", "x"])
def test_a_wrong_port_is_told_as_such(uwlr: Uwlr, link: dict[str, Any], port: str) -> None:
    said = uwlr.refused("koppeling", "webhook", "1", "--url", f"https://partner.example:{port}/")
    assert said == "De poort in het adres van een webhook is een getal van 1 tot 65535."


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "gkv.localhost:8443", "10.0.0.7", "[::1]:1"])
def test_a_webhook_inside_the_own_network_is_warned_of(uwlr: Uwlr, link: dict[str, Any], host: str) -> None:
    webhook = ("koppeling", "webhook", "1", "--url", f"https://{host}/gkv")
    assert "UWLR_WEBHOOK_HOSTS" in uwlr.good(*webhook).stderr
    assert "UWLR_WEBHOOK_HOSTS" in uwlr.good(*webhook[:3]).stderr


def test_a_webhook_outside_or_named_is_not_warned_of(uwlr: Uwlr, link: dict[str, Any]) -> None:
    webhook = ("koppeling", "webhook", "1", "--url")
    assert "Let op" not in uwlr.good(*webhook, "https://93.184.216.34/gkv").stderr
    said = uwlr.good(*webhook, "https://localhost:1/", UWLR_WEBHOOK_HOSTS="localhost:1").stderr
    assert "Let op" not in said


def test_notify_tells_how_many(uwlr: Uwlr, link: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    # A command is a process of its own; here a server of another test may have set up the log on stdout.
    monkeypatch.setattr(logging.getLogger("uwlr_service"), "handlers", [])
    uwlr.good("koppeling", "webhook", "1", "--url", "https://localhost:1/")
    uwlr.good("gkv", "generate", "1")
    assert uwlr.json("gkv", "notify")["uitgesteld"] == 1
    assert "Uitgesteld: 0" in uwlr.good("gkv", "notify").stderr


def test_the_list_tells_what_was_collected(uwlr: Uwlr, link: dict[str, Any], cli_database: Database) -> None:
    (made,) = uwlr.json("gkv", "generate", "1")["leveringen"]
    (listed,) = uwlr.json("gkv", "list", "1")
    assert (listed["opgehaald"], listed["ontvangst"]) == (None, None)
    with cli_database.write() as connection:
        OphalingRepository(connection).record(made["id"], "api", 5, tijd.now())
    (listed,) = uwlr.json("gkv", "list", "1")
    assert (listed["opgehaald"]["aantal"], listed["opgehaald"]["bytes"]) == (1, 5)
    assert "laatst opgehaald" in uwlr.good("gkv", "list", "1").stdout


def test_on_a_narrow_screen_a_moment_stays_on_its_line(
    uwlr: Uwlr, link: dict[str, Any], cli_database: Database
) -> None:
    (made,) = uwlr.json("gkv", "generate", "1")["leveringen"]
    with cli_database.write() as connection:
        OphalingRepository(connection).record(made["id"], "api", 1_234_567, tijd.now())
    shown = uwlr.good("gkv", "list", "1", COLUMNS="80").stdout
    (line,) = (line for line in shown.splitlines() if "99XX/16" in line)
    assert len(re.findall(r"\d\d-\d\d-\d{4} \d\d:\d\d ", line)) == 2


MOMENT = re.compile(r'"(\d{4}-\d\d-\d\d[T ]\d\d:[^"]*)"')


@pytest.mark.parametrize(
    "command",
    [
        ("gkv", "list", "1"),
        ("gkv", "generate", "1"),
        ("gkv", "nacht"),
        ("koppeling", "list"),
        ("koppeling", "show", "1"),
        ("koppeling", "key", "1", "--list"),
        ("koppeling", "afspraak", "1"),
        ("koppeling", "voorstellen", "1"),
        ("koppeling", "verwijderd", "1"),
        ("db", "purge"),
    ],
    ids=" ".join,
)
def test_programs_read_every_moment_in_one_form(
    uwlr: Uwlr, link: dict[str, Any], command: tuple[str, ...]
) -> None:
    uwlr.good("gkv", "generate", "1")
    uwlr.good(*KEY, "--jwks", written(uwlr, public()))
    extend = ("koppeling", "extend", "1", "--veld", "leerling/emailadres=aan", "--doel", "Inloggen")
    uwlr.good(*extend)
    if command[1] == "verwijderd":
        uwlr.good("koppeling", "revoke", "1", "--ja")
    found = MOMENT.findall(uwlr.good(*command, "--json").stdout)
    assert found
    for text in found:
        assert tijd.format_moment(tijd.parse_moment(text)) == text


def test_dormant_links_are_told_and_end_with_1(
    uwlr: Uwlr, link: dict[str, Any], cli_database: Database
) -> None:
    uwlr.good("gkv", "generate", "1")
    assert uwlr.json("gkv", "dormant") == []
    assert "langer dan 7 dagen" in uwlr.good("gkv", "dormant").stderr
    with cli_database.write() as connection:
        connection.exec_driver_sql("update levering set gemaakt = '2026-01-01 00:00:00.000000'")
    (found,) = uwlr.json("gkv", "dormant", exit_code=1)
    assert (found["koppeling"], found["school"], found["niet_opgehaald"]) == (1, "99XX/16", 1)
    result = uwlr("gkv", "dormant", "--dagen", "30")
    assert (result.exit_code, "nooit" in result.stdout) == (1, True)
