"""The journal: every decision that takes something away is in it, and an older database is recognised."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from tests.support.databases import database_of
from tests.support.gkv.partner import Partner
from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.voorstellen import accept, extend
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten import (
    DatabaseTeruggezet,
    JournaalBeschadigd,
    JournaalOnbruikbaar,
    JournaalVerdwenen,
)
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.repository.koppeling.journaal import Journaalbestand
from uwlr_service.repository.schema.herstel import besluit, installatie


@pytest.fixture
def koppeling(diensten: Diensten) -> int:
    """A link of GKV with the small school, on a service that was started."""
    diensten.edexml.store(schoolgegevens())
    diensten.journaal.require_current(thorough=True)
    return diensten.koppelingbeheer.add(
        klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    ).koppeling.id


def path_of(diensten: Diensten) -> Path:
    return diensten.settings.journal


def soorten(diensten: Diensten) -> list[Besluitsoort]:
    """The kinds of the decisions in the journal."""
    return [besluit.soort for besluit in Journaalbestand(path_of(diensten)).read().besluiten]


def narrow(diensten: Diensten, koppeling: int, *jaargroepen: str) -> None:
    diensten.koppelingbeheer.change_afspraak(koppeling, jaargroepen=jaargroepen, door=DOOR)


def is_behind(diensten: Diensten) -> bool:
    return diensten.journaal.achter is not None


def forget_last(diensten: Diensten, count: int = 1) -> None:
    """Put the database back to before its last decisions."""
    with database_of(diensten).write() as connection:
        last = connection.execute(installatie.select()).one().besluitnummer
        connection.execute(delete(besluit).where(besluit.c.nummer > last - count))
        connection.execute(update(installatie).values(besluitnummer=last - count))


def test_every_kind_of_decision_is_in_it_when_its_caller_hears(diensten: Diensten, koppeling: int) -> None:
    beheer = diensten.koppelingbeheer
    expected: list[Besluitsoort] = []

    def decide(soort: Besluitsoort, decision: Callable[[], object]) -> None:
        decision()
        expected.append(soort)
        assert soorten(diensten) == expected

    partner = Partner(None, database_of(diensten), koppeling)  # type: ignore[arg-type]
    decide(Besluitsoort.AFSPRAAK, lambda: narrow(diensten, koppeling, "4"))
    decide(Besluitsoort.SLEUTELS, lambda: beheer.rotate(koppeling, timedelta(days=1), door=DOOR))
    decide(
        Besluitsoort.PARTNERSLEUTEL,
        lambda: diensten.partnersleutels.remove(koppeling, partner.sleutel, door=DOOR),
    )
    decide(Besluitsoort.GENERIEK_UIT, lambda: diensten.generiekbeheer.switch(koppeling, aan=False, door=DOOR))
    adressen = [parse_netwerk("192.0.2.7")]
    decide(
        Besluitsoort.GENERIEK_ADRESSEN, lambda: diensten.generiekbeheer.limit(koppeling, adressen, door=DOOR)
    )
    diensten.webhookbeheer.set(koppeling, "https://93.184.216.34/hier", door=DOOR)
    decide(Besluitsoort.WEBHOOK, lambda: diensten.webhookbeheer.off(koppeling, door=DOOR))
    decide(Besluitsoort.INTREKKING, lambda: diensten.intrekkingen.withdraw(koppeling, door=DOOR))


def test_what_gives_more_is_not_in_it(diensten: Diensten, koppeling: int) -> None:
    narrow(diensten, koppeling, "4")
    narrow(diensten, koppeling, "4", "5")
    narrow(diensten, koppeling)
    diensten.generiekbeheer.switch(koppeling, aan=True, door=DOOR)
    diensten.generiekbeheer.limit(koppeling, [], door=DOOR)
    assert soorten(diensten) == [Besluitsoort.AFSPRAAK]


def test_a_proposal_that_switches_a_field_off_is_in_it(diensten: Diensten, koppeling: int) -> None:
    extend(
        database_of(diensten),
        koppeling,
        "Ouderapp",
        gegevensset="gkv-uitgebreid",
        velden={"leerling/geslacht": False},
    )
    accept(database_of(diensten), koppeling, SCHOOL)
    assert soorten(diensten) == [Besluitsoort.AFSPRAAK]


def test_it_holds_the_whole_agreement_and_no_person(diensten: Diensten, koppeling: int) -> None:
    narrow(diensten, koppeling, "4")
    diensten.koppelingbeheer.change_afspraak(koppeling, velden={"leerling/geslacht": False}, door=DOOR)
    inhoud = json.loads(path_of(diensten).read_text().splitlines()[-1])["inhoud"]
    assert inhoud["koppeling"] == koppeling
    assert inhoud["school"] == str(SCHOOL)
    assert (inhoud["jaargroepen"], inhoud["schakelaars"]) == (["4"], {"leerling/geslacht": False})
    written = path_of(diensten).read_text()
    for leerling in schoolgegevens().leerlingen:
        assert str(leerling.achternaam) not in written


def test_only_its_owner_may_read_it(diensten: Diensten, koppeling: int) -> None:
    assert path_of(diensten).stat().st_mode & 0o777 == 0o600
    assert path_of(diensten).parent.stat().st_mode & 0o777 == 0o700


def test_a_start_adds_the_lines_that_it_lacks(diensten: Diensten, koppeling: int) -> None:
    narrow(diensten, koppeling, "4")
    narrow(diensten, koppeling, "5")
    before = path_of(diensten).read_bytes()
    path_of(diensten).write_bytes(b"".join(before.splitlines(keepends=True)[:-2]))
    diensten.journaal.require_current()
    assert path_of(diensten).read_bytes() == before


def test_a_database_that_lacks_a_decision_is_older(diensten: Diensten, koppeling: int) -> None:
    narrow(diensten, koppeling, "4")
    narrow(diensten, koppeling, "5")
    forget_last(diensten)
    for thorough in (False, True):
        with pytest.raises(DatabaseTeruggezet, match="uwlr db restored"):
            diensten.journaal.require_current(thorough=thorough)


def test_a_journal_that_was_there_and_is_gone_is_missed(diensten: Diensten, koppeling: int) -> None:
    path_of(diensten).unlink()
    with pytest.raises(JournaalVerdwenen, match="uwlr db restored --zonder-journaal"):
        diensten.journaal.require_current()
    narrow(diensten, koppeling, "4")
    assert not path_of(diensten).exists()
    assert "--zonder-journaal" in str(diensten.journaal.achter)


def test_a_journal_of_another_installation_is_refused(diensten: Diensten, koppeling: int) -> None:
    with database_of(diensten).write() as connection:
        connection.execute(update(installatie).values(id="een andere"))
    with pytest.raises(JournaalOnbruikbaar, match="andere database"):
        diensten.journaal.require_current()


@pytest.mark.parametrize("number", [2, 3, 4])
def test_a_line_that_was_changed_is_named(diensten: Diensten, koppeling: int, number: int) -> None:
    for jaargroep in ("4", "5", "6"):
        narrow(diensten, koppeling, jaargroep)
    lines = path_of(diensten).read_bytes().splitlines(keepends=True)
    lines[number - 1] = lines[number - 1].replace(b'"jaargroepen":["', b'"jaargroepen":["7')
    path_of(diensten).write_bytes(b"".join(lines))
    with pytest.raises(JournaalBeschadigd, match=f"(regel {number}|laatste regel): hij is veranderd"):
        diensten.journaal.require_current(thorough=True)


def test_a_line_that_was_taken_out_is_missed(diensten: Diensten, koppeling: int) -> None:
    for jaargroep in ("4", "5", "6"):
        narrow(diensten, koppeling, jaargroep)
    lines = path_of(diensten).read_bytes().splitlines(keepends=True)
    path_of(diensten).write_bytes(b"".join([*lines[:2], *lines[3:]]))
    with pytest.raises(JournaalBeschadigd, match="regel 3: hij volgt niet op de regel ervoor"):
        diensten.journaal.require_current(thorough=True)


@pytest.mark.parametrize("kept", [0, 1, 40, -2, -1])
def test_half_a_line_is_made_whole(diensten: Diensten, koppeling: int, kept: int) -> None:
    narrow(diensten, koppeling, "4")
    narrow(diensten, koppeling, "5")
    before = path_of(diensten).read_bytes()
    *lines, last = before.splitlines(keepends=True)
    path_of(diensten).write_bytes(b"".join(lines) + last[:kept])
    diensten.journaal.require_current(thorough=True)
    assert path_of(diensten).read_bytes() == before


def test_half_a_line_of_a_decision_that_the_database_lacks_shows_that_it_is_older(
    diensten: Diensten, koppeling: int
) -> None:
    narrow(diensten, koppeling, "4")
    path_of(diensten).write_bytes(path_of(diensten).read_bytes()[:-20])
    forget_last(diensten)
    with pytest.raises(DatabaseTeruggezet):
        diensten.journaal.require_current()


def test_a_decision_holds_where_the_journal_cannot_be_written(diensten: Diensten, koppeling: int) -> None:
    moved = path_of(diensten).rename(path_of(diensten).with_suffix(".opzij"))
    path_of(diensten).mkdir()
    narrow(diensten, koppeling, "4")
    assert is_behind(diensten)
    afspraak = diensten.koppelingbeheer.get(koppeling).afspraken[SCHOOL]
    assert afspraak.selectie.jaargroepen == {"4"}
    path_of(diensten).rmdir()
    moved.rename(path_of(diensten))
    diensten.journaal.require_current()
    assert not is_behind(diensten)
    assert soorten(diensten) == [Besluitsoort.AFSPRAAK]


def test_a_decision_that_is_rolled_back_is_not_in_it(diensten: Diensten, koppeling: int) -> None:
    database = database_of(diensten)

    def fail() -> None:
        with database.write() as connection:
            connection.info["uwlr_decided"] = True
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    written: list[int] = []
    database.after_decision = lambda: written.append(1)
    with database.write() as connection:
        connection.execute(update(installatie).values(besluitnummer=installatie.c.besluitnummer))
    assert written == []


DIE = """
import os, signal, sys
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
diensten = Diensten.open(Settings.from_environment())
diensten._database.after_decision = lambda: os.kill(os.getpid(), signal.SIGKILL)
diensten.intrekkingen.withdraw(int(sys.argv[1]), door=Handelende.opdrachtregel())
"""


def test_a_process_that_is_killed_between_commit_and_line_loses_nothing(
    diensten: Diensten, koppeling: int, settings: Settings
) -> None:
    environ = {
        **os.environ,
        "UWLR_DATABASE_URL": settings.database_url,
        "UWLR_VAR": str(settings.var),
        "PYTHONPATH": str(ROOT),
    }
    died = subprocess.run([sys.executable, "-c", DIE, str(koppeling)], env=environ, check=False)
    assert died.returncode == -signal.SIGKILL
    assert soorten(diensten) == []
    diensten.journaal.require_current()
    assert soorten(diensten) == [Besluitsoort.INTREKKING]


def test_several_processes_write_one_chain(diensten: Diensten, koppeling: int, settings: Settings) -> None:
    environ = {
        **os.environ,
        "UWLR_DATABASE_URL": settings.database_url,
        "UWLR_VAR": str(settings.var),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "uwlr_service.cli", "koppeling", "afspraak", str(koppeling)]
    running = [
        subprocess.Popen([*command, "--jaargroep", jaargroep], env=environ, stdout=subprocess.DEVNULL)
        for jaargroep in ("3", "4", "5", "6")
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    diensten.journaal.require_current(thorough=True)
    besluiten = Journaalbestand(path_of(diensten)).read().besluiten
    assert [besluit.nummer for besluit in besluiten] == [1, 2, 3, 4]
