"""Each defect of who delivers GKV is seen by its cases and no other; without one all is good."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.keur.gebrek import Gebrek
from tests.support.keur.gkv.dubbelganger import Gkvdubbelganger, gkv_dubbelganger
from tests.support.keur.gkv.gebreken import GEBREKEN
from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.conformiteit.geval import Suite
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def suite() -> Suite:
    """The cases for who delivers GKV."""
    return read_suite(SUITES / "gkv-las")


@pytest.fixture(scope="module")
def double(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gkvdubbelganger]:
    """One double for all defects, which are switched on one at a time."""
    with gkv_dubbelganger(migrated_sqlite, tmp_path_factory.mktemp("dubbelganger")) as made:
        yield made


def test_without_a_defect_everything_is_good(double: Gkvdubbelganger, suite: Suite) -> None:
    double.switch(None)
    assert double.afwijkingen(suite, standen=(Stand.AFWIJKING, Stand.OVERGESLAGEN)) == {}


@pytest.mark.parametrize("gebrek", [pytest.param(gebrek, id=gebrek.naam) for gebrek in GEBREKEN])
def test_a_defect_is_seen_by_its_cases_only(double: Gkvdubbelganger, suite: Suite, gebrek: Gebrek) -> None:
    double.switch(gebrek)
    groepen = {
        groep.naam for groep in suite.groepen if gebrek.gevallen & {geval.id for geval in groep.gevallen}
    }
    assert gebrek.gevallen
    assert set(double.afwijkingen(suite, groepen)) == gebrek.gevallen


def test_each_defect_has_a_name_of_its_own() -> None:
    names = [gebrek.naam for gebrek in GEBREKEN]
    assert len(set(names)) == len(names)
