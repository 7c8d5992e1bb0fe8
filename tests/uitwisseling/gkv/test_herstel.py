"""After a restore: no number is given twice, and every next delivery is a full one."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.databases import database_of
from tests.support.gkv.deliveries import Gkv
from tests.support.migrations import downgrade
from tests.support.partners.handelenden import DOOR
from tests.support.schools.many import MANY, store_deliveries, store_schools
from tests.support.statements import MOST, recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten import OpslagOnbruikbaar
from uwlr_service.domain.gkv.generiek import Nummersoort
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nummers import GkvNummers
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.herstel import JUMP, GkvHerstel

KEY = (Nummersoort.ADRES, "A1")


@pytest.fixture
def gkv(database: Database, stored: Schoolgegevens, tmp_path: Path) -> Gkv:
    return Gkv(database, tmp_path)


def herstel_of(gkv: Gkv) -> GkvHerstel:
    return GkvHerstel(gkv.database, Opslag(str(gkv.folder / "leveringen")))


def test_the_next_delivery_is_full_and_far_above_the_last(gkv: Gkv) -> None:
    gkv.make()
    assert gkv.make(1).soort is Leveringsoort.MUTATIE
    hersteld = herstel_of(gkv).after_restore()
    assert list(hersteld.vanaf.values()) == [3 + JUMP]
    levering = gkv.make(2)
    assert (levering.volgnummer, levering.soort) == (3 + JUMP, Leveringsoort.VOLLEDIG)
    assert levering.basisvolgnummer == levering.volgnummer
    after = gkv.make(3)
    assert (after.volgnummer, after.soort) == (4 + JUMP, Leveringsoort.MUTATIE)


def test_a_chain_without_a_delivery_jumps_too(gkv: Gkv) -> None:
    """It may have had one after the backup."""
    herstel_of(gkv).after_restore()
    assert gkv.make().volgnummer == JUMP + 1


def test_a_higher_number_that_was_seen_counts(gkv: Gkv) -> None:
    gkv.make()
    (keten,) = herstel_of(gkv).after_restore().vanaf
    hersteld = herstel_of(gkv).after_restore({keten: JUMP + 7})
    assert hersteld.vanaf == {keten: 2 * JUMP + 8}
    assert gkv.make().volgnummer == 2 * JUMP + 8


def test_a_second_restore_before_the_next_delivery_jumps_from_the_first(gkv: Gkv) -> None:
    gkv.make()
    herstel = herstel_of(gkv)
    (first,) = herstel.after_restore().vanaf.values()
    (second,) = herstel.after_restore().vanaf.values()
    assert second > first
    assert gkv.make().volgnummer == second


def test_a_link_that_was_made_after_the_backup_is_told(gkv: Gkv) -> None:
    (keten,) = herstel_of(gkv).after_restore().vanaf
    koppeling_id, school_id = keten
    lost = [(koppeling_id + 1, school_id), (koppeling_id, school_id + 1)]
    hersteld = herstel_of(gkv).after_restore(dict.fromkeys(lost, 3))
    assert hersteld.onbekend == tuple(sorted(lost))
    assert list(hersteld.vanaf) == [keten]


def test_a_number_that_is_not_one_of_ours_is_passed_over(gkv: Gkv) -> None:
    (keten,) = herstel_of(gkv).after_restore().vanaf
    hersteld = herstel_of(gkv).after_restore({keten: LARGEST_NUMBER})
    assert hersteld.vanaf[keten] < LARGEST_NUMBER
    assert gkv.make().volgnummer == hersteld.vanaf[keten]


def test_what_waited_before_the_migration_still_waits(gkv: Gkv) -> None:
    """A full delivery that was asked for, and the deliveries that there were."""
    made = [gkv.make(), gkv.make(1)]
    with gkv.database.write() as connection:
        OphalingRepository(connection).ask_volledig(gkv.koppeling, 1, gkv.start)
    downgrade(gkv.database, "0011")
    gkv.database.upgrade()
    former = [replace(levering, vorigsha256=None, edex=None) for levering in made]
    assert gkv.leveringen.of_koppeling(gkv.koppeling) == former
    levering = gkv.make(2)
    assert (levering.volgnummer, levering.soort) == (3, Leveringsoort.VOLLEDIG)


def test_packages_tell_what_the_database_forgot(gkv: Gkv) -> None:
    levering = gkv.make()
    herstel = herstel_of(gkv)
    (keten,) = herstel.seen_in_packages()
    assert herstel.seen_in_packages() == {keten: 1}
    path = gkv.path(levering)
    path.rename(path.with_name(path.name.replace("000001", "000041")))
    (path.parent / "iets anders.zip").touch()
    assert herstel.seen_in_packages() == {keten: 41}
    assert herstel.after_restore(herstel.seen_in_packages()).vanaf == {keten: 42 + JUMP}


def test_without_a_package_nothing_was_seen(gkv: Gkv) -> None:
    assert herstel_of(gkv).seen_in_packages() == {}


def test_a_storage_that_is_away_is_said(gkv: Gkv) -> None:
    class Away(Opslag):
        def names(self) -> object:  # type: ignore[override]
            raise OSError

    with pytest.raises(OpslagOnbruikbaar):
        GkvHerstel(gkv.database, Away(str(gkv.folder))).seen_in_packages()


def test_a_number_of_the_drop_in_service_is_never_given_another_meaning(gkv: Gkv) -> None:
    (_, school_id) = next(iter(herstel_of(gkv).after_restore().vanaf))
    numbers = GkvNummers(gkv.database)
    (first,) = numbers.ensure(school_id, [KEY]).values()
    herstel_of(gkv).after_restore()
    other = (Nummersoort.ADRES, "A2")
    given = numbers.ensure(school_id, [KEY, other])
    assert given[KEY] == first
    assert given[other] > first + JUMP


def test_it_costs_the_same_for_one_school_and_for_many(diensten: Diensten) -> None:
    database = database_of(diensten)
    first, *others = store_schools(database, 1 + MANY)
    costs = []
    for scholen in ([first], others):
        koppeling = diensten.koppelingbeheer.add(
            klantnaam="P", klantcode="P", scholen=scholen, gegevensset=GKV_BASIS, door=DOOR
        ).koppeling.id
        store_deliveries(database, koppeling)
        with recorded() as statements:
            hersteld = diensten.gkvherstel.after_restore()
        costs.append(len(statements))
    assert len(hersteld.vanaf) == 1 + MANY
    assert costs[0] == costs[1] <= MOST
