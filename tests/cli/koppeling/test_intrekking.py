"""``uwlr koppeling revoke``: what it asks first, and what the operator has to do next."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.places import ROOT
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, leerling, schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PATIENCE = 60

ASKING = ("koppeling", "revoke", "1")
REVOKE = (*ASKING, "--ja")
NO_WEBHOOK = (
    "De leverancier heeft geen webhook. Laat dus zelf weten dat de gegevens weg moeten, en voor welke dag."
)
BY_WORKER = (
    "De nachttaken (uwlr worker) melden het aan de webhook van de leverancier; nu meteen: uwlr gkv notify."
)


@pytest.fixture
def link(uwlr: Uwlr, school: str) -> str:
    """A link of GKV, whose partner can have a webhook."""
    args = ("--klantnaam", "Ouders", "--klantcode", "O1", "--gegevensset", "gkv-basis")
    uwlr.json("koppeling", "add", *args, "--school", school)
    return "1"


def test_a_partner_without_a_webhook_has_to_be_told(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    said = uwlr.good(*REVOKE).stderr
    assert "Koppeling 1 is dicht" in said
    assert NO_WEBHOOK in said


def test_a_webhook_is_told_by_the_worker(uwlr: Uwlr, link: str) -> None:
    uwlr.good("koppeling", "webhook", link, "--url", "https://partner.example/gkv")
    said = uwlr.good(*REVOKE, "--school", "99XX/16").stderr
    assert "School 99XX/16 valt niet meer onder koppeling 1." in said
    assert BY_WORKER in said
    assert NO_WEBHOOK not in said


def test_nothing_is_left_to_do_once_the_destruction_is_confirmed(uwlr: Uwlr, link: str) -> None:
    uwlr.good(*REVOKE)
    uwlr.good("koppeling", "verwijderd", link, "--bevestigd")
    again = uwlr.good(*REVOKE).stderr
    assert again == "Koppeling 1 is dicht: de sleutels ervan openen niets meer.\n"


def test_a_school_that_came_back_asks_for_nothing_any_more(uwlr: Uwlr, school: str, link: str) -> None:
    of_school = ("--school", school)
    nothing = uwlr.good("koppeling", "verwijderd", link)
    assert (nothing.stdout, nothing.stderr) == ("", "Bij koppeling 1 is niets ingetrokken.\n")
    assert "is deze school niet" in uwlr.good("koppeling", "verwijderd", link, *of_school).stderr
    uwlr.good(*REVOKE, *of_school)
    assert "nog niet" in uwlr.good("koppeling", "verwijderd", link).stdout
    uwlr.good("koppeling", "school", "add", link, *of_school)
    assert "hoeft niet, school is terug" in uwlr.good("koppeling", "verwijderd", link).stdout
    (record,) = uwlr.json("koppeling", "verwijderd", link)
    assert (record["bevestigd"], record["hervat"]) == (None, True)
    assert "geen verzoek om te verwijderen open" in uwlr.refused(
        "koppeling", "verwijderd", link, "--bevestigd"
    )
    uwlr.good(*REVOKE, *of_school)
    again = uwlr.json("koppeling", "verwijderd", link, "--bevestigd")
    assert [(record["bevestigd"] is None, record["hervat"]) for record in again] == [
        (True, True),
        (False, False),
    ]


def at_terminal(uwlr: Uwlr, answer: str, *args: str) -> tuple[int, str]:
    """Run a command at a terminal, and answer what it asks; its exit code, and all that stands there."""
    ours, theirs = pty.openpty()
    environ = {"UWLR_DATABASE_URL": uwlr.database_url, "UWLR_VAR": str(uwlr.folder / "var")}
    environ |= {"COLUMNS": "80", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "uwlr_service.cli", *args]
    with subprocess.Popen(
        command,
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath, **environ},
        cwd=uwlr.folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        os.write(ours, answer.encode())
        seen = b""
        with suppress(OSError):  # how Linux says that the other end of a terminal was closed
            while piece := os.read(ours, 4096):
                seen += piece
        code = process.wait(PATIENCE)
    os.close(ours)
    return code, " ".join(seen.decode().split())


@pytest.mark.parametrize("answer", ["n\n", "\n", "q\n", "jazeker niet\n"])
def test_anything_but_yes_revokes_nothing(uwlr: Uwlr, koppeling: dict[str, Any], answer: str) -> None:
    code, seen = at_terminal(uwlr, answer, *ASKING)
    assert code == 1
    assert "Uitgeverij (klantcode U1) krijgt over koppeling 1 dan niets meer van school 99XX/16" in seen
    assert "met 3 leerlingen" in seen
    assert "Er is niets ingetrokken." in seen
    assert uwlr.json("koppeling", "list")[0]["stand"] == "actief"
    assert uwlr.json("koppeling", "verwijderd", "1") == []


@pytest.mark.parametrize("answer", ["j\n", "JA\n"])
def test_yes_revokes(uwlr: Uwlr, koppeling: dict[str, Any], answer: str) -> None:
    code, seen = at_terminal(uwlr, answer, *ASKING)
    assert code == 0
    assert "Koppeling 1 is dicht" in seen
    assert uwlr.json("koppeling", "list") == []


def test_of_a_link_with_schools_one_can_go(
    uwlr: Uwlr, koppeling: dict[str, Any], cli_database: Database
) -> None:
    EdexmlUitwisseling(cli_database).store(schoolgegevens(ANDERE_SCHOOL, leerlingen=(leerling("L1"),)))
    uwlr.good("koppeling", "school", "add", "1", "--school", str(ANDERE_SCHOOL))
    said = uwlr.refused(*ASKING, exit_code=2)
    assert "2 scholen met samen 4 leerlingen" in said
    assert "gaat nooit meer open" in said
    said = uwlr.refused(*ASKING, "--school", str(ANDERE_SCHOOL), exit_code=2)
    assert "gaat nooit meer open" not in said
    code, seen = at_terminal(uwlr, "n\n", *ASKING)
    assert f"2 scholen met samen 4 leerlingen ({SCHOOL}, {ANDERE_SCHOOL})" in seen
    assert "gaat nooit meer open" in seen
    code, seen = at_terminal(uwlr, "ja\n", *ASKING, "--school", str(ANDERE_SCHOOL))
    assert code == 0
    assert f"niets meer van school {ANDERE_SCHOOL}, met 1 leerling." in seen
    assert "gaat nooit meer open" not in seen
    assert uwlr.json("koppeling", "show", "1")["scholen"] == [str(SCHOOL)]


@pytest.mark.parametrize("options", [(), ("--school", "99XX/16")])
def test_without_a_terminal_and_without_ja_nothing_is_revoked(
    uwlr: Uwlr, koppeling: dict[str, Any], options: tuple[str, ...]
) -> None:
    said = uwlr.refused(*ASKING, *options, exit_code=2)
    assert "er is niets ingetrokken" in said
    assert "--ja" in said
    assert "Uitgeverij" in said
    assert uwlr.json("koppeling", "list")[0]["stand"] == "actief"


def test_what_is_not_there_is_refused_before_anything_is_asked(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    assert "99ZZ/00 valt niet onder" in uwlr.refused(*ASKING, "--school", "99ZZ")
    uwlr.good(*REVOKE)
    assert "is dicht" in uwlr.good(*ASKING).stderr  # it has ended, so there is nothing to lose
