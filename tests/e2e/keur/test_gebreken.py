"""Each defect of the double is seen by the cases that are for it and no other; without one all is good."""

import pytest

from tests.support.keur.berichten import Antwoord, Verzoek, weg
from tests.support.keur.dubbelganger import Dubbelganger
from tests.support.keur.gebrek import Gebrek
from tests.support.keur.gebreken import GEBREKEN
from tests.support.keur.tabel import tabel, tabel_in_documentatie
from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.conformiteit.geval import Suite
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite

pytestmark = pytest.mark.e2e

NOT_GOOD = (Stand.AFWIJKING, Stand.OVERGESLAGEN)


@pytest.fixture(scope="module")
def suite() -> Suite:
    """The cases for a LAS."""
    return read_suite(SUITES / "las")


def groepen_of(suite: Suite, gevallen: frozenset[str]) -> set[str]:
    """The groups that these cases are in."""
    return {groep.naam for groep in suite.groepen if gevallen & {geval.id for geval in groep.gevallen}}


def test_without_a_defect_everything_is_good(double: Dubbelganger, suite: Suite) -> None:
    double.gebrek = None
    assert double.afwijkingen(suite, standen=NOT_GOOD) == {}


@pytest.mark.parametrize("gebrek", [pytest.param(gebrek, id=gebrek.naam) for gebrek in GEBREKEN])
def test_a_defect_is_seen_by_its_cases_only(double: Dubbelganger, suite: Suite, gebrek: Gebrek) -> None:
    double.gebrek = gebrek
    groepen = groepen_of(suite, gebrek.gevallen)
    assert gebrek.gevallen
    assert set(double.afwijkingen(suite, groepen)) == gebrek.gevallen


def test_each_defect_has_a_name_of_its_own() -> None:
    names = [gebrek.naam for gebrek in GEBREKEN]
    assert len(set(names)) == len(names)


def test_each_case_sees_a_defect(suite: Suite) -> None:
    seen = frozenset().union(*(gebrek.gevallen for gebrek in GEBREKEN))
    assert {geval.id for groep in suite.groepen for geval in groep.gevallen} - seen == set()


def test_the_table_of_the_documentation_is_made_of_the_defects() -> None:
    assert tabel_in_documentatie() == tabel()


def test_stages_that_are_not_in_the_wsdl_are_passed_over(double: Dubbelganger, suite: Suite) -> None:
    def without_stages(_: Verzoek, antwoord: Antwoord) -> Antwoord:
        if not antwoord.has("/wsdl:definitions"):
            return antwoord
        return antwoord.edited(weg("//wsdl:operation[@name != 'HaalLeerlinggegevens']"))

    double.gebrek = Gebrek(naam="x", zin="x", gevallen=frozenset(), antwoord=without_stages)
    seen = double.afwijkingen(suite, {"getrapt"}, NOT_GOOD)
    getrapt = next(groep for groep in suite.groepen if groep.naam == "getrapt")
    assert set(seen) == {geval.id for geval in getrapt.gevallen}
    assert {uitkomst.stand for uitkomst in seen.values()} == {Stand.OVERGESLAGEN}


def test_cases_are_passed_over_when_what_comes_before_them_goes_wrong(
    double: Dubbelganger, suite: Suite
) -> None:
    """The cases about that are elsewhere; these would all say the same, with the wrong advice."""
    double.gebrek = next(gebrek for gebrek in GEBREKEN if gebrek.naam == "altijd-geenwijzigingen")
    seen = double.afwijkingen(suite, {"resultaten"}, NOT_GOOD)
    resultaten = next(groep for groep in suite.groepen if groep.naam == "resultaten")
    assert set(seen) == {geval.id for geval in resultaten.gevallen}
    assert {uitkomst.stand for uitkomst in seen.values()} == {Stand.OVERGESLAGEN}
    assert all(uitkomst.bevindingen[0].startswith("vooraf: ") for uitkomst in seen.values())
