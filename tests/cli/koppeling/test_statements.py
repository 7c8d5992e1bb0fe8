"""``uwlr koppeling`` asks the database as much for hundreds of schools as for one."""

from collections.abc import Mapping, Sequence

from tests.support.commandline import Uwlr
from tests.support.schools.many import MANY, store_schools, store_verstrekkingen
from tests.support.statements import MOST, recorded
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database

OPENING = 6
"""Before its work a command asks whether the database is migrated, and not older than its journal."""


def costs_of(uwlr: Uwlr, database: Database, scholen: Sequence[Schoolcode]) -> Mapping[str, int]:
    """The statements of every command that shows a link, its agreements or its schools."""
    costs = {}
    klant = f"U{len(scholen)}"
    options = [option for school in scholen for option in ("--school", str(school))]
    with recorded() as statements:
        made = uwlr.json(
            *("koppeling", "add", "--klantnaam", klant, "--klantcode", klant, "--gegevensset", "lvs-set"),
            *options,
        )
    costs["add"] = len(statements)
    koppeling = str(made["koppeling"])
    store_verstrekkingen(database, int(koppeling))
    for name, exit_code in (("show", 0), ("todo", 1), ("afspraak", 0)):
        with recorded() as statements:
            uwlr.json("koppeling", name, koppeling, exit_code=exit_code)
        costs[name] = len(statements)
    with recorded() as statements:
        uwlr.good("koppeling", "list")
    costs["list"] = len(statements)
    with recorded() as statements:
        uwlr.json("koppeling", "todo", exit_code=1)
    costs["todo of all"] = len(statements)
    return costs


def test_a_command_costs_the_same_for_one_school_and_for_many(uwlr: Uwlr, cli_database: Database) -> None:
    first, *others = store_schools(cli_database, 1 + MANY)
    uwlr.good("koppeling", "list")  # the first command begins a journal
    costs = costs_of(uwlr, cli_database, [first])
    assert max(costs.values()) <= MOST + OPENING, costs
    assert costs_of(uwlr, cli_database, others) == costs
