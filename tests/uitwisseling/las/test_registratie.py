"""Registering LASes, their schools and their keys."""

import json

import pytest
from joserfc.jwk import ECKey

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, SchoolOnbekend
from uwlr_service.domain.fouten.las import LasOnbekend
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.toezicht.logvraag import Logvraag
from uwlr_service.uitwisseling.las.sleutels import MOST

NIEUW = Schoolcode("88ZZ", "00")
PERSOON = Handelende(herkomst=Herkomst.PORTAAL, naam="Eva")


def jwks() -> bytes:
    """A fresh public key."""
    return json.dumps({"keys": [ECKey.generate_key("P-256").as_dict(private=False)]}).encode()


def test_a_las_has_the_schools_that_it_was_given(diensten: Diensten, stored: Schoolgegevens) -> None:
    registered = diensten.lasregister.add(
        " Het  LAS ", [SCHOOL, NIEUW, SCHOOL], alle_scholen=False, door=DOOR
    )
    assert (registered.las.naam, registered.las.stand) == ("Het LAS", "actief")
    assert registered.scholen == (NIEUW, SCHOOL)
    assert diensten.lasregister.get(registered.las.id) == registered
    toegang = diensten.lastoegang
    assert toegang.school(registered.las, "99XX-16") == SCHOOL
    assert toegang.school(registered.las, "88ZZ-00") == NIEUW
    with pytest.raises(SchoolOnbekend):
        toegang.school(registered.las, "99XX-00")


def test_a_las_of_all_schools_has_those_too_that_are_still_to_come(diensten: Diensten) -> None:
    las = diensten.lasregister.add("Alles", [], alle_scholen=True, door=DOOR).las
    assert diensten.lastoegang.school(las, "88ZZ-00") == NIEUW
    for path in ("88ZZ", "88zz-00", "x", "schoolkey-", "schoolkey-=="):
        with pytest.raises(SchoolOnbekend):
            diensten.lastoegang.school(las, path)


def test_a_las_has_all_schools_or_some(diensten: Diensten) -> None:
    for scholen, alle_scholen in (([], False), ([SCHOOL], True)):
        with pytest.raises(Geweigerd):
            diensten.lasregister.add("X", scholen, alle_scholen=alle_scholen, door=DOOR)


@pytest.mark.parametrize("naam", ["", "  ", "x" * 65, "a\u200bb"])
def test_a_name_can_be_read(diensten: Diensten, naam: str) -> None:
    with pytest.raises(Geweigerd):
        diensten.lasregister.add(naam, [], alle_scholen=True, door=DOOR)


def test_a_name_is_of_one_las(diensten: Diensten) -> None:
    diensten.lasregister.add("Een", [], alle_scholen=True, door=DOOR)
    with pytest.raises(Geweigerd, match="LAS 1 heet al zo"):
        diensten.lasregister.add("Een ", [SCHOOL], alle_scholen=False, door=DOOR)


def test_no_person_of_the_portal_registers_one(diensten: Diensten) -> None:
    las = diensten.lasregister.add("Een", [], alle_scholen=True, door=DOOR).las
    with pytest.raises(NietToegestaan):
        diensten.lasregister.add("Twee", [], alle_scholen=True, door=PERSOON)
    with pytest.raises(NietToegestaan):
        diensten.lassleutels.add_jwks(las.id, jwks(), door=PERSOON)
    with pytest.raises(NietToegestaan):
        diensten.lassleutels.remove(las.id, 1, door=PERSOON)


def test_a_las_has_a_few_keys(diensten: Diensten) -> None:
    las = diensten.lasregister.add("Een", [], alle_scholen=True, door=DOOR).las
    first = jwks()
    number = diensten.lassleutels.add_jwks(las.id, first, door=DOOR)
    with pytest.raises(Geweigerd, match="al geregistreerd"):
        diensten.lassleutels.add_jwks(las.id, first, door=DOOR)
    for _ in range(MOST - 1):
        diensten.lassleutels.add_jwks(las.id, jwks(), door=DOOR)
    with pytest.raises(Geweigerd, match="ten hoogste"):
        diensten.lassleutels.add_jwks(las.id, jwks(), door=DOOR)
    diensten.lassleutels.remove(las.id, number, door=DOOR)
    with pytest.raises(Geweigerd, match="geen sleutel"):
        diensten.lassleutels.remove(las.id, number, door=DOOR)
    diensten.lassleutels.add_jwks(las.id, first, door=DOOR)
    sleutels = diensten.lassleutels.of_las(las.id)
    assert [sleutel.ingetrokken is None for sleutel in sleutels] == [False] + [True] * MOST


