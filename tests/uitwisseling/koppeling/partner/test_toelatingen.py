"""A product goes on from the sandbox step by step, is stopped everywhere at once, goes on, or ends."""

from datetime import date, timedelta
from itertools import product as pairs

import pytest
from sqlalchemy import select

from tests.support.databases import database_of
from tests.support.partners.products import add_product, product_of, put_in
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.overgang import events_in
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, OvergangOngeldig, VersBewijsNodig
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.koppeling.toelating import OVERGANGEN, Toelatinggebeurtenis, Toelatingstand
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.schema.toezicht import bericht, logregel

DOOR = Handelende.opdrachtregel("beheerder")
REDEN = "Er is een lek bij dit bedrijf."
S = Toelatingstand
G = Toelatinggebeurtenis


def person(rol: Rol, *, koppelpartner: int | None = None, fresh: bool = True) -> Handelende:
    """Somebody who signed in, with one role."""
    proof = tijd.now() if fresh else tijd.now() - timedelta(hours=1)
    return Handelende(
        herkomst=Herkomst.PORTAAL,
        naam="Eva",
        inlog=1,
        accounts=(Account(id=1, rol=rol, koppelpartner=koppelpartner),),
        bewezen=proof,
    )


def do(diensten: Diensten, gebeurtenis: Toelatinggebeurtenis, product_id: int, door: Handelende) -> None:
    """Let something happen to a product."""
    toelatingen = diensten.toelatingen
    if gebeurtenis is G.QUALIFY:
        toelatingen.qualify(product_id, "De proef ging goed.", door=door)
    elif gebeurtenis is G.AGREE:
        toelatingen.agree(
            product_id, "VO-12", date(2026, 3, 14), zonder_rapport="Alleen inloggen.", door=door
        )
    elif gebeurtenis is G.ACTIVATE:
        toelatingen.activate(product_id, door=door)
    elif gebeurtenis is G.SUSPEND:
        toelatingen.suspend(product_id, REDEN, door=door)
    elif gebeurtenis is G.RESUME:
        toelatingen.resume(product_id, REDEN, door=door)
    else:
        toelatingen.end(product_id, REDEN, door=door)


EVENTS = (G.QUALIFY, G.AGREE, G.ACTIVATE, G.SUSPEND, G.RESUME, G.END)


def told(diensten: Diensten, soort: str) -> list[tuple[str, int | None, int | None]]:
    """Who was told something of a kind: the role, and the school or the partner."""
    with database_of(diensten).read() as connection:
        rows = connection.execute(
            select(bericht.c.rol, bericht.c.school_id, bericht.c.koppelpartner_id)
            .where(bericht.c.soort == soort)
            .order_by(bericht.c.id)
        )
        return [tuple(row) for row in rows]


@pytest.fixture
def linked(diensten: Diensten) -> Product:
    """A product that is active, with a link that two schools take part in."""
    for school in (SCHOOL, ANDERE_SCHOOL):
        diensten.edexml.store(schoolgegevens(school))
    diensten.koppelingbeheer.add(
        klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL, ANDERE_SCHOOL], door=DOOR
    )
    return product_of(database_of(diensten), "O1")


def test_a_product_goes_on_step_by_step(diensten: Diensten) -> None:
    made = add_product(database_of(diensten), "L1")
    story = (*EVENTS[:-1], G.SUSPEND, G.END)
    for gebeurtenis in story:
        do(diensten, gebeurtenis, made.id, DOOR)
    toelating = diensten.toelatingen.get(made.id, door=DOOR)
    assert toelating.stand is S.BEEINDIGD
    assert (toelating.kwalificatie_reden, toelating.overeenkomst_nummer) == ("De proef ging goed.", "VO-12")
    assert toelating.overeenkomst_datum == date(2026, 3, 14)
    assert [stap.gebeurtenis for stap in toelating.stappen] == list(story)
    assert {stap.door for stap in toelating.stappen} == {"beheerder"}
    with database_of(diensten).read() as connection:
        logged = connection.execute(select(logregel.c.wat).order_by(logregel.c.id)).scalars().all()
    assert logged == [f"toelating-{gebeurtenis}" for gebeurtenis in story]


def test_every_event_in_every_state(diensten: Diensten) -> None:
    for number, (stand, gebeurtenis) in enumerate(pairs(Toelatingstand, EVENTS)):
        made = add_product(database_of(diensten), f"L{number}", stand)
        if gebeurtenis in events_in(OVERGANGEN, stand):
            do(diensten, gebeurtenis, made.id, DOOR)
            assert diensten.toelatingen.get(made.id, door=DOOR).stand is not stand
        else:
            with pytest.raises(OvergangOngeldig):
                do(diensten, gebeurtenis, made.id, DOOR)
            assert diensten.toelatingen.get(made.id, door=DOOR).stand is stand


def test_only_operators_decide_and_a_stop_asks_for_a_fresh_proof(diensten: Diensten) -> None:
    made = add_product(database_of(diensten), "L1")
    partner = person(Rol.PARTNERBEHEERDER, koppelpartner=made.koppelpartner)
    for gebeurtenis in EVENTS:
        with pytest.raises(NietToegestaan):
            do(diensten, gebeurtenis, made.id, partner)
        with pytest.raises(NietToegestaan):
            do(diensten, gebeurtenis, 404, person(Rol.OPERATOR))
    for gebeurtenis in (G.SUSPEND, G.RESUME, G.END):
        with pytest.raises(VersBewijsNodig):
            do(diensten, gebeurtenis, made.id, person(Rol.OPERATOR, fresh=False))
    with pytest.raises(NietToegestaan):
        diensten.toelatingen.get(404, door=DOOR)


