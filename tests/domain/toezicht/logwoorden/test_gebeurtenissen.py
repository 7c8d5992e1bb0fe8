"""Whatever the code writes in the log has a sentence in each language, and its parts have a name."""

import re
import string
import tomllib
from typing import Any

import pytest

from tests.support.toezicht import logwoorden
from uwlr_service.domain.account.handelende import Herkomst
from uwlr_service.domain.account.rem import Tellersoort
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.domain.koppeling.gegevenssets import NAMEN
from uwlr_service.domain.koppeling.gkvsets import GKV_NAMEN
from uwlr_service.domain.koppeling.partner import Sleutelsoort
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.foutadvies import ADVIEZEN, GOED
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logwoorden import tabellen
from uwlr_service.soap.call import UNKNOWN

MOST_WORDS = 20
NAMED = {"product", "school", "partner", "persoon"}
"""What a sentence can ask for beside the parts of its line."""
CODES = {
    "soort": {*Schoolsoort, *Soort, *Leveringsoort, *Sleutelsoort, *Logsoort},
    "rol": set(Rol),
    "stand": {*Aanvraagstand, *Toelatingstand},
    "teller": set(Tellersoort),
    "gegevensset": {*NAMEN, *GKV_NAMEN, SSO},
    "uitkomst": set(GOED),
}
"""Parts that hold a code, with all that it can be."""


def tables(file: str) -> dict[str, Any]:
    """A file with words."""
    return tomllib.loads((tabellen.FOLDER / f"{file}.toml").read_text(encoding="utf-8"))


def asked_for(template: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_every_word_of_the_log_has_a_sentence_and_no_other() -> None:
    assert set(tables("gebeurtenissen")) == logwoorden.written()


def test_every_part_of_a_line_has_a_name_and_no_other() -> None:
    assert set(tables("onderdelen")["naam"]) == logwoorden.parts()


def test_a_word_is_found_in_every_way_in_which_it_is_written() -> None:
    some = {"deelname-ingetrokken", "voorstel-tweede-te-laat", "toelating-opschorten", "log-vergeten"}
    assert some | {"aanvraag-oppakken", "deelname-versmald", "gkv.pakket", "leerresultaten"} < (
        logwoorden.written()
    )


@pytest.mark.parametrize("taal", Taal)
def test_sentences_are_short_and_ask_for_what_lines_have(taal: Taal) -> None:
    known = NAMED | logwoorden.parts()
    for wat, template in tabellen.gebeurtenissen(taal).items():
        assert template.endswith("."), wat
        for said in re.split(r"(?<=\.) ", template):
            assert len(said.split()) <= MOST_WORDS, wat
        assert asked_for(template) <= known, wat


def test_both_languages_name_the_same() -> None:
    dutch = tabellen.gebeurtenissen(Taal.NL)
    english = tabellen.gebeurtenissen(Taal.EN)
    assert {wat: asked_for(said) for wat, said in dutch.items()} == {
        wat: asked_for(said) for wat, said in english.items()
    }
    assert [wat for wat in dutch if dutch[wat] == english[wat]] == []


@pytest.mark.parametrize("taal", Taal)
@pytest.mark.parametrize("part", CODES)
def test_every_code_has_words(part: str, taal: Taal) -> None:
    assert CODES[part] <= set(tabellen.waarden(part, taal))


def test_an_outcome_with_words_is_one_that_calls_can_have() -> None:
    known = {*GOED, *ADVIEZEN, UNKNOWN, "500", "503"}
    families = {uitkomst.partition(".")[0] for uitkomst in ADVIEZEN if "." in uitkomst}
    assert set(tables("onderdelen")["waarde"]["uitkomst"]) <= known | families | {"anders"}


@pytest.mark.parametrize("taal", Taal)
def test_every_way_of_acting_has_words(taal: Taal) -> None:
    assert set(Herkomst) <= set(tabellen.wie(taal))
