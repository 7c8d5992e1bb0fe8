"""Packages that hold the set basis once more, as OneRoster or SDS, for links that asked for it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.roosterkeuring import oneroster_faults, rows, sds_faults
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, leerling, schoolgegevens
from uwlr_service.conformiteit.gkv.lezing import Lezing
from uwlr_service.conformiteit.gkv.pakketverwachtingen import OF_PACKAGE
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.gkv.levering import Levering, Pakketbestand, Setstatus
from uwlr_service.domain.inzage.overzicht import Weg
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID, ROOSTERS
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.inzage.inzage import Inzage
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ASKED = {
    **{f"set/{naam}": True for naam in ROOSTERS},
    "leerling/gebruikersnaam": True,
    "leerling/emailadres": True,
}


def everybody() -> Schoolgegevens:
    """A school in which each pupil has an account."""
    gegevens = schoolgegevens()
    return replace(
        gegevens,
        leerlingen=tuple(replace(one, emailadres=f"{one.key}@school.example") for one in gegevens.leerlingen),
    )


@pytest.fixture
def database(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """On SQLite alone: what a package holds is not a matter of the database."""
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    opened = Database.open(f"sqlite:///{path}")
    EdexmlUitwisseling(opened).store(everybody())
    yield opened
    opened.close()


@pytest.fixture(params=[GKV_BASIS, GKV_UITGEBREID])
def gkv(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Gkv:
    """A link that asked for both."""
    made = Gkv(database, tmp_path, gegevensset=request.param)
    made.beheer.change_afspraak(made.koppeling, velden=ASKED, door=DOOR)
    return made


def rosters(gkv: Gkv, levering: Levering) -> dict[str, Pakketbestand]:
    """What the manifest says of the rosters."""
    return {each.set: each for each in gkv.open(levering).manifest.bestanden if not each.is_document}


def files(gkv: Gkv, levering: Levering, naam: str) -> dict[str, bytes]:
    """The files of one roster in a package."""
    pakket = gkv.open(levering)
    (bestand,) = (each for each in pakket.manifest.bestanden if each.set == naam)
    with zipfile.ZipFile(io.BytesIO(b"".join(pakket.read(bestand)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def store(gkv: Gkv, gegevens: Schoolgegevens) -> None:
    EdexmlUitwisseling(gkv.database).store(gegevens, allow_shrink=True)


def test_a_package_holds_both_rosters_and_says_so_in_a_manifest_of_its_own_version(gkv: Gkv) -> None:
    levering = gkv.make()
    found = rosters(gkv, levering)
    assert {naam: (one.status, one.naam) for naam, one in found.items()} == {
        "oneroster": (Setstatus.VOLLEDIG, "oneroster.zip"),
        "sds": (Setstatus.VOLLEDIG, "sds.zip"),
    }
    assert gkv.open(levering).manifest.versie == "1.2"
    oneroster = files(gkv, levering, "oneroster")
    assert oneroster_faults(oneroster) == []
    assert sds_faults(files(gkv, levering, "sds")) == []
    assert found["oneroster"].records == len(rows(oneroster["users.csv"])) == 5


def test_a_link_that_did_not_ask_gets_the_manifest_of_before(database: Database, tmp_path: Path) -> None:
    gkv = Gkv(database, tmp_path)
    levering = gkv.make()
    assert rosters(gkv, levering) == {}
    assert gkv.open(levering).manifest.versie == "1.1"


def test_a_partner_passes_the_rosters_over(gkv: Gkv) -> None:
    first = gkv.make()
    store(gkv, schoolgegevens(leerlingen=(leerling(gebruikersnaam="sanne1", emailadres="s@school.example"),)))
    second = gkv.make(1, allow_shrink=True)
    with gkv.kopie() as kopie:
        for levering in (first, second):
            gkv.open(levering).judge()
            assert kopie.apply(gkv.open(levering))
        assert {fragment.key for fragment in gkv.objects(kopie) if fragment.entiteit == "leerling"} == {"L1"}


def test_the_test_facility_has_nothing_against_such_a_package(gkv: Gkv) -> None:
    keys = Ondertekening(gkv.database, SECRET).published()
    lezing = Lezing(gkv.path(gkv.make()), keys)
    findings = {naam: list(keuring(lezing)) for naam, keuring in OF_PACKAGE.items()}
    assert {naam: found for naam, found in findings.items() if found} == {}


def test_a_roster_is_whole_whenever_something_changed_and_left_out_when_nothing_did(gkv: Gkv) -> None:
    gkv.make()
    unchanged = rosters(gkv, gkv.make(1))
    assert {one.status for one in unchanged.values()} == {Setstatus.GEENWIJZIGINGEN}
    gegevens = everybody()
    first, *others = gegevens.leerlingen
    store(gkv, replace(gegevens, leerlingen=(replace(first, roepnaam="Sanna"), *others)))
    levering = gkv.make(2)
    assert levering.soort == "mutatie"
    users = rows(files(gkv, levering, "oneroster")["users.csv"])
    assert [user["givenName"] for user in users] == ["Sanna", "Daan", "Zoë", "Kim", "Jan"]


def test_a_school_that_gives_less_stops_the_roster_and_not_the_package(gkv: Gkv) -> None:
    gkv.make()
    gkv.beheer.change_afspraak(gkv.koppeling, velden={"leerkracht/gebruikersnaam": False}, door=DOOR)
    levering = gkv.make(1)
    found = rosters(gkv, levering)
    assert (found["oneroster"].status, found["oneroster"].naam) == (Setstatus.UIT, None)
    assert found["sds"].status is Setstatus.VOLLEDIG
    assert "<leerkracht " in gkv.text(levering)


def test_pupils_without_an_account_stop_the_roster_unless_somebody_says_that_they_may(gkv: Gkv) -> None:
    gegevens = everybody()
    first, *others = gegevens.leerlingen
    store(gkv, replace(gegevens, leerlingen=(replace(first, emailadres=None), *others)))
    found = rosters(gkv, gkv.make())
    assert (found["sds"].status, found["sds"].naam) == (Setstatus.UIT, None)
    assert found["oneroster"].status is Setstatus.VOLLEDIG
    levering = gkv.make(volledig=True, allow_shrink=True)
    users = rows(files(gkv, levering, "sds")["users.csv"])
    assert [user["sourcedId"] for user in users] == ["L2", "L3", "K1", "K2"]


def test_a_roster_that_was_off_stays_off_until_there_is_one_again(gkv: Gkv) -> None:
    gegevens = everybody()
    first, *others = gegevens.leerlingen
    store(gkv, replace(gegevens, leerlingen=(replace(first, emailadres=None), *others)))
    gkv.make()
    levering = gkv.make(1)
    assert {naam: one.status for naam, one in rosters(gkv, levering).items()} == {
        "oneroster": Setstatus.GEENWIJZIGINGEN,
        "sds": Setstatus.UIT,
    }
    assert (levering.gewijzigd, levering.verwijderd) == (0, 0)
    assert rosters(gkv, gkv.make(2, allow_shrink=True))["sds"].status is Setstatus.VOLLEDIG
    assert rosters(gkv, gkv.make(3))["sds"].status is Setstatus.GEENWIJZIGINGEN


def test_an_overview_says_that_a_roster_told_everything_once_more(gkv: Gkv) -> None:
    gkv.make()
    gegevens = everybody()
    first, second, third = gegevens.leerlingen
    store(gkv, replace(gegevens, leerlingen=(first, replace(second, roepnaam="Dan"), third)))
    levering = gkv.make(1)
    assert (levering.soort, levering.edex) == ("mutatie", True)
    inzage = Inzage(gkv.database, SECRET, timedelta(days=400))
    (partner,) = inzage.of_leerling(SCHOOL, "L1", door=Handelende.opdrachtregel()).partners
    told = [verstrekt for verstrekt in partner.verstrekt if verstrekt.weg is Weg.PAKKET]
    assert len(told) == 2
    for verstrekt in told:
        assert "leerling/gebruikersnaam" in {veld.veld for veld in verstrekt.velden}
