"""Which schools a partner may ask, and what each of them is then asked."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.uitwisseling.koppeling.besluitvorming.conftest import (
    GESLACHT,
    ROEPNAAM,
    SECRET,
    Zitting,
    beheerder,
    inhoud,
    person,
)
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    AlGekoppeld,
    Geweigerd,
    KoppelingOnbekend,
    NietToegestaan,
    SchoolOnbekend,
)
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.schema.koppeling import afspraakvoorstel, deelname, klant
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.toezicht import bericht
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer

OPDRACHTREGEL = Handelende.opdrachtregel("Proef")


def admitted_as_far_as(zitting: Zitting, stand: str) -> None:
    """Bring the Toelating of the product into a state."""
    with zitting.database.write() as connection:
        connection.execute(update(klant).values(toelating=stand))


@pytest.mark.parametrize("stand", ["sandbox", "kwalificatie", "overeenkomst", "opgeschort", "beeindigd"])
def test_only_an_admitted_product_asks_a_real_school(zitting: Zitting, stand: str) -> None:
    admitted_as_far_as(zitting, stand)
    with pytest.raises(Geweigerd, match="mag nog geen koppeling voorstellen"):
        zitting.ask(ROEPNAAM)
    assert zitting.stand() is None


@pytest.mark.parametrize("stand", ["sandbox", "kwalificatie", "overeenkomst"])
def test_a_test_school_can_be_asked_before(zitting: Zitting, stand: str) -> None:
    admitted_as_far_as(zitting, stand)
    with zitting.database.write() as connection:
        connection.execute(update(school).values(soort="test"))
    assert zitting.ask(ROEPNAAM).stand is Voorstelstand.OPEN


def test_an_unknown_school_is_not_asked_and_neither_are_the_others(zitting: Zitting) -> None:
    scholen = [ANDERE_SCHOOL, Schoolcode("99ZZ", "00")]
    with pytest.raises(SchoolOnbekend, match="99ZZ/00"):
        zitting.voorstellen.propose(
            zitting.koppeling, inhoud(ROEPNAAM), scholen, door=zitting.partnerbeheerder
        )
    assert zitting.stand() is None


@pytest.mark.parametrize(
    "door",
    [
        beheerder(),
        person("Ander", Account(id=9, rol=Rol.PARTNERBEHEERDER, koppelpartner=4711)),
        person("Baas", Account(id=4, rol=Rol.OPERATOR)),
    ],
    ids=lambda door: door.naam,
)
def test_nobody_else_proposes(zitting: Zitting, door: Handelende) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    for act in (
        lambda: zitting.voorstellen.propose(zitting.koppeling, inhoud(ROEPNAAM), [SCHOOL], door=door),
        lambda: zitting.voorstellen.extend(zitting.koppeling, "Meer", door=door),
        lambda: zitting.voorstellen.of_koppeling(zitting.koppeling, door=door),
        lambda: zitting.voorstellen.of_koppeling(4711, door=door),
    ):
        with pytest.raises(NietToegestaan):
            act()
    if door.naam != "Anna":
        with pytest.raises(NietToegestaan):
            zitting.voorstellen.take_back(voorstel.id, door=door)
    with pytest.raises(KoppelingOnbekend):
        zitting.voorstellen.of_koppeling(4711, door=OPDRACHTREGEL)


def test_after_a_no_a_school_is_left_alone_for_thirty_days(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    zitting.besluiten.decline(voorstel.id, door=beheerder())
    with pytest.raises(Geweigerd, match="30 dagen"):
        zitting.ask(ROEPNAAM)
    with zitting.database.write() as connection:
        longer_ago = tijd.now() - timedelta(days=31)
        connection.execute(update(afspraakvoorstel).values(besloten=longer_ago))
    assert zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True}).afspraak is not None


def test_what_is_asked_anew_replaces_what_was_open(zitting: Zitting) -> None:
    zitting.ask(ROEPNAAM)
    zitting.ask(GESLACHT)
    made = zitting.voorstellen.of_koppeling(zitting.koppeling, door=zitting.partnerbeheerder)
    assert [voorstel.stand for voorstel in made] == [Voorstelstand.VERVANGEN, Voorstelstand.OPEN]
    assert zitting.stand() == "voorgesteld"


def test_a_partner_takes_its_proposal_back(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    zitting.voorstellen.take_back(voorstel.id, door=zitting.partnerbeheerder)
    assert zitting.stand() == "vervallen"
    (taken,) = zitting.voorstellen.of_koppeling(zitting.koppeling, door=zitting.partnerbeheerder)
    assert (taken.stand, taken.besloten_door) == (Voorstelstand.VERVALLEN, "Piet")


def test_a_school_is_not_asked_by_two_links_of_one_supplier(zitting: Zitting) -> None:
    Koppelingbeheer(zitting.database, SECRET).add(
        klantnaam="Ouders & Co", klantcode="OC1", scholen=[ANDERE_SCHOOL], gegevensset=GKV_BASIS, door=DOOR
    )
    with pytest.raises(AlGekoppeld):
        zitting.ask(ROEPNAAM)


def test_a_link_cannot_have_a_set_of_another_standard(zitting: Zitting) -> None:
    with pytest.raises(Geweigerd, match="kan de gegevensset volledig niet hebben"):
        zitting.ask(ROEPNAAM, gegevensset="volledig")


def test_a_school_that_paused_or_has_all_of_it_is_not_asked(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    with pytest.raises(Geweigerd, match="geen veld toe"):
        zitting.ask(ROEPNAAM)
    with pytest.raises(Geweigerd, match="niet ruimer"):
        zitting.ask("leerling/geslacht", gegevensset=GKV_BASIS)
    with zitting.database.write() as connection:
        connection.execute(update(deelname).values(stand="gepauzeerd"))
    with pytest.raises(Geweigerd, match="gepauzeerd"):
        zitting.ask(GESLACHT)


def test_the_people_of_the_school_hear_it_and_the_operator_where_there_are_none(zitting: Zitting) -> None:
    zitting.ask(ROEPNAAM)
    with zitting.database.read() as connection:
        rows = connection.execute(
            select(bericht.c.soort, bericht.c.rol, bericht.c.pad).order_by(bericht.c.id)
        )
        told = [tuple(row) for row in rows]
    besluit = f"/scholen/99YY-00/koppelingen/{zitting.koppeling}/besluit"
    assert told[1:] == [  # behind the one of the link that the other school has
        (Berichtsoort.DEELNAME_VOORGESTELD.value, "schoolbeheerder", besluit),
        (Berichtsoort.SCHOOL_ZONDER_BEHEERDER.value, "operator", "/beheer/scholen/99YY-00"),
    ]
