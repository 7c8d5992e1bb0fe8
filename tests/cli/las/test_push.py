"""``uwlr las push``: only what changed goes, one refusal stops no other, and what goes wrong is told."""

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.gkv.answering import Service, serving
from tests.support.messages.edexml import document, leerling
from uwlr_service.cli.las import bestanden, zending
from uwlr_service.cli.las.stand import held
from uwlr_service.client import las
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.limits import SCHOOL

JAAR = "2026-2027"
DOSSIER = '<dossier xmlns="urn:uwlr-service:dossier:1" versie="1.0"><school brincode="99XX"/></dossier>'
TAKEN = {"uitkomst": "gewijzigd", "verslag": {"toegevoegd": 3, "gewijzigd": 0, "bezwaren": []}}
HELD = {
    "type": "urn:uwlr-service:probleem:aangehouden",
    "detail": "Er zou te veel verdwijnen.",
    "bezwaren": [{"tekst": "60 van de 250 leerlingen zouden verdwijnen", "parameter": "toestaan"}],
    "toestaan": "170.abc",
}


def gegevens(code: str, jaar: str = JAAR) -> str:
    """The address of the data of a school."""
    return f"/las/v1/scholen/{code}/schooljaren/{jaar}/gegevens"


def edexml(brin: str, *keys: str, jaar: str = JAAR) -> bytes:
    """The file of a school."""
    school = f"<schooljaar>{jaar}</schooljaar><brincode>{brin}</brincode><xsdversie>2.1</xsdversie>"
    return document("".join(leerling(key) for key in keys or ("L1",)), school=school)


class Las:
    """A LAS with a folder of exports, a state and a key, at a service whose answers were told."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service = service
        self.folder = folder / "exports"
        self.folder.mkdir()
        self.stand = folder / "stand.json"
        self.key = folder / "sleutel.json"
        self.key.write_text(json.dumps(handtekening.new_key()))
        self.uwlr = Uwlr(folder)

    def options(self) -> list[str | Path]:
        """All that the command wants beside the files."""
        return ["--url", self.service.url, "--las", "1", "--key-file", self.key, "--stand", self.stand]

    def export(self, name: str, content: bytes) -> Path:
        """Put a file in the folder."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def push(self, *args: str | Path, exit_code: int = 0) -> dict[str, str]:
        """Send the folder; what came of each file, by its name."""
        return {
            Path(said["bestand"]).name: said["uitkomst"] for said in self.records(*args, exit_code=exit_code)
        }

    def records(self, *args: str | Path, exit_code: int = 0) -> list[dict[str, Any]]:
        """The same with all that is said."""
        given = args if args and isinstance(args[0], Path) else (self.folder, *args)
        records: list[dict[str, Any]] = self.uwlr.json(
            "las", "push", *given, *self.options(), exit_code=exit_code
        )
        return records

    def asked(self) -> list[str]:
        """The addresses that were called since the last look, without those of tokens."""
        asked = [path for path in self.service.asked if path != "/oauth/token"]
        self.service.asked.clear()
        return asked


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(las, "FIRST_WAIT", 0.001)
    with serving() as answering:
        yield answering


@pytest.fixture
def own(service: Service, tmp_path: Path) -> Las:
    return Las(service, tmp_path)


def test_only_what_changed_is_sent(service: Service, own: Las) -> None:
    for code in ("99XX-00", "99XY-00"):
        service.tell(gegevens(code), TAKEN)
    own.export("a.xml", edexml("99XX"))
    own.export("b.XML", edexml("99XY"))
    own.export("readme.txt", b"no file of a school")
    assert own.push() == {"a.xml": "geplaatst", "b.XML": "geplaatst"}
    assert sorted(own.asked()) == [gegevens("99XX-00"), gegevens("99XY-00")]
    assert own.push() == {"a.xml": "bekend", "b.XML": "bekend"}
    assert own.asked() == []
    own.export("a.xml", edexml("99XX", "L1", "L2"))
    assert own.push() == {"a.xml": "geplaatst", "b.XML": "bekend"}
    assert own.asked() == [gegevens("99XX-00")]


def test_everything_is_sent_when_it_is_asked_for(service: Service, own: Las) -> None:
    service.tell(gegevens("99XX-00"), TAKEN)
    own.export("a.xml", edexml("99XX"))
    own.push()
    assert own.push("--alles") == {"a.xml": "geplaatst"}


