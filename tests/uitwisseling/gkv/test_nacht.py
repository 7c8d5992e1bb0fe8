"""The night: once and only once per link and school, whoever falls over."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, school, schoolgegevens
from uwlr_service.domain.gkv.nacht import ATTEMPTS, LEASE, Uitkomst, Venster
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.nacht import Nacht
from uwlr_service.uitwisseling.gkv.nachtverslagen import Nachtverslagen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

TWO = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
NACHT = date(2026, 11, 25)
JAAR = Schooljaar("2026-2027")
SCHOOLS = [Schoolcode("99XX", f"{at:02}") for at in range(8)]


@pytest.fixture
def gkv(database: Database, tmp_path: Path) -> Gkv:
    for code in SCHOOLS:
        EdexmlUitwisseling(database).store(schoolgegevens(school=school(code, JAAR), **PARTS))
    made = Gkv(database, tmp_path, SCHOOLS[0])
    made.beheer.add(klantnaam="Rooster", klantcode="R1", scholen=SCHOOLS, gegevensset="gkv-basis", door=DOOR)
    return made


PARTS = {
    name: getattr(schoolgegevens(SCHOOL), name)
    for name in ("groepen", "samengestelde_groepen", "vestigingen", "leerlingen", "leerkrachten")
}


def nacht_of(gkv: Gkv) -> Nacht:
    return Nacht(gkv.database, gkv.leveringen, Venster())


def test_a_night_makes_every_package_once(gkv: Gkv) -> None:
    nacht = nacht_of(gkv)
    assert nacht.tick(lambda: TWO) == len(SCHOOLS) + 1
    assert nacht.tick(lambda: TWO + timedelta(hours=1)) == 0
    verslagen = Nachtverslagen(gkv.database)
    assert {taak.uitkomst for taak in verslagen.report(NACHT).taken} == {Uitkomst.GEMAAKT}
    assert verslagen.totals(NACHT) == verslagen.report(NACHT).totalen
    assert [len(gkv.leveringen.of_koppeling(link)) for link in (1, 2)] == [1, len(SCHOOLS)]


def test_storage_that_is_away_is_logged_and_not_told_to_partners(
    gkv: Gkv, caplog: pytest.LogCaptureFixture
) -> None:
    leveringen = Leveringen(gkv.database, Ondertekening(gkv.database, SECRET), Opslag("/dev/null/pakketten"))
    nacht = Nacht(gkv.database, leveringen, Venster())
    nacht.plan(NACHT, TWO)
    assert nacht.make(NACHT, TWO) is Uitkomst.WACHT
    assert "/dev/null/pakketten" in caplog.text
    (tried,) = (taak for taak in Nachtverslagen(gkv.database).report(NACHT).taken if taak.pogingen)
    assert tried.reden == "De opslag van pakketten is op dit moment niet te gebruiken."


def test_an_error_that_nobody_foresaw_is_logged_and_not_told_to_partners(
    gkv: Gkv, caplog: pytest.LogCaptureFixture
) -> None:
    nacht = nacht_of(gkv)
    nacht.plan(NACHT, TWO)
    with gkv.database.write() as connection:
        connection.execute(text("UPDATE leerling SET samengestelde_groepen = 'geen json'"))
    assert nacht.make(NACHT, TWO) is Uitkomst.WACHT
    assert "delivery failed" in caplog.text
    assert "JSONDecodeError" in caplog.text
    (tried,) = (taak for taak in Nachtverslagen(gkv.database).report(NACHT).taken if taak.pogingen)
    assert tried.reden == "Er is een interne fout opgetreden."


def test_nothing_is_made_outside_the_window(gkv: Gkv) -> None:
    assert nacht_of(gkv).tick(lambda: TWO + timedelta(hours=8)) == 0
    assert Nachtverslagen(gkv.database).report(NACHT).taken == ()


def test_the_next_night_follows_on_this_one(gkv: Gkv) -> None:
    nacht = nacht_of(gkv)
    for day in range(3):
        nacht.tick(lambda day=day: TWO + timedelta(days=day))  # type: ignore[misc]
    assert [one.volgnummer for one in gkv.leveringen.of_koppeling(1)] == [1, 2, 3]


def test_a_link_that_was_made_during_the_night_still_gets_its_package(gkv: Gkv) -> None:
    nacht = nacht_of(gkv)
    nacht.tick(lambda: TWO)
    gkv.beheer.add(
        klantnaam="Nieuw", klantcode="N1", scholen=[SCHOOLS[3]], gegevensset="gkv-basis", door=DOOR
    )
    assert nacht.tick(lambda: TWO + timedelta(minutes=1)) == 1


def test_a_withdrawn_link_gets_nothing(gkv: Gkv) -> None:
    nacht = nacht_of(gkv)
    nacht.plan(NACHT, TWO)
    Intrekkingen(gkv.database).withdraw(1, door=DOOR)
    nacht.tick(lambda: TWO)
    refused = [taak for taak in Nachtverslagen(gkv.database).report(NACHT).taken if taak.koppeling == 1]
    assert [taak.uitkomst for taak in refused] == [Uitkomst.GEWEIGERD]
    assert "ingetrokken" in str(refused[0].reden)


def test_a_package_whose_worker_fell_silent_is_made_by_another(gkv: Gkv) -> None:
    nacht = nacht_of(gkv)
    nacht.plan(NACHT, TWO)
    with gkv.database.write() as connection:
        silent = NachttaakRepository(connection).claim(NACHT, TWO)
    assert silent is not None
    assert nacht.tick(lambda: TWO) == len(SCHOOLS)
    later = TWO + LEASE + timedelta(seconds=1)
    assert nacht.tick(lambda: later) == 1
    with gkv.database.write() as connection:  # the one that was silent comes back, too late
        assert not NachttaakRepository(connection).finish(silent, Uitkomst.GEMAAKT, later)
    assert sum(len(gkv.leveringen.of_koppeling(link)) for link in (1, 2)) == len(SCHOOLS) + 1


def test_who_was_overtaken_publishes_nothing(gkv: Gkv) -> None:
    nacht = nacht_of(gkv)
    nacht.plan(NACHT, TWO)
    with gkv.database.write() as connection:
        taak = NachttaakRepository(connection).claim(NACHT, TWO)
        assert taak is not None
        NachttaakRepository(connection).finish(taak, Uitkomst.WACHT, TWO)
    with pytest.raises(Exception, match="verdergegaan"):
        gkv.leveringen.make(taak.koppeling, taak.school, moment=TWO, taak=taak)
    assert gkv.leveringen.of_koppeling(taak.koppeling) == []
    assert not list((gkv.folder / "leveringen").rglob("*.zip"))


def test_workers_side_by_side_make_every_package_once(gkv: Gkv) -> None:
    def work(_: int) -> int:
        database = Database.open(gkv.database.engine.url.render_as_string(hide_password=False))
        leveringen = Leveringen(
            database, Ondertekening(database, SECRET), Opslag(str(gkv.folder / "leveringen"))
        )
        try:
            return Nacht(database, leveringen, Venster()).tick(lambda: TWO)
        finally:
            database.close()

    with ThreadPoolExecutor(4) as pool:
        done = sum(pool.map(work, range(4)))
    assert done == len(SCHOOLS) + 1
    assert sum(len(gkv.leveringen.of_koppeling(link)) for link in (1, 2)) == len(SCHOOLS) + 1


def test_what_goes_wrong_is_tried_again_and_then_told(gkv: Gkv, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("no space left")  # stands in for a full disk, which a test cannot have

    monkeypatch.setattr(Opslag, "publish", broken)
    nacht = nacht_of(gkv)
    assert nacht.tick(lambda: TWO) == (len(SCHOOLS) + 1) * ATTEMPTS
    assert {taak.uitkomst for taak in Nachtverslagen(gkv.database).report(NACHT).taken} == {Uitkomst.MISLUKT}


def test_packages_go_after_thirty_days_and_stay_known(gkv: Gkv) -> None:
    nacht = nacht_of(gkv)
    nacht.tick(lambda: TWO)
    nacht.tick(lambda: TWO + timedelta(days=31))
    first, second = gkv.leveringen.of_koppeling(1)
    assert (first.pad, second.pad is None) == (None, False)
    assert len(list((gkv.folder / "leveringen").rglob("*.zip"))) == len(SCHOOLS) + 1
