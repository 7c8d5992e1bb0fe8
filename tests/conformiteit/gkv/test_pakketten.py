"""Each defect of packages is seen by its cases and no other, in packages that lie in a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.keur.gkv.gebreken.pakketten import GEBREKEN
from tests.support.keur.gkv.keten import Pakketgebrek
from tests.support.keur.gkv.leverancier import Leverancier
from uwlr_service.config import Settings
from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.geval import Suite
from uwlr_service.conformiteit.gkv.doel import Gkvdoel
from uwlr_service.conformiteit.gkv.uitvoeren import Gkvkeuring
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite
from uwlr_service.repository.database import Database


@pytest.fixture(scope="module")
def suite() -> Suite:
    """The cases for who delivers GKV."""
    return read_suite(SUITES / "gkv-las")


@pytest.fixture(scope="module")
def leverancier(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Leverancier]:
    """A chain of packages for all defects, which are put into it one at a time."""
    folder = tmp_path_factory.mktemp("leverancier")
    file = folder / "uwlr.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    settings = Settings.from_environment(
        {"UWLR_DATABASE_URL": f"sqlite:///{file}", "UWLR_VAR": str(folder / "var")}
    )
    database = Database.open(settings.database_url, prepare=settings.database_prepare)
    yield Leverancier.make(database, settings)
    database.close()


def uitkomsten(suite: Suite, doel: Gkvdoel, folder: Path) -> dict[str, Uitkomst]:
    """What comes of every case that can be judged without a server."""
    return {uitkomst.geval.id: uitkomst for uitkomst in Gkvkeuring(suite, doel, folder, None, None).run()}


def judged(suite: Suite, leverancier: Leverancier, folder: Path) -> dict[str, Uitkomst]:
    """What comes of the packages as they lie there."""
    doel = Gkvdoel(pakketten=leverancier.pakketten.paths, sleutels=leverancier.sleutels)
    return uitkomsten(suite, doel, folder)


def seen(outcomes: dict[str, Uitkomst], stand: Stand) -> set[str]:
    return {name for name, uitkomst in outcomes.items() if uitkomst.stand is stand}


def test_a_right_chain_is_good(suite: Suite, leverancier: Leverancier, tmp_path: Path) -> None:
    leverancier.pakketten.put({})
    outcomes = judged(suite, leverancier, tmp_path)
    assert {name: each.bevindingen for name, each in outcomes.items() if each.stand is not Stand.GOED} == {}


@pytest.mark.parametrize("gebrek", [pytest.param(gebrek, id=gebrek.naam) for gebrek in GEBREKEN])
def test_a_defect_is_seen_by_its_cases_only(
    suite: Suite, leverancier: Leverancier, tmp_path: Path, gebrek: Pakketgebrek
) -> None:
    leverancier.pakketten.put(gebrek.vervalsingen)
    assert seen(judged(suite, leverancier, tmp_path), Stand.AFWIJKING) == gebrek.gevallen


def test_one_package_is_no_chain_and_needs_no_keys(
    suite: Suite, leverancier: Leverancier, tmp_path: Path
) -> None:
    leverancier.pakketten.put({})
    outcomes = uitkomsten(suite, Gkvdoel(pakketten=leverancier.pakketten.paths[:1]), tmp_path)
    assert seen(outcomes, Stand.AFWIJKING) == set()
    assert seen(outcomes, Stand.OVERGESLAGEN) == {"pakket-zegel", "pakket-handtekening", "pakket-sleutel"}
    assert {uitkomst.groep for uitkomst in outcomes.values()} == {"pakket", "inhoud"}


def test_what_is_wrong_with_a_package_is_told_when_another_cannot_be_judged(
    suite: Suite, leverancier: Leverancier, tmp_path: Path
) -> None:
    gelekt, half = (
        next(gebrek for gebrek in GEBREKEN if gebrek.naam == naam) for naam in ("gelekt-veld", "bestand-half")
    )
    leverancier.pakketten.put({**gelekt.vervalsingen, **half.vervalsingen})
    outcomes = judged(suite, leverancier, tmp_path)
    assert seen(outcomes, Stand.AFWIJKING) == gelekt.gevallen | half.gevallen
    assert outcomes["inhoud-variant"].stand is Stand.OVERGESLAGEN
