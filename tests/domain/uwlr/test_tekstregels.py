"""A sign that misleads is found in every text of a result, also in those of its score."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.support.schools.builders import JAAR, SCHOOL
from uwlr_service.domain.fouten import Melding
from uwlr_service.domain.uwlr.resultaat import (
    AnderResultaat,
    Leerresultaten,
    OsoResultaat,
    Referentiescore,
    Resultaat,
    Toetsafname,
    Toetsscore,
    Uitslag,
)
from uwlr_service.domain.uwlr.resultaatregels import violations
from uwlr_service.domain.uwlr.tekstregels import text_violations
from uwlr_service.domain.uwlr.toets import Term, Toets

MOMENT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
TURNED = "\u202e"
"""Turns the direction of what follows it."""
SCORE = Referentiescore(codereferentiescore="N", codevergelijkingsgroep="G", waarde="1")


def bericht(uitslag: Uitslag, versie: str | None = None) -> Leerresultaten:
    resultaat = Resultaat(
        key="R1",
        afnamedatum=date(2026, 11, 2),
        toetscode="T1",
        uitslag=uitslag,
        versie=None if versie is None else Term(versie),
    )
    return Leerresultaten(
        school=SCHOOL,
        schooljaar=JAAR,
        aanmaakdatum=MOMENT,
        xsdversie="2.2",
        toetsafnames=(Toetsafname(leerlingid="L1", resultaten=(resultaat,)),),
        toetsen=(Toets(toetscode=Term("T1"), versie=Term("1")),),
    )


def teksten(uitslag: Uitslag, versie: str | None = None) -> list[str]:
    return [melding.tekst for _, melding in violations(bericht(uitslag, versie), MOMENT)]


@pytest.mark.parametrize(
    ("uitslag", "naam"),
    [
        (AnderResultaat("t", f"<x>{TURNED}</x>"), "anderresultaat"),
        (OsoResultaat(Toetsscore(codevaardigheidsschaal=TURNED)), "codevaardigheidsschaal"),
        (OsoResultaat(None, (replace(SCORE, codereferentiescore=TURNED),)), "codereferentiescore"),
        (OsoResultaat(None, (replace(SCORE, codevergelijkingsgroep=TURNED),)), "codevergelijkingsgroep"),
        (OsoResultaat(None, (SCORE, replace(SCORE, waarde=TURNED))), "waarde"),
        (OsoResultaat(None, (replace(SCORE, kwalificatie=TURNED),)), "kwalificatie"),
    ],
)
def test_a_misleading_sign_is_found_in_any_kind_of_score(uitslag: Uitslag, naam: str) -> None:
    (melding,) = text_violations(bericht(uitslag))
    assert isinstance(melding, Melding)
    assert melding.tekst.startswith(f"'{naam}' ")
    assert melding.key == "R1"


def test_plain_scores_mislead_nobody() -> None:
    assert teksten(OsoResultaat(None, (SCORE,)), "1") == []


def test_a_result_of_another_version_of_its_test_is_told() -> None:
    assert teksten(7, "2") == ["de versie is een andere dan die van de toets 'T1'"]


def test_an_interval_may_be_a_point_and_may_not_end_before_it_begins() -> None:
    point = Toetsscore(bivlaag=Decimal(3), bivhoog=Decimal(3))
    assert teksten(OsoResultaat(point)) == []
    turned = replace(point, bivhoog=Decimal(2))
    assert teksten(OsoResultaat(turned)) == ["het betrouwbaarheidsinterval eindigt voor het begint"]
