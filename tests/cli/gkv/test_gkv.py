"""``uwlr gkv``: packages made, listed, proven and applied from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr

ADD = ("koppeling", "add", "--klantnaam", "Ouders", "--klantcode", "O1", "--gegevensset", "gkv-basis")


@pytest.fixture
def link(uwlr: Uwlr, school: str) -> dict[str, Any]:
    made: dict[str, Any] = uwlr.json(*ADD, "--school", school)
    return made


@pytest.fixture
def jwks(uwlr: Uwlr, link: dict[str, Any]) -> Path:
    path = uwlr.folder / "sleutels.json"
    path.write_text(uwlr.good("gkv", "jwks").stdout, encoding="utf-8")
    return path


def generate(uwlr: Uwlr, *options: str) -> Path:
    (made,) = uwlr.json("gkv", "generate", "1", *options)["leveringen"]
    return uwlr.folder / "var" / "leveringen" / made["pad"]


def test_what_is_generated_is_listed_and_verified(uwlr: Uwlr, jwks: Path) -> None:
    pakket = generate(uwlr)
    (listed,) = uwlr.json("gkv", "list", "1")
    assert (listed["volgnummer"], listed["soort"], listed["school"]) == (1, "volledig", "99XX/16")
    (verified,) = uwlr.json("gkv", "verify", "--jwks", jwks, pakket)
    assert (verified["id"], verified["leverancier"]) == (listed["id"], "Ouders")
    assert "Handtekening klopt" in uwlr.good("gkv", "verify", "--jwks", jwks, pakket).stdout


def test_a_private_key_is_never_shown(uwlr: Uwlr, jwks: Path) -> None:
    (key,) = json.loads(jwks.read_text())["keys"]
    assert {"kid", "kty", "crv", "x", "y"} <= set(key)
    assert "d" not in key


def test_only_its_owner_may_read_a_package(uwlr: Uwlr, jwks: Path) -> None:
    assert generate(uwlr).stat().st_mode & 0o077 == 0


def test_a_changed_package_is_refused(uwlr: Uwlr, jwks: Path) -> None:
    pakket = generate(uwlr)
    content = bytearray(pakket.read_bytes())
    content[200] ^= 1
    pakket.write_bytes(content)
    assert str(pakket) in uwlr.refused("gkv", "verify", "--jwks", jwks, pakket)


def test_packages_are_applied_in_order_and_once(uwlr: Uwlr, jwks: Path) -> None:
    first, second = generate(uwlr), generate(uwlr)
    kopie = uwlr.folder / "kopie.sqlite"
    done = uwlr.good("gkv", "apply", "--jwks", jwks, "--to", kopie, second, first).stderr
    assert done.splitlines() == [
        "Levering 1 (volledig) van school 99XX/16: verwerkt.",
        "Levering 2 (mutatie) van school 99XX/16: verwerkt.",
    ]
    assert "was al verwerkt" in uwlr.good("gkv", "apply", "--jwks", jwks, "--to", kopie, first).stderr


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[]", "Dit is geen JWK Set: het is geen object."),
        ("{", "Dit is geen JWK Set: het is geen JSON (regel 1)."),
        ('{"keys": [{"kty": "oct"}, null]}', "Dit is geen JWK Set: sleutel 2 is geen object."),
        ('{"keys": {}}', "Dit is geen JWK Set: 'keys' is geen lijst."),
        ('{"keys": [{"kty": "EC", "crv": "P-256"}]}', "Een sleutel in deze JWK Set is niet te gebruiken."),
        ('{"keys": [{"kty": "RSA"}]}', "Hierin staat geen sleutel van een afzender."),
        ("[" * 200_000, "Dit is geen JWK Set: het is te diep genest."),
    ],
)
def test_a_file_that_is_not_a_jwks_is_a_usage_error(uwlr: Uwlr, jwks: Path, content: str, why: str) -> None:
    pakket = generate(uwlr)
    jwks.write_text(content)
    said = f"{jwks}: {why}"
    assert uwlr.refused("gkv", "verify", "--jwks", jwks, pakket, exit_code=2) == said
    kopie = uwlr.folder / "kopie.sqlite"
    assert uwlr.refused("gkv", "apply", "--jwks", jwks, "--to", kopie, pakket, exit_code=2) == said


def test_a_key_of_another_kind_beside_the_right_one_does_not_matter(uwlr: Uwlr, jwks: Path) -> None:
    pakket = generate(uwlr)
    keys = json.loads(jwks.read_text())["keys"]
    others = [{"kty": "OKP", "crv": "Ed25519", "x": "AA"}, {"kty": "EC", "crv": "P-384"}]
    jwks.write_text(json.dumps({"keys": [*others, *keys]}))
    assert uwlr.json("gkv", "verify", "--jwks", jwks, pakket)[0]["sleutel"] == keys[0]["kid"]


def test_a_link_of_gkv_shows_its_agreement_and_is_refused_over_uwlr(uwlr: Uwlr, link: dict[str, Any]) -> None:
    (afspraak,) = uwlr.json("koppeling", "afspraak", "1")["afspraken"]
    assert afspraak["velden"]["leerling/emailadres"]["aan"] == {"gkv-1": False}
    assert uwlr.json("koppeling", "show", "1")["richting"] == "leveren"
    assert "gkv-basis" in uwlr.good("koppeling", "afspraak", "1").stdout
    assert uwlr.good("koppeling", "todo", "1").exit_code == 0


def test_a_school_that_cannot_be_delivered_is_told_and_ends_with_1(uwlr: Uwlr, link: dict[str, Any]) -> None:
    uwlr.good("koppeling", "revoke", "1", "--ja")
    found = uwlr.json("gkv", "generate", "1", exit_code=1)
    assert found["leveringen"] == []
    assert "ingetrokken" in found["geweigerd"][0]["fout"]


def test_what_a_link_refuses_for_each_of_its_schools_is_said_once(uwlr: Uwlr, school: str) -> None:
    uwlr.good("demo-data", "--schools", "1", "--pupils", "4", "--seed", "1")
    both = ("--school", school, "--school", "99AA/00")
    uwlr.good("koppeling", "add", "--klantnaam", "Uitgever", "--klantcode", "U1", *both)
    refused = uwlr("gkv", "generate", "1")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == "Fout: Koppeling 1 is geen GKV-koppeling.\n"
    records = uwlr.json("gkv", "generate", "1", exit_code=1)["geweigerd"]
    assert [record["school"] for record in records] == ["99AA/00", school]


def test_a_link_without_schools_says_so(uwlr: Uwlr, school: str, link: dict[str, Any]) -> None:
    uwlr.good("koppeling", "revoke", "1", "--school", school, "--ja")
    refused = uwlr("gkv", "generate", "1")
    assert (refused.exit_code, refused.stdout) == (1, "")
    words = "Aan koppeling 1 doet geen school mee, dus er is geen levering."
    assert refused.stderr.startswith(f"Fout: {words} Wat er wacht: uwlr koppeling voorstel list 1.")
    (record,) = uwlr.json("gkv", "generate", "1", exit_code=1)["geweigerd"]
    assert record["school"] is None
    assert record["fout"].startswith(words)
    uwlr.good("koppeling", "revoke", "1", "--ja")
    assert uwlr.refused("gkv", "generate", "1") == "Koppeling 1 is ingetrokken."


def test_a_link_of_uwlr_without_schools_is_still_not_one_of_gkv(uwlr: Uwlr, school: str) -> None:
    uwlr.good("koppeling", "add", "--klantnaam", "Uitgever", "--klantcode", "U1", "--school", school)
    uwlr.good("koppeling", "revoke", "1", "--school", school, "--ja")
    assert uwlr.refused("gkv", "generate", "1") == "Koppeling 1 is geen GKV-koppeling."


def test_a_preview_of_a_link_of_uwlr_is_refused_as_a_package_is(uwlr: Uwlr, school: str) -> None:
    uwlr.good("koppeling", "add", "--klantnaam", "Uitgever", "--klantcode", "U1", "--school", school)
    words = "Koppeling 1 is geen GKV-koppeling."
    assert uwlr.refused("gkv", "preview", "1", "--school", school, "--veld", "leerling/roepnaam") == words


def test_a_preview_says_what_goes_out(uwlr: Uwlr, school: str, link: dict[str, Any]) -> None:
    shown = uwlr.good("gkv", "preview", "1", "--school", school, "--veld", "leerling/roepnaam")
    assert "Van de 3 objecten" in shown.stderr
    assert "het gaat nu al naar de leverancier" in shown.stderr
    secret = ("gkv", "preview", "1", "--school", school, "--veld", "medewerker/geheime_waarden")
    assert "een geheime waarde; die gaat nu niet naar de leverancier" in uwlr.good(*secret).stderr


def test_a_preview_of_a_paused_link_says_that_nothing_goes_out(
    uwlr: Uwlr, school: str, link: dict[str, Any]
) -> None:
    preview = ("gkv", "preview", "1", "--school", school, "--veld", "leerling/roepnaam")
    assert uwlr.json(*preview)["beletsel"] is None
    uwlr.good("koppeling", "pause", "1", "--school", school)
    said = " ".join(uwlr.good(*preview).stderr.split())
    assert "het is afgesproken, maar gaat nu niet naar de leverancier." in said
    assert f"Er gaat nu niets uit. School {school} heeft koppeling 1 gepauzeerd." in said
    assert uwlr.json(*preview)["afgesproken"]
    uwlr.good("koppeling", "resume", "1", "--school", school)
    assert "het gaat nu al naar de leverancier" in uwlr.good(*preview).stderr


def test_storage_that_cannot_be_used_is_named_with_its_cause(uwlr: Uwlr, link: dict[str, Any]) -> None:
    said = uwlr.refused("gkv", "generate", "1", UWLR_OPSLAG="/dev/null/pakketten")
    assert said.startswith("De opslag van UWLR_OPSLAG (/dev/null/pakketten) is niet te gebruiken: ")
    assert said.endswith("een deel van het pad is geen map.")
    assert uwlr.json("gkv", "list", "1") == []


def test_a_rotated_key_signs_from_then_on_and_the_old_one_still_proves(uwlr: Uwlr, jwks: Path) -> None:
    before = generate(uwlr)
    (old,) = json.loads(jwks.read_text())["keys"]
    jwks.write_text(uwlr.good("gkv", "jwks", "--rotate").stdout)
    after = generate(uwlr)
    first, second = uwlr.json("gkv", "verify", "--jwks", jwks, before, after)
    assert first["sleutel"] == old["kid"]
    assert second["sleutel"] != old["kid"]


def test_one_school_can_be_delivered(uwlr: Uwlr, link: dict[str, Any], school: str) -> None:
    (made,) = uwlr.json("gkv", "generate", "1", "--school", school)["leveringen"]
    assert made["school"] == school
    (refused,) = uwlr.json("gkv", "generate", "1", "--school", "98XX", exit_code=1)["geweigerd"]
    assert refused["school"] == "98XX/00"


def test_what_is_fetched_must_go_somewhere(uwlr: Uwlr, jwks: Path) -> None:
    said = uwlr.refused(
        "gkv", "fetch", "--url", "http://localhost:1", "--koppeling", "1", "--key-file", jwks, exit_code=2
    )
    assert said == "geef --to, --kopie of allebei."
