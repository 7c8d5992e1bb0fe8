"""Schools in links of before they had states: each gets the state, period and agreement that it had."""

from datetime import timedelta

from sqlalchemy import select

from tests.support.migrations import downgrade
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.repository.schema.partner import product, toelatingstap
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

DERDE = Schoolcode("99ZY")
VIERDE = Schoolcode("99ZZ")
SCHOLEN = [SCHOOL, ANDERE_SCHOOL, DERDE, VIERDE]
SECRET = b"a secret that is used in tests only"
S = Deelnamestand
Rij = tuple[int, Schoolcode, Deelnamestand, int, int]


def standen(database: Database) -> list[Rij]:
    """Every school of every link: its state, its period, and the version of its agreement."""
    with database.read() as connection:
        repository = DeelnameRepository(connection)
        deelnames = [*repository.of_koppeling(1), *repository.of_koppeling(2)]
    return [
        (
            deelname.koppeling,
            deelname.school,
            deelname.stand,
            deelname.periode,
            deelname.afspraak.versie if deelname.afspraak else 0,
        )
        for deelname in deelnames
    ]


def test_a_school_is_found_again_as_it_stood(database: Database) -> None:
    for school in SCHOLEN:
        EdexmlUitwisseling(database).store(schoolgegevens(school))
    beheer = Koppelingbeheer(database, SECRET)
    for klantcode in ("O1", "O2"):
        beheer.add(
            klantnaam=klantcode, klantcode=klantcode, scholen=SCHOLEN, gegevensset="gkv-basis", door=DOOR
        )
    intrekkingen = Intrekkingen(database)
    beheer.change_afspraak(1, school=SCHOOL, velden={"leerling/geslacht": False}, door=DOOR)
    intrekkingen.withdraw(1, ANDERE_SCHOOL, door=DOOR)
    for _ in range(2):
        intrekkingen.withdraw(1, DERDE, door=DOOR)
        Deelnames(database).admit(1, DERDE, door=DOOR)
    intrekkingen.withdraw(1, VIERDE, door=DOOR)
    intrekkingen.confirm_destroyed(1, VIERDE, door=DOOR)
    intrekkingen.withdraw(2, door=DOOR)
    intrekkingen.confirm_destroyed(2, SCHOOL, door=DOOR)
    before = standen(database)
    assert before[:4] == [
        (1, SCHOOL, S.ACTIEF, 1, 2),
        (1, ANDERE_SCHOOL, S.INGETROKKEN, 1, 1),
        (1, DERDE, S.ACTIEF, 3, 3),
        (1, VIERDE, S.AFGEROND, 1, 1),
    ]
    assert [row[2] for row in before[4:]] == [S.AFGEROND, S.INGETROKKEN, S.INGETROKKEN, S.INGETROKKEN]
    ended = beheer.find(2).ingetrokken

    downgrade(database, "0020")
    database.upgrade()

    assert standen(database) == before
    again = beheer.find(2).ingetrokken
    assert ended is not None
    assert again is not None
    assert abs(again - ended) < timedelta(seconds=1)
    assert beheer.find(1).scholen == (SCHOOL, DERDE)
    withdrawn = intrekkingen.withdrawn(1)
    assert [each.is_hervat for each in withdrawn if each.school == DERDE] == [True, True]


def test_each_klant_becomes_a_koppelpartner_whose_product_is_admitted(database: Database) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens())
    beheer = Koppelingbeheer(database, SECRET)
    beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR)
    beheer.add(klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR)
    downgrade(database, "0020")
    database.upgrade()
    with database.read() as connection:
        rows = connection.execute(
            select(klant.c.naam, klant.c.toelating, product.c.naam.label("product"), toelatingstap.c.door)
            .join_from(klant, product, product.c.klant_id == klant.c.id)
            .join(toelatingstap, toelatingstap.c.product_id == product.c.id)
            .order_by(klant.c.id)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("Uitgeverij", "actief", "Uitgeverij", "opdrachtregel"),
        ("Ouders", "actief", "Ouders", "opdrachtregel"),
    ]
