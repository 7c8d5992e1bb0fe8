"""The sentences on a link that say about whom it is, and who is not among them."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.support.portaal import voorstellen
from tests.support.portaal.beslissen import path
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Reden, Telling
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.taal import Taal
from uwlr_service.portaal.school.koppelingen.zinnen import not_among, of_changes, of_selectie, said_otherwise

OF_THE_PUPIL = {Reden.UITGESCHREVEN, Reden.TOEKOMSTIG, Reden.INGESCHREVEN, Reden.ONVOLLEDIG}


def telling(number: int) -> Telling:
    """As many pupils are left out for each reason."""
    return Telling(leerlingen=3, van=20, leerkrachten=2, niet_mee=dict.fromkeys(Reden, number))


def test_each_way_to_narrow_has_its_sentence(portaal: Flask) -> None:
    namen = {"V1": "Noord", "G10": "Groep 10", "G9": "Groep 9"}
    selectie = Leerlingselectie(
        vestigingen=frozenset({"V1"}), jaargroepen=frozenset({"7", "8"}), groepen=frozenset({"G10", "G9"})
    )
    with portaal.test_request_context():
        sentences = list(of_selectie(selectie, namen, Taal.NL))
    assert sentences[0] == "Alleen deze locaties: Noord."
    assert sentences[1].startswith("Alleen deze leerjaren: ")
    assert sentences[2] == "Alleen deze groepen: Groep 9, Groep 10."


def test_each_reason_has_its_sentence_and_those_of_a_choice_one_together(portaal: Flask) -> None:
    with portaal.test_request_context():
        of_one, of_two = (list(not_among(telling(number))) for number in (1, 2))
    assert len(of_one) == len(of_two) == len(Reden)
    assert len(set(of_one)) == len(set(of_two)) == len(OF_THE_PUPIL) + 1
    assert all(sentence.startswith("1 leerling doet niet mee") for sentence in of_one)
    assert all(sentence.startswith("2 leerlingen doen niet mee") for sentence in of_two)


def test_each_way_in_which_a_choice_of_pupils_changes_has_its_sentence(portaal: Flask) -> None:
    namen = {"V1": "Noord", "G9": "Groep 9", "G10": "Groep 10"}
    before = Leerlingselectie(jaargroepen=frozenset({"7"}), groepen=frozenset({"G9"}))
    after = Leerlingselectie(vestigingen=frozenset({"V1"}), groepen=frozenset({"G10"}))
    with portaal.test_request_context():
        assert list(of_changes(before, after, namen, Taal.NL)) == [
            "Nieuw: alleen nog Noord.",
            "Nieuw: niet meer alleen groep 7.",
            "Nieuw: Groep 10.",
            "Gaat niet meer mee: Groep 9.",
        ]
        assert list(of_changes(before, before, namen, Taal.NL)) == []


@pytest.mark.parametrize("theirs", ["Elke nacht.", "elke nacht", " Elke  Nacht ", "Elke nacht!", ""])
def test_what_the_company_says_is_left_out_where_we_say_the_same(theirs: str) -> None:
    assert said_otherwise("Elke nacht.", theirs) == ""


def test_what_the_company_says_otherwise_stands_as_they_wrote_it() -> None:
    theirs = "Elke nacht, om vier uur."
    assert said_otherwise("Elke nacht.", theirs) == theirs


def test_the_page_of_a_proposal_says_once_how_often(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    voorstellen.propose(diensten, aanbod, replace(voorstellen.inhoud(), hoe_vaak="elke nacht"))
    (fact,) = document(anna.get(path(aanbod))).xpath("//dt[text()='Hoe vaak?']/following-sibling::dd")
    assert fact.text_content().split() == ["Elke", "nacht."]
