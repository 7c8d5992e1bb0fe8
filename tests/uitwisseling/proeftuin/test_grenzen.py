"""What is one product's to try with is nobody else's, and what is real is never in a proeftuin."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.gkv.deliveries import Gkv
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product, product_of
from tests.support.schools.builders import JAAR, SCHOOL, schoolgegevens
from tests.uitwisseling.proeftuin.test_proeftuinen import of_partner
from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan
from uwlr_service.domain.fouten.proeftuin import Proeftuinschool
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.formats import edexml
from uwlr_service.formats.dossier import write_dossier
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.school import revisie, school, schooljaar
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.fixture
def own(diensten: Diensten, database: Database, uitgifte: Uitgifte) -> Proeftuin:
    """The proeftuin of Uitgeverij."""
    assert uitgifte.koppeling.klant.code == "U1"
    return diensten.proeftuinen.make(product_of(database, "U1").id, door=DOOR)


@pytest.fixture
def other(diensten: Diensten, database: Database, own: Proeftuin) -> Proeftuin:
    """That of another product, made after it."""
    return diensten.proeftuinen.make(add_product(database, "ANDER").id, door=DOOR)


def revisions(database: Database, brincode: str) -> list[tuple[object, ...]]:
    """Every state that the schools of a BRIN ever had."""
    with database.read() as connection:
        rows = connection.execute(
            select(school.c.dependancecode, schooljaar.c.schooljaar, revisie.c.revisie, revisie.c.moment)
            .join_from(school, schooljaar)
            .join(revisie)
            .where(school.c.brincode == brincode)
            .order_by(school.c.id, schooljaar.c.id, revisie.c.revisie)
        )
        return [tuple(row) for row in rows]


def written(code: Schoolcode) -> io.BytesIO:
    return io.BytesIO(b"".join(edexml.write(schoolgegevens(code))))


def test_a_day_of_one_changes_nothing_at_another_nor_at_a_real_school(
    diensten: Diensten, database: Database, own: Proeftuin, other: Proeftuin, tmp_path: Path
) -> None:
    gkv = Gkv(database, tmp_path)
    first = gkv.make()
    before = [revisions(database, brincode) for brincode in ("98AB", "99XX")]
    mine = revisions(database, "98AA")
    diensten.proeftuinen.next_day(own.product, door=DOOR)
    assert len(revisions(database, "98AA")) > len(mine)
    assert [revisions(database, brincode) for brincode in ("98AB", "99XX")] == before
    assert diensten.proeftuinen.get(other.id).dag == 1
    assert gkv.make(1).revisie == first.revisie


def test_another_product_cannot_link_with_its_schools(
    diensten: Diensten, database: Database, beheer: Koppelingbeheer, own: Proeftuin, other: Proeftuin
) -> None:
    theirs = other.school(1)
    mine = product_of(database, "U1")
    (koppeling,) = mine.koppelingen
    with pytest.raises(Proeftuinschool, match="98AB/01 hoort bij de proeftuin van een ander product"):
        diensten.deelnames.admit(koppeling, theirs, door=DOOR)
    with pytest.raises(NietToegestaan):
        diensten.deelnames.admit(koppeling, theirs, door=of_partner(mine.koppelpartner))
    with pytest.raises(Proeftuinschool):
        beheer.add(klantnaam="Nieuw", klantcode="N1", scholen=[own.school(1), theirs], door=DOOR)
    admitted = diensten.deelnames.admit(koppeling, own.school(1), door=of_partner(mine.koppelpartner))
    assert admitted.school == own.school(1)


def test_a_partner_sees_the_test_schools_of_its_own_alone(
    diensten: Diensten, database: Database, own: Proeftuin, other: Proeftuin
) -> None:
    mine = product_of(database, "U1")
    door = of_partner(mine.koppelpartner)
    _, testscholen = diensten.partnerzicht.proeftuin(mine.koppelpartner, door=door)
    assert {test.school.brincode for test in testscholen} == {own.brincode}
    assert {test.product for test in testscholen} == {mine.id}
    assert [one.id for one in diensten.proeftuinen.of_koppelpartner(mine.koppelpartner, door=door)] == [
        own.id
    ]


def test_no_file_changes_a_school_of_a_proeftuin(diensten: Diensten, own: Proeftuin) -> None:
    code = own.school(2)
    with pytest.raises(Proeftuinschool, match="98AA/02 hoort bij een proeftuin"):
        diensten.edexml.read_in(written(code), door=DOOR)
    with pytest.raises(Proeftuinschool):
        diensten.edexml.store(schoolgegevens(code))
    with pytest.raises(Proeftuinschool):
        diensten.edexml.read_in(written(Schoolcode(own.brincode)), door=DOOR)
    dossier = Dossier(school=code, objecten=(), naam="Anders")
    with pytest.raises(Proeftuinschool):
        diensten.dossiers.read_in(io.BytesIO(b"".join(write_dossier(dossier))), door=DOOR)
    with pytest.raises(Proeftuinschool):
        diensten.dossiers.rename(code, "Anders", door=DOOR)
    with pytest.raises(Proeftuinschool):
        diensten.edexml.undo(code, JAAR, timedelta(days=400), door=DOOR)
    with pytest.raises(Geweigerd, match="blijft een testschool"):
        diensten.proefscholen.mark(code, Schoolsoort.ECHT, door=DOOR)


def test_no_new_school_gets_a_brin_of_the_range_by_a_file(diensten: Diensten, database: Database) -> None:
    with pytest.raises(Proeftuinschool, match="98AA tot en met 98ZZ zijn voor proeftuinen"):
        diensten.edexml.read_in(written(Schoolcode("98QQ")), door=DOOR)
    with database.read() as connection:
        assert connection.execute(select(school.c.id)).all() == []


def test_a_school_that_had_such_a_brin_before_goes_on_and_its_brin_is_passed_over(
    diensten: Diensten, database: Database
) -> None:
    diensten.edexml.store(schoolgegevens(Schoolcode("98AA", "03")))
    diensten.edexml.read_in(written(Schoolcode("98AA", "03")), door=DOOR)
    made = diensten.proeftuinen.make(add_product(database, "P1").id, door=DOOR)
    assert made.brincode == "98AB"
    diensten.edexml.read_in(written(Schoolcode("98AA", "03")), door=DOOR)
    assert diensten.proefscholen.soort(Schoolcode("98AA", "03")) is Schoolsoort.ECHT
    assert SCHOOL.brincode == "99XX"
