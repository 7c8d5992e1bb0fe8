"""``uwlr las push`` on its way: some schools at a time, once at a time, and told when nobody is there."""

import threading
import time
from pathlib import Path

import pytest

from tests.support.gkv.answering import Service
from tests.support.las.zender import TAKEN, Las, edexml, gegevens
from tests.support.servers.certificates import make_key_and_certificate
from uwlr_service.cli.las import zending
from uwlr_service.cli.las.stand import held


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


def test_the_state_is_written_while_it_goes_on(
    service: Service, own: Las, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zending, "STORED_EVERY", 0.0)
    remembered: list[bool] = []
    answer = service.answer

    def look(path: str) -> tuple[int, dict[str, str], bytes]:
        remembered.append(own.stand.exists())
        time.sleep(0.2)
        return answer(path)

    service.answer = look  # type: ignore[method-assign]
    for brin in ("99XX", "99XY", "99XZ"):
        service.tell(gegevens(f"{brin}-00"), TAKEN)
        own.export(f"{brin}.xml", edexml(brin))
    own.push("--tegelijk", "1")
    assert remembered == [False, False, False, True] or remembered == [False, False, True, True]


def test_a_file_that_goes_away_meanwhile_is_told(service: Service, own: Las) -> None:
    service.tell(gegevens("99XX-00"), TAKEN)
    own.export("a.xml", edexml("99XX"))
    second = own.export("b.xml", edexml("99XY"))
    answer = service.answer

    def remove(path: str) -> tuple[int, dict[str, str], bytes]:
        second.unlink(missing_ok=True)
        return answer(path)

    service.answer = remove  # type: ignore[method-assign]
    records = own.records("--tegelijk", "1", exit_code=1)
    (record,) = (record for record in records if record["uitkomst"] == "geweigerd")
    assert record["reden"] == "Dit bestand is niet te lezen: het bestand of de map is er niet."
    assert record["school"] == "99XY/00"


def test_the_certificate_alone_can_be_the_proof(service: Service, own: Las) -> None:
    service.tell(gegevens("99XX-00"), TAKEN)
    path = own.export("a.xml", edexml("99XX"))
    certificate = make_key_and_certificate(own.folder.parent, "las")
    given: list[str | Path] = ["--url", service.url, "--las", "7", "--stand", own.stand]
    said = own.uwlr.refused("las", "push", path, *given, exit_code=2)
    assert said == "geef --key-file, of --cert met een certificaat dat de dienst kent."
    own.uwlr.good("las", "push", path, *given, "--cert", certificate)
    forms = [
        body for path, (_, body) in zip(service.asked, service.sent, strict=True) if path == "/oauth/token"
    ]
    assert forms == [b"grant_type=client_credentials&client_id=las-7"]


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
