"""A partner's chain: a delta is applied behind the very package that it follows on, and behind no other."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.schools.builders import schoolgegevens
from uwlr_service.client.fouten import KetenOnderbroken
from uwlr_service.client.gkv_keten import Stand
from uwlr_service.client.gkv_kopie import MIGRATIONS, Kopie
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.gkv.levering import Levering, Leveringsoort, Pakketbestand, Setstatus
from uwlr_service.formats.gkv.pakket import Pakket, Pakketschrijver, open_pakket
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

NOTHING = Pakketbestand(set="basis", status=Setstatus.GEENWIJZIGINGEN)


def opened(folder: Path) -> Database:
    return Database.open(f"sqlite:///{folder / 'uwlr.sqlite'}")


@pytest.fixture
def gkv(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Gkv]:
    shutil.copyfile(migrated_sqlite, tmp_path / "uwlr.sqlite")
    database = opened(tmp_path)
    EdexmlUitwisseling(database).store(schoolgegevens())
    made = Gkv(database, tmp_path)
    yield made
    made.database.close()


def rename(gkv: Gkv, position: int, roepnaam: str) -> None:
    """A pupil has another name at the school."""
    gegevens = schoolgegevens()
    leerlingen = [*gegevens.leerlingen]
    leerlingen[position] = replace(leerlingen[position], roepnaam=roepnaam)
    EdexmlUitwisseling(gkv.database).store(replace(gegevens, leerlingen=tuple(leerlingen)))


def restored(gkv: Gkv, backup: Path) -> Gkv:
    """The same link on the database as it was, without a word to the service."""
    gkv.database.close()
    shutil.copyfile(backup, gkv.folder / "uwlr.sqlite")
    gkv.database = opened(gkv.folder)
    gkv.leveringen._database = gkv.database
    gkv.leveringen._ondertekening = Ondertekening(gkv.database, SECRET)
    return gkv


def backup_of(gkv: Gkv) -> Path:
    path = gkv.folder / "backup.sqlite"
    with closing(sqlite3.connect(gkv.folder / "uwlr.sqlite")) as source, closing(sqlite3.connect(path)) as to:
        source.backup(to)
    return path


def stand(gkv: Gkv, kopie: Kopie) -> Stand | None:
    return kopie.stand(str(gkv.koppeling), str(gkv.school))


def package(gkv: Gkv, base: Levering, naam: str, **changed: Any) -> Pakket:
    """A package without data, well signed, with the manifest of a delivery but for what is changed."""
    manifest = replace(gkv.open(base).manifest, bestanden=(NOTHING,), **changed)
    ondertekening = Ondertekening(gkv.database, SECRET)
    path = gkv.folder / naam
    with path.open("w+b") as file, Pakketschrijver(file) as writer:
        writer.close(manifest, ondertekening.key())
    return open_pakket(path, ondertekening.published())


def behind(gkv: Gkv, base: Levering, naam: str, **changed: Any) -> Pakket:
    """A delta without data behind a delivery."""
    numbers = {"volgnummer": base.volgnummer + 1, "vorigvolgnummer": base.volgnummer}
    return package(gkv, base, naam, soort=Leveringsoort.MUTATIE, **numbers, **changed)


def test_a_manifest_names_the_package_before(gkv: Gkv) -> None:
    first = gkv.make()
    second = gkv.make(1)
    manifest = gkv.open(second).manifest
    assert (manifest.vorigvolgnummer, manifest.vorigsha256) == (1, first.sha256)
    assert (second.vorigvolgnummer, second.vorigsha256) == (1, first.sha256)
    assert gkv.open(first).manifest.vorigsha256 is None
    assert gkv.leveringen.of_koppeling(gkv.koppeling) == [first, second]


def test_a_full_delivery_names_it_too_and_replaces_whatever_there_is(gkv: Gkv) -> None:
    first = gkv.make()
    full = gkv.make(1, volledig=True)
    assert full.vorigsha256 == first.sha256
    with gkv.kopie() as kopie:
        assert kopie.apply(gkv.open(full))
        assert stand(gkv, kopie) == Stand(2, full.sha256, met_sha256=True)


def test_a_service_that_was_put_back_is_noticed_and_the_copy_stays_as_it_was(gkv: Gkv) -> None:
    gkv.make()
    backup = backup_of(gkv)
    with gkv.kopie() as kopie:
        kopie.apply(gkv.open(gkv.leveringen.of_koppeling(gkv.koppeling)[0]))
        rename(gkv, 0, "Alfa")
        applied = gkv.make(1)
        kopie.apply(gkv.open(applied))
        before = gkv.objects(kopie)
        gkv.path(applied).unlink()  # the storage was put back too
        restored(gkv, backup)
        rename(gkv, 1, "Bravo")
        again = gkv.make(1)
        after = gkv.make(2)
        assert (again.volgnummer, after.vorigvolgnummer) == (2, 2)
        expected = f"Levering 2 van school 99XX/16 .* verwacht is SHA-256 {applied.sha256}.*{again.sha256}"
        with pytest.raises(KetenOnderbroken, match=expected):
            kopie.apply(gkv.open(again))
        expected = f"Levering 3 van school 99XX/16 .* vorigsha256 {applied.sha256}.*{again.sha256}.*olledige"
        with pytest.raises(KetenOnderbroken, match=expected):
            kopie.apply(gkv.open(after))
        assert gkv.objects(kopie) == before
        assert stand(gkv, kopie) == Stand(2, applied.sha256, met_sha256=True)
        kopie.apply(gkv.open(gkv.make(3, volledig=True)))
        xml = "".join(fragment.xml for fragment in gkv.objects(kopie))
    assert "Bravo" in xml
    assert "Alfa" not in xml


def test_a_delivery_that_was_applied_before_is_passed_over(gkv: Gkv) -> None:
    first = gkv.make()
    second = gkv.make(1)
    with gkv.kopie() as kopie:
        assert [kopie.apply(gkv.open(levering)) for levering in (first, second, second, first)] == [
            True,
            True,
            False,
            False,
        ]


@pytest.mark.parametrize("number", [1, 2])
def test_a_chain_does_not_begin_with_a_delta(gkv: Gkv, number: int) -> None:
    first = gkv.make()
    with gkv.kopie() as kopie:
        if number == 1:
            with pytest.raises(DocumentOngeldig, match="van soort mutatie kan niet nummer 1 hebben"):
                package(gkv, first, "een.zip", soort=Leveringsoort.MUTATIE)
        else:
            with pytest.raises(KetenOnderbroken, match=r"Levering 2 van school 99XX/16 volgt op 1.*bij nog"):
                kopie.apply(behind(gkv, first, "twee.zip", vorigsha256=first.sha256))
        assert stand(gkv, kopie) is None
        assert gkv.objects(kopie) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"soort": Leveringsoort.VOLLEDIG, "basisvolgnummer": 1},
        {"soort": Leveringsoort.VOLLEDIG, "basisvolgnummer": 2, "vorigvolgnummer": 2},
        {"soort": Leveringsoort.MUTATIE, "basisvolgnummer": 2},
        {"soort": Leveringsoort.MUTATIE, "vorigvolgnummer": 2},
        {"soort": Leveringsoort.MUTATIE, "vorigvolgnummer": None},
        {"soort": Leveringsoort.VOLLEDIG, "basisvolgnummer": 2, "vorigvolgnummer": None},
    ],
)
def test_numbers_that_cannot_be_those_of_a_chain_are_refused(gkv: Gkv, changed: dict[str, Any]) -> None:
    first = gkv.make()
    numbers = {"volgnummer": 2, "vorigvolgnummer": 1, "vorigsha256": first.sha256}
    with pytest.raises(DocumentOngeldig, match="De nummers in het manifest kloppen niet"):
        package(gkv, first, "fout.zip", **{**numbers, **changed})


def test_a_chain_of_before_goes_by_number_until_its_next_full_delivery(gkv: Gkv) -> None:
    first = gkv.make()
    old = package(gkv, first, "oud.zip", versie="1.0")
    with gkv.kopie() as kopie:
        assert kopie.apply(old)
        assert kopie.apply(behind(gkv, first, "twee.zip", versie="1.0"))
        full = gkv.make(1, volledig=True)
        second = replace(full, volgnummer=3)
        assert kopie.apply(package(gkv, full, "drie.zip", volgnummer=3, basisvolgnummer=3, vorigvolgnummer=2))
        with pytest.raises(KetenOnderbroken, match=r"Levering 4 .* noemt de SHA-256 van levering 3 niet"):
            kopie.apply(behind(gkv, second, "vier.zip", vorigsha256=None, basisvolgnummer=3))


def test_the_first_delta_with_a_digest_behind_a_copy_without_goes_by_number(gkv: Gkv) -> None:
    first = gkv.make()
    path = gkv.folder / "kopie.sqlite"
    with gkv.kopie() as kopie:
        kopie.apply(gkv.open(first))
    with closing(sqlite3.connect(path)) as connection, connection:
        for column in ("sha256", "met_sha256"):
            connection.execute(f"alter table stand drop column {column}")
        connection.execute("drop table vernietigd")
        connection.execute("pragma user_version = 0")
    with gkv.kopie() as kopie:
        assert stand(gkv, kopie) == Stand(1, None, met_sha256=False)
        second = gkv.make(1)
        assert kopie.apply(gkv.open(second))
        assert stand(gkv, kopie) == Stand(2, second.sha256, met_sha256=True)
        with pytest.raises(KetenOnderbroken, match="vorigsha256"):
            kopie.apply(behind(gkv, second, "drie.zip", vorigsha256=first.sha256))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (len(MIGRATIONS),)


def test_behind_a_number_that_was_given_before_comes_a_full_delivery(gkv: Gkv) -> None:
    """The storage remembers the delivery that the database forgot; some partner may have it."""
    gkv.make()
    backup = backup_of(gkv)
    lost = gkv.path(gkv.make(1))
    restored(gkv, backup)
    again = gkv.make(1)
    assert (again.volgnummer, again.soort) == (2, Leveringsoort.MUTATIE)
    assert not lost.exists()
    assert gkv.make(2).soort is Leveringsoort.VOLLEDIG
    assert gkv.make(3).soort is Leveringsoort.MUTATIE


@pytest.mark.parametrize("damage", ["gone", "another"])
def test_no_delta_follows_on_a_package_that_is_not_there_as_it_was(gkv: Gkv, damage: str) -> None:
    """Nobody could apply it: a database or a storage was put back without the other."""
    path = gkv.path(gkv.make())
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert gkv.make(1).soort is Leveringsoort.VOLLEDIG
    assert gkv.make(2).soort is Leveringsoort.MUTATIE
