"""Lines of the log come with the names of what they are about, however many lines there are."""

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of
from tests.support.portaal import people
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel, Logvraag
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

LINES = 40


def told(database: Database, **inhoud: object) -> None:
    """Write lines of the log about something."""
    gebeurtenis = Gebeurtenis(soort=Logsoort.BESLUIT, wat="x", door=DOOR, inhoud=inhoud)
    with database.write() as connection:
        record(connection, *[gebeurtenis] * LINES)


def newest(diensten: Diensten) -> Getoonderegel:
    """The newest line."""
    return diensten.logboek.find(Logvraag(aantal=1), door=DOOR)[0]


def test_links_products_and_people_are_named(diensten: Diensten, database: Database, stored: object) -> None:
    link = diensten.koppelingbeheer.add(
        klantnaam="Rooster", klantcode="R1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    )
    person = people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL, naam="Jo Bos")
    told(database, koppeling=link.koppeling.id)
    of_link = {"product": "Rooster", "partner": "Rooster", "gegevensset": "gkv-basis"}
    assert newest(diensten).namen == of_link
    told(database, product=product_of(database, "R1").id)
    assert newest(diensten).namen == {"product": "Rooster"}
    told(database, inlog=person)
    assert newest(diensten).namen == {"persoon": "Jo Bos"}
    told(database, koppeling=99, product=99, inlog=99, school="99XX/16")
    assert newest(diensten).namen == {}


def test_a_page_of_lines_costs_as_much_as_one(diensten: Diensten, database: Database, stored: object) -> None:
    told(database, koppeling=1, product=1, inlog=1)
    with recorded() as statements:
        regels = diensten.logboek.find(Logvraag(), door=DOOR)
    assert len(regels) >= LINES
    assert len(statements) == 4
