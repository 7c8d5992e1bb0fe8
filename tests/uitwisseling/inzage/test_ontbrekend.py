"""What a school has to complete comes by pupil, a page at a time, under numbers that name nobody."""

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, leerling, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.inzage.ontbrekend import Ontbrekend
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.todo import Todolijst
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

SECRET = b"a secret that is used in tests only"
ALONE = Handelende.via_las("Schoolpakket", SCHOOL)


@pytest.fixture
def ontbrekend(database: Database) -> Ontbrekend:
    return Ontbrekend(database, Todolijst(database))


def store(database: Database, incomplete: int, links: int) -> None:
    """A school with so many pupils who lack something, and so many links that ask for it."""
    pupils = [leerling(f"L{number}", bsn_ondwnr_4=None) for number in range(incomplete)]
    EdexmlUitwisseling(database).store(schoolgegevens(leerlingen=(leerling("heel"), *pupils)))
    beheer = Koppelingbeheer(database, SECRET)
    for number in range(links):
        beheer.add(
            klantnaam=f"LVS {number}",
            klantcode=f"L{number}",
            scholen=[SCHOOL],
            gegevensset="lvs-set",
            door=DOOR,
        )


def test_each_pupil_comes_once_with_all_that_is_lacking(database: Database, ontbrekend: Ontbrekend) -> None:
    store(database, 5, 2)
    seen: dict[str, int] = {}
    na = 0
    more = True
    while more:
        page, more = ontbrekend.page(SCHOOL, na, 2, door=ALONE)
        seen |= {pupil.leerling: pupil.nummer for pupil in page}
        na = page[-1].nummer
        assert all(len(pupil.ontbreekt) == 2 for pupil in page)
    assert seen.keys() == {f"L{number}" for number in range(5)}
    again, _ = ontbrekend.page(SCHOOL, 0, 100, door=ALONE)
    assert {pupil.leerling: pupil.nummer for pupil in again} == seen


def test_nothing_lacks_and_nothing_is_there(database: Database, ontbrekend: Ontbrekend) -> None:
    store(database, 0, 1)
    assert ontbrekend.page(SCHOOL, 0, 10, door=ALONE) == ([], False)
    with pytest.raises(NietToegestaan):
        ontbrekend.page(ANDERE_SCHOOL, 0, 10, door=ALONE)
    unknown = Schoolcode.parse("00AA")
    with pytest.raises(NietToegestaan):
        ontbrekend.page(unknown, 0, 10, door=Handelende.via_las("Schoolpakket", unknown))


def test_many_cost_as_many_statements_as_one(database: Database, ontbrekend: Ontbrekend) -> None:
    store(database, 1, 1)
    ontbrekend.page(SCHOOL, 0, 100, door=ALONE)  # gives the numbers
    with recorded() as one:
        ontbrekend.page(SCHOOL, 0, 100, door=ALONE)
    store(database, 60, 0)
    ontbrekend.page(SCHOOL, 0, 100, door=ALONE)
    with recorded() as many:
        page, _ = ontbrekend.page(SCHOOL, 0, 100, door=ALONE)
    assert len(page) == 60
    assert len(many) == len(one) <= 10
