"""``uwlr doctor`` on workers: whether one gave a sign of life just now, and of which version it is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.toezicht.doctor import Doctor
from uwlr_service import __version__
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.toezicht.levenstekens import Levenstekens

ABOUT = "Worker"


@pytest.fixture
def levenstekens(cli_database: Database) -> Levenstekens:
    return Levenstekens(cli_database)


def test_there_never_was_one(doctor: Doctor) -> None:
    assert "uwlr worker" in doctor.about(ABOUT)["herstel"]


def test_one_that_is_there(doctor: Doctor, levenstekens: Levenstekens) -> None:
    teken = levenstekens.begin(__version__, tijd.now())
    levenstekens.give(teken, tijd.now() - timedelta(minutes=4))
    found = doctor.about(ABOUT)
    assert found.keys() == {"goed"}
    assert teken.machine in found["goed"]


def test_one_that_fell_silent(doctor: Doctor, levenstekens: Levenstekens) -> None:
    teken = levenstekens.begin(__version__, tijd.now())
    levenstekens.give(teken, tijd.now() - timedelta(minutes=6))
    assert f"op {teken.machine}, zweeg na" in doctor.about(ABOUT)["herstel"]


def test_one_of_another_version(doctor: Doctor, levenstekens: Levenstekens) -> None:
    old = replace(levenstekens.begin("0.1.0", tijd.now()), machine="oud")
    levenstekens.give(old, tijd.now())
    levenstekens.give(levenstekens.begin(__version__, tijd.now()), tijd.now())
    found = doctor.about(ABOUT)
    assert found.keys() == {"goed", "let op"}
    assert "Op oud draait een worker van versie 0.1.0" in found["let op"]
