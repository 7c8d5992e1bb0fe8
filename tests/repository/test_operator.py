"""The sign-in page asks whether there is an operator; the pupils of a country do not make that dearer."""

import re
from typing import Any

import pytest
from sqlalchemy import insert, text

from tests.support.portaal import people
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.accounts import OPERATOR, AccountRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.school.scholen import SchoolRepository

SCHOOLS = 30
PUPILS = 100
"""Of each school."""
EXPLAIN = {"sqlite": "explain query plan ", "postgresql": "explain "}
BY_SCHOOL = re.compile("INDEX ix_account_(school_id|persoon)|Scan using ix_account_(school_id|persoon)")


@pytest.fixture
def pupils(database: Database) -> None:
    """Accounts of pupils, as a country has them by the hundred thousand."""
    now = tijd.now()
    numbers = range(SCHOOLS * PUPILS)
    with database.write() as connection:
        repository = SchoolRepository(connection)
        schools = [repository.ensure(Schoolcode(f"{n:02}XX")) for n in range(SCHOOLS)]
        signing = [{"inlognaam": f"l{n}", "naam": "L", "handvat": f"{n}", "aangemaakt": now} for n in numbers]
        connection.execute(insert(inlog), signing)
        ids = connection.execute(text("select id from inlog")).scalars().all()
        rol = Rol.LEERLING.value
        connection.execute(
            insert(account),
            [
                {"inlog_id": inlog_id, "rol": rol, "school_id": schools[at % SCHOOLS], "van": now}
                for at, inlog_id in enumerate(ids)
            ],
        )
    with database.write() as connection:
        connection.execute(text("analyze"))


@pytest.mark.usefixtures("pupils")
def test_it_is_found_by_an_index(database: Database) -> None:
    compiled = OPERATOR.statement.compile(database.engine)
    parameters: Any = {**compiled.params, "moment": tijd.now()}
    if compiled.positiontup is not None:
        parameters = tuple(str(parameters[name]) for name in compiled.positiontup)
    with database.read() as connection:
        rows = connection.exec_driver_sql(EXPLAIN[database.dialect] + compiled.string, parameters).all()
    plan = "\n".join(str(row) for row in rows)
    assert BY_SCHOOL.search(plan), plan


@pytest.mark.usefixtures("pupils")
def test_there_is_one_once_somebody_has_the_role(database: Database) -> None:
    def has_operator() -> bool:
        with database.read() as connection:
            return AccountRepository(connection).has_operator(tijd.now())

    assert not has_operator()
    people.add_person(database, Rol.OPERATOR)
    assert has_operator()
