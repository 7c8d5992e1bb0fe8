"""A publisher sees up to where the LAS of each school took over the results that it brought."""

import pytest

from tests.portaal.partner.conftest import DOOR, Partner
from tests.support.messages.stored import add_message
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.las.las import Las
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.las.resultaten.feed import Feedvraag


@pytest.fixture
def las(partner: Partner) -> Las:
    """The LAS of the small school."""
    return partner.diensten.lasregister.add("ParnasLAS", [SCHOOL], alle_scholen=False, door=DOOR).las


def bring(partner: Partner, uitgifte: Uitgifte, naam: str) -> None:
    with partner.database.write() as connection:
        add_message(connection, uitgifte, SCHOOL, naam)


def confirm(partner: Partner, las: Las) -> None:
    page = partner.diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=500))
    partner.diensten.resultaatontvangst.confirm(las, page.cursor)


def test_a_publisher_sees_what_became_of_its_own_results(partner: Partner, las: Las) -> None:
    own = Uitgifte(partner.diensten.koppelingbeheer.get(partner.uwlr).koppeling, "")
    other = partner.diensten.koppelingbeheer.add(
        klantnaam="Ander", klantcode="A1", scholen=[SCHOOL], door=DOOR
    )
    page = partner.link(koppeling=partner.uwlr)
    assert "Nog geen bevestiging dat ze zijn overgenomen." in partner.visitor.get(page).text
    bring(partner, own, "een")
    confirm(partner, las)
    text = partner.visitor.get(page).text
    assert "Resultaten bij ParnasLAS" in text
    assert "Allemaal overgenomen." in text
    # What another publisher brought is none of its business.
    bring(partner, other, "van een ander")
    assert "Allemaal overgenomen." in partner.visitor.get(page).text
    bring(partner, own, "twee")
    assert "Er wachten er nog." in partner.visitor.get(page).text
    partner.diensten.bewaring.purge_order(las.aangemaakt)
    assert "Er wachten er nog." in partner.visitor.get(page).text


def test_a_link_that_brings_no_results_says_nothing_of_them(partner: Partner, las: Las) -> None:
    assert "Resultaten bij" not in partner.visitor.get(partner.link()).text


def test_a_link_of_somebody_else_looks_as_if_it_is_not_there(partner: Partner) -> None:
    other = partner.diensten.koppelingbeheer.add(
        klantnaam="Ander", klantcode="A1", scholen=[ANDERE_SCHOOL], door=DOOR
    ).koppeling
    with pytest.raises(NietToegestaan):
        partner.diensten.resultaatontvangst.of_koppeling(partner.nummer, other.id, [ANDERE_SCHOOL], door=DOOR)
