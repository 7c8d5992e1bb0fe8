"""Import and export of a school year: all of it, or nothing."""

import io
from dataclasses import replace

import pytest

from tests.support.schools.builders import (
    ANDERE_SCHOOL,
    JAAR,
    SCHOOL,
    eckid,
    leerkracht,
    leerling,
    schoolgegevens,
)
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import DocumentOngeldig, ImportAangehouden, SchoolOnbekend
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


@pytest.fixture
def uitwisseling(database: Database) -> EdexmlUitwisseling:
    """Import and export on this database."""
    return EdexmlUitwisseling(database)


def pupils(count: int) -> Schoolgegevens:
    return schoolgegevens(leerlingen=tuple(leerling(f"L{number}") for number in range(count)))


def exported(uitwisseling: EdexmlUitwisseling) -> bytes:
    return b"".join(uitwisseling.write_out(SCHOOL, JAAR))


def test_export_gives_back_what_was_imported(
    uitwisseling: EdexmlUitwisseling, gegevens: Schoolgegevens
) -> None:
    uitwisseling.store(gegevens)
    document = exported(uitwisseling)
    seen: list[int] = []
    again = uitwisseling.read_in(io.BytesIO(document), progress=seen.append, door=Handelende.opdrachtregel())
    assert again.totaal == Importtelling(ongewijzigd=8 + 1)
    assert exported(uitwisseling) == document
    assert seen[-1] == len(document)


def test_the_counts_of_a_second_import(uitwisseling: EdexmlUitwisseling, gegevens: Schoolgegevens) -> None:
    assert uitwisseling.store(gegevens).totaal == Importtelling(toegevoegd=9)
    first, _, third = gegevens.leerlingen
    changed = replace(gegevens, leerlingen=(replace(first, roepnaam="San"), third, leerling("L4")))
    assert uitwisseling.store(changed, allow_shrink=True).tellingen["leerlingen"] == Importtelling(
        toegevoegd=1, gewijzigd=1, ongewijzigd=1, verdwenen=1
    )


def test_a_bad_file_leaves_the_database_as_it_was(
    uitwisseling: EdexmlUitwisseling, gegevens: Schoolgegevens
) -> None:
    uitwisseling.store(gegevens)
    before = exported(uitwisseling)
    bad = before.replace(b"<jaargroep>5</jaargroep>", b"<jaargroep>99</jaargroep>")
    with pytest.raises(DocumentOngeldig) as refused:
        uitwisseling.read_in(io.BytesIO(bad), door=Handelende.opdrachtregel())
    assert {melding.pad for melding in refused.value.meldingen} == {
        "/EDEX/groepen/groep[2]/jaargroep",
        "/EDEX/leerlingen/leerling[2]/jaargroep",
    }
    assert all(melding.regel for melding in refused.value.meldingen)
    assert exported(uitwisseling) == before


def test_a_school_that_shrinks_by_more_than_a_fifth_is_refused(uitwisseling: EdexmlUitwisseling) -> None:
    uitwisseling.store(pupils(10))
    assert uitwisseling.store(pupils(8)).tellingen["leerlingen"].verdwenen == 2
    with pytest.raises(ImportAangehouden, match="2 van de 8 leerlingen zouden verdwijnen: meer dan een"):
        uitwisseling.store(pupils(6))
    assert exported(uitwisseling).count(b"<leerling ") == 8
    assert uitwisseling.store(pupils(6), allow_shrink=True).tellingen["leerlingen"].verdwenen == 2


def test_domain_objects_pass_the_same_gate(uitwisseling: EdexmlUitwisseling) -> None:
    with pytest.raises(DocumentOngeldig):
        uitwisseling.store(schoolgegevens(leerlingen=(leerling("#1"),)))


def test_a_school_without_data_cannot_be_exported(uitwisseling: EdexmlUitwisseling) -> None:
    with pytest.raises(SchoolOnbekend, match="99YY/00"):
        uitwisseling.write_out(ANDERE_SCHOOL, JAAR)


def test_a_file_without_place_for_eckids_leaves_them_as_they_are(uitwisseling: EdexmlUitwisseling) -> None:
    known = leerling("L1", eckid=eckid(1))
    other = leerling("L2")
    teacher = leerkracht("K1", eckid=eckid(2))
    uitwisseling.store(schoolgegevens(leerlingen=(known, other), leerkrachten=(teacher,)))
    before = exported(uitwisseling)
    older = b"".join(uitwisseling.write_out(SCHOOL, JAAR, "2.0"))
    assert b"ketenid.nl" in before
    assert b"ketenid.nl" not in older

    verslag = uitwisseling.read_in(
        io.BytesIO(older.replace(b">4</jaargroep>", b">6</jaargroep>")), door=Handelende.opdrachtregel()
    )

    assert verslag.tellingen["leerkrachten"] == Importtelling(ongewijzigd=1)
    assert verslag.tellingen["leerlingen"].gewijzigd == 2
    assert exported(uitwisseling).count(b"ketenid.nl") == before.count(b"ketenid.nl")


def test_a_newer_file_without_eckids_takes_them_away(uitwisseling: EdexmlUitwisseling) -> None:
    known = leerling("L1", eckid=eckid(1))
    uitwisseling.store(schoolgegevens(leerlingen=(known,)))
    before = exported(uitwisseling)
    assert b"ketenid.nl" in before
    uitwisseling.read_in(
        io.BytesIO(before.replace(f' eckid="{eckid(1)}"'.encode(), b"")), door=Handelende.opdrachtregel()
    )
    assert b"ketenid.nl" not in exported(uitwisseling)
