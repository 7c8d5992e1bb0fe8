"""What a school is told about one pupil or guardian, who may ask it, and what the log keeps of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.dossiers import absentie, dossierobject, relatie
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ALL_ALLOWED, ANDERE_SCHOOL, SCHOOL, leerling, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    LeerlingOnbekend,
    NietToegestaan,
    SchoolOnbekend,
    VerzorgerOnbekend,
)
from uwlr_service.domain.inzage.overzicht import Soort, Veldwaarde, Verstrekt, Weg, Zekerheid, merged
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.inzage.inzage import Inzage
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.bewaring import Bewaring
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

WIE = Handelende.opdrachtregel("test")
RETENTION = timedelta(days=400)


@pytest.fixture
def inzage(database: Database) -> Inzage:
    return Inzage(database, SECRET, RETENTION)


@pytest.fixture
def gkv(database: Database, stored: Schoolgegevens, tmp_path: Path) -> Gkv:
    """A link of gkv-uitgebreid, and a school of which one parent may see nothing."""
    objecten = [
        dossierobject("leerlingdetail", "L1", geboorteplaats="Utrecht"),
        absentie("A1", "L1"),
        dossierobject("verzorger", "V1", roepnaam="Moeder"),
        dossierobject("verzorger", "V2", roepnaam="Vader"),
        relatie("R1", "L1", "V1"),
        relatie("R2", "L1", "V2", geblokkeerd="true"),
    ]
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=objecten))
    return Gkv(database, tmp_path, gegevensset=GKV_UITGEBREID)


def schoolbeheerder(rol: Rol = Rol.SCHOOLBEHEERDER) -> Handelende:
    return Handelende(
        herkomst=Herkomst.PORTAAL,
        naam="Anna",
        inlog=1,
        accounts=(Account(id=1, rol=rol, school=SCHOOL),),
        bewezen=tijd.now(),
    )


def lines(database: Database) -> list[tuple[str, str | None, str | None]]:
    with database.read() as connection:
        rows = connection.execute(
            select(logregel.c.soort, logregel.c.wat, logregel.c.content).order_by(logregel.c.id)
        )
        return [(row.soort, row.wat, row.content) for row in rows if row.soort == "inzage"]


def test_the_log_has_who_asked_and_nothing_of_the_pupil(inzage: Inzage, gkv: Gkv) -> None:
    gkv.make()
    assert inzage.of_leerling(SCHOOL, "L1", door=schoolbeheerder()).partners
    ((soort, wat, content),) = lines(gkv.database)
    assert (soort, wat) == ("inzage", "overzicht")
    assert content is not None
    assert "Anna" in content
    assert "L1" not in content
    assert "Sanne" not in content


@pytest.mark.parametrize(
    "door", [schoolbeheerder(Rol.SCHOOLLEZER), Handelende(herkomst=Herkomst.PORTAAL, naam="Niemand")]
)
def test_only_a_schoolbeheerder_may_ask(inzage: Inzage, gkv: Gkv, door: Handelende) -> None:
    for ask in (inzage.of_leerling, inzage.of_verzorger):
        with pytest.raises(NietToegestaan):
            ask(SCHOOL, "L1", door=door)
    assert lines(gkv.database) == []


def test_an_administrator_of_another_school_may_not_ask(inzage: Inzage, gkv: Gkv) -> None:
    with pytest.raises(NietToegestaan):
        inzage.of_leerling(ANDERE_SCHOOL, "L1", door=schoolbeheerder())


def test_who_is_not_known_is_said_so(inzage: Inzage, gkv: Gkv) -> None:
    with pytest.raises(LeerlingOnbekend):
        inzage.of_leerling(SCHOOL, "L9", door=WIE)
    with pytest.raises(VerzorgerOnbekend):
        inzage.of_verzorger(SCHOOL, "V9", door=WIE)
    with pytest.raises(SchoolOnbekend):
        inzage.of_leerling(ANDERE_SCHOOL, "L1", door=WIE)


def test_a_blocked_parent_is_named_before_anything_is_shown(inzage: Inzage, gkv: Gkv) -> None:
    assert inzage.of_leerling(SCHOOL, "L1", door=WIE).geblokkeerd == ("V2",)
    assert inzage.of_verzorger(SCHOOL, "V2", door=WIE).geblokkeerd == ("L1",)
    assert inzage.of_verzorger(SCHOOL, "V1", door=WIE).geblokkeerd == ()


def test_a_guardian_is_told_what_went_out_of_them(inzage: Inzage, gkv: Gkv) -> None:
    gkv.make()
    overzicht = inzage.of_verzorger(SCHOOL, "V1", door=WIE)
    assert (overzicht.soort, overzicht.naam) == (Soort.VERZORGER, "Moeder")
    (partner,) = overzicht.partners
    (verstrekt,) = partner.verstrekt
    told = {(veld.veld, veld.waarde) for veld in verstrekt.velden}
    assert ("verzorger/roepnaam", "Moeder") in told
    assert ("leerling_verzorger/leerling", "L1") in told
    assert not any(veld == "leerling/roepnaam" or waarde == "Vader" for veld, waarde in told)


def test_a_package_that_nobody_collected_was_only_made_ready(inzage: Inzage, gkv: Gkv) -> None:
    gkv.make()
    (partner,) = inzage.of_leerling(SCHOOL, "L1", door=WIE).partners
    (verstrekt,) = partner.verstrekt
    assert (verstrekt.weg, verstrekt.is_opgehaald) == (Weg.PAKKET, False)
    assert partner.keren == 0
    assert Veldwaarde("leerling/roepnaam", "Sanne") in verstrekt.velden


def test_a_period_narrows_what_is_told(inzage: Inzage, gkv: Gkv) -> None:
    gkv.make()
    today = tijd.today()
    assert inzage.of_leerling(SCHOOL, "L1", today, today, door=WIE).partners
    later = today + timedelta(days=2)
    assert inzage.of_leerling(SCHOOL, "L1", later, later, door=WIE).partners == ()
    assert inzage.of_leerling(SCHOOL, "L1", None, today - timedelta(days=1), door=WIE).partners == ()


def test_a_request_to_destroy_is_told_with_its_confirmation(inzage: Inzage, gkv: Gkv) -> None:
    gkv.make()
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    (partner,) = inzage.of_leerling(SCHOOL, "L1", door=WIE).partners
    (vernietiging,) = partner.vernietigingen
    assert vernietiging.bevestigd is None
    assert vernietiging.verwijderen_voor > tijd.today()
    assert not vernietiging.is_hervat
    Deelnames(gkv.database).admit(gkv.koppeling, SCHOOL, door=DOOR)
    (partner,) = inzage.of_leerling(SCHOOL, "L1", door=WIE).partners
    assert [vernietiging.is_hervat for vernietiging in partner.vernietigingen] == [True]


def test_after_its_retention_only_that_something_went_is_known(database: Database, gkv: Gkv) -> None:
    gkv.make()
    gegevens = schoolgegevens(leerlingen=(leerling("L1", roepnaam="Nu"), leerling("L2"), leerling("L3")))
    EdexmlUitwisseling(database).store(gegevens, ALL_ALLOWED)
    Bewaring(database).purge(tijd.now() + timedelta(minutes=1))
    overzicht = Inzage(database, SECRET, timedelta()).of_leerling(SCHOOL, "L1", door=WIE)
    (partner,) = overzicht.partners
    (verstrekt,) = partner.verstrekt
    assert (verstrekt.zekerheid, verstrekt.velden) == (Zekerheid.VERGETEN, ())
    assert overzicht.vergeten_voor == tijd.today() + timedelta(days=1)


def test_what_is_said_twice_in_a_row_is_one_line() -> None:
    moment = datetime(2026, 11, 1, tzinfo=UTC)

    def regel(day: int, aantal: int = 1, versie: int = 1) -> Verstrekt:
        when = moment + timedelta(days=day)
        return Verstrekt(
            weg=Weg.UWLR,
            eerste=when,
            laatste=when,
            aantal=aantal,
            is_opgehaald=True,
            afspraakversie=versie,
            zekerheid=Zekerheid.ZEKER,
        )

    lines = merged([regel(2, 3), regel(0), regel(4, versie=2), regel(6)])
    assert [(line.eerste.day, line.laatste.day, line.aantal) for line in lines] == [
        (1, 3, 4),
        (5, 5, 1),
        (7, 7, 1),
    ]


@pytest.mark.parametrize("ask", [lambda inzage: inzage.of_leerling, lambda inzage: inzage.of_verzorger])
def test_an_overview_costs_the_same_however_often_something_left(
    inzage: Inzage, gkv: Gkv, ask: Callable[[Inzage], Callable[..., object]]
) -> None:
    key = "L1" if ask(inzage) == inzage.of_leerling else "V1"
    gkv.make()
    with recorded() as few:
        ask(inzage)(SCHOOL, key, door=WIE)
    for day in range(1, 6):
        gkv.make(day, volledig=True)
    with recorded() as many:
        ask(inzage)(SCHOOL, key, door=WIE)
    assert len(many) == len(few) <= 25
