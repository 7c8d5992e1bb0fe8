"""A LAS shows its school which packages were made, and what became of each."""

from pathlib import Path

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.las.las import Beller
from tests.support.schools.builders import ANDERE_SCHOOL
from tests.web.las.test_voorstellen import SCHOOL, problem
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.ontvangst import Ontvangst, Ontvangstbevestiging
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.ophalingen import OphalingRepository


@pytest.fixture
def gkv(database: Database, las: Beller, tmp_path: Path) -> Gkv:
    return Gkv(database, tmp_path)


def test_the_packages_come_newest_first(las: Beller, gkv: Gkv) -> None:
    made = [gkv.make(day) for day in range(3)]
    with gkv.database.write() as connection:
        ophalingen = OphalingRepository(connection)
        ophalingen.record(made[0].id, "api", 100, tijd.now())
        ophalingen.confirm(made[0].id, Ontvangstbevestiging(tijd.now(), Ontvangst.VERWERKT))
    page = las.call(f"{SCHOOL}/leveringen?limiet=2").json
    assert page is not None
    assert [each["id"] for each in page["leveringen"]] == [made[2].id, made[1].id]
    assert page["meer"]
    page = las.call(f"{SCHOOL}/leveringen?limiet=2&na={made[1].id}").json
    assert page is not None
    (oldest,) = page["leveringen"]
    assert (oldest["koppeling"], oldest["opgehaald"]["aantal"]) == (gkv.koppeling, 1)
    assert (oldest["bevestigd"]["status"], page["meer"]) == ("verwerkt", False)


def test_a_package_of_another_school_is_no_place_to_go_on_from(
    las: Beller, gkv: Gkv, database: Database, tmp_path: Path
) -> None:
    foreign = Gkv(database, tmp_path, school=ANDERE_SCHOOL).make(0)
    for na in (foreign.id, "x", "%00"):
        assert problem(las.call(f"{SCHOOL}/leveringen?na={na}")) == (400, "verzoek-ongeldig")
