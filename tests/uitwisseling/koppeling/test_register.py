"""The register: nothing goes out unwritten, repetitions wait, and a failure loses no count."""

from pathlib import Path

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.domain.koppeling.verstrekking import Uitgegeven, Verstrekking
from uwlr_service.domain.uwlr.verzoek import Tolerantie
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


def item(bericht: str = "leerlinggegevens", groepen: str = "") -> Uitgegeven:
    moment = tijd.midnight(tijd.today())
    return Uitgegeven(1, 1, 1, 1, moment, bericht, "2.2", "volledig", groepen)


def written(beheer: Koppelingbeheer) -> tuple[Verstrekking, ...]:
    return beheer.get(1).verstrekkingen


def test_the_first_time_is_written_at_once(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, register: Register
) -> None:
    register.give(item(), [])
    (line,) = written(beheer)
    assert (line.school, line.bericht, line.aantal, line.afspraak_versie) == (
        SCHOOL,
        "leerlinggegevens",
        1,
        1,
    )


def test_repetitions_wait_for_the_next_flush(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, register: Register
) -> None:
    for _ in range(5):
        register.give(item(), [])
    assert [line.aantal for line in written(beheer)] == [1]
    register.flush()
    (line,) = written(beheer)
    assert line.aantal == 5
    assert line.eerste < line.laatste


def test_two_processes_add_up(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, register: Register, database: Database
) -> None:
    register.give(item(), [])
    other = Register(database, flush_seconds=3600)
    other.give(item(), [])
    other.close()
    assert [line.aantal for line in written(beheer)] == [2]


def test_a_selection_is_spelled_out(beheer: Koppelingbeheer, uitgifte: Uitgifte, register: Register) -> None:
    register.give(item("leerlingen", "digest"), ["groep=G1", "samengestelde_groep"])
    assert written(beheer)[0].groepskeuze == ("groep=G1", "samengestelde_groep")


def test_tolerances_and_last_use_are_written_with_the_rest(
    beheer: Koppelingbeheer, uitgifte: Uitgifte, register: Register
) -> None:
    register.use(1)
    register.tolerate(1, 1, [Tolerantie.LEEG, Tolerantie.SPATIES])
    register.tolerate(1, 1, [Tolerantie.LEEG])
    assert beheer.get(1).sleutels[0].laatst_gebruikt is None
    register.flush()
    overzicht = beheer.get(1)
    assert overzicht.sleutels[0].laatst_gebruikt is not None
    assert {use.soort: use.aantal for use in overzicht.toleranties} == {
        "leeg optioneel element": 2,
        "spaties rond een waarde": 1,
    }


def test_what_cannot_be_written_does_not_go_out_and_is_not_lost(
    migrated_sqlite: Path, settings: Settings, tmp_path: Path
) -> None:
    """The database is away while its file is a folder, which breaks SQLite the same everywhere."""
    path = tmp_path / "away.sqlite"
    database = Database.open(f"sqlite:///{path}")
    path.unlink()
    path.mkdir()
    register = Register(database, flush_seconds=3600)
    for _ in range(2):
        with pytest.raises(DatabaseOnbereikbaar):
            register.give(item(), [])
    register.tolerate(1, 1, [Tolerantie.LEEG])
    with pytest.raises(DatabaseOnbereikbaar):
        register.flush()
    path.rmdir()
    path.write_bytes(migrated_sqlite.read_bytes())
    EdexmlUitwisseling(database).store(schoolgegevens())
    beheer = Koppelingbeheer(database, settings.secret)
    beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR)
    register.close()
    assert [line.aantal for line in written(beheer)] == [2]
    assert [use.aantal for use in beheer.get(1).toleranties] == [1]
    database.close()