def test_one_refusal_stops_no_other_and_comes_again_the_next_time(service: Service, own: Las) -> None:
    fault = {"regel": 3, "pad": "/EDEX/leerlingen", "key": None, "melding": "dubbel", "verwacht": "één"}
    service.tell(gegevens("99XX-00"), {"detail": "Het bestand bevat 1 fout.", "fouten": [fault, 1]}, 422)
    service.tell(gegevens("99XY-00"), TAKEN)
    own.export("a.xml", edexml("99XX"))
    own.export("b.xml", edexml("99XY"))
    records = own.records(exit_code=1)
    (refused,) = (record for record in records if record["uitkomst"] == "geweigerd")
    assert refused["reden"] == "Het bestand bevat 1 fout."
    assert [melding["melding"] for melding in refused["meldingen"]] == ["dubbel"]
    assert (refused["school"], refused["schooljaar"], refused["soort"]) == ("99XX/00", JAAR, "gegevens")
    assert own.push(exit_code=1) == {"a.xml": "geweigerd", "b.xml": "bekend"}


def test_what_the_brake_holds_is_told_with_how_to_allow_it(service: Service, own: Las) -> None:
    service.tell(gegevens("99XX-00"), HELD, 409)
    path = own.export("a.xml", edexml("99XX"))
    result = own.uwlr("las", "push", path, *own.options())
    assert result.exit_code == 1
    assert "60 van de 250 leerlingen zouden verdwijnen" in result.stderr
    assert "--toestaan 170.abc" in result.stderr

    service.tell(f"{gegevens('99XX-00')}?toestaan=170.abc", TAKEN)
    assert own.push(path, "--toestaan", "170.abc") == {"a.xml": "geplaatst"}
    assert own.push(path) == {"a.xml": "bekend"}


def test_an_older_file_is_told_with_its_option(service: Service, own: Las) -> None:
    bezwaar = {"tekst": "de aanmaakdatum is ouder", "parameter": "ouder"}
    older = {**HELD, "type": "urn:uwlr-service:probleem:ouder", "bezwaren": [bezwaar], "toestaan": None}
    service.tell(gegevens("99XX-00"), older, 409)
    service.tell(f"{gegevens('99XX-00')}?ouder=ja", TAKEN)
    path = own.export("a.xml", edexml("99XX"))
    said = own.uwlr("las", "push", path, *own.options()).stderr
    assert "met --ouder" in said
    assert "--toestaan" not in said
    assert own.push(path, "--ouder") == {"a.xml": "geplaatst"}


def test_a_trial_is_not_remembered_and_says_what_would_be_held(service: Service, own: Las) -> None:
    verslag = {**TAKEN["verslag"], "bezwaren": HELD["bezwaren"]}  # type: ignore[dict-item]
    service.tell(
        f"{gegevens('99XX-00')}?proef=ja", {"uitkomst": "proef", "verslag": verslag, "toestaan": "1.x"}
    )
    service.tell(f"{gegevens('99XX-00')}?proef=ja", {**TAKEN, "uitkomst": "proef"})
    own.export("a.xml", edexml("99XX"))
    assert own.push("--proef", exit_code=1) == {"a.xml": "aangehouden"}
    assert own.push("--proef") == {"a.xml": "geplaatst"}
    assert json.loads(own.stand.read_text())["inhoud"] == {}


def test_a_token_is_for_one_file(own: Las) -> None:
    own.export("a.xml", edexml("99XX"))
    own.export("b.xml", edexml("99XY"))
    said = own.uwlr.refused("las", "push", own.folder, *own.options(), "--toestaan", "x", exit_code=2)
    assert said == "--toestaan geldt voor één bestand: noem alleen dat."


def test_years_of_a_school_come_in_order_and_its_dossier_last(service: Service, own: Las) -> None:
    dossier = f"/las/v1/scholen/99XX-00/schooljaren/{Schooljaar.current()}/dossier"
    for path in (gegevens("99XX-00"), gegevens("99XX-00", "2025-2026"), dossier):
        service.tell(path, TAKEN)
    own.export("a.xml", DOSSIER.encode())
    own.export("b.xml", edexml("99XX"))
    own.export("c.xml", edexml("99XX", jaar="2025-2026"))
    own.push()
    assert own.asked() == [gegevens("99XX-00", "2025-2026"), gegevens("99XX-00"), dossier]


def test_two_files_of_one_year_go_nowhere(service: Service, own: Las) -> None:
    service.tell(gegevens("99XY-00"), TAKEN)
    own.export("a.xml", edexml("99XX"))
    own.export("b.xml", edexml("99XX", "L1", "L2"))
    own.export("c.xml", edexml("99XY"))
    own.export("d.xml", edexml("99XY"))
    assert own.push(exit_code=1) == {"a.xml": "geweigerd", "b.xml": "geweigerd", "c.xml": "geplaatst"}
    assert own.asked() == [gegevens("99XY-00")]


def test_what_is_no_file_of_a_school_is_refused_here(own: Las) -> None:
    own.export("a.xml", b"<html/>")
    (record,) = own.records(exit_code=1)
    assert record["reden"].startswith("Dit is geen EDEXML-bestand.")
    assert "school" not in record
    assert own.asked() == []


