"""What people decide in the screens of a LAS, through the use cases of the portal, on both databases."""

from typing import Any

import pytest
from sqlalchemy import select, update

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.voorstellen import add_link, inhoud, propose
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.statements import MOST, recorded
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietToegestaan, OvergangOngeldig, VoorstelVeranderd
from uwlr_service.domain.fouten.mensen import AlleenInPortaal, KoppelingVeranderd
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.las.besluit import (
    Beslisser,
    Groepskeuze,
    Koppelingbesluit,
    Koppelingkeuze,
    Voorstelbesluit,
    Voorstelkeuze,
)
from uwlr_service.domain.las.las import Las
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import deelname
from uwlr_service.repository.schema.toezicht import bericht, logregel
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

NAMENS = "Anna de Vries"
ROEPNAAM = "leerling/roepnaam"
GESLACHT = "leerling/geslacht"
REDEN = "absentie/absentiereden"
BESTUUR = "Het bestuur heeft de verwerkersovereenkomst getekend."


@pytest.fixture
def diensten(settings: Settings, database: Database, stored: object) -> Diensten:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    return Diensten(settings, database)


@pytest.fixture
def las(diensten: Diensten) -> Las:
    return diensten.lasregister.add("Proeflas", [SCHOOL], alle_scholen=False, door=DOOR).las


@pytest.fixture
def voorstel(diensten: Diensten, database: Database) -> int:
    aanbod = add_link(database, gegevensset=GKV_UITGEBREID)
    return propose(diensten, aanbod, inhoud(GKV_UITGEBREID, ROEPNAAM, GESLACHT, REDEN))


def alone() -> Handelende:
    """The LAS, which shows somebody what there is."""
    return Handelende.via_las("Proeflas", SCHOOL)


def yes(diensten: Diensten, voorstel: int, *velden: str, **more: Any) -> Voorstelbesluit:
    """A yes to some fields of a proposal as it is now."""
    shown = diensten.besluitvorming.show(voorstel, door=alone())
    return Voorstelbesluit(
        besluit=Voorstelkeuze.ACCEPTEREN,
        beslisser=Beslisser(namens=NAMENS, getoond=shown.getoond.digest, bewezen=tijd.now()),
        velden=dict.fromkeys(velden, True),
        bestuur=BESTUUR,
        **more,
    )


def step(diensten: Diensten, koppeling: int, besluit: Koppelingkeuze, **more: Any) -> Koppelingbesluit:
    """A step with a link as it is now."""
    blad = diensten.schoolkoppelingen.one(SCHOOL, koppeling, door=alone())
    beslisser = Beslisser(namens=NAMENS, getoond=blad.koppeling.getoond)
    return Koppelingbesluit(besluit=besluit, beslisser=beslisser, **more)


@pytest.fixture
def koppeling(diensten: Diensten, las: Las, voorstel: int) -> int:
    """A link that runs, because somebody said yes by way of the LAS."""
    diensten.lasbesluiten.over_voorstel(las, SCHOOL, voorstel, yes(diensten, voorstel, ROEPNAAM, GESLACHT))
    (link,) = diensten.schoolkoppelingen.all(SCHOOL, door=alone())
    return link.koppeling


def test_a_yes_is_told_as_one_of_the_portal_is(
    diensten: Diensten, las: Las, database: Database, koppeling: int
) -> None:
    with database.read() as connection:
        told = {tuple(row) for row in connection.execute(select(bericht.c.soort, bericht.c.rol))}
        actors = {tuple(row) for row in connection.execute(select(logregel.c.actor, logregel.c.wat))}
    assert {("deelname-actief", "schoolbeheerder"), ("deelname-actief", "partnerbeheerder")} <= told
    assert (f"{NAMENS}, via LAS Proeflas", "deelname-geaccepteerd") in actors
    (versie,) = diensten.schoolkoppelingen.one(SCHOOL, koppeling, door=alone()).versies
    assert versie.bewijs is not None
    assert (versie.bewijs.is_intact, versie.bewijs.bestuur) == (True, BESTUUR)


