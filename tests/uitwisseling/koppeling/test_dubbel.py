"""A supplier has one living link of a kind at a school: what a school narrows is then narrow."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain.fouten import AlGekoppeld, Fout
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

KLANT: dict[str, Any] = {"klantnaam": "Uitgeverij", "klantcode": "U1", "door": DOOR}


@pytest.fixture(autouse=True)
def _schools(database: Database, stored: object) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))


@pytest.mark.parametrize("gegevensset", ["volledig", "smalle-set", "lvs-set"])
@pytest.mark.parametrize("richting", [Richting.OPHALEN, Richting.BRENGEN, Richting.BEIDE])
def test_a_second_link_at_a_school_is_refused_with_link_and_school(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, gegevensset: str, richting: Richting
) -> None:
    with pytest.raises(
        AlGekoppeld, match=r"Uitgeverij \(U1\) is al gekoppeld: koppeling 1 met school 99XX/16\."
    ):
        beheer.add(**KLANT, scholen=[ANDERE_SCHOOL, SCHOOL], gegevensset=gegevensset, richting=richting)
    assert [koppeling.id for koppeling in beheer.all()] == [1]


def test_another_school_another_supplier_and_another_kind_are_taken(
    beheer: Koppelingbeheer, uitgifte: Uitgifte
) -> None:
    beheer.add(**KLANT, scholen=[ANDERE_SCHOOL])
    beheer.add(klantnaam="Uitgeverij", klantcode="U2", scholen=[SCHOOL], door=DOOR)
    beheer.add(**KLANT, scholen=[SCHOOL, ANDERE_SCHOOL], gegevensset="gkv-basis")
    with pytest.raises(AlGekoppeld, match="koppeling 4 met school 99XX/16"):
        beheer.add(**KLANT, scholen=[SCHOOL], gegevensset="gkv-uitgebreid")


def test_a_school_that_left_and_a_link_that_was_withdrawn_do_not_count(
    beheer: Koppelingbeheer, database: Database
) -> None:
    first = beheer.add(**KLANT, scholen=[SCHOOL, ANDERE_SCHOOL]).koppeling.id
    Intrekkingen(database).withdraw(first, SCHOOL, door=DOOR)
    second = beheer.add(**KLANT, scholen=[SCHOOL]).koppeling.id
    with pytest.raises(AlGekoppeld, match=f"koppeling {first} met school {ANDERE_SCHOOL}"):
        beheer.add(**KLANT, scholen=[ANDERE_SCHOOL])
    Intrekkingen(database).withdraw(first, door=DOOR)
    beheer.add(**KLANT, scholen=[ANDERE_SCHOOL])
    Intrekkingen(database).withdraw(second, SCHOOL, door=DOOR)
    beheer.add(**KLANT, scholen=[SCHOOL])


def test_of_two_at_the_same_moment_one_is_made(beheer: Koppelingbeheer, database: Database) -> None:
    def add(_: int) -> Uitgifte | Fout:
        try:
            return beheer.add(**KLANT, scholen=[SCHOOL])
        except Fout as error:
            return error

    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(add, range(4)))
    assert sorted(type(result).__name__ for result in results) == ["AlGekoppeld"] * 3 + ["Uitgifte"]
    assert len(beheer.all()) == 1


def test_of_many_schools_some_are_named(beheer: Koppelingbeheer, database: Database) -> None:
    scholen = [SCHOOL, ANDERE_SCHOOL]
    for brin in ("99ZA", "99ZB", "99ZC"):
        gegevens = schoolgegevens(type(SCHOOL)(brin))
        EdexmlUitwisseling(database).store(gegevens)
        scholen.append(gegevens.school.code)
    beheer.add(**KLANT, scholen=scholen)
    with pytest.raises(AlGekoppeld, match=r"koppeling 1 met school 99\w\w/\d\d, en nog 2 andere\.$"):
        beheer.add(**KLANT, scholen=scholen)
