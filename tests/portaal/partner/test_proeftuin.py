"""A partner makes its own test schools, reads what each is for, and calls their days."""

import pytest

from tests.portaal.partner.conftest import Partner
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product, product_of, put_in
from tests.support.portaal.visiting import document
from tests.support.statements import beside_seals, recorded
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY
from uwlr_service.domain.school.schooljaar import Schooljaar


@pytest.fixture
def page(partner: Partner) -> str:
    return f"{partner.path}/sandbox"


def product(partner: Partner) -> int:
    return product_of(partner.database, "OC1").id


def made(partner: Partner, page: str) -> None:
    answer = partner.visitor.submit(f"{page}/maken", {"product": str(product(partner))}, page=page)
    assert (answer.status_code, answer.location) == (303, page)


def test_a_partner_makes_its_schools_and_reads_what_each_is_for(partner: Partner, page: str) -> None:
    made(partner, page)
    text = partner.visitor.get(page).text
    assert "De testscholen staan klaar." in text
    assert "Dag 1 van 5" in text
    for school in partner.diensten.proeftuinen.scholen:
        assert f"Testschool 98AA/{school.nummer:02}" in text
    assert "alleen de sleutel onderscheidt ze" in text


def test_that_there_are_no_schools_yet_is_said_once(partner: Partner, page: str) -> None:
    text = partner.visitor.get(page).text
    assert text.count("nog geen") == 1
    put_in(partner.database, product_of(partner.database, "OC1"), Toelatingstand.OPGESCHORT)
    assert "Er is nog geen testschool." in partner.visitor.get(page).text


def test_the_next_day_is_called_by_a_button_and_the_last_day_has_none(partner: Partner, page: str) -> None:
    made(partner, page)
    for day in range(2, LAST_DAY + 1):
        fields = {"product": str(product(partner)), "dag": str(day - 1)}
        assert partner.visitor.submit(f"{page}/dag", fields, page=page).status_code == 303
        shown = partner.visitor.get(page)
        assert f"Dag {day} van 5" in shown.text
        buttons = document(shown).xpath("//main//button[contains(., 'naar dag')]")
        assert len(buttons) == (day < LAST_DAY)
    assert "Dag 2, gebeurd" in shown.text


def test_a_button_that_was_pressed_twice_calls_one_day(partner: Partner, page: str) -> None:
    made(partner, page)
    fields = {"product": str(product(partner)), "dag": "1"}
    for _ in range(2):
        partner.visitor.submit(f"{page}/dag", fields, page=page)
    assert "Dag 2 van 5" in partner.visitor.get(page).text


def test_a_school_takes_part_in_the_links_of_its_product(partner: Partner, page: str) -> None:
    made(partner, page)
    fields = {"koppeling": str(partner.uwlr), "school": "98AA-07"}
    assert partner.visitor.submit(f"{page}/meedoen", fields, page=page).status_code == 303
    assert partner.visitor.get(page).text.count("Doet mee met koppeling") == 1


def test_the_script_begins_anew_by_a_button(partner: Partner, page: str) -> None:
    made(partner, page)
    assert "opnieuw bij dag 1" not in partner.visitor.get(page).text
    partner.visitor.submit(f"{page}/dag", {"product": str(product(partner)), "dag": "1"}, page=page)
    assert "opnieuw bij dag 1" in partner.visitor.get(page).text
    fields = {"product": str(product(partner)), "dag": "2"}
    for _ in range(2):
        answer = partner.visitor.submit(f"{page}/opnieuw", fields, page=page)
        assert (answer.status_code, answer.location) == (303, page)
    text = partner.visitor.get(page).text
    assert "De testscholen staan weer op dag 1." in text
    assert "Dag 1 van 5" in text


def test_all_schools_take_part_by_one_button(partner: Partner, page: str) -> None:
    made(partner, page)
    button = f"Laat alle testscholen meedoen met koppeling {partner.uwlr}"
    assert button in partner.visitor.get(page).text
    fields = {"product": str(product(partner)), "koppeling": str(partner.uwlr)}
    assert partner.visitor.submit(f"{page}/allemaal", fields, page=page).status_code == 303
    text = partner.visitor.get(page).text
    assert "Alle testscholen doen mee." in text
    assert text.count(f"Doet mee met koppeling {partner.uwlr}.") == len(partner.diensten.proeftuinen.scholen)
    assert button not in text


def test_a_proeftuin_of_last_year_says_so_and_can_begin_anew(
    partner: Partner, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(partner, page)
    later = Schooljaar.current().following
    monkeypatch.setattr(Schooljaar, "current", lambda: later)
    text = partner.visitor.get(page).text
    assert f"van een ander schooljaar dan het lopende, {later}" in text
    assert "opnieuw bij dag 1" in text


def test_without_the_token_of_the_page_nothing_happens(partner: Partner, page: str) -> None:
    made(partner, page)
    answer = partner.visitor.post(f"{page}/dag", data={"product": str(product(partner)), "dag": "1"})
    assert answer.status_code == 400
    assert "Dag 1 van 5" in partner.visitor.get(page).text


def test_the_proeftuin_of_another_company_is_not_there(partner: Partner, page: str) -> None:
    made(partner, page)
    other = add_product(partner.database, "ANDER")
    partner.diensten.proeftuinen.make(other.id, door=DOOR)
    text = partner.visitor.get(page).text
    assert "98AB" not in text
    others: tuple[tuple[str, dict[str, str]], ...] = (
        ("/dag", {"dag": "1"}),
        ("/opnieuw", {"dag": "1"}),
        ("/maken", {}),
        ("/allemaal", {"koppeling": str(partner.uwlr)}),
    )
    for behind, more in others:
        fields = {"product": str(other.id), **more}
        assert partner.visitor.submit(f"{page}{behind}", fields, page=page).status_code == 404, behind
    found = partner.diensten.proeftuinen.of_product(other.id)
    assert found is not None
    assert found.dag == 1
    joined = {"koppeling": str(partner.uwlr), "school": "98AB-01"}
    assert partner.visitor.submit(f"{page}/meedoen", joined, page=page).status_code == 404


def test_a_product_that_was_stopped_has_no_buttons(partner: Partner, page: str) -> None:
    made(partner, page)
    put_in(partner.database, product_of(partner.database, "OC1"), Toelatingstand.OPGESCHORT)
    assert "naar dag" not in partner.visitor.get(page).text


def test_the_page_costs_the_same_with_and_without_schools(partner: Partner, page: str) -> None:
    partner.visitor.get(page)
    counts = []
    for _ in range(2):
        with recorded() as statements:
            assert partner.visitor.get(page).status_code == 200
        counts.append(len(beside_seals(statements)))
        if len(counts) == 1:
            made(partner, page)
            partner.visitor.get(page)
    assert counts[0] == counts[1]
