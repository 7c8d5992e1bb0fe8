"""Consent that is taken back ends at once, and the data have to be destroyed."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.voorstellen import accept, decline, extend
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend
from uwlr_service.domain.gkv.levering import KEPT
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen


@pytest.fixture
def intrekkingen(gkv: Gkv) -> Intrekkingen:
    return Intrekkingen(gkv.database)


def test_a_school_leaves_at_once_and_the_others_stay(gkv: Gkv, intrekkingen: Intrekkingen) -> None:
    gkv.make()
    (intrekking,) = intrekkingen.withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    assert (intrekking.school, intrekking.bevestigd) == (SCHOOL, None)
    with pytest.raises(SchoolOnbekend):
        gkv.make(1)
    assert gkv.leveringen.make(gkv.koppeling, ANDERE_SCHOOL).volgnummer == 1
    assert len(gkv.leveringen.of_koppeling(gkv.koppeling)) == 2  # what went out stays known


def test_a_withdrawal_asks_for_destruction_until_it_is_confirmed(
    gkv: Gkv, intrekkingen: Intrekkingen
) -> None:
    intrekkingen.withdraw(gkv.koppeling, door=DOOR)
    with pytest.raises(Geweigerd, match="ingetrokken"):
        gkv.make()
    assert [one.bevestigd for one in intrekkingen.withdraw(gkv.koppeling, door=DOOR)] == [None, None]
    assert all(one.bevestigd for one in intrekkingen.confirm_destroyed(gkv.koppeling, door=DOOR))
    with pytest.raises(Geweigerd, match="geen verzoek"):
        intrekkingen.confirm_destroyed(gkv.koppeling, door=DOOR)


def test_a_withdrawn_link_is_closed_for_good(gkv: Gkv, intrekkingen: Intrekkingen) -> None:
    intrekkingen.withdraw(gkv.koppeling, ANDERE_SCHOOL, door=DOOR)
    extend(gkv.database, gkv.koppeling, "Verzorgers uitnodigen", gegevensset=GKV_UITGEBREID)
    first = intrekkingen.withdraw(gkv.koppeling, door=DOOR)
    assert intrekkingen.withdraw(gkv.koppeling, door=DOOR) == first
    for change in (
        lambda: gkv.beheer.rotate(gkv.koppeling, timedelta(), door=DOOR),
        lambda: gkv.beheer.change_afspraak(gkv.koppeling, velden={"leerling/emailadres": True}, door=DOOR),
        lambda: extend(gkv.database, gkv.koppeling, "Verzorgers uitnodigen", gegevensset=GKV_UITGEBREID),
        lambda: accept(gkv.database, gkv.koppeling, SCHOOL),
        lambda: decline(gkv.database, gkv.koppeling, SCHOOL),
        lambda: gkv.make(1),
    ):
        with pytest.raises(Geweigerd, match="is ingetrokken"):
            change()


def test_the_last_school_that_leaves_ends_no_key_and_can_come_back(
    gkv: Gkv, intrekkingen: Intrekkingen
) -> None:
    intrekkingen.withdraw(gkv.koppeling, ANDERE_SCHOOL, door=DOOR)
    intrekkingen.withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    overzicht = gkv.beheer.get(gkv.koppeling)
    assert (overzicht.koppeling.stand, overzicht.koppeling.scholen) == ("actief", ())
    assert [sleutel.ingetrokken for sleutel in overzicht.sleutels] == [None]
    with pytest.raises(SchoolOnbekend):
        gkv.make(1)
    assert Deelnames(gkv.database).admit(gkv.koppeling, SCHOOL, door=DOOR).is_back
    assert gkv.make(1).volgnummer == 1


def test_a_school_that_came_back_leaves_nothing_to_confirm(gkv: Gkv, intrekkingen: Intrekkingen) -> None:
    intrekkingen.withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    Deelnames(gkv.database).admit(gkv.koppeling, SCHOOL, door=DOOR)
    for school in (None, SCHOOL):
        with pytest.raises(Geweigerd, match="geen verzoek"):
            intrekkingen.confirm_destroyed(gkv.koppeling, school, door=DOOR)
    intrekkingen.withdraw(gkv.koppeling, ANDERE_SCHOOL, door=DOOR)
    confirmed = intrekkingen.confirm_destroyed(gkv.koppeling, door=DOOR)
    assert [(one.school, one.is_open, one.bevestigd is None) for one in confirmed] == [
        (SCHOOL, False, True),
        (ANDERE_SCHOOL, False, False),
    ]


def test_packages_of_a_school_that_took_back_consent_are_cleared_up(
    gkv: Gkv, intrekkingen: Intrekkingen
) -> None:
    made = gkv.make()
    kept = gkv.leveringen.make(gkv.koppeling, ANDERE_SCHOOL)
    assert gkv.leveringen.purge(made.gemaakt) == 0
    intrekkingen.withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    assert gkv.leveringen.purge(made.gemaakt) == 1
    assert not gkv.path(made).exists()
    assert gkv.path(kept).exists()
    assert [one.pad is None for one in gkv.leveringen.of_koppeling(gkv.koppeling)] == [True, False]


def test_a_package_that_is_not_where_it_should_be_is_looked_for_again(
    gkv: Gkv, intrekkingen: Intrekkingen, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = gkv.make()
    intrekkingen.withdraw(gkv.koppeling, door=DOOR)
    elsewhere = Leveringen(
        gkv.database, Ondertekening(gkv.database, SECRET), Opslag(str(tmp_path / "elsewhere"))
    )
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


def test_what_was_agreed_on_a_withdrawn_link_can_still_be_seen(gkv: Gkv, intrekkingen: Intrekkingen) -> None:
    intrekkingen.withdraw(gkv.koppeling, door=DOOR)
    assert gkv.beheer.change_afspraak(gkv.koppeling, door=DOOR).keys() == {SCHOOL, ANDERE_SCHOOL}