def test_a_partner_sees_its_own_products_only(diensten: Diensten) -> None:
    database = database_of(diensten)
    own = add_product(database, "L1")
    other = add_product(database, "L2")
    partner = person(Rol.PARTNERBEHEERDER, koppelpartner=own.koppelpartner)
    assert diensten.toelatingen.get(own.id, door=partner).product == own
    assert diensten.koppelpartners.get(own.koppelpartner, door=partner).producten == (own,)
    with pytest.raises(NietToegestaan):
        diensten.toelatingen.get(other.id, door=partner)
    with pytest.raises(NietToegestaan):
        diensten.koppelpartners.get(other.koppelpartner, door=partner)
    with pytest.raises(NietToegestaan):
        diensten.koppelpartners.all(door=partner)
    assert len(diensten.koppelpartners.all(door=person(Rol.OPERATOR))) == 2


def test_a_stop_has_a_reason_that_people_can_read(diensten: Diensten) -> None:
    made = add_product(database_of(diensten), "L1", S.ACTIEF)
    for reden in ("", "  ", "\u202e", "x" * 1001):
        with pytest.raises(Geweigerd):
            diensten.toelatingen.suspend(made.id, reden, door=DOOR)
    assert diensten.toelatingen.get(made.id, door=DOOR).stand is S.ACTIEF


def test_an_agreement_was_signed_before_today_is_over(diensten: Diensten) -> None:
    made = add_product(database_of(diensten), "L1", S.KWALIFICATIE)
    tomorrow = tijd.today() + timedelta(days=1)
    with pytest.raises(Geweigerd, match="al getekend"):
        diensten.toelatingen.agree(made.id, "VO-12", tomorrow, door=DOOR)
    with pytest.raises(Geweigerd, match="64"):
        diensten.toelatingen.agree(made.id, "x" * 65, tijd.today(), door=DOOR)


def test_schools_and_the_partner_hear_of_a_stop_and_of_its_reason(
    diensten: Diensten, linked: Product
) -> None:
    diensten.toelatingen.suspend(linked.id, REDEN, door=DOOR)
    hearers = told(diensten, "toelating-opgeschort")
    assert [rol for rol, _, _ in hearers] == ["partnerbeheerder", "schoolbeheerder", "schoolbeheerder"]
    assert hearers[0][2] == linked.koppelpartner
    assert diensten.toelatingen.get(linked.id, door=DOOR).opgeschort_reden == REDEN
    diensten.toelatingen.resume(linked.id, "Het is opgelost.", door=DOOR)
    assert len(told(diensten, "toelating-hervat")) == 3
    assert diensten.toelatingen.get(linked.id, door=DOOR).opgeschort_reden is None


def test_all_products_of_a_partner_stop_in_one_go(diensten: Diensten) -> None:
    database = database_of(diensten)
    first = add_product(database, "L1", S.ACTIEF)
    second = add_product(database, "L2", S.ACTIEF, first.koppelpartner)
    sandbox = add_product(database, "L3", S.SANDBOX, first.koppelpartner)
    stopped = diensten.toelatingen.suspend_all(first.koppelpartner, REDEN, door=DOOR)
    assert [made.id for made in stopped] == [first.id, second.id]
    partner = diensten.koppelpartners.get(first.koppelpartner, door=DOOR)
    assert [made.stand for made in partner.producten] == [S.OPGESCHORT, S.OPGESCHORT, S.SANDBOX]
    with pytest.raises(OvergangOngeldig):
        diensten.toelatingen.suspend_all(first.koppelpartner, REDEN, door=DOOR)
    diensten.toelatingen.resume_all(first.koppelpartner, REDEN, door=DOOR)
    put_in(database, sandbox, S.OPGESCHORT)
    partner = diensten.koppelpartners.get(first.koppelpartner, door=DOOR)
    assert [made.stand for made in partner.producten] == [S.ACTIEF, S.ACTIEF, S.OPGESCHORT]


def test_an_end_asks_for_the_destruction_of_the_data_of_each_school(
    diensten: Diensten, linked: Product
) -> None:
    (koppeling,) = linked.koppelingen
    diensten.toelatingen.suspend(linked.id, REDEN, door=DOOR)
    diensten.toelatingen.end(linked.id, REDEN, door=DOOR)
    asked = diensten.intrekkingen.withdrawn(koppeling)
    assert {intrekking.school for intrekking in asked} == {SCHOOL, ANDERE_SCHOOL}
    assert diensten.koppelingbeheer.get(koppeling).koppeling.ingetrokken is not None
    with database_of(diensten).read() as connection:
        taking_part = DeelnameRepository(connection).of_koppeling(koppeling)
        besluiten = BesluitRepository(connection).after(0)
    assert {deelname.stand.value for deelname in taking_part} == {"ingetrokken"}
    assert [besluit.soort for besluit in besluiten] == [
        Besluitsoort.TOELATING,
        Besluitsoort.INTREKKING,
        Besluitsoort.TOELATING,
    ]
