"""A partner that only pulls hears which schools left, destroys what it has of them, and proves it."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.gkv.links import Link
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.koppeling.voorstel import Intrekking
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import handtekening
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen

pytestmark = pytest.mark.e2e

ROEPNAAM = schoolgegevens().leerlingen[0].roepnaam


@pytest.fixture
def link(fresh: Server, tmp_path: Path) -> Link:
    """A link with two schools that were both collected once."""
    fresh.invoer.store(schoolgegevens(ANDERE_SCHOOL))
    made = Link(fresh, tmp_path, [SCHOOL, ANDERE_SCHOOL])
    for school in (SCHOOL, ANDERE_SCHOOL):
        made.make(school)
    made.collect()
    return made


@pytest.fixture
def uwlr(tmp_path: Path) -> Uwlr:
    return Uwlr(tmp_path)


def fetch(link: Link, uwlr: Uwlr, *more: str, exit_code: int = 0) -> str:
    result = uwlr("gkv", "fetch", *link.options(), "--to", link.folder / "pakketten", *more)
    assert result.exit_code == exit_code, result.stderr
    return result.stderr


def held(link: Link) -> dict[str, int]:
    """The objects in the copy, by school."""
    with closing(link.kopie()) as kopie:
        return kopie.schools(str(link.koppeling))


def packages(link: Link, school: Schoolcode) -> list[Path]:
    return list((link.folder / "pakketten" / schoolpad.write(school)).glob("*"))


def withdraw(link: Link, school: Schoolcode | None = None) -> None:
    Intrekkingen(link.server.database).withdraw(link.koppeling, school, door=DOOR)


def withdrawn(link: Link) -> list[Intrekking]:
    return Intrekkingen(link.server.database).withdrawn(link.koppeling)


def proofs(link: Link) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(link.folder / "kopie.sqlite")) as connection:
        return connection.execute("select school, volgnummer, sha256, objecten from vernietigd").fetchall()


def test_a_school_that_left_is_named_until_it_is_destroyed(link: Link, uwlr: Uwlr) -> None:
    before = held(link)
    objecten = before[str(ANDERE_SCHOOL)]
    withdraw(link, ANDERE_SCHOOL)
    before_day = tijd.today() + timedelta(days=30)
    for _ in range(2):
        said = fetch(link, uwlr, exit_code=1)
        assert said == (
            f"School {ANDERE_SCHOOL} valt niet meer onder koppeling {link.koppeling}. Er zijn nog {objecten}"
            f" objecten en 1 pakketten van. Vernietig alles voor {before_day:%d-%m-%Y} en bevestig dat, met"
            " --vernietig.\n"
        )
    assert held(link) == before
    assert withdrawn(link)[0].bevestigd is None


def test_destroying_leaves_nothing_but_the_proof(link: Link, uwlr: Uwlr) -> None:
    levering = link.leveringen.of_koppeling(link.koppeling)[-1]
    assert levering.school == ANDERE_SCHOOL
    objecten = held(link)[str(ANDERE_SCHOOL)]
    withdraw(link, ANDERE_SCHOOL)
    said = fetch(link, uwlr, "--vernietig")
    assert said.startswith(f"School {ANDERE_SCHOOL}: vernietigd. {objecten} objecten en 1 pakketten op 20")
    assert f"de laatste levering was 1, SHA-256 {levering.sha256}. Dit is aan de dienst bevestigd." in said
    assert held(link).keys() == {str(SCHOOL)}
    assert packages(link, ANDERE_SCHOOL) == []
    assert len(packages(link, SCHOOL)) == 1
    assert proofs(link) == [(str(ANDERE_SCHOOL), 1, levering.sha256, objecten)]
    assert withdrawn(link)[0].bevestigd is not None
    assert fetch(link, uwlr) == "Er is niets nieuws.\n"


def test_what_was_destroyed_is_not_in_the_file_any_more(link: Link, uwlr: Uwlr) -> None:
    path = link.folder / "kopie.sqlite"
    assert ROEPNAAM
    assert ROEPNAAM.encode() in path.read_bytes()
    withdraw(link)
    fetch(link, uwlr, "--vernietig")
    assert ROEPNAAM.encode() not in path.read_bytes()


def test_an_ended_link_is_told_apart_and_can_be_settled(link: Link, uwlr: Uwlr) -> None:
    withdraw(link)
    said = fetch(link, uwlr, exit_code=1)
    assert said.count("valt niet meer onder koppeling") == 2
    assert f"Koppeling {link.koppeling} is beëindigd: er is niets meer op te halen." in said
    assert len(held(link)) == 2
    said = fetch(link, uwlr, "--vernietig")
    assert said.count("Dit is aan de dienst bevestigd.") == 2
    assert f"Koppeling {link.koppeling} is beëindigd, en er is niets meer van." in said
    assert held(link) == {}
    assert all(intrekking.bevestigd for intrekking in withdrawn(link))
    assert fetch(link, uwlr, exit_code=1).count("\n") == 1
    assert fetch(link, uwlr, "--vernietig").count("\n") == 1
    link.key = handtekening.new_key()
    assert "niet bekend, of heeft zich niet bewezen" in fetch(link, uwlr, "--vernietig", exit_code=1)


def test_programs_read_the_proof(link: Link, uwlr: Uwlr) -> None:
    withdraw(link, ANDERE_SCHOOL)
    (named,) = json.loads(uwlr("gkv", "fetch", *link.options(), "--json").stdout)
    assert (named["school"], named["uitkomst"], named["vernietigd"]) == (
        str(ANDERE_SCHOOL),
        "vertrokken",
        None,
    )
    (destroyed,) = uwlr.json("gkv", "fetch", *link.options(), "--vernietig")
    assert destroyed["uitkomst"] == "vernietigd"
    assert destroyed["vernietigd"]["volgnummer"] == 1
    assert destroyed["vernietigd"]["objecten"] > 0
    assert date.fromisoformat(destroyed["vernietigd"]["moment"][:10]) <= tijd.today()


def test_a_request_for_a_school_that_was_never_collected_is_confirmed(link: Link, uwlr: Uwlr) -> None:
    (link.folder / "kopie.sqlite").unlink()
    (packages(link, ANDERE_SCHOOL)[0]).unlink()
    withdraw(link, ANDERE_SCHOOL)
    link.collect()
    assert "Er is hier niets (meer) van. Vernietig alles voor" in fetch(link, uwlr, exit_code=1)
    assert "0 objecten en 0 pakketten" in fetch(link, uwlr, "--vernietig")
    assert withdrawn(link)[0].bevestigd is not None


def test_what_the_operator_wrote_down_does_not_leave_the_data_where_they_are(link: Link, uwlr: Uwlr) -> None:
    withdraw(link, ANDERE_SCHOOL)
    Intrekkingen(link.server.database).confirm_destroyed(link.koppeling, ANDERE_SCHOOL, door=DOOR)
    assert "objecten en 1 pakketten van. Vernietig ze met --vernietig." in fetch(link, uwlr, exit_code=1)
    assert "De dienst vroeg er niet (meer) om." in fetch(link, uwlr, "--vernietig")
    assert held(link).keys() == {str(SCHOOL)}


def test_packages_of_another_link_in_the_same_folder_stay(link: Link, uwlr: Uwlr) -> None:
    other = Link(link.server, link.folder, [ANDERE_SCHOOL])
    other.make(ANDERE_SCHOOL)
    other.collect()
    assert len(packages(link, ANDERE_SCHOOL)) == 2
    withdraw(link, ANDERE_SCHOOL)
    fetch(link, uwlr, "--vernietig")
    (kept,) = packages(link, ANDERE_SCHOOL)
    (levering,) = other.leveringen.of_koppeling(other.koppeling)
    assert levering.id in kept.name
    assert fetch(link, uwlr) == "Er is niets nieuws.\n"


@pytest.mark.parametrize("is_destroyed", [True, False])
def test_a_school_that_came_back_is_not_destroyed_and_gets_everything_anew(
    link: Link, uwlr: Uwlr, is_destroyed: bool
) -> None:
    """The request of before is still in the database; the school is in the link."""
    before = held(link)
    withdraw(link, ANDERE_SCHOOL)
    if is_destroyed:
        fetch(link, uwlr, "--vernietig")
    Deelnames(link.server.database).admit(link.koppeling, ANDERE_SCHOOL, door=DOOR)
    assert fetch(link, uwlr, "--vernietig") == "Er is niets nieuws.\n"
    levering = link.make(ANDERE_SCHOOL)
    assert (levering.volgnummer, levering.soort) == (2, Leveringsoort.VOLLEDIG)
    fetch(link, uwlr)
    assert held(link) == before
    assert link.make(ANDERE_SCHOOL).soort is Leveringsoort.MUTATIE
    fetch(link, uwlr)
    assert held(link) == before


def test_without_a_copy_the_packages_go_and_what_is_not_ours_stays(link: Link, uwlr: Uwlr) -> None:
    folder = packages(link, ANDERE_SCHOOL)[0].parent
    foreign = folder / "0001-vreemd.zip"
    foreign.write_bytes(b"no package")
    withdraw(link, ANDERE_SCHOOL)
    options = link.options()
    at = options.index("--kopie")
    without = [*options[:at], *options[at + 2 :]]
    said = uwlr.good("gkv", "fetch", *without, "--to", link.folder / "pakketten", "--vernietig").stderr
    assert "1 pakketten op 20" in said
    assert packages(link, ANDERE_SCHOOL) == [foreign]


def test_what_was_collected_in_part_goes_too_and_a_note_stays(link: Link, uwlr: Uwlr) -> None:
    folder = packages(link, ANDERE_SCHOOL)[0].parent
    (folder / "half.zip.deel").write_bytes(b"half")
    note = folder / "lees mij.txt"
    note.write_text("van de beheerder")
    withdraw(link, ANDERE_SCHOOL)
    fetch(link, uwlr, "--vernietig")
    assert packages(link, ANDERE_SCHOOL) == [note]
