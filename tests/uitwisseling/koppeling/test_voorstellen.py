"""A wider agreement holds once a school accepts it."""

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.voorstellen import accept, decline, extend, made
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend, VeldOngeldig
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.koppeling.voorstel import Besluit
from uwlr_service.domain.school.school import Schoolcode

DOEL = "Verzorgers uitnodigen"


def test_a_proposal_changes_nothing_until_a_school_accepts_it(gkv: Gkv) -> None:
    gkv.make()
    asked = extend(gkv.database, gkv.koppeling, DOEL, gegevensset=GKV_UITGEBREID)
    assert {one.school for one in asked} == {SCHOOL, ANDERE_SCHOOL}
    before = gkv.make(1)
    assert (before.soort, before.afspraakversie) == (Leveringsoort.MUTATIE, 1)
    assert accept(gkv.database, gkv.koppeling, SCHOOL).versie == 2
    after = gkv.make(2)
    assert (after.soort, after.afspraakversie) == (Leveringsoort.VOLLEDIG, 2)
    assert gkv.open(after).manifest.variant == "uitgebreid"
    other = gkv.leveringen.make(gkv.koppeling, ANDERE_SCHOOL)
    assert other.afspraakversie == 1


def test_what_a_school_switched_off_stays_off(gkv: Gkv) -> None:
    gkv.beheer.change_afspraak(gkv.koppeling, velden={"leerling/geboortedatum": False}, door=DOOR)
    wanted = {"leerling/emailadres": True, "leerling/geboortedatum": True}
    extend(gkv.database, gkv.koppeling, DOEL, velden=wanted)
    accepted = accept(gkv.database, gkv.koppeling, SCHOOL)
    assert accepted.schakelaars["leerling/emailadres"]
    assert not accepted.schakelaars["leerling/geboortedatum"]


def test_a_declined_or_replaced_proposal_can_no_longer_be_accepted(gkv: Gkv) -> None:
    extend(gkv.database, gkv.koppeling, DOEL, velden={"leerling/emailadres": True})
    extend(gkv.database, gkv.koppeling, DOEL, velden={"leerling/gebruikersnaam": True})
    decline(gkv.database, gkv.koppeling, SCHOOL)
    with pytest.raises(Geweigerd, match="geen voorstel open"):
        accept(gkv.database, gkv.koppeling, SCHOOL)
    found = [one.besluit for one in made(gkv.database, gkv.koppeling) if one.school == SCHOOL]
    assert found == [Besluit.VERVANGEN, Besluit.AFGEWEZEN]
    assert accept(gkv.database, gkv.koppeling, ANDERE_SCHOOL).schakelaars["leerling/gebruikersnaam"]


@pytest.mark.parametrize(
    ("wanted", "fout"),
    [
        ({"velden": {"leerling/bsn": True}}, VeldOngeldig),
        ({"velden": {"leerling/roepnaam": True}}, Geweigerd),
        ({"gegevensset": "volledig"}, Geweigerd),
        ({}, Geweigerd),
    ],
)
def test_what_is_not_wider_is_not_a_proposal(
    gkv: Gkv, wanted: dict[str, object], fout: type[Exception]
) -> None:
    with pytest.raises(fout):
        extend(gkv.database, gkv.koppeling, DOEL, **wanted)
    assert made(gkv.database, gkv.koppeling) == []


def test_a_proposal_says_what_it_is_for(gkv: Gkv) -> None:
    with pytest.raises(Geweigerd, match="waarvoor"):
        extend(gkv.database, gkv.koppeling, " ", gegevensset=GKV_UITGEBREID)
    assert made(gkv.database, gkv.koppeling) == []


def test_only_a_school_of_the_link_decides(gkv: Gkv) -> None:
    extend(gkv.database, gkv.koppeling, DOEL, gegevensset=GKV_UITGEBREID)
    stranger = Schoolcode("99ZZ", "00")
    with pytest.raises(SchoolOnbekend, match="99ZZ/00"):
        accept(gkv.database, gkv.koppeling, stranger)
    assert [voorstel.besluit for voorstel in made(gkv.database, gkv.koppeling)] == [None, None]
