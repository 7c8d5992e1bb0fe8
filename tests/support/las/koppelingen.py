"""A proposal, links and a package of the small school, for tests that need the number of one."""

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.voorstellen import add_link, add_running, inhoud, propose
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.repository.database import Database


def numbers(diensten: Diensten, database: Database) -> dict[str, int]:
    """Their numbers, by what they are called in a path."""
    aanbod = add_link(database)
    gkv = diensten.koppelingbeheer.add(
        klantnaam="Ouders", klantcode="G1", scholen=[SCHOOL], gegevensset=GKV_BASIS, door=DOOR
    )
    diensten.leveringen.make(gkv.koppeling.id, SCHOOL, moment=tijd.now())
    return {
        "voorstel": propose(diensten, aanbod, inhoud()),
        "koppeling": add_running(diensten.koppelingbeheer, "U1"),
    }
