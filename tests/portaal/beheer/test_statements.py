"""The pages of the operator cost as many statements for four hundred schools as for one, and few."""

import pytest
from sqlalchemy import insert, select

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of
from tests.support.portaal.visiting import Visitor
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import deelname, gegevensafspraak
from uwlr_service.repository.schema.school import school

MOST = 15
SCHOLEN = 400


@pytest.fixture
def partner(diensten: Diensten, stored: Schoolgegevens, database: Database) -> int:
    """A partner of whose link four hundred schools are part, with faults at each."""
    made = diensten.koppelingbeheer.add(
        klantnaam="Rooster", klantcode="R1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    )
    koppeling_id = made.koppeling.id
    now = tijd.now()
    with database.write() as connection:
        afspraak_id = connection.scalar(select(gegevensafspraak.c.id))
        codes = [
            {
                "brincode": f"{number // 26:02}A{chr(65 + number % 26)}",
                "dependancecode": "00",
                "soort": "echt",
            }
            for number in range(SCHOLEN - 1)
        ]
        connection.execute(insert(school), codes)
        ids = connection.scalars(select(school.c.id).where(school.c.brincode != SCHOOL.brincode)).all()
        usual = {"koppeling_id": koppeling_id, "stand": "actief", "sinds": now, "periode": 1}
        connection.execute(
            insert(deelname), [{**usual, "school_id": number, "afspraak_id": afspraak_id} for number in ids]
        )
        written = [f"{code['brincode']}/00" for code in codes]
    for code in written:
        diensten.register.count(Oproep(koppeling_id, code, "gkv.leveringen", "pakket-vervallen"), 0.01, 0)
    diensten.register.flush()
    diensten.nacht.plan(diensten.settings.nachtvenster.current(now), now)
    return product_of(database, "R1").koppelpartner


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/partners",
        "/partners/{partner}",
        "/scholen",
        "/scholen/99XX-16",
        "/nachten",
        "/nachten/{nacht}",
        "/logboek",
        "/post",
    ],
)
def test_a_page_takes_few_statements(operator: Visitor, partner: int, diensten: Diensten, path: str) -> None:
    nacht = diensten.settings.nachtvenster.current(tijd.now())
    address = "/portaal/beheer" + path.format(partner=partner, nacht=nacht)
    operator.get(address)
    with recorded() as statements:
        answer = operator.get(address)
    assert answer.status_code == 200
    assert len(statements) <= MOST, "\n".join(statements)