def test_a_yes_keeps_the_pupils_that_were_chosen_before(
    diensten: Diensten, las: Las, koppeling: int, database: Database
) -> None:
    narrow = step(
        diensten,
        koppeling,
        Koppelingkeuze.VERSMALLEN,
        uit=frozenset({GESLACHT}),
        leerlingen=Groepskeuze(groepen=frozenset({"G1"})),
    )
    diensten.lasbesluiten.over_koppeling(las, SCHOOL, koppeling, narrow)
    (more,) = diensten.voorstellen.propose(
        koppeling, inhoud(GKV_UITGEBREID, ROEPNAAM, GESLACHT), [SCHOOL], door=DOOR
    )
    besluit = yes(diensten, more.id, GESLACHT, leerlingen=Groepskeuze(jaargroepen=frozenset({"4"})))
    afspraak = diensten.lasbesluiten.over_voorstel(las, SCHOOL, more.id, besluit)
    assert afspraak is not None
    assert afspraak.selectie.groepen == {"G1"}
    assert afspraak.selectie.jaargroepen == {"4"}


def test_a_no_is_held_to_what_was_shown(diensten: Diensten, las: Las, voorstel: int) -> None:
    other = Voorstelbesluit(
        besluit=Voorstelkeuze.AFWIJZEN, beslisser=Beslisser(namens=NAMENS, getoond="0" * 64)
    )
    with pytest.raises(VoorstelVeranderd):
        diensten.lasbesluiten.over_voorstel(las, SCHOOL, voorstel, other)
    with pytest.raises(NietToegestaan):
        diensten.lasbesluiten.over_voorstel(las, ANDERE_SCHOOL, voorstel, other)


def test_two_people_decide_in_the_portal(diensten: Diensten, las: Las, voorstel: int) -> None:
    with pytest.raises(AlleenInPortaal):
        diensten.lasbesluiten.over_voorstel(las, SCHOOL, voorstel, yes(diensten, voorstel, REDEN))


def test_a_step_is_held_to_what_was_shown(diensten: Diensten, las: Las, koppeling: int) -> None:
    first = step(diensten, koppeling, Koppelingkeuze.PAUZEREN)
    diensten.lasbesluiten.over_koppeling(las, SCHOOL, koppeling, first)
    with pytest.raises(KoppelingVeranderd):
        diensten.lasbesluiten.over_koppeling(las, SCHOOL, koppeling, first)
    again = step(diensten, koppeling, Koppelingkeuze.PAUZEREN)
    with pytest.raises(OvergangOngeldig):
        diensten.lasbesluiten.over_koppeling(las, SCHOOL, koppeling, again)
    diensten.lasbesluiten.over_koppeling(
        las, SCHOOL, koppeling, step(diensten, koppeling, Koppelingkeuze.HERVATTEN)
    )
    diensten.lasbesluiten.over_koppeling(
        las, SCHOOL, koppeling, step(diensten, koppeling, Koppelingkeuze.INTREKKEN)
    )
    (link,) = diensten.schoolkoppelingen.all(SCHOOL, door=alone())
    assert link.has_left


def test_a_school_keeps_what_nobody_used(
    diensten: Diensten, las: Las, koppeling: int, database: Database
) -> None:
    with database.write() as connection:
        connection.execute(update(deelname).values(navraag=tijd.now()))
    keep = step(diensten, koppeling, Koppelingkeuze.HOUDEN)
    diensten.lasbesluiten.over_koppeling(las, SCHOOL, koppeling, keep)
    (link,) = diensten.schoolkoppelingen.all(SCHOOL, door=alone())
    assert link.navraag is None


def test_what_was_not_agreed_yet_is_not_narrowed(diensten: Diensten, las: Las, voorstel: int) -> None:
    (link,) = diensten.schoolkoppelingen.all(SCHOOL, door=alone())
    for keuze in (Koppelingkeuze.VERSMALLEN, Koppelingkeuze.HERVATTEN, Koppelingkeuze.PAUZEREN):
        besluit = step(diensten, link.koppeling, keuze, uit=frozenset({ROEPNAAM}))
        with pytest.raises(OvergangOngeldig):
            diensten.lasbesluiten.over_koppeling(las, SCHOOL, link.koppeling, besluit)


@pytest.mark.parametrize("links", [1, 20])
def test_a_decision_costs_no_more_beside_many_links(
    diensten: Diensten, las: Las, voorstel: int, links: int, database: Database
) -> None:
    for number in range(links):
        propose(diensten, add_link(database, f"X{number}"), inhoud())
    besluit = yes(diensten, voorstel, ROEPNAAM)
    with recorded() as statements:
        diensten.lasbesluiten.over_voorstel(las, SCHOOL, voorstel, besluit)
    assert len(statements) <= MOST + 8
