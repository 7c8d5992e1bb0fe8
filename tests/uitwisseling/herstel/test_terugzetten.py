"""After a restore everything goes on far ahead of what anybody was given, and stays what it was."""

import os
import shutil
import signal
import subprocess
import sys
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from tests.support.databases import database_of
from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.schools.builders import ALL_ALLOWED, JAAR, PARTS, SCHOOL, schoolgegevens
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import DatabaseTeruggezet, Geweigerd, JournaalOnbruikbaar
from uwlr_service.domain.koppeling.besluit import JUMP
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.repository.koppeling.journaal import Journaalbestand
from uwlr_service.repository.schema.gkv import gkv_nummer
from uwlr_service.repository.schema.herstel import besluit, installatie, journaal
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import Schooljaarstand, SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst


@pytest.fixture
def koppeling(diensten: Diensten) -> int:
    """A link of UWLR with the small school, on a service that was started."""
    diensten.edexml.store(schoolgegevens())
    diensten.journaal.require_current()
    return diensten.koppelingbeheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset="volledig", door=DOOR
    ).koppeling.id


def stand(diensten: Diensten) -> Schooljaarstand:
    """The newest state of the small school."""
    with database_of(diensten).read() as connection:
        found = SchoolRepository(connection).stand(SCHOOL, JAAR)
    assert found is not None
    return found


def pupils(diensten: Diensten) -> list[Leerling]:
    """The pupils of the small school, but for when each changed."""
    with database_of(diensten).read() as connection:
        present = SchoolgegevensRepository(connection).present(SCHOOL, JAAR)
    assert present is not None
    return [replace(leerling, mutatiedatum=None) for leerling in present.leerlingen]


def forget_decisions(diensten: Diensten) -> None:
    """Let the database know of no decision."""
    with database_of(diensten).write() as connection:
        connection.execute(delete(besluit))
        connection.execute(update(installatie).values(besluitnummer=0))


def test_the_moments_are_behind_all_that_was_given(diensten: Diensten, koppeling: int) -> None:
    ahead = tijd.whole_second(tijd.now()) + timedelta(hours=3)
    with database_of(diensten).write() as connection:
        connection.execute(update(school).values(klok=ahead))
    diensten.terugzetting.complete()
    assert stand(diensten).moment > ahead
    first = stand(diensten).moment
    diensten.terugzetting.complete()
    assert stand(diensten).moment > first


def test_the_data_stay_and_the_revision_is_another(diensten: Diensten, koppeling: int) -> None:
    before = stand(diensten)
    exported = pupils(diensten)
    done = diensten.terugzetting.complete()
    assert stand(diensten).revisie == before.revisie + JUMP
    assert (stand(diensten).peildatum, stand(diensten).aanmaakdatum) == (
        before.peildatum,
        before.aanmaakdatum,
    )
    assert pupils(diensten) == exported
    assert done.schooljaren == 1
    diensten.edexml.store(schoolgegevens())
    assert stand(diensten).revisie == before.revisie + JUMP


def test_the_import_before_it_can_still_be_taken_back(diensten: Diensten, koppeling: int) -> None:
    before = pupils(diensten)
    first, *others = PARTS["leerlingen"]
    changed = {**PARTS, "leerlingen": (replace(first, roepnaam="Anders"), *others)}
    diensten.edexml.store(schoolgegevens(**changed), ALL_ALLOWED)
    assert pupils(diensten) != before
    diensten.terugzetting.complete()
    diensten.edexml.undo(SCHOOL, JAAR, timedelta(days=400), door=Handelende.opdrachtregel())
    assert pupils(diensten) == before


def test_numbers_of_generiek_jump_too(diensten: Diensten, koppeling: int) -> None:
    diensten.terugzetting.complete()
    with database_of(diensten).read() as connection:
        assert connection.execute(select(gkv_nummer.c.nummer)).scalar_one() >= JUMP


