"""A school sees the packages of all its links: newest first, a page at a time, with what became of each."""

from pathlib import Path

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import LeveringOnbekend, NietToegestaan
from uwlr_service.domain.gkv.ontvangst import Ontvangst, Ontvangstbevestiging
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.uitwisseling.gkv.schoolleveringen import Schoolleveringen
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ALONE = Handelende.via_las("Schoolpakket", SCHOOL)


@pytest.fixture
def gkv(database: Database, tmp_path: Path, stored: Schoolgegevens) -> Gkv:
    return Gkv(database, tmp_path)


@pytest.fixture
def leveringen(database: Database) -> Schoolleveringen:
    return Schoolleveringen(database)


def walk(leveringen: Schoolleveringen, limiet: int) -> list[str]:
    """The packages of all pages, in their order."""
    seen: list[str] = []
    more = True
    while more:
        page, more = leveringen.page(SCHOOL, seen[-1] if seen else None, limiet, door=ALONE)
        seen += (gevolgd.levering.id for gevolgd in page)
    return seen


def test_the_packages_of_all_links_come_once_and_newest_first(
    database: Database, gkv: Gkv, leveringen: Schoolleveringen, tmp_path: Path
) -> None:
    other = Gkv(database, tmp_path)
    other.start = gkv.start  # made at the same moment: the id decides
    made = [link.make(day) for day in range(3) for link in (gkv, other)]
    expected = sorted(made, key=lambda levering: (levering.gemaakt, levering.id), reverse=True)
    for limiet in (1, 2, 4, 100):
        assert walk(leveringen, limiet) == [levering.id for levering in expected]


def test_a_package_with_what_became_of_it(gkv: Gkv, leveringen: Schoolleveringen) -> None:
    first = gkv.make(0)
    second = gkv.make(1)
    said = Ontvangstbevestiging(tijd.whole_second(tijd.now()), Ontvangst.VERWERKT)
    with gkv.database.write() as connection:
        OphalingRepository(connection).record(first.id, "api", 100, tijd.now())
        OphalingRepository(connection).confirm(first.id, said)
    (newest, oldest), more = leveringen.page(SCHOOL, None, 10, door=ALONE)
    assert not more
    assert (newest.levering.id, newest.ophaling, newest.bevestiging) == (second.id, None, None)
    assert oldest.ophaling is not None
    assert (oldest.ophaling.aantal, oldest.bevestiging) == (1, said)


def test_what_went_out_stays_visible_after_a_withdrawal(gkv: Gkv, leveringen: Schoolleveringen) -> None:
    levering = gkv.make(0)
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    assert walk(leveringen, 10) == [levering.id]


def test_a_school_reaches_no_package_of_another(
    database: Database, gkv: Gkv, leveringen: Schoolleveringen, tmp_path: Path
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    foreign = Gkv(database, tmp_path, school=ANDERE_SCHOOL).make(0)
    assert walk(leveringen, 10) == []
    with pytest.raises(LeveringOnbekend):
        leveringen.page(SCHOOL, foreign.id, 10, door=ALONE)
    with pytest.raises(NietToegestaan):
        leveringen.page(ANDERE_SCHOOL, None, 10, door=ALONE)


def test_many_cost_as_many_statements_as_one(gkv: Gkv, leveringen: Schoolleveringen) -> None:
    gkv.make(0)
    with recorded() as one:
        leveringen.page(SCHOOL, None, 100, door=ALONE)
    for day in range(1, 12):
        gkv.make(day)
    with recorded() as many:
        page, _ = leveringen.page(SCHOOL, None, 100, door=ALONE)
    assert len(page) == 12
    assert len(many) == len(one) <= 5
