"""``uwlr db restored`` as an operator meets it: what it says, and what stops until it has run."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from tests.support.commandline import Uwlr
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.herstel import besluit, installatie
from uwlr_service.repository.schema.koppeling import autorisatiesleutel
from uwlr_service.repository.schema.las import las

LETS_DATA_OUT = [
    ("serve",),
    ("worker", "--once"),
    ("gkv", "generate", "1"),
    ("edexml", "export", "--school", "99XX/16"),
    ("koppeling", "show", "1"),
    ("db", "backup"),
    ("db", "purge"),
]


@pytest.fixture
def restored(uwlr: Uwlr, koppeling: object, cli_database: Database) -> Uwlr:
    """Commands on a database of before a school narrowed its agreement."""
    uwlr.good("koppeling", "afspraak", "1", "--jaargroep", "4")
    with cli_database.write() as connection:
        connection.execute(delete(besluit))
        connection.execute(update(installatie).values(besluitnummer=0))
    return uwlr


@pytest.mark.parametrize("command", LETS_DATA_OUT, ids=" ".join)
def test_until_it_has_run_nothing_works_on_the_database(restored: Uwlr, command: tuple[str, ...]) -> None:
    said = restored.refused(*command)
    assert said.startswith(
        "De database is ouder dan het journaal: er is een backup teruggezet. Voer eerst uit:"
    )


def test_it_tells_what_it_did(restored: Uwlr) -> None:
    result = restored.good("db", "restored")
    assert "afspraak" in result.stdout
    assert "99XX/16" in result.stdout
    assert "gold al" in result.stdout
    assert "1 schooljaar op " in result.stderr
    assert "Geen log zegt wat er is bevestigd van " in result.stderr
    assert "geen besluiten die de database niet al had" in restored.good("db", "restored").stderr
    restored.good("koppeling", "show", "1")


def test_it_says_of_a_las_what_it_did(uwlr: Uwlr, cli_database: Database) -> None:
    uwlr.good("las", "add", "--naam", "Een", "--school", "99XX/16", "--school", "88ZZ")
    uwlr.good("las", "school", "remove", "1", "--school", "88ZZ")
    uwlr.good("las", "revoke", "1", "--ja")
    with cli_database.write() as connection:
        connection.execute(delete(besluit))
        connection.execute(update(installatie).values(besluitnummer=0))
        connection.execute(update(las).values(ingetrokken=None))
    done = uwlr.json("db", "restored")
    said = [(each["soort"], each["las"], each["scholen"], each["uitkomst"]) for each in done["besluiten"]]
    assert said == [
        ("las-scholen", 1, ["88ZZ/00"], "gold al"),
        ("las-ingetrokken", 1, [], "hersteld"),
    ]
    assert uwlr.json("las", "show", "1")["stand"] == "ingetrokken"


def test_half_a_line_and_a_link_that_no_key_opens_are_told(restored: Uwlr, cli_database: Database) -> None:
    journal = restored.folder / "var" / "journaal.jsonl"
    journal.write_bytes(journal.read_bytes() + b"{")
    with cli_database.write() as connection:
        connection.execute(update(autorisatiesleutel).values(geldig_tot=datetime(2020, 1, 1, tzinfo=UTC)))
    said = restored.good("db", "restored").stderr
    assert f"de laatste regel van {journal} is half geschreven" in said
    assert "Zonder geldige sleutel: koppeling 1. Geef een nieuwe: uwlr koppeling rotate" in said


def test_a_las_that_took_over_what_is_lost_is_named(restored: Uwlr) -> None:
    note = restored.folder / "var" / "journaal.las.json"
    said = {"naam": "ParnasLAS", "volgnummer": 12, "moment": "2026-11-02T10:00:00+00:00"}
    note.write_text(json.dumps({"3": said}))
    assert "LAS 3 (ParnasLAS) nam op " in restored.good("db", "restored").stderr
    # The numbers went on from far beyond it.
    assert restored.json("db", "restored")["lassen"] == []


def test_where_nothing_shows_how_old_the_backup_is_no_log_goes_back_far_enough(empty_uwlr: Uwlr) -> None:
    empty_uwlr.good("db", "upgrade")
    assert "Geen log zegt wat er is bevestigd tot " in empty_uwlr.good("db", "restored").stderr


def test_it_tells_what_was_lost(restored: Uwlr, tmp_path: Path) -> None:
    log = tmp_path / "uwlr.log"
    call = {
        "event": "call",
        "outcome": "bevestigd",
        "klant": "Uitgeverij",
        "koppeling": 1,
        "school": "99XX/16",
        "counts": {"resultaten": 12},
        "digest": "d",
        "timestamp": "2099-01-02T03:04:05Z",
    }
    log.write_text(json.dumps(call) + "\n")
    result = restored.good("db", "restored", "--log", log)
    assert "Uitgeverij" in result.stdout
    assert "12" in result.stdout
    assert "Vraag deze afzenders" in result.stderr
    log.write_text(json.dumps({**call, "outcome": "herhaald"}) + "\n")
    assert "noemen geen resultaten" in restored.good("db", "restored", "--log", log).stderr


def test_a_log_that_turns_up_later_still_tells_what_was_lost(restored: Uwlr, tmp_path: Path) -> None:
    put_back = json.loads(restored.good("db", "restored", "--json").stdout)["stand"]
    just_after = datetime.fromisoformat(put_back) + timedelta(seconds=1)
    log = tmp_path / "uwlr.log"
    call = {
        "event": "call",
        "outcome": "bevestigd",
        "klant": "Uitgeverij",
        "koppeling": 1,
        "school": "99XX/16",
        "counts": {"resultaten": 12},
        "digest": "d",
        "timestamp": just_after.isoformat(),
    }
    log.write_text(json.dumps(call) + "\n")
    restored.good("koppeling", "rotate", "1")
    for _ in range(2):
        again = json.loads(restored.good("db", "restored", "--log", log, "--json").stdout)
        assert again["stand"] == put_back
        assert again["verloren"][0]["berichten"][0]["resultaten"] == 12


def test_a_second_restore_is_told_apart_from_the_first(restored: Uwlr, cli_database: Database) -> None:
    restored.good("db", "restored")
    restored.good("koppeling", "afspraak", "1", "--jaargroep", "5")
    copied = datetime(2098, 1, 1, tzinfo=UTC)
    restored.good("koppeling", "afspraak", "1", "--jaargroep", "6")
    with cli_database.write() as connection:
        newest = connection.execute(select(func.max(besluit.c.nummer))).scalar_one()
        connection.execute(delete(besluit).where(besluit.c.nummer == newest))
        connection.execute(update(installatie).values(besluitnummer=newest - 1))
        connection.execute(update(besluit).where(besluit.c.nummer == newest - 1).values(moment=copied))
    second = json.loads(restored.good("db", "restored", "--json").stdout)["stand"]
    assert datetime.fromisoformat(second) == copied


def test_a_journal_that_is_named_and_passed_over_is_a_wrong_call(restored: Uwlr) -> None:
    journal = restored.folder / "var" / "journaal.jsonl"
    said = restored.refused("db", "restored", "--zonder-journaal", "--journal", journal, exit_code=2)
    assert "--zonder-journaal gaat niet samen met --journal" in said


def test_a_journal_that_is_damaged_is_named_with_its_line_and_the_way_out(restored: Uwlr) -> None:
    journal = restored.folder / "var" / "journaal.jsonl"
    journal.write_text(journal.read_text().replace("99XX/16", "99XX/17"))
    said = restored.refused("db", "restored")
    assert f"{journal} is niet te vertrouwen bij regel 2" in said
    assert said.endswith("uwlr db restored --zonder-journaal.")


def test_a_decision_that_the_journal_lacks_is_warned_of(uwlr: Uwlr, koppeling: object) -> None:
    journal = uwlr.folder / "var" / "journaal.jsonl"
    journal.chmod(0o400)
    journal.rename(journal.with_suffix(".opzij"))
    result = uwlr("koppeling", "list")
    assert result.exit_code == 1
    assert "uwlr db restored --zonder-journaal" in result.stderr


def test_a_journal_without_a_place_is_warned_of_at_every_command(uwlr: Uwlr, school: str) -> None:
    result = uwlr.good("koppeling", "list", UWLR_JOURNAL="/proc/journaal.jsonl")
    assert "Let op: wat besloten is geldt" in result.stderr
    assert "the journal" not in result.stderr


def test_a_database_that_was_put_back_elsewhere_misses_its_journal(restored: Uwlr, tmp_path: Path) -> None:
    restored.good("db", "restored")
    journal = restored.folder / "var" / "journaal.jsonl"
    elsewhere = tmp_path / "elders.jsonl"
    restored.good("koppeling", "list", UWLR_JOURNAL=str(elsewhere))
    elsewhere.unlink()
    kept = journal.rename(tmp_path / "bewaard")
    third = str(tmp_path / "derde.jsonl")
    assert f"Het journaal {elsewhere} is er niet meer" in restored.refused("serve", UWLR_JOURNAL=third)
    restored.refused("db", "restored", UWLR_JOURNAL=third)
    restored.good("db", "restored", "--journal", kept, UWLR_JOURNAL=third)
    restored.good("koppeling", "list", UWLR_JOURNAL=third)
    Path(third).unlink()
    restored.good("db", "restored", "--zonder-journaal", UWLR_JOURNAL=third)
    restored.good("koppeling", "list", UWLR_JOURNAL=third)


def test_a_database_is_held_against_its_journal_at_an_earlier_path_too(
    restored: Uwlr, tmp_path: Path
) -> None:
    elsewhere = str(tmp_path / "elders.jsonl")
    said = restored.refused("koppeling", "list", UWLR_JOURNAL=elsewhere)
    assert said.endswith("Voer eerst uit: uwlr db restored")
    assert "afspraak" in restored.good("db", "restored", UWLR_JOURNAL=elsewhere).stdout
    restored.good("koppeling", "list", UWLR_JOURNAL=elsewhere)


def test_a_journal_that_is_missed_is_named_where_it_was(uwlr: Uwlr, tmp_path: Path) -> None:
    """Not where it never lay, because the settings name another path since."""
    first, second, third = (tmp_path / f"{name}.jsonl" for name in ("eerste", "tweede", "derde"))
    for path in (first, second):
        uwlr.good("db", "upgrade", UWLR_JOURNAL=str(path))
        uwlr.good("koppeling", "list", UWLR_JOURNAL=str(path))
    first.unlink()
    aside = second.rename(tmp_path / "opzij")
    told = f"Het journaal {second} is er niet meer, en {third} is er ook niet."
    for command in (("koppeling", "list"), ("db", "restored")):
        assert told in uwlr.refused(*command, UWLR_JOURNAL=str(third))
    aside.rename(second)
    uwlr.good("koppeling", "list", UWLR_JOURNAL=str(third))
