"""How many statements the pages about links cost: as many for sixty links as for one."""

import pytest
from flask import Flask

from tests.support.portaal import people, voorstellen
from tests.support.portaal.visiting import Visitor
from tests.support.statements import recorded
from uwlr_service import demodata
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school import schoolpad
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

DEMO = next(iter(demodata.schools(1, 60, 5)))
CODE = DEMO.school.code
HOME = f"/portaal/scholen/{schoolpad.write(CODE)}"
LINKS = 60
MOST = 15
MOST_OF_A_DECISION = 25


@pytest.fixture
def school(database: Database) -> None:
    EdexmlUitwisseling(database).store(DEMO)
    Dossiers(database).store(demodata.make_dossier(DEMO, 5, 2))


@pytest.fixture
def visitor(portaal: Flask, database: Database, school: None) -> Visitor:
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=CODE)
    return Visitor(portaal, token=people.sign_in(database, person))


def cost(visitor: Visitor, path: str) -> int:
    """The statements of a page, the second time: what is given once is there then."""
    assert visitor.get(path).status_code == 200
    with recorded() as statements:
        assert visitor.get(path).status_code == 200
    return len(statements)


def test_the_page_of_a_decision(visitor: Visitor, diensten: Diensten, database: Database) -> None:
    aanbod = voorstellen.add_link(database, gegevensset=GKV_UITGEBREID)
    voorstellen.propose(diensten, aanbod, voorstellen.inhoud(GKV_UITGEBREID), CODE)
    page = f"{HOME}/koppelingen/{aanbod.koppeling}/besluit"
    with recorded() as first:
        assert visitor.get(page).status_code == 200
    assert len(first) <= MOST_OF_A_DECISION, "\n".join(first)
    assert cost(visitor, page) <= MOST_OF_A_DECISION


@pytest.mark.parametrize("rest", ["", "/koppelingen", "/koppelingen/1"])
def test_the_pages_of_a_school_with_sixty_links(
    visitor: Visitor, beheer: Koppelingbeheer, diensten: Diensten, database: Database, rest: str
) -> None:
    for number in range(LINKS):
        voorstellen.add_running(beheer, f"K{number}", CODE)
    for number in range(5):
        aanbod = voorstellen.add_link(database, f"V{number}")
        voorstellen.propose(diensten, aanbod, voorstellen.inhoud(), CODE)
    assert cost(visitor, HOME + rest) <= MOST
