"""``uwlr resultaten list`` asks the database as much for many results as for one."""

from typing import Any

from tests.support.commandline import Uwlr
from tests.support.messages.results import resultaat, toets, toetsafname
from tests.support.schools.many import MANY, store_schools
from tests.support.statements import MOST, recorded
from uwlr_service.repository.database import Database

LIST = ("resultaten", "list", "--school", "99XX/16", "--groep", "S1", "--history")


def test_many_results_among_many_schools_cost_what_one_costs(
    uwlr: Uwlr, send: Any, cli_database: Database
) -> None:
    send(toetsafname("L1", resultaat("R0", 7)))
    with recorded() as for_one:
        assert len(uwlr.json(*LIST)) == 1
    store_schools(cli_database, MANY)
    for number in range(1, 9):
        code = f"T{number}"
        send(
            toetsafname("L1", resultaat(f"A{number}", 7, code=code)),
            toetsafname("L3", resultaat(f"B{number}", 5, code=code)),
            toetsen=toets(code),
        )
    with recorded() as for_many:
        assert len(uwlr.json(*LIST)) == 17
    assert len(for_many) == len(for_one) <= MOST
