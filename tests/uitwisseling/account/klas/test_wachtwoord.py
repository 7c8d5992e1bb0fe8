"""A pupil's own password lets them in without a second step, and nobody else."""

from dataclasses import replace

import pytest

from tests.support.people.klas import Klaswereld, leerkracht
from tests.support.people.mensen import WACHTWOORD, Klok, at_school, new_person
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.fouten import AanmeldenMislukt
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.account.aanmelden import Aangemeld, Halverwege
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
    aangemeld = diensten.mensen.aanmelding.sign_in(HERE, naam, wachtwoord)
    assert isinstance(aangemeld, Aangemeld)
    sessie = diensten.sessies.find(aangemeld.sessie)
    assert sessie is not None
    assert sessie.amr == ("pwd",)
    assert sessie.handelende is not None
    assert sessie.inlog == wereld.inloggen["L2"]


def test_a_new_password_ends_the_one_before_and_its_sessions(diensten: Diensten, wereld: Klaswereld) -> None:
    naam, wachtwoord = password_of(diensten, wereld)
    aangemeld = diensten.mensen.aanmelding.sign_in(HERE, naam, wachtwoord)
    password_of(diensten, wereld)
    assert diensten.sessies.find(aangemeld.sessie) is None
    with pytest.raises(AanmeldenMislukt):
        diensten.mensen.aanmelding.sign_in(HERE, naam, wachtwoord)
    with wereld.database.read() as connection:
        besluiten = BesluitRepository(connection).after(0)
    assert [besluit.soort for besluit in besluiten] == [Besluitsoort.FACTOR]
    assert besluiten[0].inhoud["inlog"] == wereld.inloggen["L2"]


def test_guesses_from_elsewhere_never_touch_a_device_of_before(
    diensten: Diensten, wereld: Klaswereld, klok: Klok
) -> None:
    naam, wachtwoord = password_of(diensten, wereld)
    aangemeld = diensten.mensen.aanmelding.sign_in(HERE, naam, wachtwoord)
    assert isinstance(aangemeld, Aangemeld)
    for _ in range(5):
        with pytest.raises(AanmeldenMislukt):
            diensten.mensen.aanmelding.sign_in(HERE, naam, "iets anders")
    with pytest.raises(AanmeldenMislukt):
        diensten.mensen.aanmelding.sign_in(HERE, naam, wachtwoord)
    known = Bezoeker(apparaat=aangemeld.apparaat, adres=HERE.adres)
    assert diensten.mensen.aanmelding.sign_in(known, naam, wachtwoord)


def test_the_device_of_staff_is_known_after_the_second_step_alone(
    diensten: Diensten, wereld: Klaswereld, klok: Klok
) -> None:
    jet = new_person(diensten.mensen, klok, at_school(SCHOOL))
    known = replace(HERE, apparaat="a" * 43)
    half = diensten.mensen.aanmelding.sign_in(known, jet.inlognaam, WACHTWOORD)
    assert isinstance(half, Halverwege)
    with wereld.database.read() as connection:
        inlog = InlogRepository(connection).by_name(jet.inlognaam)
        assert inlog is not None
        assert not FactorRepository(connection).knows(inlog.id, bewijzen.digest("a" * 43))
