"""A proeftuin begins anew, also in a school year that is not that of its script; and all its schools join."""

from datetime import date
from wsgiref.types import WSGIApplication

import pytest

from tests.support.callers import call
from tests.support.messages.soap import Answer, request
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product, product_of
from tests.support.statements import beside_seals, recorded
from tests.uitwisseling.proeftuin.test_proeftuinen import of_partner
from uwlr_service.demodata.proeftuin import SCRIPT
from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten import AlGekoppeld, Geweigerd, NietToegestaan
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend, Proeftuinschool
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY, Proeftuin
from uwlr_service.domain.school.codelijsten import HISTORISCH
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

MOST_A_SCHOOL = 22
"""Statements that a school may cost on a day of one school year, with its dossier, whatever its size."""
SPRING = date(2026, 5, 1)
AUGUST = date(2026, 8, 3)


@pytest.fixture
def proeftuin(diensten: Diensten, database: Database, uitgifte: Uitgifte) -> Proeftuin:
    """The proeftuin of Uitgeverij."""
    assert uitgifte.koppeling.klant.code == "U1"
    return diensten.proeftuinen.make(product_of(database, "U1").id, door=DOOR)


def scholen(proeftuin: Proeftuin) -> list[Schoolcode]:
    """All its schools."""
    return [proeftuin.school(school.nummer) for school in SCRIPT.scholen]


def of_year(
    proeftuin: Proeftuin, nummer: int, jaar: Schooljaar, sleutel: str, app: WSGIApplication
) -> Answer:
    """What its client gets of a school in a year."""
    code = proeftuin.school(nummer)
    question = request(
        sleutel, brincode=code.brincode, dependancecode=code.dependancecode, schooljaar=str(jaar)
    )
    return call(app, question)


def at_school(proeftuin: Proeftuin, nummer: int) -> list[str]:
    """The pupils whom the script has there, in its own year."""
    (stand,) = (stand for stand in SCRIPT.standen(proeftuin) if stand.school.nummer == nummer)
    return sorted(leerling.key for leerling in stand.jaren[0].leerlingen if leerling.jaargroep != HISTORISCH)


def to_day(diensten: Diensten, proeftuin: Proeftuin, dag: int) -> Proeftuin:
    while proeftuin.dag < dag:
        proeftuin = diensten.proeftuinen.next_day(proeftuin.product, door=DOOR)
    return proeftuin


def joined(diensten: Diensten, beheer: Koppelingbeheer, proeftuin: Proeftuin) -> Uitgifte:
    """A link of Uitgeverij with all schools of its proeftuin."""
    return beheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=scholen(proeftuin), gegevensset=VOLLEDIG, door=DOOR
    )


def test_after_the_last_day_the_script_begins_anew(
    diensten: Diensten, beheer: Koppelingbeheer, application: WSGIApplication, proeftuin: Proeftuin
) -> None:
    sleutel = joined(diensten, beheer, proeftuin).sleutel
    later = to_day(diensten, proeftuin, LAST_DAY)
    volgend = proeftuin.schooljaar.following
    assert of_year(proeftuin, 13, volgend, sleutel, application).kind == "leerlinggegevens"
    assert diensten.proeftuinen.restart(proeftuin.product, door=DOOR) == proeftuin
    for nummer in (10, 11, 12, 14, 15):
        first = of_year(proeftuin, nummer, proeftuin.schooljaar, sleutel, application)
        assert sorted(first.keys()) == at_school(proeftuin, nummer), nummer
        assert at_school(proeftuin, nummer) != at_school(later, nummer) or nummer == 12
        # The year that came with day 4 is there no more.
        assert of_year(proeftuin, nummer, volgend, sleutel, application).kind == "geengegevens"
    again = to_day(diensten, proeftuin, LAST_DAY)
    assert again == later
    assert of_year(proeftuin, 13, volgend, sleutel, application).kind == "leerlinggegevens"
    fused = of_year(proeftuin, 15, proeftuin.schooljaar, sleutel, application)
    assert sorted(fused.keys()) == at_school(later, 15)


def test_the_moment_of_the_answers_grows_when_the_script_begins_anew(
    diensten: Diensten, beheer: Koppelingbeheer, application: WSGIApplication, proeftuin: Proeftuin
) -> None:
    sleutel = joined(diensten, beheer, proeftuin).sleutel
    to_day(diensten, proeftuin, 2)
    before = of_year(proeftuin, 11, proeftuin.schooljaar, sleutel, application).aanmaakdatum
    diensten.proeftuinen.restart(proeftuin.product, door=DOOR)
    after = of_year(proeftuin, 11, proeftuin.schooljaar, sleutel, application).aanmaakdatum
    assert after > before


