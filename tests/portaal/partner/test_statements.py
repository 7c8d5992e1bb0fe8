"""Each page of a partner costs as many statements for hundreds of schools as for one."""

from flask import Flask

from tests.support.partners.products import product_of
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor
from tests.support.schools.many import MANY, store_schools
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database

MOST = 15
DOOR = Handelende.opdrachtregel("Proef")


def costs(
    portaal: Flask, diensten: Diensten, database: Database, code: str, scholen: list[Schoolcode]
) -> dict[str, int]:
    """The statements of each page of a partner with these schools."""
    koppeling = diensten.koppelingbeheer.add(
        klantnaam=code, klantcode=code, scholen=scholen, gegevensset=GKV_UITGEBREID, door=DOOR
    ).koppeling.id
    diensten.voorstellen.extend(koppeling, "Ouderapp", velden={"leerling/emailadres": True}, door=DOOR)
    if len(scholen) > 1:
        for school in scholen[:3]:
            diensten.intrekkingen.withdraw(koppeling, school, door=DOOR)
    partner = product_of(database, code).koppelpartner
    inlog = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=partner)
    visitor = Visitor(portaal, token=people.sign_in(database, inlog))
    path = f"/portaal/partners/{partner}"
    link = f"{path}/koppelingen/{koppeling}"
    counted = {}
    for page in (
        path,
        link,
        f"{link}/verkeer",
        f"{link}/uitbreiden",
        f"{link}/uitbreiden?veld=leerling/emailadres",
        f"{link}/sleutel",
        f"{link}/webhook",
        f"{path}/verwijderen",
        f"{path}/sandbox",
    ):
        assert visitor.get(page).status_code == 200  # the second time is the usual one
        with recorded() as statements:
            assert visitor.get(page).status_code == 200
        counted[page.replace(path, "").replace(str(koppeling), "K")] = len(statements)
    return counted


def test_a_page_costs_the_same_for_one_school_and_for_many(
    portaal: Flask, diensten: Diensten, database: Database
) -> None:
    first, *others = store_schools(database, 1 + MANY)
    few = costs(portaal, diensten, database, "E1", [first])
    many = costs(portaal, diensten, database, "V400", others)
    assert many == few
    assert max(few.values()) <= MOST, few
