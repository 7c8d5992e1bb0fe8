"""A restore from backup: partners end with what the school has, and nothing that was withdrawn goes out."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.installation import Installation
from tests.support.messages.uwlr import fields_of
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.servers.uwlr import serving
from tests.support.story import Story

pytestmark = pytest.mark.e2e
VELD = "leerling/geslacht"


@pytest.fixture(params=DATABASES)
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Story]:
    """An installation of each kind, on which nothing was lost yet."""
    for program in ("sqlite3", "pg_dump", "pg_restore"):
        if shutil.which(program) is None:
            pytest.skip(f"this machine has no {program}")
    with migrated(request, tmp_path) as url:
        yield Story(Installation(url, tmp_path))


def test_after_a_restore_partners_have_what_the_school_has(story: Story) -> None:
    installation = story.installation
    with serving(installation.url, story.folder) as server:
        story.deliver()
        story.fetch(server)
        story.bring(server, "voor", 2)
        backup = installation.backup()

        story.change("Alfa")
        story.deliver()
        story.fetch(server)
        with installation.diensten() as diensten:
            diensten.koppelingbeheer.change_afspraak(story.partner, velden={VELD: False}, door=DOOR)
            diensten.koppelingbeheer.change_afspraak(story.uitgever, velden={VELD: False}, door=DOOR)
        story.deliver()
        story.fetch(server)
        with installation.diensten() as diensten:
            diensten.intrekkingen.withdraw(story.partner, ANDERE_SCHOOL, door=DOOR)
            diensten.intrekkingen.withdraw(story.uitgever, ANDERE_SCHOOL, door=DOOR)
        story.bring(server, "na", 3)
        known = story.ask(server).aanmaakdatum
    log = shutil.copy(story.folder / "log", story.folder / "log.1")

    installation.restore(backup)
    for command in (("serve",), ("worker", "--once"), ("gkv", "generate", str(story.partner))):
        assert "uwlr db restored" in installation.uwlr(*command, exit_code=1).stderr
    done = installation.json("db", "restored", "--log", log)

    assert {each["uitkomst"] for each in done["besluiten"]} == {"hersteld", "niets te doen"}
    (verlies,) = done["verloren"]
    assert (verlies["klant"], verlies["school"]) == ("Uitgeverij", str(SCHOOL))
    assert [each["resultaten"] for each in verlies["berichten"]] == [3]
    with serving(installation.url, story.folder) as server:
        story.change("Bravo")
        story.deliver()
        assert str(ANDERE_SCHOOL) in story.fetch(server, exit_code=1)
        story.fetch(server, "--vernietig")
        answer = story.ask(server, known)
        withdrawn = story.ask(server, brincode="99YY")

        assert answer.kind == "leerlinggegevens"
        assert VELD not in fields_of(answer.body)
        assert story.ask(server, answer.aanmaakdatum).kind == "geenwijzigingen"
        assert withdrawn.faultcode == "Client.AutorisatieOngeldig"
        story.deliver("--volledig")
        story.fetch(server, naam="nieuw")
        story.fetch(server)
    assert story.objects(SCHOOL) == story.objects(SCHOOL, "nieuw")
    assert story.objects(ANDERE_SCHOOL) == story.objects(ANDERE_SCHOOL, "nieuw") == set()
    everything = "".join(story.objects(SCHOOL))
    assert "Bravo" in everything
    assert "<geslacht>" not in everything


def test_numbers_and_moments_go_on_far_ahead(story: Story) -> None:
    installation = story.installation
    with serving(installation.url, story.folder) as server:
        backup = installation.backup()
        story.deliver()
        story.change("Alfa")
        before = story.ask(server).aanmaakdatum
    for jumps in (1, 2):
        installation.restore(backup)
        installation.uwlr("db", "restored")
        with installation.diensten() as diensten:
            numbers = [
                diensten.leveringen.make(story.partner, school).volgnummer
                for school in (SCHOOL, ANDERE_SCHOOL)
            ]
        assert numbers[0] > jumps * 1_000_000
    with serving(installation.url, story.folder) as server:
        assert story.ask(server).aanmaakdatum > before


def test_a_restore_is_recognised_where_nothing_was_decided(story: Story) -> None:
    installation = story.installation
    backup = installation.backup()
    installation.restore(backup)
    assert "uwlr db restored" in installation.uwlr("koppeling", "list", exit_code=1).stderr
    assert "geen besluiten" not in installation.uwlr("db", "restored").stderr
    installation.uwlr("koppeling", "list")


def test_a_key_that_ended_does_not_open_again(story: Story) -> None:
    installation = story.installation
    backup = installation.backup()
    with installation.diensten() as diensten:
        diensten.koppelingbeheer.rotate(story.uitgever, timedelta(), door=DOOR)
    installation.restore(backup)
    done = installation.json("db", "restored")
    assert done["zonder_sleutel"] == [story.uitgever]
    with serving(installation.url, story.folder) as server:
        assert story.ask(server).faultcode == "Client.AutorisatieOngeldig"


def test_a_journal_that_was_lost_with_the_database_comes_from_another_machine(story: Story) -> None:
    installation = story.installation
    backup = installation.backup()
    with installation.diensten() as diensten:
        diensten.intrekkingen.withdraw(story.uitgever, ANDERE_SCHOOL, door=DOOR)
    journal = installation.var / "journaal.jsonl"
    elsewhere = journal.rename(story.folder / "machine2.jsonl")
    installation.restore(backup)
    refused = installation.uwlr("serve", exit_code=1).stderr
    assert "uwlr db restored --zonder-journaal" in refused
    done = installation.json("db", "restored", "--journal", elsewhere)
    assert "intrekking" in {each["soort"] for each in done["besluiten"]}
    assert installation.json("db", "restored")["besluiten"] == []
    assert journal.stat().st_mode & 0o777 == 0o600


def test_without_its_journal_the_service_goes_on_when_somebody_says_so(story: Story) -> None:
    installation = story.installation
    backup = installation.backup()
    with installation.diensten() as diensten:
        diensten.intrekkingen.withdraw(story.uitgever, ANDERE_SCHOOL, door=DOOR)
    journal = installation.var / "journaal.jsonl"
    assert "Laat --zonder-journaal weg" in (
        installation.uwlr("db", "restored", "--zonder-journaal", exit_code=1).stderr
    )
    aside = journal.rename(story.folder / "opzij.jsonl")
    installation.restore(backup)
    assert "--zonder-journaal" in installation.uwlr("db", "restored", exit_code=1).stderr
    installation.uwlr("db", "restored", "--zonder-journaal")
    with installation.diensten() as diensten:
        # Decided again, under a number that the journal that was lost does not have.
        diensten.koppelingbeheer.change_afspraak(
            story.uitgever, school=SCHOOL, velden={VELD: False}, door=DOOR
        )
    shutil.copy(aside, journal)
    assert "uwlr db restored" in installation.uwlr("koppeling", "list", exit_code=1).stderr
    done = installation.json("db", "restored")
    assert [each["uitkomst"] for each in done["besluiten"]] == ["niets te doen", "hersteld"]
    with installation.diensten() as diensten:
        diensten.journaal.require_current(thorough=True)
        assert diensten.koppelingbeheer.get(story.uitgever).koppeling.scholen == (SCHOOL,)