def test_one_that_was_made_in_spring_goes_on_in_its_own_year_and_begins_anew_in_the_next(
    diensten: Diensten,
    beheer: Koppelingbeheer,
    application: WSGIApplication,
    database: Database,
    uitgifte: Uitgifte,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert uitgifte.koppeling.klant.code == "U1"
    with monkeypatch.context() as spring:
        spring.setattr(Schooljaar, "current", lambda: Schooljaar.at(SPRING))
        made = diensten.proeftuinen.make(product_of(database, "U1").id, door=DOOR)
    assert made.schooljaar == "2025-2026"
    sleutel = joined(diensten, beheer, made).sleutel
    monkeypatch.setattr(Schooljaar, "current", lambda: Schooljaar.at(AUGUST))
    later = to_day(diensten, made, 4)
    assert later.schooljaar == made.schooljaar
    pupils = of_year(made, 10, made.schooljaar, sleutel, application).keys()
    assert sorted(pupils) == at_school(later, 10)
    jaar = Schooljaar.at(AUGUST)
    assert of_year(made, 13, jaar, sleutel, application).kind == "leerlinggegevens"
    anew = diensten.proeftuinen.restart(made.product, door=DOOR)
    assert (anew.dag, anew.schooljaar) == (1, jaar)
    assert diensten.proeftuinen.get(made.id) == anew
    pupils = of_year(made, 13, jaar, sleutel, application).keys()
    assert sorted(pupils) == at_school(anew, 13)
    assert of_year(made, 13, made.schooljaar, sleutel, application).kind == "geengegevens"


def test_it_begins_anew_once_and_only_by_whom_it_is_for(
    diensten: Diensten, database: Database, proeftuin: Proeftuin
) -> None:
    with pytest.raises(Geweigerd, match="staat al op dag 1 van schooljaar"):
        diensten.proeftuinen.restart(proeftuin.product, door=DOOR)
    to_day(diensten, proeftuin, 2)
    other = add_product(database, "ANDER")
    with pytest.raises(NietToegestaan):
        diensten.proeftuinen.restart(proeftuin.product, door=of_partner(other.koppelpartner))
    with pytest.raises(ProeftuinOnbekend):
        diensten.proeftuinen.restart(other.id, door=DOOR)
    assert diensten.proeftuinen.restart(proeftuin.product, seen=3, door=DOOR).dag == 2
    assert diensten.proeftuinen.restart(proeftuin.product, seen=2, door=DOOR).dag == 1
    assert diensten.proeftuinen.restart(proeftuin.product, seen=2, door=DOOR).dag == 1


def test_all_schools_join_a_link_at_once_and_those_that_took_part_stay(
    diensten: Diensten, database: Database, proeftuin: Proeftuin
) -> None:
    mine = product_of(database, "U1")
    door = of_partner(mine.koppelpartner)
    (koppeling,) = mine.koppelingen
    first = diensten.deelnames.admit(koppeling, proeftuin.school(2), door=door)
    came = diensten.deelnames.admit_all(koppeling, scholen(proeftuin), door=door)
    assert [each.school for each in came] == [s for s in scholen(proeftuin) if s != first.school]
    assert diensten.deelnames.admit_all(koppeling, scholen(proeftuin), door=door) == []
    other = diensten.proeftuinen.make(add_product(database, "ANDER").id, door=DOOR)
    with pytest.raises(Proeftuinschool):
        diensten.deelnames.admit_all(koppeling, scholen(other), door=DOOR)
    with pytest.raises(NietToegestaan):
        diensten.deelnames.admit_all(koppeling, scholen(other), door=door)


def test_where_one_school_cannot_join_none_does(
    diensten: Diensten, database: Database, beheer: Koppelingbeheer, proeftuin: Proeftuin
) -> None:
    (koppeling,) = product_of(database, "U1").koppelingen
    beheer.add(
        klantnaam="Uitgeverij",
        klantcode="U1",
        scholen=[proeftuin.school(20)],
        gegevensset=VOLLEDIG,
        door=DOOR,
    )
    with pytest.raises(AlGekoppeld):
        diensten.deelnames.admit_all(koppeling, scholen(proeftuin), door=DOOR)
    diensten.deelnames.admit(koppeling, proeftuin.school(1), door=DOOR)


def test_a_school_costs_the_same_statements_among_many_as_alone(
    diensten: Diensten, database: Database, proeftuin: Proeftuin
) -> None:
    (koppeling,) = product_of(database, "U1").koppelingen
    one, two, *many = scholen(proeftuin)
    diensten.deelnames.admit_all(koppeling, [one], door=DOOR)
    counts = []
    for joining in ([two], many):
        with recorded() as statements:
            diensten.deelnames.admit_all(koppeling, joining, door=DOOR)
        counts.append(len(beside_seals(statements)))
    alone, together = counts
    assert together <= alone * len(many)


def test_a_day_costs_a_bounded_number_of_statements_a_school(
    diensten: Diensten, proeftuin: Proeftuin
) -> None:
    with recorded() as statements:
        diensten.proeftuinen.next_day(proeftuin.product, door=DOOR)
    assert len(beside_seals(statements)) <= MOST_A_SCHOOL * len(SCRIPT.scholen)
