"""A dossier goes in when every pupil that it is about is known, and else not at all."""

import io
from typing import Any

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, leerling, schoolgegevens
from uwlr_service.domain.fouten import LeerlingenOnbekend, SchoolOnbekend
from uwlr_service.domain.school.dossier import Dossier, Dossierobject
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.dossier import write_dossier
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

pytestmark = pytest.mark.usefixtures("stored")
MOMENT = "2026-11-02T08:00:00+01:00"


def detail(key: str) -> Dossierobject:
    return Dossierobject("leerlingdetail", key, {"leerlingnummer": "1", "mutatiedatum": MOMENT})


def absentie(key: str, of: str) -> Dossierobject:
    waarden = {"@leerling": of, "begindatumtijd": MOMENT, "heledag": "true", "mutatiedatum": MOMENT}
    return Dossierobject("absentie", key, waarden)


def toetsresultaat(key: str, of: str, medewerker: str) -> Dossierobject:
    return Dossierobject(
        "toetsresultaat",
        key,
        {
            "@leerling": of,
            "@groep": "G-van-toen",
            "@medewerker": medewerker,
            "toetscode": "T",
            "toetsnaam": "T",
            "afnamedatum": "2024-01-30",
            "jaargroep": "3",
            "herkomst": "import",
            "mutatiedatum": MOMENT,
        },
    )


def read_in(database: Database, *objecten: Dossierobject, school: Schoolcode = SCHOOL) -> int:
    """Import a file with these objects; returns how many are new."""
    content = b"".join(write_dossier(Dossier(school=school, objecten=objecten)))
    return Dossiers(database).read_in(io.BytesIO(content), door=DOOR).totaal.toegevoegd


def revisie(database: Database) -> int:
    with database.read() as connection:
        return DossierRepository(connection).stand(1).revisie


def parts(*leerlingen: str) -> dict[str, Any]:
    """A school of these pupils and nothing else."""
    return {"leerlingen": tuple(leerling(key) for key in leerlingen)}


def test_a_pupil_whom_nobody_knows_is_refused_with_every_place(database: Database) -> None:
    objecten = [absentie("A1", "L1"), absentie("A2", "NIETBESTAAND"), absentie("A3", "NIETBESTAAND")]
    with pytest.raises(LeerlingenOnbekend) as refused:
        read_in(database, *objecten)
    assert f"1 leerling die school {SCHOOL} niet kent" in refused.value.tekst
    assert [(one.regel, one.pad, one.key) for one in refused.value.meldingen] == [
        (6, "/dossier/absenties/absentie[2]", "A2"),
        (7, "/dossier/absenties/absentie[3]", "A3"),
    ]
    assert all("NIETBESTAAND" in one.tekst for one in refused.value.meldingen)
    assert revisie(database) == 0


def test_a_pupil_of_an_earlier_school_year_is_known(database: Database) -> None:
    earlier = schoolgegevens(jaar=Schooljaar("2025-2026"), **parts("L-vorig"))
    EdexmlUitwisseling(database).store(earlier)
    assert read_in(database, absentie("A1", "L-vorig")) == 1


def test_a_pupil_who_is_gone_from_the_edexml_is_known(database: Database) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens(**parts("L-weg")), allow_shrink=True)
    EdexmlUitwisseling(database).store(schoolgegevens(), allow_shrink=True)
    assert read_in(database, absentie("A1", "L-weg")) == 1


def test_a_pupil_whom_the_dossier_itself_describes_is_known(database: Database) -> None:
    assert read_in(database, detail("L-oud"), absentie("A1", "L-oud")) == 2


def test_a_pupil_of_another_school_is_not_known(database: Database) -> None:
    other = Schoolcode("99ZZ")
    EdexmlUitwisseling(database).store(schoolgegevens(other, **parts("L-elders")))
    assert read_in(database, absentie("A1", "L-elders"), school=other) == 1
    with pytest.raises(LeerlingenOnbekend):
        read_in(database, absentie("A1", "L-elders"))


def test_who_took_a_test_and_the_group_of_then_may_be_long_gone(database: Database) -> None:
    assert read_in(database, toetsresultaat("T1", "L1", "M-vertrokken")) == 1


def test_a_school_without_edexml_is_told_first(database: Database) -> None:
    with pytest.raises(SchoolOnbekend):
        read_in(database, absentie("A1", "NIETBESTAAND"), school=Schoolcode("99YY"))
