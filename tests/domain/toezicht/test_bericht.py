"""Messages to people: every kind has a text in each language, with the same parameters."""

import re

import pytest

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.bericht import (
    TEKSTEN,
    Bericht,
    Geadresseerde,
    Parameter,
    parameters_of,
)
from uwlr_service.domain.toezicht.berichtaanvullingen import AANVULLINGEN, ROLLEN, STANDEN
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.uitwisseling.koppeling.partner.berichten import STANDEN as OF_PRODUCT

MOST_WORDS = 20


@pytest.mark.parametrize("taal", Taal)
def test_every_kind_has_a_text(taal: Taal) -> None:
    assert TEKSTEN[taal].keys() == set(Berichtsoort)


@pytest.mark.parametrize("soort", Berichtsoort)
def test_languages_ask_for_the_same_parameters(soort: Berichtsoort) -> None:
    assert parameters_of(soort, Taal.EN) == parameters_of(soort, Taal.NL)


@pytest.mark.parametrize("taal", Taal)
def test_sentences_are_short(taal: Taal) -> None:
    texts = [part for told in TEKSTEN[taal].values() for part in (told.titel, told.tekst)]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS] == []


def test_a_message_needs_exactly_the_parameters_of_its_kind() -> None:
    aan = Geadresseerde.operators()
    short: dict[str, Parameter] = {"datum": "1 mei 2027"}
    soort = Berichtsoort.NACHT_MISLUKT
    Bericht(soort=soort, aan=aan, parameters={**short, "aantal": 2}).require_complete()
    with pytest.raises(ValueError, match="aantal"):
        Bericht(soort=soort, aan=aan, parameters={**short, "aantal": 2, "x": 1}).require_complete()
    incomplete = Bericht(soort=soort, aan=aan, parameters=short)
    with pytest.raises(ValueError, match="aantal"):
        incomplete.require_complete()
    assert incomplete.tekst(Taal.NL).startswith("Aantal pakketten dat niet is gemaakt: -.")


def test_what_stands_in_a_name_is_not_a_parameter() -> None:
    told = Bericht(
        soort=Berichtsoort.VOORSTEL_VERVALLEN,
        aan=Geadresseerde.operators(),
        parameters={"product": "{school} {0} %s", "school": "<b>"},
    )
    assert told.titel(Taal.EN) == "The proposal of {school} {0} %s to <b> no longer holds"


def test_a_message_is_for_a_role_or_for_a_person() -> None:
    with pytest.raises(ValueError, match="role"):
        Geadresseerde()
    with pytest.raises(ValueError, match="role"):
        Geadresseerde(rol="operator", inlog=1)


def test_a_parameter_that_adds_a_sentence_may_be_there_or_not() -> None:
    names: dict[str, Parameter] = {"product": "Rooster", "school": "De Wilg"}
    soort = Berichtsoort.DEELNAME_VERSMALD
    aan = Geadresseerde.partnerbeheerders(1)
    plain = Bericht(soort=soort, aan=aan, parameters=names)
    more: dict[str, Parameter] = {
        "velden": "leerling/geslacht",
        "leerlingen_minder": 12,
        "opmerking": "{x} <b>",
    }
    whole = Bericht(soort=soort, aan=aan, parameters={**names, **more})
    for told in (plain, whole):
        told.require_complete()
    assert whole.tekst(Taal.NL) == (
        f"{plain.tekst(Taal.NL)} Dit gaat niet meer mee: leerling/geslacht."
        " Leerlingen minder: 12. De school schrijft: {x} <b>"
    )
    assert whole.tekst(Taal.EN).endswith("Fewer pupils: 12. The school writes: {x} <b>")
    assert whole.titel(Taal.EN) == plain.titel(Taal.EN)


@pytest.mark.parametrize("sentences", AANVULLINGEN.values())
def test_what_can_be_added_is_there_in_each_language(sentences: dict[str, str]) -> None:
    assert sentences.keys() == {taal.value for taal in Taal}


def test_the_state_of_a_product_is_told_in_the_language_of_the_message() -> None:
    told = Bericht(
        soort=Berichtsoort.TOELATING_VERDER,
        aan=Geadresseerde.partnerbeheerders(1),
        parameters={"product": "Rooster", "stand": "gekwalificeerd"},
    )
    assert told.tekst(Taal.EN) == "The admission of Rooster is now: qualified."
    assert told.tekst(Taal.NL).endswith("gekwalificeerd.")


def test_every_state_of_a_product_has_english_words() -> None:
    assert set(STANDEN) == set(OF_PRODUCT.values())


@pytest.mark.parametrize("rol", Rol)
def test_the_role_that_somebody_had_is_told_in_words(rol: Rol) -> None:
    bericht = Bericht(
        soort=Berichtsoort.GEBRUIKER_BEEINDIGD,
        aan=Geadresseerde.operators(),
        parameters={"naam": "Jet Bos", "rol": rol.value},
    )
    words = ROLLEN[rol.value]
    assert bericht.tekst(Taal.NL) == f"Jet Bos kan niet meer aanmelden als {words['nl']}."
    assert bericht.tekst(Taal.EN) == f"Jet Bos can no longer sign in as {words['en']}."
