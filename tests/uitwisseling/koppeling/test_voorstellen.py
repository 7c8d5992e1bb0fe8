"""A wider agreement holds once a school accepts it."""

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend, VeldOngeldig
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.koppeling.voorstel import Besluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen

DOEL = "Verzorgers uitnodigen"


@pytest.fixture
def voorstellen(gkv: Gkv) -> Voorstellen:
    return Voorstellen(gkv.database)


def test_a_proposal_changes_nothing_until_a_school_accepts_it(gkv: Gkv, voorstellen: Voorstellen) -> None:
    gkv.make()
    made = voorstellen.propose(gkv.koppeling, DOEL, gegevensset=GKV_UITGEBREID)
    assert {one.school for one in made} == {SCHOOL, ANDERE_SCHOOL}
    before = gkv.make(1)
    assert (before.soort, before.afspraakversie) == (Leveringsoort.MUTATIE, 1)
    assert voorstellen.accept(gkv.koppeling, SCHOOL).versie == 2
    after = gkv.make(2)
    assert (after.soort, after.afspraakversie) == (Leveringsoort.VOLLEDIG, 2)
    assert gkv.open(after).manifest.variant == "uitgebreid"
    other = gkv.leveringen.make(gkv.koppeling, ANDERE_SCHOOL)
    assert other.afspraakversie == 1


def test_what_a_school_switched_off_stays_off(gkv: Gkv, voorstellen: Voorstellen) -> None:
    gkv.beheer.change_afspraak(gkv.koppeling, velden={"leerling/geboortedatum": False})
    wanted = {"leerling/emailadres": True, "leerling/geboortedatum": True}
    voorstellen.propose(gkv.koppeling, DOEL, velden=wanted)
    accepted = voorstellen.accept(gkv.koppeling, SCHOOL)
    assert accepted.schakelaars == {"leerling/emailadres": True, "leerling/geboortedatum": False}


def test_a_declined_or_replaced_proposal_can_no_longer_be_accepted(
    gkv: Gkv, voorstellen: Voorstellen
) -> None:
    voorstellen.propose(gkv.koppeling, DOEL, velden={"leerling/emailadres": True})
    voorstellen.propose(gkv.koppeling, DOEL, velden={"leerling/gebruikersnaam": True})
    voorstellen.decline(gkv.koppeling, SCHOOL)
    with pytest.raises(Geweigerd, match="geen voorstel open"):
        voorstellen.accept(gkv.koppeling, SCHOOL)
    found = [one.besluit for one in voorstellen.of_koppeling(gkv.koppeling) if one.school == SCHOOL]
    assert found == [Besluit.VERVANGEN, Besluit.AFGEWEZEN]
    assert voorstellen.accept(gkv.koppeling, ANDERE_SCHOOL).schakelaars == {"leerling/gebruikersnaam": True}


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
    gkv: Gkv, voorstellen: Voorstellen, wanted: dict[str, object], fout: type[Exception]
) -> None:
    with pytest.raises(fout):
        voorstellen.propose(gkv.koppeling, DOEL, **wanted)  # type: ignore[arg-type]
    assert voorstellen.of_koppeling(gkv.koppeling) == []


def test_a_proposal_says_what_it_is_for(gkv: Gkv, voorstellen: Voorstellen) -> None:
    with pytest.raises(Geweigerd, match="waarvoor"):
        voorstellen.propose(gkv.koppeling, " ", gegevensset=GKV_UITGEBREID)
    assert voorstellen.of_koppeling(gkv.koppeling) == []


def test_only_a_school_of_the_link_decides(gkv: Gkv, voorstellen: Voorstellen) -> None:
    voorstellen.propose(gkv.koppeling, DOEL, gegevensset=GKV_UITGEBREID)
    stranger = Schoolcode("99ZZ", "00")
    with pytest.raises(SchoolOnbekend, match="99ZZ/00"):
        voorstellen.accept(gkv.koppeling, stranger)
    assert [voorstel.besluit for voorstel in voorstellen.of_koppeling(gkv.koppeling)] == [None, None]
