"""``uwlr las push``: only what changed goes, one refusal stops no other, and what goes wrong is told."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.gkv.answering import Service
from tests.support.las.zender import DOSSIER, HELD, JAAR, TAKEN, Las, edexml, gegevens
from uwlr_service.cli.las import bestanden
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.limits import SCHOOL


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
