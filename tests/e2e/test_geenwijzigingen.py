"""A client that echoes aanmaakdatum never misses a change, whatever happens at the same time."""

import multiprocessing
import random
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.callers import post
from tests.support.messages.soap import LG, request
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import JAAR, PARTS, SCHOOL, leerling, schoolgegevens
from tests.support.servers.uwlr import Server
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

pytestmark = pytest.mark.e2e
NOTHING, DATA = "geenwijzigingen", "leerlinggegevens"


def ask(server: Server, sleutel: str, laatst: str | None = None, **velden: str) -> tuple[str, str | None]:
    """What kind of answer comes, and the moment to echo next time."""
    answer = post(server.url, request(sleutel, laatstontvangengegevens=laatst, **velden))
    return answer.kind, answer.aanmaakdatum if answer.kind == DATA else None


def test_who_does_not_ask_since_when_always_gets_everything(fresh: Server, sleutel: str) -> None:
    assert [ask(fresh, sleutel)[0] for _ in range(4)] == [DATA] * 4


def test_an_echo_is_answered_that_nothing_changed(fresh: Server, sleutel: str) -> None:
    _, moment = ask(fresh, sleutel)
    assert moment
    for form in (moment, tijd.to_utc(datetime.fromisoformat(moment)).strftime("%Y-%m-%dT%H:%M:%SZ")):
        assert ask(fresh, sleutel, form) == (NOTHING, None)


def test_an_echo_without_its_zone_is_read_as_dutch_time(fresh: Server, sleutel: str) -> None:
    _, moment = ask(fresh, sleutel)
    assert moment
    assert ask(fresh, sleutel, moment[:19]) == (NOTHING, None)


@pytest.mark.parametrize(
    "change",
    [
        {"leerlingen": (*PARTS["leerlingen"], leerling("L4"))},
        {"leerlingen": PARTS["leerlingen"][:2]},
        {"leerlingen": (replace(PARTS["leerlingen"][0], groep="G2"), *PARTS["leerlingen"][1:])},
        {"leerkrachten": PARTS["leerkrachten"][:1]},
        {"groepen": (PARTS["groepen"][0], replace(PARTS["groepen"][1], naam="Groep 5b"))},
    ],
    ids=["added", "gone", "moved", "teacher", "group"],
)
def test_any_change_of_the_school_gives_everything_again(
    fresh: Server, sleutel: str, change: dict[str, object]
) -> None:
    _, moment = ask(fresh, sleutel)
    fresh.invoer.store(schoolgegevens(**{**PARTS, **change}), allow_shrink=True)
    kind, later = ask(fresh, sleutel, moment)
    assert kind == DATA
    assert moment
    assert later
    assert datetime.fromisoformat(later) > datetime.fromisoformat(moment)
    assert ask(fresh, sleutel, later) == (NOTHING, None)


def test_an_import_that_is_taken_back_gives_everything_of_before_again(fresh: Server, sleutel: str) -> None:
    whole = post(fresh.url, request(sleutel)).keys()
    fresh.invoer.store(schoolgegevens(**{**PARTS, "leerlingen": PARTS["leerlingen"][:1]}), allow_shrink=True)
    kind, wrong = ask(fresh, sleutel)
    assert (kind, post(fresh.url, request(sleutel)).keys()) == (DATA, ["L1"])
    assert wrong
    fresh.invoer.undo(SCHOOL, JAAR, timedelta(days=400), door=Handelende.opdrachtregel())
    for _ in range(6):  # in every worker, whatever it had finished before
        kind, later = ask(fresh, sleutel, wrong)
        assert kind == DATA
        assert later
        assert datetime.fromisoformat(later) > datetime.fromisoformat(wrong)
        assert post(fresh.url, request(sleutel)).keys() == whole
        assert ask(fresh, sleutel, later) == (NOTHING, None)


def test_the_same_school_again_changes_nothing(fresh: Server, sleutel: str) -> None:
    _, moment = ask(fresh, sleutel)
    fresh.invoer.store(schoolgegevens())
    assert ask(fresh, sleutel, moment) == (NOTHING, None)


