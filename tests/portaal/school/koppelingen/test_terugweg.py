"""Results that a partner sends back are told of: before a yes, at the last look, and while the link runs."""

import pytest

from tests.support.portaal import voorstellen
from tests.support.portaal.beslissen import path, say_yes, send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gegevenssets import SMALLE_SET
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database

TERUG = "Wat komt er terug?"
NAAM = "leerling/roepnaam"


@pytest.fixture
def both(database: Database, stored: Schoolgegevens) -> Aanbod:
    """A link by which a publisher fetches pupils and brings their results."""
    return voorstellen.add_link(database, gegevensset=SMALLE_SET, richting=Richting.BEIDE)


def told(visitor: Visitor, where: str) -> str:
    """What a page says of results, with where it leads."""
    page = document(visitor.get(where))
    (term,) = page.xpath(f"//dt[.='{TERUG}'] | //h2[.='{TERUG}']")
    (said,) = term.xpath("following-sibling::*[1]")
    (link,) = said.xpath(".//a")
    assert link.get("href") == "/portaal/scholen/99XX-16/resultaten"
    return " ".join(said.text_content().split())


def test_each_page_of_a_link_says_which_results_come_back_and_where(
    anna: Visitor, both: Aanbod, diensten: Diensten
) -> None:
    voorstellen.propose(diensten, both, voorstellen.inhoud(SMALLE_SET))
    said = told(anna, path(both))
    assert said == (
        "Resultaten van uw leerlingen: wie welke toets of opdracht maakte, wanneer, en met welke score of"
        " welk niveau. U ziet ze bij Resultaten, per groep en per leerling."
    )
    assert told(anna, send(anna, both, "verder", NAAM)) == said
    assert told(anna, say_yes(anna, both, NAAM)) == said
    diensten.intrekkingen.withdraw(both.koppeling, SCHOOL, door=Handelende.opdrachtregel())
    assert TERUG not in anna.get(path(both, "")).text


def test_who_only_brings_results_fetches_nothing(
    anna: Visitor, database: Database, diensten: Diensten, stored: Schoolgegevens
) -> None:
    aanbod = voorstellen.add_link(database, gegevensset=SMALLE_SET, richting=Richting.BRENGEN)
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud(SMALLE_SET))
    assert "Het bedrijf haalt met deze koppeling zelf geen gegevens op." in told(anna, path(aanbod))


@pytest.mark.usefixtures("voorstel")
def test_where_none_come_back_nothing_is_said_of_them(anna: Visitor, aanbod: Aanbod) -> None:
    for where in (path(aanbod), send(anna, aanbod, "verder", NAAM), say_yes(anna, aanbod, NAAM)):
        assert TERUG not in anna.get(where).text


@pytest.mark.parametrize("richting", [Richting.OPHALEN, Richting.BEIDE])
def test_the_direction_is_part_of_what_was_shown(
    database: Database, diensten: Diensten, stored: Schoolgegevens, richting: Richting
) -> None:
    aanbod = voorstellen.add_link(database, gegevensset=SMALLE_SET, richting=richting)
    voorstel = voorstellen.propose(diensten, aanbod, voorstellen.inhoud(SMALLE_SET))
    voorgelegd = diensten.besluitvorming.show(voorstel, door=Handelende.opdrachtregel())
    assert voorgelegd.getoond.inhoud["richting"] == richting.value
