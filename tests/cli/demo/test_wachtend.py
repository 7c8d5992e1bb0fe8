"""What waits for the people of a demo is there, and each can begin with it."""

import pytest

from uwlr_service import demodata
from uwlr_service.cli.demo.mensen import MENSEN, make_people
from uwlr_service.cli.demo.wachtend import LEERLIJN, WOORDSPEL, leave_work
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.koppelpartner import Koppelpartner
from uwlr_service.domain.koppeling.teksten import is_bijzonder
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.schooljaar import Schooljaar

DOOR = Handelende.opdrachtregel("Proef")
SCHOOL, TESTSCHOOL = demodata.schools(2, 12, 1, Schooljaar("2026-2027"))


@pytest.fixture
def partner(diensten: Diensten) -> Koppelpartner:
    """The company of the demo, after its work was left."""
    school = SCHOOL.school.code
    diensten.edexml.store(SCHOOL)
    diensten.koppelingbeheer.add(klantnaam="Uitgever", klantcode="U1", scholen=[school], door=DOOR)
    koppelpartner = diensten.koppelpartners.take_up("U1", door=DOOR)
    leave_work(diensten, school, TESTSCHOOL, koppelpartner)
    return diensten.koppelpartners.get(koppelpartner, door=DOOR)


def test_a_school_is_asked_for_data_that_two_people_decide_about(
    diensten: Diensten, partner: Koppelpartner
) -> None:
    (product,) = [product for product in partner.producten if product.klant == LEERLIJN]
    assert product.stand is Toelatingstand.ACTIEF
    (voorstel,) = diensten.voorstellen.of_koppeling(product.koppelingen[0], door=DOOR)
    assert (voorstel.school, voorstel.stand) == (SCHOOL.school.code, Voorstelstand.OPEN)
    assert voorstel.inhoud is not None
    assert voorstel.inhoud.overeenkomst
    assert any(map(is_bijzonder, voorstel.inhoud.gevraagd))


def test_a_product_in_the_proeftuin_has_a_test_school(diensten: Diensten, partner: Koppelpartner) -> None:
    (product,) = [product for product in partner.producten if product.klant == WOORDSPEL]
    assert product.stand is Toelatingstand.SANDBOX
    (deelname,) = diensten.deelnames.of_koppeling(product.koppelingen[0], door=DOOR)
    assert (deelname.school, deelname.stand) == (TESTSCHOOL.school.code, Deelnamestand.ACTIEF)
    _, testscholen = diensten.partnerzicht.proeftuin(partner.id, door=DOOR)
    assert [test.school for test in testscholen] == [TESTSCHOOL.school.code]


def test_an_application_waits_for_an_operator(diensten: Diensten, partner: Koppelpartner) -> None:
    (aanvraag,) = diensten.aanvraagbalie.beoordeling.waiting(door=DOOR)
    assert aanvraag.organisatie == "De Lezerij B.V."
    assert aanvraag.koppelpartner is None
    assert not aanvraag.is_bijzonder


def test_everybody_has_a_link_of_their_own(diensten: Diensten, partner: Koppelpartner) -> None:
    links = make_people(diensten, SCHOOL.school.code, partner.id)
    assert [link.mens for link in links] == list(MENSEN)
    assert len({link.adres for link in links}) == len(MENSEN)
