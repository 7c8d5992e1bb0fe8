"""Messages to people: every kind has a text in each language, with the same parameters."""

import re

import pytest

from uwlr_service.domain.toezicht.bericht import TEKSTEN, Bericht, Geadresseerde, Taal, parameters_of
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort

MOST_WORDS = 20


@pytest.mark.parametrize("taal", Taal)
def test_every_kind_has_a_text(taal: Taal) -> None:
    assert TEKSTEN[taal].keys() == set(Berichtsoort)


@pytest.mark.parametrize("soort", Berichtsoort)
def test_languages_ask_for_the_same_parameters(soort: Berichtsoort) -> None:
    assert parameters_of(soort, Taal.ENGELS) == parameters_of(soort, Taal.NEDERLANDS)


@pytest.mark.parametrize("taal", Taal)
def test_sentences_are_short(taal: Taal) -> None:
    texts = [part for told in TEKSTEN[taal].values() for part in (told.titel, told.tekst)]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS] == []


def test_a_message_needs_exactly_the_parameters_of_its_kind() -> None:
    aan = Geadresseerde.operators()
    with pytest.raises(ValueError, match="aantal"):
        Bericht(soort=Berichtsoort.NACHT_MISLUKT, aan=aan, parameters={"datum": "1 mei 2027"})
    with pytest.raises(ValueError, match="aantal"):
        Bericht(soort=Berichtsoort.NACHT_MISLUKT, aan=aan, parameters={"datum": "", "aantal": 1, "x": 1})


def test_a_message_is_for_a_role_or_for_a_person() -> None:
    with pytest.raises(ValueError, match="role"):
        Geadresseerde()
    with pytest.raises(ValueError, match="role"):
        Geadresseerde(rol="operator", inlog=1)
