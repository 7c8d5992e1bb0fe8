"""A wider agreement holds once a school accepts it; consent that is taken back ends at once."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend, VeldOngeldig
from uwlr_service.domain.gkv.levering import KEPT, Soort
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.koppeling.voorstel import Besluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

DOEL = "Verzorgers uitnodigen"


@pytest.fixture
def gkv(database: Database, stored: object, tmp_path: Path) -> Gkv:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    made = Gkv(database, tmp_path)
    other = made.beheer.add(
        klantnaam="Rooster", klantcode="R1", scholen=[SCHOOL, ANDERE_SCHOOL], gegevensset=GKV_BASIS
    )
    made.koppeling = other.koppeling.id
    return made


@pytest.fixture
def voorstellen(gkv: Gkv) -> Voorstellen:
    return Voorstellen(gkv.database)


def test_a_proposal_changes_nothing_until_a_school_accepts_it(gkv: Gkv, voorstellen: Voorstellen) -> None:
    gkv.make()
    made = voorstellen.propose(gkv.koppeling, DOEL, gegevensset=GKV_UITGEBREID)
    assert {one.school for one in made} == {SCHOOL, ANDERE_SCHOOL}
    before = gkv.make(1)
    assert (before.soort, before.afspraakversie) == (Soort.MUTATIE, 1)
    assert voorstellen.accept(gkv.koppeling, SCHOOL).versie == 2
    after = gkv.make(2)
    assert (after.soort, after.afspraakversie) == (Soort.VOLLEDIG, 2)
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
def test_what_is_nothing_wider_is_no_proposal(
    gkv: Gkv, voorstellen: Voorstellen, wanted: dict[str, object], fout: type[Exception]
) -> None:
    with pytest.raises(fout):
        voorstellen.propose(gkv.koppeling, DOEL, **wanted)  # type: ignore[arg-type]
    assert voorstellen.of_koppeling(gkv.koppeling) == []


def test_a_school_leaves_at_once_and_the_others_stay(gkv: Gkv, voorstellen: Voorstellen) -> None:
    gkv.make()
    (intrekking,) = voorstellen.withdraw(gkv.koppeling, SCHOOL)
    assert (intrekking.school, intrekking.bevestigd) == (SCHOOL, None)
    with pytest.raises(SchoolOnbekend):
        gkv.make(1)
    assert gkv.leveringen.make(gkv.koppeling, ANDERE_SCHOOL).volgnummer == 1
    assert len(gkv.leveringen.of_koppeling(gkv.koppeling)) == 2  # what went out stays known


def test_a_withdrawal_asks_for_destruction_until_it_is_confirmed(gkv: Gkv, voorstellen: Voorstellen) -> None:
    voorstellen.withdraw(gkv.koppeling)
    with pytest.raises(Geweigerd, match="ingetrokken"):
        gkv.make()
    assert [one.bevestigd for one in voorstellen.withdraw(gkv.koppeling)] == [None, None]
    assert all(one.bevestigd for one in voorstellen.confirm_destroyed(gkv.koppeling))
    with pytest.raises(Geweigerd, match="geen verzoek"):
        voorstellen.confirm_destroyed(gkv.koppeling)


@pytest.mark.parametrize("school", [None, SCHOOL])
def test_a_withdrawn_link_is_closed_for_good(
    gkv: Gkv, voorstellen: Voorstellen, school: Schoolcode | None
) -> None:
    voorstellen.withdraw(gkv.koppeling, ANDERE_SCHOOL)
    voorstellen.propose(gkv.koppeling, DOEL, gegevensset=GKV_UITGEBREID)
    first = voorstellen.withdraw(gkv.koppeling, school)
    assert voorstellen.withdraw(gkv.koppeling, school) == first
    for change in (
        lambda: gkv.beheer.rotate(gkv.koppeling, timedelta()),
        lambda: gkv.beheer.change_afspraak(gkv.koppeling, velden={"leerling/emailadres": True}),
        lambda: voorstellen.propose(gkv.koppeling, DOEL, gegevensset=GKV_UITGEBREID),
        lambda: voorstellen.accept(gkv.koppeling, SCHOOL),
        lambda: voorstellen.decline(gkv.koppeling, SCHOOL),
        lambda: gkv.make(1),
    ):
        with pytest.raises(Geweigerd, match="is ingetrokken"):
            change()


def test_packages_of_who_took_back_consent_are_cleared_up(gkv: Gkv, voorstellen: Voorstellen) -> None:
    made = gkv.make()
    kept = gkv.leveringen.make(gkv.koppeling, ANDERE_SCHOOL)
    assert gkv.leveringen.purge(made.gemaakt) == 0
    voorstellen.withdraw(gkv.koppeling, SCHOOL)
    assert gkv.leveringen.purge(made.gemaakt) == 1
    assert not gkv.path(made).exists()
    assert gkv.path(kept).exists()
    assert [one.pad is None for one in gkv.leveringen.of_koppeling(gkv.koppeling)] == [True, False]


def test_a_package_that_is_not_where_it_should_be_is_looked_for_again(
    gkv: Gkv, voorstellen: Voorstellen, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = gkv.make()
    voorstellen.withdraw(gkv.koppeling)
    elsewhere = Leveringen(gkv.database, SECRET, Opslag(str(tmp_path / "elsewhere")))
    assert elsewhere.purge(made.gemaakt) == 0
    assert made.id in caplog.text
    assert gkv.leveringen.purge(made.gemaakt) == 1
    assert not gkv.path(made).exists()


def test_a_package_that_is_lost_is_given_up_in_the_end(gkv: Gkv) -> None:
    made = gkv.make()
    gkv.path(made).unlink()
    assert gkv.leveringen.purge(made.geldig_tot + timedelta(days=1)) == 0
    assert gkv.leveringen.purge(made.geldig_tot + KEPT) == 1
    assert gkv.leveringen.purge(made.geldig_tot + KEPT) == 0


def test_what_was_agreed_on_a_withdrawn_link_can_still_be_seen(gkv: Gkv, voorstellen: Voorstellen) -> None:
    voorstellen.withdraw(gkv.koppeling)
    assert gkv.beheer.change_afspraak(gkv.koppeling).keys() == {SCHOOL, ANDERE_SCHOOL}
