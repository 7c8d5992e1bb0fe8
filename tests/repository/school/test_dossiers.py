"""A dossier in versions: what did not change keeps its row, and any earlier state can be read back."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DossierKrimpt, SchoolOnbekend
from uwlr_service.domain.school.dossier import Berekend, Dossier, Dossierobject
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.dossier import berekende_waarde, dossierobject
from uwlr_service.repository.school import dossiers
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.uitwisseling.school.bewaring import Bewaring
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.remmen import Remmen

SCHOOL_ID = 1


def absentie(key: str, leerling: str = "L1", **waarden: Any) -> Dossierobject:
    return Dossierobject("absentie", key, {"@leerling": leerling, "heledag": "true", **waarden})


def store(database: Database, *objecten: Dossierobject, **rest: Any) -> Importtelling:
    return (
        Dossiers(database).store(Dossier(school=SCHOOL, objecten=objecten, **rest), allow_shrink=True).totaal
    )


def state(database: Database, *revisies: int) -> list[tuple[str, int, int | None]]:
    with database.read() as connection:
        rows = DossierRepository(connection).versies(SCHOOL_ID, "absentie", *revisies)
        return [(row.key, row.van, row.tot) for row in rows]


@pytest.mark.usefixtures("stored")
def test_only_what_changed_gets_a_new_row(database: Database) -> None:
    assert store(database, absentie("A1"), absentie("A2")) == Importtelling(toegevoegd=2)
    assert store(database, absentie("A1"), absentie("A2")) == Importtelling(ongewijzigd=2)
    later = absentie("A2", dagdeel="ochtend")
    assert store(database, later, absentie("A3")) == Importtelling(
        toegevoegd=1, gewijzigd=1, ongewijzigd=0, verdwenen=1
    )
    assert state(database, 1) == [("A1", 1, 2), ("A2", 1, 2)]
    assert state(database, 2) == [("A2", 2, None), ("A3", 2, None)]
    assert state(database, 1, 2) == [("A1", 1, 2), ("A2", 1, 2), ("A2", 2, None), ("A3", 2, None)]


@pytest.mark.usefixtures("stored")
def test_a_later_mutatiedatum_alone_is_not_a_change(database: Database) -> None:
    store(database, absentie("A1", mutatiedatum="2026-11-01T08:00:00+01:00"))
    again = store(database, absentie("A1", mutatiedatum="2026-11-02T08:00:00+01:00"))
    assert again == Importtelling(ongewijzigd=1)


@pytest.mark.usefixtures("stored")
def test_a_kind_that_is_gone_from_the_file_is_gone(database: Database) -> None:
    store(database, absentie("A1"), absentie("A2"))
    assert store(database) == Importtelling(verdwenen=2)
    assert state(database, 2) == []


@pytest.mark.usefixtures("stored")
def test_pages_join_without_a_seam(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "PAGE", 3)
    keys = ["a", "B", "é", "Z", "z", "10", "9", "-", "日本", "€"]
    store(database, *(absentie(key) for key in keys))
    store(database, *(absentie(key, dagdeel="middag") for key in keys))
    assert [key for key, *_ in state(database, 2)] == sorted(keys)
    assert [key for key, *_ in state(database, 1, 2)] == [key for key in sorted(keys) for _ in (1, 2)]


@pytest.mark.usefixtures("stored")
def test_the_computed_values_are_those_of_the_last_file(database: Database) -> None:
    store(database, absentie("A1"), berekenden=(Berekend("T1", "niveau", "A"), Berekend("T1", "dle", "12")))
    store(database, absentie("A1"), berekenden=(Berekend("T1", "niveau", "B"),))
    with database.read() as connection:
        assert connection.execute(select(berekende_waarde.c.waarde)).scalars().all() == ["B"]


@pytest.mark.usefixtures("stored")
def test_a_name_is_a_change_of_the_dossier(database: Database) -> None:
    store(database, naam="De Wilg")
    Dossiers(database).rename(SCHOOL, "De Wilg", door=DOOR)
    Dossiers(database).rename(SCHOOL, "De Eik", door=DOOR)
    with database.read() as connection:
        repository = DossierRepository(connection)
        assert (repository.stand(SCHOOL_ID).revisie, repository.naam(SCHOOL_ID)) == (2, "De Eik")


@pytest.mark.usefixtures("stored")
def test_a_fifth_less_waits_for_a_person_and_changes_nothing(database: Database) -> None:
    many = [absentie(f"A{at:03}") for at in range(50)]
    store(database, *many)
    with pytest.raises(DossierKrimpt, match="meer dan een vijfde verdwijnen: 11 van de 50 van absentie"):
        Dossiers(database).store(Dossier(school=SCHOOL, objecten=many[:39]))
    assert len(state(database, 1)) == 50
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=many[:40]))


@pytest.mark.usefixtures("stored")
def test_others_in_the_place_of_those_who_go_make_up_for_nothing(database: Database) -> None:
    many = [absentie(f"A{at:03}") for at in range(50)]
    others = [absentie(f"B{at:03}") for at in range(50)]
    store(database, *many)
    with pytest.raises(DossierKrimpt, match="11 van de 50 van absentie"):
        Dossiers(database).store(Dossier(school=SCHOOL, objecten=many[:39] + others[:11]))
    Remmen(database).set(SCHOOL, Fraction(3, 10), door=DOOR)
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=many[:39] + others[:11]))


@pytest.mark.usefixtures("stored")
def test_of_people_a_handful_counts_too(database: Database) -> None:
    guardians = [Dossierobject("verzorger", f"V{at}", {"achternaam": "Bos"}) for at in range(5)]
    few = [absentie(f"A{at:03}") for at in range(5)]
    store(database, *few, *guardians)
    with pytest.raises(DossierKrimpt, match="2 van de 5 van verzorger"):
        Dossiers(database).store(Dossier(school=SCHOOL, objecten=[*few, *guardians[2:]]))
    Dossiers(database).store(Dossier(school=SCHOOL, objecten=[few[0], *guardians[1:]]))


def test_a_school_that_nobody_knows_is_refused(database: Database, stored: Schoolgegevens) -> None:
    assert stored.school.code == SCHOOL
    with pytest.raises(SchoolOnbekend, match="Importeer eerst"):
        Dossiers(database).store(Dossier(school=Schoolcode("99ZZ"), objecten=()))


@pytest.mark.usefixtures("stored")
def test_replaced_versions_go_when_their_retention_ends(database: Database) -> None:
    store(database, absentie("A1"))
    store(database, replace(absentie("A1"), waarden={"@leerling": "L1", "heledag": "false"}))
    assert Bewaring(database).purge(tijd.now() + timedelta(days=1)) == 1
    with database.read() as connection:
        count = connection.execute(select(func.count()).select_from(dossierobject)).scalar()
    assert count == 1
