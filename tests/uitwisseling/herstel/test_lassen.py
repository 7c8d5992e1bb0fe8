"""After a restore a LAS has nothing back that it lost, and keeps what it was given again."""

import json

import pytest
from joserfc.jwk import ECKey

from tests.support.databases import backup_of
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.las.aantekening import Aangetekend, Aantekening
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

NIEUW = Schoolcode("88ZZ", "00")
OUD = "https://93.184.216.34/oud"
NIEUW_ADRES = "https://93.184.216.34/nieuw"


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


def test_a_webhook_that_was_turned_off_stays_off(diensten: Diensten, las: Las) -> None:
    diensten.laswebhookbeheer.set(las.id, OUD, door=DOOR)
    restore = backup_of(diensten)
    assert diensten.laswebhookbeheer.off(las.id, door=DOOR)
    restore()
    assert diensten.laswebhookbeheer.url(las.id) == OUD
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert diensten.laswebhookbeheer.url(las.id) is None


def test_an_address_that_was_changed_hears_nothing_again(diensten: Diensten, las: Las) -> None:
    diensten.laswebhookbeheer.set(las.id, OUD, door=DOOR)
    restore = backup_of(diensten)
    diensten.laswebhookbeheer.set(las.id, NIEUW_ADRES, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert diensten.laswebhookbeheer.url(las.id) is None


def test_the_same_address_again_is_no_decision(diensten: Diensten, las: Las) -> None:
    diensten.laswebhookbeheer.set(las.id, OUD, door=DOOR)
    restore = backup_of(diensten)
    diensten.laswebhookbeheer.set(las.id, OUD, door=DOOR)
    restore()
    assert outcomes(diensten) == []
    assert diensten.laswebhookbeheer.url(las.id) == OUD


def test_an_address_that_was_set_after_the_restore_stays(diensten: Diensten, las: Las) -> None:
    diensten.laswebhookbeheer.set(las.id, OUD, door=DOOR)
    restore = backup_of(diensten)
    diensten.laswebhookbeheer.off(las.id, door=DOOR)
    restore()
    diensten.laswebhookbeheer.set(las.id, OUD, door=DOOR)
    assert outcomes(diensten) == [Uitkomst.GOLD_AL]
    assert diensten.laswebhookbeheer.url(las.id) == OUD


def test_the_number_of_a_las_that_was_lost_is_given_to_nobody(diensten: Diensten, las: Las) -> None:
    restore = backup_of(diensten)
    lost = diensten.lasregister.add("Verloren", [SCHOOL], alle_scholen=False, door=DOOR).las
    restore()
    for _ in range(2):
        outcomes(diensten)
        new = diensten.lasregister.add(f"Nieuw {las.id}", [SCHOOL], alle_scholen=False, door=DOOR).las
        assert new.id > lost.id
        diensten.lasregister.revoke(new.id, door=DOOR)
        lost = new


def test_a_number_of_which_only_a_note_knows_is_not_given_either(diensten: Diensten, las: Las) -> None:
    note = Aantekening.beside(diensten.settings.journal)
    note.note(Aangetekend(las=7000, naam="Weg", volgnummer=1, moment=tijd.now()))
    outcomes(diensten)
    assert diensten.lasregister.add("Nieuw", [SCHOOL], alle_scholen=False, door=DOOR).las.id > 7000
