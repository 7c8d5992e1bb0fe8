"""``uwlr doctor`` on settings: what is wrong, unknown, renamed, or contradicts another one."""

from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.toezicht.doctor import Doctor

ABOUT = "Instellingen"
BASE = {"UWLR_BASE_URL": "https://uwlr.example.nl"}
OPEN = {"UWLR_BIND": "0.0.0.0:8080"}
SECRET = "0123456789" * 4
NOWHERE = "postgresql://uwlr@127.0.0.1:1/uwlr"


def test_a_setting_that_is_wrong_is_all_that_is_looked_at(uwlr: Uwlr) -> None:
    said = uwlr.json("doctor", exit_code=1, UWLR_WORKERS="veel")
    assert {finding["onderwerp"] for finding in said["bevindingen"]} == {ABOUT}
    (finding,) = said["bevindingen"]
    assert (finding["ernst"], finding["tekst"].partition(" ")[0]) == ("herstel", "UWLR_WORKERS")


def test_what_nobody_reads(doctor: Doctor) -> None:
    assert "bedoeld: UWLR_WORKERS?" in doctor.about(ABOUT, UWLR_WORKER="2")["let op"]


def test_what_has_another_name_now(doctor: Doctor) -> None:
    former = {"UWLR_GENERIEK_PER_MINUUT": "10"}
    assert "heet nu UWLR_GENERIEK_PER_MINUTE" in doctor.about(ABOUT, **former)["let op"]
    both = {**former, "UWLR_GENERIEK_PER_MINUTE": "20"}
    assert "alleen UWLR_GENERIEK_PER_MINUTE telt" in doctor.about(ABOUT, **both)["let op"]


@pytest.mark.parametrize(
    ("environ", "ernst", "says"),
    [
        ({"UWLR_BASE_URL": "http://uwlr.example.nl"}, "herstel", "UWLR_BASE_URL begint met http://"),
        ({"UWLR_PORTAAL_URL": "http://uwlr.example.nl"}, "herstel", "UWLR_PORTAAL_URL begint met http://"),
        (OPEN, "let op", "UWLR_BASE_URL is niet gezet"),
        ({**OPEN, **BASE}, "let op", "gelooft alleen een proxy op deze machine"),
        ({**OPEN, **BASE, "UWLR_PROXIES": "*"}, "let op", "UWLR_PROXIES is *"),
        (
            {**OPEN, **BASE, "UWLR_PROXIES": "*", "UWLR_CERTIFICATE_HEADER": "Client-Cert"},
            "herstel",
            "schrijft zelf Client-Cert",
        ),
        ({"UWLR_SECRET": SECRET, "UWLR_SECRET_OLD": SECRET}, "let op", "hetzelfde als UWLR_SECRET"),
        ({"UWLR_SECRET": SECRET, "UWLR_SECRET_OLD": SECRET[::-1]}, "let op", "het oude geheim opent nog"),
        ({"UWLR_MAIL_FROM": "dienst@example.nl"}, "let op", "er gaat geen e-mail uit"),
        ({"UWLR_THREADS": "4"}, "let op", "UWLR_THREADS is 4"),
        ({"UWLR_DATABASE_PREPARE": "off"}, "let op", "UWLR_DATABASE_PREPARE telt niet"),
        ({"UWLR_DATABASE_DIRECT_URL": NOWHERE}, "let op", "UWLR_DATABASE_DIRECT_URL telt niet"),
        ({"UWLR_DATABASE_REPLICA_URL": NOWHERE}, "let op", "UWLR_DATABASE_REPLICA_URL telt niet"),
        (
            {"UWLR_DATABASE_URL": NOWHERE, "UWLR_DATABASE_PREPARE": "off"},
            "let op",
            "UWLR_DATABASE_DIRECT_URL is niet gezet",
        ),
        (
            {"UWLR_DATABASE_URL": NOWHERE, "UWLR_DATABASE_REPLICA_URL": NOWHERE},
            "let op",
            "UWLR_DATABASE_REPLICA_URL is hetzelfde",
        ),
    ],
)
def test_what_does_not_go_together(doctor: Doctor, environ: dict[str, str], ernst: str, says: str) -> None:
    without = doctor.about(ABOUT)
    assert says not in without.get(ernst, "")
    assert says in doctor.about(ABOUT, **environ)[ernst]


@pytest.mark.parametrize(
    "environ",
    [
        {"UWLR_BASE_URL": "http://localhost:8080"},
        {"UWLR_BIND": "unix:/run/uwlr.sock", "UWLR_PROXIES": "*"},
        {**OPEN, **BASE, "UWLR_PROXIES": "192.0.2.7"},
    ],
)
def test_what_does_go_together(doctor: Doctor, environ: dict[str, str]) -> None:
    told = doctor.about(ABOUT, **environ, UWLR_SECRET=SECRET)
    assert "herstel" not in told
    assert "PROXIES" not in told.get("let op", "")
    assert "BASE_URL" not in told.get("let op", "")


def test_a_journal_beside_the_database(uwlr: Uwlr, doctor: Doctor) -> None:
    uwlr.good("db", "backup")  # writes the journal
    assert "UWLR_JOURNAL staat op dezelfde schijf" in doctor.about(ABOUT)["let op"]
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == uwlr.folder.stat().st_dev:
        pytest.skip("this machine has one disk")
    told = doctor.about(ABOUT, UWLR_JOURNAL=str(elsewhere / "er-is-niets"))
    assert "UWLR_JOURNAL" not in told.get("let op", "")
