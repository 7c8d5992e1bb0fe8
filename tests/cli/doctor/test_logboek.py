"""``uwlr doctor`` on the log of decisions: the last seal, and lines that wait too long for one."""

from datetime import timedelta

from sqlalchemy import insert, update

from tests.support.commandline import Uwlr
from tests.support.toezicht.doctor import Doctor
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import logwacht, logzegel

ABOUT = "Logboek"


def test_nothing_was_sealed_yet(doctor: Doctor) -> None:
    assert "nog niets" in doctor.about(ABOUT)["onbekend"]


def test_the_last_seal(doctor: Doctor, koppeling: dict) -> None:
    found = doctor.about(ABOUT)
    assert "Het laatste zegel is van" in found["goed"]
    assert "uwlr audit verify" in found["onbekend"]
    assert "herstel" not in found


def test_a_seal_that_is_still_to_come(doctor: Doctor, koppeling: dict, cli_database: Database) -> None:
    with cli_database.write() as connection:
        connection.execute(update(logzegel).values(moment=tijd.now() + timedelta(hours=1)))
    assert "Zet de klok goed" in doctor.about(ABOUT)["herstel"]


def test_a_line_that_waits(uwlr: Uwlr, doctor: Doctor, cli_database: Database) -> None:
    line = {"soort": "toegang", "wat": "ingelogd", "herkomst": "klok", "actor": "klok", "inhoud": {}}
    with cli_database.write() as connection:
        connection.execute(insert(logwacht).values(moment=tijd.now() - timedelta(minutes=1), **line))
    assert "herstel" not in doctor.about(ABOUT)
    with cli_database.write() as connection:
        connection.execute(insert(logwacht).values(moment=tijd.now() - timedelta(minutes=6), **line))
    assert "wacht een regel op een zegel" in doctor.about(ABOUT)["herstel"]