def test_journals_of_several_machines_are_taken_together(
    diensten: Diensten, koppeling: int, tmp_path: Path
) -> None:
    beheer = diensten.koppelingbeheer
    own = diensten.settings.journal
    beheer.change_afspraak(koppeling, jaargroepen=["4"], door=DOOR)
    copy = own.read_bytes()
    beheer.change_afspraak(koppeling, velden={"leerling/geslacht": False}, door=DOOR)
    elsewhere = Path(shutil.copy(own, tmp_path / "machine2.jsonl"))
    own.write_bytes(copy)
    forget_decisions(diensten)
    done = diensten.terugzetting.complete([elsewhere])
    assert [nagespeeld.besluit.nummer for nagespeeld in done.nagespeeld] == [1, 2]
    diensten.journaal.require_current(thorough=True)
    assert [besluit.nummer for besluit in Journaalbestand(own).read().besluiten][:2] == [1, 2]


def test_journals_that_contradict_each_other_are_refused(
    diensten: Diensten, koppeling: int, tmp_path: Path
) -> None:
    own = diensten.settings.journal
    begun = own.read_bytes()
    diensten.koppelingbeheer.change_afspraak(koppeling, jaargroepen=["4"], door=DOOR)
    elsewhere = Path(shutil.copy(own, tmp_path / "machine2.jsonl"))
    forget_decisions(diensten)
    own.write_bytes(begun)
    diensten.koppelingbeheer.change_afspraak(koppeling, jaargroepen=["5"], door=DOOR)
    with pytest.raises(Geweigerd, match="niet eens over besluit 1"):
        diensten.terugzetting.complete([elsewhere])


def test_half_a_line_is_told(diensten: Diensten, koppeling: int) -> None:
    own = diensten.settings.journal
    diensten.koppelingbeheer.change_afspraak(koppeling, jaargroepen=["4"], door=DOOR)
    own.write_bytes(own.read_bytes()[:-9])
    forget_decisions(diensten)
    assert diensten.terugzetting.complete().gescheurd == (own,)
    diensten.journaal.require_current(thorough=True)


def test_a_backup_of_before_there_were_journals_takes_one_that_is_named(
    diensten: Diensten, koppeling: int
) -> None:
    own = diensten.settings.journal
    diensten.intrekkingen.withdraw(koppeling, door=DOOR)
    with database_of(diensten).write() as connection:
        connection.execute(delete(journaal))
        connection.execute(update(installatie).values(id=str(uuid.uuid4())))
    with pytest.raises(JournaalOnbruikbaar, match="--journal"):
        diensten.terugzetting.complete()
    done = diensten.terugzetting.complete([own])
    assert [nagespeeld.uitkomst for nagespeeld in done.nagespeeld] == [Uitkomst.GOLD_AL]
    diensten.journaal.require_current(thorough=True)


def test_a_journal_of_another_installation_is_not_taken(diensten: Diensten, koppeling: int) -> None:
    with database_of(diensten).write() as connection:
        connection.execute(update(installatie).values(id=str(uuid.uuid4())))
    with pytest.raises(JournaalOnbruikbaar, match="andere database"):
        diensten.terugzetting.complete([diensten.settings.journal])


DIE = """
import os, signal
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.repository.herstel.standen import StandRepository
StandRepository.move_on = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
Diensten.open(Settings.from_environment()).terugzetting.complete()
"""


def test_a_restore_that_is_killed_half_way_is_done_again(
    diensten: Diensten, koppeling: int, settings: Settings
) -> None:
    diensten.koppelingbeheer.change_afspraak(koppeling, jaargroepen=["4"], door=DOOR)
    forget_decisions(diensten)
    before = stand(diensten)
    environ = {"UWLR_DATABASE_URL": settings.database_url, "UWLR_VAR": str(settings.var)}
    died = subprocess.run(
        [sys.executable, "-c", DIE], env={**os.environ, **environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert stand(diensten) == before
    with pytest.raises(DatabaseTeruggezet):
        diensten.journaal.require_current()
    assert [nagespeeld.besluit.nummer for nagespeeld in diensten.terugzetting.complete().nagespeeld] == [1]
    diensten.journaal.require_current(thorough=True)
