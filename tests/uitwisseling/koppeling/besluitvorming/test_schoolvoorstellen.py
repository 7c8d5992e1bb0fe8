"""The proposals to a school come a page at a time, and one costs as many statements as many."""

import pytest

from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.statements import recorded
from tests.uitwisseling.koppeling.besluitvorming.conftest import ROEPNAAM, Zitting, beheerder
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.koppeling.schoolbeeld.voorstellen import Schoolvoorstellen

ALONE = Handelende.via_las("Schoolpakket", ANDERE_SCHOOL)


@pytest.fixture
def voorstellen(zitting: Zitting) -> Schoolvoorstellen:
    return Schoolvoorstellen(zitting.database)


def test_every_proposal_comes_once_and_in_order(zitting: Zitting, voorstellen: Schoolvoorstellen) -> None:
    made = [zitting.ask(ROEPNAAM, doel=f"Doel {number}").id for number in range(5)]
    seen: list[int] = []
    more = True
    while more:
        page, more = voorstellen.page(ANDERE_SCHOOL, seen[-1] if seen else 0, 2, door=ALONE)
        seen += (each.voorstel.id for each in page)
    assert seen == made
    assert voorstellen.page(ANDERE_SCHOOL, seen[-1], 2, door=ALONE) == ([], False)


def test_a_page_says_who_asks_and_what_became_of_it(zitting: Zitting, voorstellen: Schoolvoorstellen) -> None:
    zitting.ask(ROEPNAAM)
    second = zitting.ask(ROEPNAAM)
    zitting.besluiten.decline(second.id, door=beheerder())
    page, _ = voorstellen.page(ANDERE_SCHOOL, 0, 10, door=ALONE)
    assert [each.voorstel.stand for each in page] == [Voorstelstand.VERVANGEN, Voorstelstand.AFGEWEZEN]
    assert {each.aanbieder.partner for each in page} == {"Ouders & Co"}


@pytest.mark.parametrize("school", [SCHOOL, Schoolcode.parse("00AA")])
def test_another_school_is_not_there(voorstellen: Schoolvoorstellen, school: Schoolcode) -> None:
    with pytest.raises(NietToegestaan):
        voorstellen.page(school, 0, 10, door=ALONE)
    with pytest.raises(NietToegestaan):
        voorstellen.page(
            Schoolcode.parse("00AA"), 0, 10, door=Handelende.via_las("X", Schoolcode.parse("00AA"))
        )


def test_many_cost_as_many_statements_as_one(zitting: Zitting, voorstellen: Schoolvoorstellen) -> None:
    zitting.ask(ROEPNAAM)
    with recorded() as one:
        voorstellen.page(ANDERE_SCHOOL, 0, 100, door=ALONE)
    for number in range(30):
        zitting.ask(ROEPNAAM, doel=f"Doel {number}")
    with recorded() as many:
        page, _ = voorstellen.page(ANDERE_SCHOOL, 0, 100, door=ALONE)
    assert len(page) == 31
    assert len(many) == len(one) <= 5
