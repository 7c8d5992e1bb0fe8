"""A proposal and a link of the small school, for tests that need the number of one."""

from tests.support.portaal.voorstellen import add_link, add_running, inhoud, propose
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database


def numbers(diensten: Diensten, database: Database) -> dict[str, int]:
    """Their numbers, by what they are called in a path."""
    aanbod = add_link(database)
    return {
        "voorstel": propose(diensten, aanbod, inhoud()),
        "koppeling": add_running(diensten.koppelingbeheer, "U1"),
    }
