"""A school sees which LAS may call for it, since when, and what it did last."""

import pytest

from tests.portaal.school.koppelingen.conftest import SignIn
from tests.support.partners.handelenden import DOOR
from tests.support.portaal.visiting import Visitor, document
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

LINKS = "/portaal/scholen/99XX-16/koppelingen"


def section(anna: Visitor) -> list[str]:
    """What the page says of each LAS."""
    heading = "//main//h2[.='Uw leerlingadministratie']"
    found = document(anna.get(LINKS)).xpath(f"{heading}/following-sibling::section")
    return [" ".join(card.text_content().split()) for card in found]


def log(database: Database, wat: str, door: Handelende) -> None:
    """A line of the log about the small school."""
    with database.write() as connection:
        school_id = SchoolRepository(connection).get(SCHOOL)
        record(
            connection,
            Gebeurtenis(soort=Logsoort.UITWISSELING, wat=wat, door=door, school_id=school_id),
        )


def person(naam: str, school: Schoolcode) -> Handelende:
    """Somebody who decides for a school and is signed in."""
    account = Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=school)
    return Handelende(herkomst=Herkomst.PORTAAL, naam=naam, inlog=1, accounts=(account,))


@pytest.fixture
def las(diensten: Diensten, anna: Visitor) -> Las:
    """The LAS of the small school."""
    return diensten.lasregister.add("Parnas", [SCHOOL], alle_scholen=False, door=DOOR).las


def test_a_school_without_a_las_reads_nothing_of_it(anna: Visitor, diensten: Diensten) -> None:
    diensten.lasregister.add("Ander", [ANDERE_SCHOOL], alle_scholen=False, door=DOOR)
    assert section(anna) == []


def test_what_a_las_did_last_is_told(anna: Visitor, las: Las, database: Database) -> None:
    (before,) = section(anna)
    assert before.startswith("Parnas Mag dit sinds")
    assert "Nog niets dat in het logboek staat." in before
    assert "Dat zei het nog niet." in before
    log(database, "edexml-ingelezen", Handelende.las(las.naam))
    (after,) = section(anna)
    assert "zijn ingelezen (EDEXML)" in after
    log(database, "deelname-gepauzeerd", Handelende.via_las(las.naam, SCHOOL, namens="Bea Besluit"))
    (decided,) = section(anna)
    assert "Bea Besluit" in decided
    log(database, "dossier-ingelezen", Handelende.via_las(las.naam, SCHOOL))
    assert "Het dossier van" in section(anna)[0]


def test_what_somebody_else_did_is_not_told_of_the_las(anna: Visitor, las: Las, database: Database) -> None:
    log(database, "edexml-ingelezen", Handelende.las("Parnas 2"))
    log(database, "edexml-ingelezen", Handelende.via_las("Parnas 2", SCHOOL, namens="Bea"))
    log(database, "edexml-ingelezen", person(las.naam, SCHOOL))
    assert "Nog niets dat in het logboek staat." in section(anna)[0]


def test_a_las_of_all_schools_is_there_and_a_revoked_one_is_not(
    anna: Visitor, las: Las, diensten: Diensten
) -> None:
    diensten.lasregister.add("Overal", [], alle_scholen=True, door=DOOR)
    diensten.lasregister.revoke(las.id, door=DOOR)
    (only,) = section(anna)
    assert only.startswith("Overal")


def test_who_does_not_decide_there_does_not_see_it(sign_in: SignIn, las: Las, diensten: Diensten) -> None:
    assert sign_in("Lea Lezer", Rol.SCHOOLLEZER).get(LINKS).status_code == 404
    elsewhere = person("Bas", ANDERE_SCHOOL)
    with pytest.raises(NietToegestaan):
        diensten.lassenzicht.of_school(SCHOOL, door=elsewhere)
    with pytest.raises(NietToegestaan):
        diensten.lassenzicht.all(door=elsewhere)
