"""After a restore a LAS has nothing back that it lost, and keeps what it was given again."""

import json

import pytest
from joserfc.jwk import ECKey

from tests.support.databases import backup_of
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

NIEUW = Schoolcode("88ZZ", "00")


@pytest.fixture
def las(diensten: Diensten, stored: Schoolgegevens) -> Las:
    """A LAS with two schools and a key, and a journal."""
    diensten.journaal.require_current()
    return registered(diensten)


def registered(diensten: Diensten) -> Las:
    """A LAS with two schools and a key."""
    las = diensten.lasregister.add("Een", [SCHOOL, NIEUW], alle_scholen=False, door=DOOR).las
    key = json.dumps(ECKey.generate_key("P-256").as_dict(private=False)).encode()
    diensten.lassleutels.add_jwks(las.id, key, door=DOOR)
    return las


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def test_a_las_that_was_revoked_stays_revoked(diensten: Diensten, las: Las) -> None:
    restore = backup_of(diensten)
    diensten.lasregister.revoke(las.id, door=DOOR)
    restore()
    assert diensten.lasregister.get(las.id).las.ingetrokken is None
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert diensten.lasregister.get(las.id).las.ingetrokken is not None
    assert outcomes(diensten) == []


def test_a_key_that_was_removed_proves_nothing(diensten: Diensten, las: Las) -> None:
    restore = backup_of(diensten)
    (sleutel,) = diensten.lassleutels.of_las(las.id)
    diensten.lassleutels.remove(las.id, sleutel.id, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert [sleutel.ingetrokken is None for sleutel in diensten.lassleutels.of_las(las.id)] == [False]


def test_a_school_that_was_taken_away_is_not_back(diensten: Diensten, las: Las) -> None:
    restore = backup_of(diensten)
    diensten.lasregister.take(las.id, [SCHOOL], door=DOOR)
    restore()
    assert diensten.lasregister.get(las.id).scholen == (NIEUW, SCHOOL)
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert diensten.lasregister.get(las.id).scholen == (NIEUW,)


def test_a_school_that_was_given_back_is_there(diensten: Diensten, las: Las) -> None:
    restore = backup_of(diensten)
    diensten.lasregister.take(las.id, [SCHOOL, NIEUW], door=DOOR)
    diensten.lasregister.give(las.id, [NIEUW], door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD, Uitkomst.HERSTELD]
    assert diensten.lasregister.get(las.id).scholen == (NIEUW,)


def test_a_las_of_after_the_backup_is_another_one_now(diensten: Diensten, stored: Schoolgegevens) -> None:
    diensten.journaal.require_current()
    restore = backup_of(diensten)
    lost = registered(diensten)
    diensten.lasregister.take(lost.id, [SCHOOL], door=DOOR)
    diensten.lassleutels.remove(lost.id, 1, door=DOOR)
    diensten.lasregister.revoke(lost.id, door=DOOR)
    restore()
    new = registered(diensten)
    assert diensten.dialect != "sqlite" or new.id == lost.id
    assert outcomes(diensten) == [Uitkomst.ONBEKEND] * 3
    kept = diensten.lasregister.get(new.id)
    assert (kept.las.ingetrokken, kept.scholen) == (None, (NIEUW, SCHOOL))


def test_a_key_of_after_the_backup_is_another_one_now(diensten: Diensten, las: Las) -> None:
    restore = backup_of(diensten)
    key = json.dumps(ECKey.generate_key("P-256").as_dict(private=False)).encode()
    lost = diensten.lassleutels.add_jwks(las.id, key, door=DOOR)
    diensten.lassleutels.remove(las.id, lost, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.ONBEKEND]
