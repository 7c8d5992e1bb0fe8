"""The ground of the law that a company gives: in words, where a school chooses and where it says yes."""

from dataclasses import replace

import pytest

from tests.support.portaal import voorstellen
from tests.support.portaal.beslissen import path, send
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import GRONDSLAGEN
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.portaal.publiek.aanvragen import woorden

TAAK = "Taak van algemeen belang: het onderwijs"


def test_a_school_reads_the_ground_as_the_application_form_words_it(
    anna: Visitor, aanbod: Aanbod, diensten: Diensten
) -> None:
    asked = voorstellen.inhoud(GKV_BASIS, "leerling/roepnaam", "leerling/groep")
    roepnaam, groep = asked.velden
    roepnaam = replace(roepnaam, grondslag="taak-van-algemeen-belang")
    voorstellen.propose(diensten, aanbod, replace(asked, velden=(roepnaam, groep)))
    page = document(anna.get(path(aanbod)))
    (tick,) = page.xpath("//input[@value='leerling/roepnaam']")
    assert f"Grondslag, zegt het bedrijf: {TAAK}" in tick.getparent().text_content()
    (other,) = page.xpath("//input[@value='leerling/groep']")
    assert "Grondslag" not in other.getparent().text_content()
    assert TAAK in anna.get(send(anna, aanbod, "verder", "leerling/roepnaam")).text
    assert TAAK not in anna.get(send(anna, aanbod, "verder", "leerling/groep")).text


@pytest.mark.parametrize("code", GRONDSLAGEN)
def test_each_ground_has_one_wording(code: str) -> None:
    assert words_of("grondslag", code) == str(woorden.GRONDSLAGEN[code])