def test_a_change_of_the_own_agreement_gives_everything_again(fresh: Server, uitgifte: Uitgifte) -> None:
    other = fresh.link(klantnaam="Ander", klantcode="A1", scholen=[SCHOOL])
    _, moment = ask(fresh, uitgifte.sleutel)
    for change in ({"velden": {"leerling/emailadres": False}}, {"jaargroepen": ["4"]}):
        fresh.beheer.change_afspraak(uitgifte.koppeling.id, **change, door=DOOR)
        kind, moment = ask(fresh, uitgifte.sleutel, moment)
        assert kind == DATA
    assert ask(fresh, uitgifte.sleutel, moment) == (NOTHING, None)
    fresh.beheer.change_afspraak(other.koppeling.id, jaargroepen=["5"], door=DOOR)
    assert ask(fresh, uitgifte.sleutel, moment) == (NOTHING, None)


def test_a_narrower_agreement_holds_at_once_in_every_worker(fresh: Server, uitgifte: Uitgifte) -> None:
    for _ in range(6):
        ask(fresh, uitgifte.sleutel)
    fresh.beheer.change_afspraak(uitgifte.koppeling.id, jaargroepen=["5"], door=DOOR)
    for _ in range(6):
        assert post(fresh.url, request(uitgifte.sleutel)).keys() == ["L2"]


@pytest.mark.parametrize("laatst", ["2099-01-01T00:00:00+01:00", "2011-11-11T11:11:11"])
def test_a_future_or_old_moment_gets_everything(fresh: Server, sleutel: str, laatst: str) -> None:
    assert ask(fresh, sleutel, laatst)[0] == DATA


def _keep_changing(url: str, school: Schoolcode, seconds: float, seed: int) -> None:
    """Import the school over and over, each time a little different."""
    chance = random.Random(seed)
    database = Database.open(url)
    invoer = EdexmlUitwisseling(database)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        name = f"J{chance.randrange(10**9)}"
        changed = replace(PARTS["leerlingen"][0], achternaam=name)
        invoer.store(schoolgegevens(school, **{**PARTS, "leerlingen": (changed, *PARTS["leerlingen"][1:])}))
        time.sleep(chance.random() * 0.02)
    database.close()


class Reader(threading.Thread):
    """A partner that echoes what it got, and keeps what it was told."""

    def __init__(self, server: Server, sleutel: str, stop: threading.Event) -> None:
        super().__init__()
        self.server, self.sleutel, self.stop = server, sleutel, stop
        self.moment: str | None = None
        self.name_of_first: str | None = None
        self.full = self.unchanged = 0
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.pull()
        except Exception as error:  # a thread cannot fail a test by itself
            self.error = error

    def pull(self) -> None:
        answer = post(self.server.url, request(self.sleutel, laatstontvangengegevens=self.moment))
        if answer.kind == NOTHING:
            self.unchanged += 1
            return
        self.full += 1
        assert self.moment is None or answer.aanmaakdatum >= self.moment
        self.moment = answer.aanmaakdatum
        first = answer.body.find(f".//{LG}leerling[@key='L1']/{LG}achternaam")
        assert first is not None
        self.name_of_first = first.text


def test_no_change_is_missed_while_writers_and_readers_work_at_once(fresh: Server, sleutel: str) -> None:
    stop = threading.Event()
    readers = [Reader(fresh, sleutel, stop) for _ in range(3)]
    spawn = multiprocessing.get_context("spawn")
    arguments = (fresh.settings.database_url, SCHOOL, 3.0)
    writers = [spawn.Process(target=_keep_changing, args=(*arguments, seed)) for seed in range(2)]
    for reader in readers:
        reader.start()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    stop.set()
    for reader in readers:
        reader.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    with_key = post(fresh.url, request(sleutel)).body.find(f".//{LG}leerling[@key='L1']/{LG}achternaam")
    assert with_key is not None
    for reader in readers:
        assert reader.error is None
        assert reader.full > 3
        reader.pull()  # the last echo, after the last change
        assert reader.name_of_first == with_key.text


def test_the_clock_that_ran_ahead_is_served_and_echoed(fresh: Server, sleutel: str) -> None:
    """Ten changes in one second give ten moments, the last of them in the future."""
    for number in range(10):
        changed = replace(PARTS["leerlingen"][0], achternaam=f"N{number}")
        fresh.invoer.store(schoolgegevens(**{**PARTS, "leerlingen": (changed, *PARTS["leerlingen"][1:])}))
    kind, moment = ask(fresh, sleutel)
    assert kind == DATA
    assert moment
    assert datetime.fromisoformat(moment) > tijd.now() - timedelta(seconds=1)
    assert ask(fresh, sleutel, moment) == (NOTHING, None)
