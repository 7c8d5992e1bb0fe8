"""``uwlr las``: registers LASes and their keys, and lists them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from tests.support.commandline import Uwlr
from tests.support.servers.certificates import make_certificate
from uwlr_service.cli.las import intrekking
from uwlr_service.domain.las.feed import Punt
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.ontvangst import OntvangstRepository


@pytest.fixture
def jwks(tmp_path: Path) -> Path:
    """A public key, as a LAS hands it over."""
    path = tmp_path / "las.json"
    path.write_text(json.dumps(ECKey.generate_key("P-256").as_dict(private=False)))
    return path


def test_a_las_is_registered_for_some_schools(uwlr: Uwlr, school: str) -> None:
    registered = uwlr.json("las", "add", "--naam", "Een", "--school", school, "--school", "88ZZ")
    assert {name: registered[name] for name in ("las", "naam", "client_id", "alle_scholen", "stand")} == {
        "las": 1,
        "naam": "Een",
        "client_id": "las-1",
        "alle_scholen": False,
        "stand": "actief",
    }
    assert registered["scholen"] == ["88ZZ/00", "99XX/16"]
    assert uwlr.json("las", "list") == [registered]
    nothing_said = {"overgenomen_tot": None, "bevestigd": None, "heeft_wat_hier_ontbreekt": None}
    assert uwlr.json("las", "show", "1") == registered | {"sleutels": []} | nothing_said
    for words in (("list",), ("show", "1")):
        assert "88ZZ/00, 99XX/16" in uwlr.good("las", *words).stdout


def test_a_las_of_all_schools_says_what_comes_next(uwlr: Uwlr) -> None:
    said = uwlr.good("las", "add", "--naam", "Alles", "--alle-scholen").stderr
    assert "De client_id is las-1." in said
    assert "uwlr las key 1 --jwks" in said
    assert "alle" in uwlr.good("las", "list").stdout


@pytest.mark.parametrize("options", [(), ("--alle-scholen", "--school", "99XX")])
def test_it_is_one_of_the_two(uwlr: Uwlr, options: tuple[str, ...]) -> None:
    uwlr.refused("las", "add", "--naam", "X", *options, exit_code=2)


def test_a_key_comes_and_goes(uwlr: Uwlr, jwks: Path) -> None:
    uwlr.good("las", "add", "--naam", "Alles", "--alle-scholen")
    assert uwlr.json("las", "key", "1", "--jwks", jwks) == {"las": 1, "sleutel": 1, "client_id": "las-1"}
    assert uwlr.json("las", "show", "1")["sleutels"] == [1]
    assert "Sleutels die gelden: 1." in uwlr.good("las", "show", "1").stderr
    (listed,) = uwlr.json("las", "key", "1", "--list")
    assert (listed["soort"], listed["ingetrokken"]) == ("jwks", None)
    assert listed["namen"][0] in uwlr.good("las", "key", "1", "--list").stdout
    assert "vervallen" in uwlr.good("las", "key", "1", "--remove", "1").stderr
    assert uwlr.json("las", "key", "1", "--list")[0]["ingetrokken"] is not None
    assert "geen sleutel 1" in uwlr.refused("las", "key", "1", "--remove", "1")
    assert "heeft geen sleutel en kan dus niets" in uwlr.good("las", "show", "1").stderr


def test_a_certificate_is_a_key_too(uwlr: Uwlr, tmp_path: Path) -> None:
    uwlr.good("las", "add", "--naam", "Alles", "--alle-scholen")
    path = tmp_path / "las.pem"
    path.write_bytes(make_certificate())
    assert "Sleutel 1 is geregistreerd." in uwlr.good("las", "key", "1", "--certificate", path).stderr
    (listed,) = uwlr.json("las", "key", "1", "--list")
    assert listed["soort"] == "certificate"


def test_a_key_asks_for_one_thing_at_a_time(uwlr: Uwlr, jwks: Path) -> None:
    uwlr.refused("las", "key", "1", exit_code=2)
    uwlr.refused("las", "key", "1", "--list", "--jwks", jwks, exit_code=2)


def test_a_las_that_is_not_there(uwlr: Uwlr, jwks: Path) -> None:
    assert uwlr.json("las", "list") == []
    for words in (("show", "7"), ("key", "7", "--list"), ("key", "7", "--jwks", jwks)):
        assert "Er is geen LAS 7." in uwlr.refused("las", *words)


def test_schools_come_and_go(uwlr: Uwlr, school: str) -> None:
    uwlr.good("las", "add", "--naam", "Een", "--school", school)
    added = uwlr.json("las", "school", "add", "1", "--school", "88ZZ", "--school", "88ZZ/01")
    assert added["scholen"] == ["88ZZ/00", "88ZZ/01", "99XX/16"]
    said = uwlr.good("las", "school", "remove", "1", "--school", "88ZZ", "--school", school).stderr
    assert "LAS 1 heeft nu 1 school." in said
    assert "heeft niet: 88ZZ/00" in uwlr.refused("las", "school", "remove", "1", "--school", "88ZZ")


def test_revoking_asks_first(uwlr: Uwlr, jwks: Path) -> None:
    uwlr.good("las", "add", "--naam", "Alles", "--alle-scholen")
    uwlr.good("las", "key", "1", "--jwks", jwks)
    assert "Alles (LAS 1)" in uwlr.refused("las", "revoke", "1", exit_code=2)
    assert uwlr.json("las", "show", "1")["stand"] == "actief"
    assert "LAS 1 is dicht" in uwlr.good("las", "revoke", "1", "--ja").stderr
    assert uwlr.json("las", "show", "1")["stand"] == "ingetrokken"
    shown = uwlr.good("las", "show", "1").stderr
    assert "zijn sleutels openen niets meer" in shown
    assert "Sleutels die gelden" not in shown
    assert "was al ingetrokken" in uwlr.refused("las", "revoke", "1")
    assert "Er is geen LAS 7." in uwlr.refused("las", "revoke", "7", "--ja")


def test_a_person_at_a_terminal_can_say_no(uwlr: Uwlr, monkeypatch: pytest.MonkeyPatch) -> None:
    uwlr.good("las", "add", "--naam", "Alles", "--alle-scholen")
    monkeypatch.setattr(intrekking, "confirmed", lambda _gevolg: False)
    assert "Er is niets ingetrokken." in uwlr("las", "revoke", "1").stderr
    assert uwlr.json("las", "show", "1")["stand"] == "actief"


def test_show_says_up_to_where_a_las_took_over(uwlr: Uwlr, cli_database: Database) -> None:
    uwlr.good("las", "add", "--naam", "ParnasLAS", "--alle-scholen")
    assert "nog niet bevestigd" in uwlr.good("las", "show", "1").stderr
    moment = datetime(2026, 11, 2, 10, tzinfo=UTC)
    with cli_database.write() as connection:
        OntvangstRepository(connection).record(1, None, Punt(0), moment)
        OntvangstRepository(connection).note_lost(1, 7, moment)
    said = uwlr.good("las", "show", "1").stderr
    assert "overgenomen tot en met het begin, bevestigd op 02-11-2026 11:00" in said
    assert "resultaten heeft die hier ontbreken" in said


def test_a_las_hears_of_results_at_its_webhook(uwlr: Uwlr) -> None:
    uwlr.good("las", "add", "--naam", "ParnasLAS", "--alle-scholen")
    assert uwlr.json("las", "webhook", "1") == {"las": 1, "url": None}
    url = "https://las.example.nl/resultaten"
    assert uwlr.json("las", "webhook", "1", "--url", url) == {"las": 1, "url": url}
    assert f"De webhook van LAS 1 is {url}." in uwlr.good("las", "webhook", "1").stderr
    inside = uwlr.good("las", "webhook", "1", "--url", "https://127.0.0.1/x").stderr
    assert "ligt in het eigen netwerk" in inside
    assert "De webhook van LAS 1 is uit." in uwlr.good("las", "webhook", "1", "--uit").stderr
    assert "niet allebei" in uwlr.refused("las", "webhook", "1", "--uit", "--url", url, exit_code=2)
    assert "Er is geen LAS 7" in uwlr.refused("las", "webhook", "7")
