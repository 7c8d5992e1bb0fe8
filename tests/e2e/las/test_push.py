"""``uwlr las push`` and a real server: a school is current, and the brake lets through what was seen."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.las.verbinding import Verbinding
from tests.support.schools.builders import JAAR, SCHOOL
from tests.support.servers.uwlr import Server
from uwlr_service.domain.school.schooljaar import Schooljaar

pytestmark = pytest.mark.e2e

DOSSIER = (
    '<dossier xmlns="urn:uwlr-service:dossier:1" versie="1.0">'
    '<school brincode="99XX" dependancecode="16" naam="De Proef"/></dossier>'
)


class Las:
    """A LAS with a folder of exports beside a server."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.verbinding = Verbinding(server, [SCHOOL])
        self.uwlr = Uwlr(folder)
        self.exports = folder / "exports"
        self.exports.mkdir()
        key = folder / "sleutel.json"
        key.write_text(json.dumps(self.verbinding.private))
        self.options = [
            *("--url", server.url, "--las", str(self.verbinding.las.id)),
            *("--key-file", str(key), "--stand", str(folder / "stand.json")),
        ]

    def stored(self) -> bytes:
        """The school as the service has it."""
        return b"".join(self.server.invoer.write_out(SCHOOL, Schooljaar(JAAR), "2.1"))

    def export(self, document: bytes) -> Path:
        """Put the file of the school in the folder."""
        path = self.exports / "school.xml"
        path.write_bytes(document)
        return path

    def push(self, *args: str, exit_code: int = 0) -> dict[str, Any]:
        """Send the folder; what came of its one file."""
        (record,) = self.uwlr.json("las", "push", self.exports, *self.options, *args, exit_code=exit_code)
        return dict(record)


@pytest.fixture
def las(fresh: Server, tmp_path: Path) -> Las:
    return Las(fresh, tmp_path)


def without_pupils(document: bytes) -> bytes:
    """The school without its last two pupils, who are in no other place of the file."""
    pupils = re.findall(rb"<leerling key=.*?</leerling>", document, re.DOTALL)
    for pupil in pupils[1:]:
        document = document.replace(pupil, b"")
    return document


def test_a_school_is_current_after_it(las: Las) -> None:
    las.export(las.stored().replace(b">Sanne<", b">Sara<"))
    record = las.push()
    assert (record["uitkomst"], record["antwoord"]["uitkomst"]) == ("geplaatst", "gewijzigd")
    assert b">Sara<" in las.stored()
    assert las.push()["uitkomst"] == "bekend"
    assert las.push("--alles")["antwoord"]["uitkomst"] == "gelijk"


def test_a_dossier_follows(las: Las) -> None:
    (las.exports / "dossier.xml").write_text(DOSSIER)
    record = las.push()
    assert (record["uitkomst"], record["soort"]) == ("geplaatst", "dossier")


def test_the_brake_holds_until_somebody_looked(las: Las) -> None:
    las.export(without_pupils(las.stored()))
    held = las.push(exit_code=1)
    assert held["uitkomst"] == "aangehouden"
    assert "leerlingen zouden verdwijnen" in held["reden"]
    assert las.push("--proef", exit_code=1)["uitkomst"] == "aangehouden"
    token = held["antwoord"]["toestaan"]
    assert las.push("--toestaan", token)["uitkomst"] == "geplaatst"
    assert las.stored().count(b"<leerling key=") == 1


def test_a_fault_is_told_with_its_place_and_changes_nothing(las: Las) -> None:
    before = las.stored()
    las.export(before.replace(b"<jaargroep>4</jaargroep>", b"<jaargroep>40</jaargroep>"))
    record = las.push(exit_code=1)
    assert record["uitkomst"] == "geweigerd"
    assert record["meldingen"][0]["pad"].startswith("/EDEX/")
    assert las.stored() == before


def test_a_school_of_another_las_is_not_there(las: Las) -> None:
    las.export(las.stored().replace(b">99XX<", b">99XY<"))
    record = las.push(exit_code=1)
    assert (record["uitkomst"], record["antwoord"]["status"]) == ("geweigerd", 404)
