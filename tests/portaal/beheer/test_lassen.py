"""An operator sees which LASes there are, and which of them may call for a school."""

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.uitwisseling.las.resultaten.feed import Feedvraag

LASSEN = "/portaal/beheer/lassen"


def cards(operator: Visitor) -> list[str]:
    """What the page says of each LAS."""
    found = document(operator.get(LASSEN)).xpath("//main//ul[@class='kaarten']/li")
    return [" ".join(card.text_content().split()) for card in found]


def test_without_a_las_the_page_says_how_there_comes_one(operator: Visitor) -> None:
    assert "uwlr las add" in operator.get(LASSEN).text


def test_each_las_is_shown_with_what_it_can_and_what_it_took_over(
    operator: Visitor, diensten: Diensten, stored: Schoolgegevens
) -> None:
    las = diensten.lasregister.add("Parnas", [SCHOOL], alle_scholen=False, door=DOOR).las
    page = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=500))
    diensten.resultaatontvangst.confirm(las, page.cursor)
    diensten.laswebhookbeheer.set(las.id, "https://93.184.216.34/haak", door=DOOR)
    diensten.lasregister.add("Overal", [], alle_scholen=True, door=DOOR)
    old = diensten.lasregister.add("Weg", [SCHOOL], alle_scholen=False, door=DOOR).las
    diensten.lasregister.revoke(old.id, door=DOOR)
    parnas, overal, weg = cards(operator)
    assert "Scholen1" in parnas
    assert "Geen, dus dit LAS kan niets." in parnas
    assert "nieuwe resultatenaan" in parnas
    assert "Bevestigd op" in parnas
    assert "Alle, ook die nog komen" in overal
    assert "nieuwe resultatenuit" in overal
    assert "Nog nooit bevestigd." in overal
    assert "Ingetrokken op" in weg
    assert "93.184.216.34" not in operator.get(LASSEN).text


def test_many_lasses_cost_no_more(operator: Visitor, diensten: Diensten) -> None:
    counted = []
    for number in range(20):
        diensten.lasregister.add(f"LAS {number}", [SCHOOL], alle_scholen=False, door=DOOR)
        with recorded() as statements:
            assert len(cards(operator)) == number + 1
        counted.append(len(statements))
    assert counted[0] == counted[-1]


def test_the_page_of_a_school_names_its_lasses(
    operator: Visitor, diensten: Diensten, stored: Schoolgegevens
) -> None:
    page = "/portaal/beheer/scholen/99XX-16"
    assert "LASsen" not in str(document(operator.get(page)).xpath("//main//h2/text()"))
    diensten.lasregister.add("Parnas", [SCHOOL], alle_scholen=False, door=DOOR)
    assert "Parnas, sinds" in operator.get(page).text
