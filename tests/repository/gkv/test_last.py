"""The last delivery and the last night of every school of a link at once are those of each by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete

from tests.support.databases import database_of
from tests.support.partners.handelenden import DOOR
from tests.support.schools.many import store_deliveries, store_schools
from uwlr_service.diensten import Diensten
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.schema.gkv import levering, nachttaak, ophaling

NIGHTS = [date(2026, 11, day) for day in (23, 24, 25)]


@pytest.fixture
def koppelingen(diensten: Diensten) -> list[int]:
    """Two links with the same schools; the first is behind: fewer deliveries, and no last night."""
    scholen = store_schools(database_of(diensten), 4)
    made = []
    for code in ("P1", "P2"):
        uitgifte = diensten.koppelingbeheer.add(
            klantnaam=code, klantcode=code, scholen=scholen, gegevensset="gkv-basis", door=DOOR
        )
        made.append(uitgifte.koppeling.id)
        store_deliveries(database_of(diensten), uitgifte.koppeling.id)
    for nacht in NIGHTS:
        diensten.nacht.plan(nacht, datetime(2026, 11, 22, tzinfo=UTC) + timedelta(days=nacht.day))
    behind = made[0]
    with database_of(diensten).write() as connection:
        connection.execute(delete(ophaling))
        connection.execute(
            delete(levering).where(levering.c.koppeling_id == behind, levering.c.school_id == 1)
        )
        connection.execute(
            delete(levering).where(levering.c.koppeling_id == behind, levering.c.volgnummer == 2)
        )
        connection.execute(
            delete(nachttaak).where(nachttaak.c.koppeling_id == behind, nachttaak.c.nacht == NIGHTS[-1])
        )
    return made


def test_the_last_delivery_of_every_school(diensten: Diensten, koppelingen: list[int]) -> None:
    with database_of(diensten).read() as connection:
        leveringen = LeveringRepository(connection)
        for koppeling in koppelingen:
            school_ids = KoppelingRepository(connection).school_ids(koppeling)
            each = {school: leveringen.last(koppeling, number) for school, number in school_ids.items()}
            present = {school: last for school, last in each.items() if last is not None}
            assert leveringen.last_of(koppeling) == present
        assert len(leveringen.last_of(koppelingen[0])) == 3


def test_the_last_night_of_every_school(diensten: Diensten, koppelingen: list[int]) -> None:
    with database_of(diensten).read() as connection:
        nachten = NachttaakRepository(connection)
        for koppeling, nacht in zip(koppelingen, NIGHTS[1:], strict=True):
            last = nachten.last_of(koppeling)
            assert last == {
                taak.school: taak for taak in nachten.of_night(nacht) if taak.koppeling == koppeling
            }
            assert len(last) == 4
