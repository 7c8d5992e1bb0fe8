"""``uwlr doctor`` on the keys that the service signs with: whether it can open them, and their age."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.support.commandline import Uwlr
from tests.support.toezicht.doctor import Doctor
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.gkv import ondertekensleutel
from uwlr_service.repository.schema.sso import sso_sleutel

ABOUT = "Sleutels"
OTHER = {"UWLR_SECRET": "0123456789" * 4}


@pytest.fixture
def made(uwlr: Uwlr) -> None:
    """The keys, made with the secret of the service."""
    uwlr.good("gkv", "jwks")
    uwlr.good("sso", "sleutels")


def test_there_are_none_yet(doctor: Doctor) -> None:
    assert doctor.about(ABOUT).keys() == {"onbekend"}


def test_they_can_be_read(doctor: Doctor, made: None) -> None:
    found = doctor.about(ABOUT)
    assert found.keys() == {"goed"}
    assert all(what in found["goed"] for what in ("GKV", "SSO (RS256)", "SSO (ES256)"))


def test_they_are_of_another_secret(doctor: Doctor, made: None) -> None:
    found = doctor.about(ABOUT, **OTHER)
    assert found.keys() == {"herstel"}
    assert all(what in found["herstel"] for what in ("uwlr gkv jwks --rotate", "uwlr sso sleutels --rotate"))


def test_the_secret_is_gone(uwlr: Uwlr, doctor: Doctor, made: None) -> None:
    (uwlr.folder / "var" / "secret").unlink()
    assert doctor.about(ABOUT).keys() == {"herstel"}
    assert not (uwlr.folder / "var" / "secret").exists()


def test_the_secret_of_before_opens_them(uwlr: Uwlr, doctor: Doctor, made: None) -> None:
    before = (uwlr.folder / "var" / "secret").read_text().strip()
    assert doctor.about(ABOUT, **OTHER, UWLR_SECRET_OLD=before).keys() == {"goed"}


def test_they_are_old(doctor: Doctor, made: None, cli_database: Database) -> None:
    long_ago = tijd.now() - timedelta(days=401)
    with cli_database.write() as connection:
        connection.execute(update(ondertekensleutel).values(aangemaakt=long_ago))
        connection.execute(update(sso_sleutel).values(tekent_vanaf=long_ago))
    found = doctor.about(ABOUT)
    assert found.keys() == {"let op"}
    assert "GKV" in found["let op"]