def test_what_is_no_regular_file_is_told(own: Las) -> None:
    pipe = own.folder / "pipe.xml"
    os.mkfifo(pipe)
    (record,) = own.records(pipe, exit_code=1)
    assert record["reden"] == "Dit is geen gewoon bestand."
    assert own.push() == {}


def test_a_file_that_cannot_be_read_is_told(own: Las) -> None:
    (record,) = own.records(Path("/proc/self/mem"), exit_code=1)
    assert record["reden"] == "Dit bestand is niet te lezen: de schijf geeft een fout."


def test_a_file_that_changes_meanwhile_waits_for_the_next_time(
    service: Service, own: Las, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.tell(gegevens("99XX-00"), TAKEN)
    path = own.export("a.xml", edexml("99XX"))
    bestand = bestanden.read(path)
    own.export("a.xml", edexml("99XX", "L2"))
    with pytest.raises(DocumentOngeldig, match="veranderde onder het lezen"):
        bestanden.content_of(bestand)
    monkeypatch.setattr(bestanden, "SCHOOL", replace(SCHOOL, bytes=10))
    with pytest.raises(DocumentOngeldig, match="groter dan 10 bytes"):
        bestanden.content_of(bestand)


def test_a_service_that_refuses_this_las_is_not_asked_for_each_school(service: Service, own: Las) -> None:
    service.answers["/oauth/token"] = []
    service.tell("/oauth/token", {"error_description": "Deze client is niet bekend."}, 401)
    for number in range(20):
        own.export(f"{number}.xml", edexml(f"{number:02}XX"))
    said = own.uwlr.refused("las", "push", own.folder, *own.options())
    assert said == "Deze client is niet bekend."
    assert len(service.asked) < 10


def test_a_service_that_is_away_is_given_up_after_some(
    service: Service, own: Las, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zending, "GIVEN_UP", 3)
    for number in range(12):
        service.tell(gegevens(f"{number:02}XX-00"), {"detail": "Er is iets mis."}, 500)
        own.export(f"{number:02}.xml", edexml(f"{number:02}XX"))
    records = own.records("--tegelijk", "1", exit_code=3)
    assert {record["uitkomst"] for record in records} == {"onbereikbaar"}
    told = [record["reden"] for record in records]
    assert told.count(zending.NOT_TRIED) >= 7
    assert told[0] == "De dienst antwoordt met HTTP 500: Er is iets mis."


def test_a_service_that_is_nowhere_ends_with_3(own: Las) -> None:
    own.service.url = "http://127.0.0.1:1"
    own.export("a.xml", edexml("99XX"))
    assert own.push(exit_code=3) == {"a.xml": "onbereikbaar"}


def test_where_nobody_watches_it_is_silent_unless_something_is_wrong(service: Service, own: Las) -> None:
    service.tell(gegevens("99XX-00"), TAKEN)
    own.export("a.xml", edexml("99XX"))
    result = own.uwlr("las", "push", own.folder, *own.options())
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_where_somebody_watches_there_is_a_report(
    service: Service, own: Las, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    service.tell(gegevens("99XX-00"), TAKEN)
    own.export("a.xml", edexml("99XX"))
    own.export("b.xml", b"<html/>")
    result = own.uwlr("las", "push", own.folder, *own.options())
    assert "99XX/00" in result.stdout
    assert "2 bestanden: 1 geplaatst, 1 geweigerd." in result.stderr
    again = own.uwlr("las", "push", own.folder / "a.xml", *own.options(), "--proef", "--alles")
    assert again.exit_code == 3  # the service was told nothing about trials
    nothing = own.folder / "leeg"
    nothing.mkdir()
    assert "Er is niets te sturen." in own.uwlr("las", "push", nothing, *own.options()).stderr


def test_two_at_once_take_turns(own: Las) -> None:
    own.export("a.xml", edexml("99XX"))
    with held(own.stand, "uwlr las push", own.service.url, 1):
        said = own.uwlr.refused("las", "push", own.folder, *own.options())
    assert said.startswith("Er loopt al een opdracht met ")


def test_schools_go_at_the_same_time(service: Service, own: Las) -> None:
    together = threading.Barrier(3, timeout=20)
    answer = service.answer

    def meet(path: str) -> tuple[int, dict[str, str], bytes]:
        if "gegevens" in path:
            together.wait()
        return answer(path)

    service.answer = meet  # type: ignore[method-assign]
    for brin in ("99XX", "99XY", "99XZ"):
        service.tell(gegevens(f"{brin}-00"), TAKEN)
        own.export(f"{brin}.xml", edexml(brin))
    assert set(own.push("--tegelijk", "3").values()) == {"geplaatst"}
