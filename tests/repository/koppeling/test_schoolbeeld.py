"""What a page of one school asks is found by indexes, however many other schools there are."""

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.schools.many import MANY, store_deliveries, store_schools, store_verstrekkingen
from tests.support.statements import steps
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.koppeling.schoolbeeld.begin import SchoolbeginRepository
from uwlr_service.repository.koppeling.schoolbeeld.koppelingen import SchoolkoppelingRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer

OF_ALL_SCHOOLS = ("verstrekking", "levering", "nachttaak", "resultatenbericht", "deelname", "schooljaar")
LINKS = 3


@pytest.fixture
def scholen(database: Database, beheer: Koppelingbeheer) -> list[Schoolcode]:
    """Schools that all have the same links, over which something went."""
    made = store_schools(database, MANY)
    for number in range(LINKS):
        for gegevensset, store in ((VOLLEDIG, store_verstrekkingen), (GKV_BASIS, store_deliveries)):
            code = f"{gegevensset}-{number}"
            uitgifte = beheer.add(
                klantnaam=code, klantcode=code, scholen=made, gegevensset=gegevensset, door=DOOR
            )
            store(database, uitgifte.koppeling.id)
    with database.write() as connection:
        NachttaakRepository(connection).plan(tijd.today(), tijd.now())
    return made


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_its_links_and_its_night_are_found_by_indexes(database: Database, scholen: list[Schoolcode]) -> None:
    def look() -> None:
        with database.read() as connection:
            school_id = SchoolRepository(connection).get(scholen[7])
            found = SchoolkoppelingRepository(connection).of_school(school_id)
            assert len([each for each in found if each.laatste is not None]) == 2 * LINKS
            night = SchoolbeginRepository(connection).nacht(school_id, tijd.today())
            assert sum(night.values()) == LINKS

    taken = steps(database, look)

    assert [step for step in taken if step.startswith("SCAN") and step.endswith(OF_ALL_SCHOOLS)] == []
    (of_night,) = [step for step in taken if "nachttaak" in step]
    assert "koppeling_id=? AND school_id=?" in of_night