def test_a_las_that_is_not_there(diensten: Diensten) -> None:
    with pytest.raises(LasOnbekend, match="Er is geen LAS 7"):
        diensten.lasregister.get(7)
    with pytest.raises(LasOnbekend):
        diensten.lassleutels.of_las(7)
    with pytest.raises(LasOnbekend):
        diensten.lassleutels.add_jwks(7, jwks(), door=DOOR)


def test_a_school_reads_in_its_log_which_las_has_it(diensten: Diensten, stored: Schoolgegevens) -> None:
    las = diensten.lasregister.add("Een", [SCHOOL, NIEUW], alle_scholen=False, door=DOOR).las
    diensten.lassleutels.add_jwks(las.id, jwks(), door=DOOR)
    (regel,) = diensten.logboek.of_school(SCHOOL, Logvraag(wat="las-school-erbij"), door=DOOR)
    assert regel.inhoud == {"las": las.id}
    said = {str(regel.wat): regel.inhoud for regel in diensten.logboek.find(Logvraag(), door=DOOR)}
    assert said["las-geregistreerd"] == {"las": las.id, "alle_scholen": False}
    assert said["las-sleutel-geregistreerd"] == {"las": las.id, "sleutel": 1, "soort": "jwks"}


def test_a_list_of_all_costs_two_statements(diensten: Diensten) -> None:
    for number in range(4):
        diensten.lasregister.add(f"Las {number}", [SCHOOL, NIEUW], alle_scholen=False, door=DOOR)
    with recorded() as statements:
        registraties = diensten.lasregister.all()
    assert [registratie.scholen for registratie in registraties] == [(NIEUW, SCHOOL)] * 4
    assert len(statements) == 2


def test_schools_come_and_go(diensten: Diensten, stored: Schoolgegevens) -> None:
    register = diensten.lasregister
    las = register.add("Een", [SCHOOL], alle_scholen=False, door=DOOR).las
    assert register.give(las.id, [NIEUW, SCHOOL], door=DOOR).scholen == (NIEUW, SCHOOL)
    with pytest.raises(Geweigerd, match="heeft deze scholen al"):
        register.give(las.id, [NIEUW], door=DOOR)
    assert register.take(las.id, [SCHOOL], door=DOOR).scholen == (NIEUW,)
    with pytest.raises(SchoolOnbekend):
        diensten.lastoegang.school(las, "99XX-16")
    with pytest.raises(Geweigerd, match="heeft niet: 99XX/16"):
        register.take(las.id, [SCHOOL, NIEUW], door=DOOR)
    assert register.get(las.id).scholen == (NIEUW,)
    said = diensten.logboek.of_school(SCHOOL, Logvraag(), door=DOOR)
    assert [regel.wat for regel in said if "las" in str(regel.wat)] == ["las-school-eraf", "las-school-erbij"]


def test_the_schools_of_a_las_that_has_all_do_not_change(diensten: Diensten) -> None:
    las = diensten.lasregister.add("Een", [], alle_scholen=True, door=DOOR).las
    with pytest.raises(Geweigerd, match="heeft alle scholen"):
        diensten.lasregister.give(las.id, [SCHOOL], door=DOOR)
    with pytest.raises(Geweigerd, match="heeft alle scholen"):
        diensten.lasregister.take(las.id, [SCHOOL], door=DOOR)


def test_a_las_that_was_revoked_is_shut_for_good(diensten: Diensten) -> None:
    las = diensten.lasregister.add("Een", [NIEUW], alle_scholen=False, door=DOOR).las
    diensten.lasregister.revoke(las.id, door=DOOR)
    assert diensten.lasregister.get(las.id).las.stand == "ingetrokken"
    with pytest.raises(Geweigerd, match="was al ingetrokken"):
        diensten.lasregister.revoke(las.id, door=DOOR)
    with pytest.raises(Geweigerd, match="is ingetrokken"):
        diensten.lasregister.give(las.id, [SCHOOL], door=DOOR)
    with pytest.raises(Geweigerd, match="is ingetrokken"):
        diensten.lassleutels.add_jwks(las.id, jwks(), door=DOOR)
    assert diensten.lasregister.add("Een", [], alle_scholen=True, door=DOOR).las.id == las.id + 1
    (regel,) = diensten.logboek.of_school(NIEUW, Logvraag(wat="las-school-eraf"), door=DOOR)
    assert regel.inhoud == {"las": las.id}


@pytest.mark.parametrize("what", ["give", "take"])
def test_no_person_of_the_portal_changes_one(diensten: Diensten, what: str) -> None:
    las = diensten.lasregister.add("Een", [NIEUW], alle_scholen=False, door=DOOR).las
    with pytest.raises(NietToegestaan):
        getattr(diensten.lasregister, what)(las.id, [NIEUW], door=PERSOON)
    with pytest.raises(NietToegestaan):
        diensten.lasregister.revoke(las.id, door=PERSOON)
