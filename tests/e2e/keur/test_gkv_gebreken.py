"""Each defect of who delivers GKV is seen by its cases and no other; without one all is good."""

import pytest

from tests.support.keur.gebrek import Gebrek
from tests.support.keur.gkv.dubbelganger import Gkvdubbelganger
from tests.support.keur.gkv.gebreken import GEBREKEN
from tests.support.keur.gkv.keten import Pakketgebrek
from tests.support.keur.gkv.leverancier import SCHOLEN
from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.conformiteit.geval import Suite
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite

pytestmark = pytest.mark.e2e
OVER_HTTP = [
    pytest.param(gebrek, id=gebrek.naam) for gebrek in GEBREKEN if not isinstance(gebrek, Pakketgebrek)
]
"""Those of packages need no server (``tests/conformiteit/gkv/test_pakketten.py``)."""


@pytest.fixture(scope="module")
def suite() -> Suite:
    """The cases for who delivers GKV."""
    return read_suite(SUITES / "gkv-las")


def gebrek_of(naam: str) -> Gebrek:
    """The defect by this name."""
    (gebrek,) = (gebrek for gebrek in GEBREKEN if gebrek.naam == naam)
    return gebrek


def test_without_a_defect_everything_is_good(gkv_double: Gkvdubbelganger, suite: Suite) -> None:
    gkv_double.switch(None)
    assert gkv_double.afwijkingen(suite, standen=(Stand.AFWIJKING, Stand.OVERGESLAGEN)) == {}


@pytest.mark.parametrize("number", SCHOLEN)
def test_the_drop_in_of_a_school_of_any_size_is_good(
    gkv_double: Gkvdubbelganger, suite: Suite, number: int
) -> None:
    gkv_double.switch(None)
    standen = (Stand.AFWIJKING, Stand.OVERGESLAGEN)
    assert gkv_double.afwijkingen(suite, {"dropin"}, standen, SCHOLEN[number]) == {}


def test_lists_that_are_left_out_are_seen_at_a_school_without_pupils(
    gkv_double: Gkvdubbelganger, suite: Suite
) -> None:
    gkv_double.switch(gebrek_of("lege-lijst-weg"))
    seen = gkv_double.afwijkingen(suite, {"dropin"}, school=SCHOLEN[0])
    assert {"dropin-lijsten", "dropin-nummers", "dropin-verwijzingen"} <= seen.keys()


@pytest.mark.parametrize("gebrek", OVER_HTTP)
def test_a_defect_is_seen_by_its_cases_only(
    gkv_double: Gkvdubbelganger, suite: Suite, gebrek: Gebrek
) -> None:
    gkv_double.switch(gebrek)
    groepen = {
        groep.naam for groep in suite.groepen if gebrek.gevallen & {geval.id for geval in groep.gevallen}
    }
    assert gebrek.gevallen
    assert set(gkv_double.afwijkingen(suite, groepen)) == gebrek.gevallen


def test_each_defect_has_a_name_of_its_own() -> None:
    names = [gebrek.naam for gebrek in GEBREKEN]
    assert len(set(names)) == len(names)


def test_each_case_sees_a_defect(suite: Suite) -> None:
    seen = frozenset().union(*(gebrek.gevallen for gebrek in GEBREKEN))
    assert {geval.id for groep in suite.groepen for geval in groep.gevallen} - seen == set()
