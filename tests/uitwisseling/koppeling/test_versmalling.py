"""A person of a school gives less: it holds at the next call, and is written down and told."""

from wsgiref.types import WSGIApplication

import pytest
from sqlalchemy import select

from tests.support.callers import call
from tests.support.messages.soap import request
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, OvergangOngeldig, VeldOngeldig
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.school.leerling import Status
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import bericht
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.partner.koppelpartners import Koppelpartners
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.koppeling.versmalling import Versmalling

ALL = Leerlingselectie()
G1 = Leerlingselectie(groepen=frozenset({"G1"}))


def person(school: object = SCHOOL, rol: Rol = Rol.SCHOOLBEHEERDER) -> Handelende:
    account = Account(id=1, rol=rol, school=school)  # type: ignore[arg-type]
    return Handelende(herkomst=Herkomst.PORTAAL, naam="Anna de Vries", inlog=1, accounts=(account,))


@pytest.fixture
def versmalling(database: Database) -> Versmalling:
    return Versmalling(database)


def test_it_holds_at_the_next_call(
    application: WSGIApplication, versmalling: Versmalling, uitgifte: Uitgifte
) -> None:
    assert b"<roepnaam>" in call(application, request(uitgifte.sleutel)).content
    agreed = versmalling.narrow(
        uitgifte.koppeling.id,
        SCHOOL,
        versie=1,
        uit=["leerling/roepnaam", "leerkracht/roepnaam"],
        selectie=Leerlingselectie(jaargroepen=frozenset({"4"})),
        door=person(),
    )
    answer = call(application, request(uitgifte.sleutel))
    assert b"<roepnaam>" not in answer.content
    assert len(answer.keys()) == 2
    assert agreed.versie == 2


def test_nothing_new_is_concluded_without_a_change(versmalling: Versmalling, uitgifte: Uitgifte) -> None:
    agreed = versmalling.narrow(uitgifte.koppeling.id, SCHOOL, versie=1, uit=[], selectie=ALL, door=person())
    assert agreed.versie == 1


@pytest.mark.parametrize(
    ("versie", "uit", "door", "error"),
    [
        (7, [], person(), OvergangOngeldig),
        (1, ["groep/naam"], person(), VeldOngeldig),
        (1, ["leerling/roepnaam"], person(ANDERE_SCHOOL), NietToegestaan),
        (1, ["leerling/roepnaam"], person(rol=Rol.SCHOOLLEZER), NietToegestaan),
    ],
)
def test_what_cannot_be_is_refused(
    versmalling: Versmalling,
    uitgifte: Uitgifte,
    versie: int,
    uit: list[str],
    door: Handelende,
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        versmalling.narrow(uitgifte.koppeling.id, SCHOOL, versie=versie, uit=uit, selectie=ALL, door=door)


def test_a_narrowed_choice_is_not_widened_again(versmalling: Versmalling, uitgifte: Uitgifte) -> None:
    narrow = Leerlingselectie(jaargroepen=frozenset({"4"}))
    versmalling.narrow(uitgifte.koppeling.id, SCHOOL, versie=1, uit=[], selectie=narrow, door=person())
    with pytest.raises(Geweigerd, match="alleen minder geven"):
        versmalling.narrow(uitgifte.koppeling.id, SCHOOL, versie=2, uit=[], selectie=ALL, door=person())


def test_a_school_that_paused_can_give_less(
    database: Database, versmalling: Versmalling, uitgifte: Uitgifte
) -> None:
    Deelnames(database).pause(uitgifte.koppeling.id, SCHOOL, door=Handelende.opdrachtregel())
    agreed = versmalling.narrow(
        uitgifte.koppeling.id, SCHOOL, versie=1, uit=["leerling/roepnaam"], selectie=ALL, door=person()
    )
    assert "leerling/roepnaam" not in agreed.veldenlijst("2.2").velden


@pytest.mark.parametrize(
    ("new", "old", "within"),
    [
        (ALL, ALL, True),
        (G1, ALL, True),
        (ALL, G1, False),
        (Leerlingselectie(groepen=frozenset({"G1", "G2"})), G1, False),
        (Leerlingselectie(vestigingen=frozenset({"V1"})), G1, False),
        (Leerlingselectie(statussen=frozenset(Status)), ALL, False),
    ],
)
def test_only_a_part_of_a_choice_is_within_it(
    new: Leerlingselectie, old: Leerlingselectie, within: bool
) -> None:
    assert new.is_within(old) is within


def told(database: Database) -> list[str]:
    """What partners were told of narrowings."""
    with database.read() as connection:
        rows = connection.execute(select(bericht.c.soort, bericht.c.parameters).order_by(bericht.c.id)).all()
    messages = [
        Bericht(soort=Berichtsoort(row.soort), aan=Geadresseerde.operators(), parameters=row.parameters)
        for row in rows
    ]
    of_kind = [message for message in messages if message.soort is Berichtsoort.DEELNAME_VERSMALD]
    return [message.tekst(Taal.NL) for message in of_kind]


def test_the_partner_reads_which_fields_and_how_many_pupils_fewer(
    database: Database, versmalling: Versmalling, uitgifte: Uitgifte
) -> None:
    Koppelpartners(database).take_up("U1", door=Handelende.opdrachtregel())
    number = uitgifte.koppeling.id
    group = Leerlingselectie(jaargroepen=frozenset({"4"}))
    versmalling.narrow(number, SCHOOL, versie=1, uit=["leerling/roepnaam"], selectie=ALL, door=person())
    versmalling.narrow(number, SCHOOL, versie=2, uit=[], selectie=group, door=person())
    fields, pupils = told(database)
    assert fields.endswith("Dit gaat niet meer mee: leerling/roepnaam.")
    assert pupils.endswith("Leerlingen minder: 1.")
