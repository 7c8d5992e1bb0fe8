"""A pupil's own password lets them in without a second step, and nobody else."""

import pytest

from tests.support.people.klas import Klaswereld, leerkracht
from tests.support.people.mensen import WACHTWOORD, Klok, at_school, new_person
from tests.support.portaal import people
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import AanmeldenMislukt
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.uitwisseling.account.pogingen import Bezoeker

HERE = Bezoeker(adres="203.0.113.7")


def password_of(diensten: Diensten, wereld: Klaswereld) -> tuple[str, str]:
    """The name and the new password of Daan."""
    (kaart,) = diensten.mensen.klas.middelen.make(
        wereld.school, wereld.groepen["G2"], Middelsoort.WACHTWOORD, door=leerkracht("G2")
    )
    with wereld.database.read() as connection:
        inlog = InlogRepository(connection).get(wereld.inloggen["L2"])
    return inlog.inlognaam, kaart.wachtwoord


def test_the_password_is_enough(diensten: Diensten, wereld: Klaswereld) -> None:
    naam, wachtwoord = password_of(diensten, wereld)
    half = diensten.mensen.aanmelding.sign_in(HERE, naam, wachtwoord)
    aangemeld = diensten.mensen.klas.wachtwoord.enter(Bezoeker(sessie=half))
    assert aangemeld is not None
    assert diensten.sessies.find(half) is None
    sessie = diensten.sessies.find(aangemeld.sessie)
    assert sessie is not None
    assert sessie.amr == ("pwd",)
    assert sessie.handelende is not None
    assert sessie.inlog == wereld.inloggen["L2"]


def test_a_new_password_ends_the_one_before_and_its_sessions(diensten: Diensten, wereld: Klaswereld) -> None:
    naam, wachtwoord = password_of(diensten, wereld)
    half = diensten.mensen.aanmelding.sign_in(HERE, naam, wachtwoord)
    aangemeld = diensten.mensen.klas.wachtwoord.enter(Bezoeker(sessie=half))
    assert aangemeld is not None
    password_of(diensten, wereld)
    assert diensten.sessies.find(aangemeld.sessie) is None
    with pytest.raises(AanmeldenMislukt):
        diensten.mensen.aanmelding.sign_in(HERE, naam, wachtwoord)
    with wereld.database.read() as connection:
        besluiten = BesluitRepository(connection).after(0)
    assert [besluit.soort for besluit in besluiten] == [Besluitsoort.FACTOR]
    assert besluiten[0].inhoud["inlog"] == wereld.inloggen["L2"]


def test_staff_takes_a_second_step(diensten: Diensten, wereld: Klaswereld, klok: Klok) -> None:
    jet = new_person(diensten.mensen, klok, at_school(SCHOOL))
    half = diensten.mensen.aanmelding.sign_in(HERE, jet.inlognaam, WACHTWOORD)
    assert diensten.mensen.klas.wachtwoord.enter(Bezoeker(sessie=half)) is None
    people.add_account(wereld.database, jet_number(wereld, jet.inlognaam), Rol.LEERLING, school=SCHOOL)
    assert diensten.mensen.klas.wachtwoord.enter(Bezoeker(sessie=half)) is None
    sessie = diensten.sessies.find(half)
    assert sessie is not None
    assert sessie.handelende is None


def jet_number(wereld: Klaswereld, inlognaam: str) -> int:
    with wereld.database.read() as connection:
        inlog = InlogRepository(connection).by_name(inlognaam)
    assert inlog is not None
    return inlog.id


def test_without_a_right_password_nobody_comes_in(diensten: Diensten, wereld: Klaswereld) -> None:
    assert diensten.mensen.klas.wachtwoord.enter(Bezoeker()) is None
    token = people.sign_in(wereld.database, wereld.inloggen["L2"])
    assert diensten.mensen.klas.wachtwoord.enter(Bezoeker(sessie=token)) is None
