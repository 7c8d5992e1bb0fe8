"""The file of a journal by itself: what is written in it, and what is not believed of it."""

import fcntl
import json
import threading
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from uwlr_service.domain.fouten import JournaalBeschadigd
from uwlr_service.domain.koppeling.besluit import Besluit, Besluitsoort
from uwlr_service.repository.koppeling import journaal
from uwlr_service.repository.koppeling.journaal import TAIL, Journaalbestand

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def bestand(tmp_path: Path) -> Journaalbestand:
    """A journal without any decision."""
    bestand = Journaalbestand(tmp_path / "journaal.jsonl")
    bestand.begin("deze")
    return bestand


def besluit(nummer: int, **inhoud: Any) -> Besluit:
    return Besluit(nummer=nummer, soort=Besluitsoort.INTREKKING, moment=MOMENT, inhoud=inhoud)


def signed(**record: Any) -> bytes:
    """A line with the hash that belongs to it, whatever it says."""
    digest = sha256(json.dumps(record, separators=(",", ":")).encode()).hexdigest()
    return json.dumps({**record, "hash": digest}, separators=(",", ":")).encode() + b"\n"


def test_who_begins_it_first_gives_it_its_number(bestand: Journaalbestand) -> None:
    before = bestand.stand()
    bestand.begin("een andere")
    assert bestand.stand() == before
    assert before.kop.installatie == "deze"
    assert list(bestand.path.parent.iterdir()) == [bestand.path]


def test_a_first_line_without_an_end_is_not_whole(bestand: Journaalbestand) -> None:
    bestand.path.write_bytes(bestand.path.read_bytes().rstrip(b"\n"))
    for look in (bestand.stand, bestand.read):
        with pytest.raises(JournaalBeschadigd, match="regel 1: de eerste regel is niet heel"):
            look()


def test_numbers_that_do_not_ascend_are_not_believed(bestand: Journaalbestand) -> None:
    bestand.add_after(lambda _: [besluit(2), besluit(1)])
    with pytest.raises(JournaalBeschadigd, match="regel 3: de nummers lopen niet op"):
        bestand.read()


def test_a_last_line_longer_than_what_is_read_at_once_is_found(bestand: Journaalbestand) -> None:
    bestand.add_after(lambda _: [besluit(1), besluit(2, adressen="x" * 3 * TAIL)])
    assert bestand.stand().nummer == 2
    bestand.add_after(lambda nummer: [besluit(nummer + 1)])
    assert [found.nummer for found in bestand.read().besluiten] == [1, 2, 3]


def test_a_first_line_of_another_version_is_not_known(bestand: Journaalbestand) -> None:
    bestand.path.write_bytes(signed(journaal="1", installatie="deze", versie=99, vorig=""))
    for look in (bestand.stand, bestand.read):
        with pytest.raises(JournaalBeschadigd, match="regel 1: hij is niet de eerste regel van een journaal"):
            look()


def test_a_decision_of_a_kind_of_later_is_not_known(bestand: Journaalbestand) -> None:
    record = {"nummer": 1, "soort": "van later", "moment": MOMENT.isoformat(), "inhoud": {}}
    with bestand.path.open("ab") as file:
        file.write(signed(**record, vorig=bestand.stand().hash))
    with pytest.raises(JournaalBeschadigd, match="regel 2: dit programma kent zo'n besluit niet"):
        bestand.read()


def test_a_writer_waits_for_another_one(bestand: Journaalbestand) -> None:
    writer = threading.Thread(target=bestand.add_after, args=[lambda _: [besluit(1)]])
    with bestand.path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        writer.start()
        writer.join(0.1)
        assert bestand.read().besluiten == ()
    writer.join(5)
    assert bestand.read().besluiten == (besluit(1),)


def test_a_writer_does_not_wait_for_ever(bestand: Journaalbestand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journaal, "LOCK_SECONDS", 0.02)
    with bestand.path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError):
            bestand.add_after(lambda _: [besluit(1)])
    assert bestand.read().besluiten == ()
