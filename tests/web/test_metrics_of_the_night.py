"""``/metrics`` tells what became of the packages of the night, and waits for no database that is away."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import Client

from tests.support.gkv.deliveries import Gkv
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Uitkomst, Venster
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.uitwisseling.gkv.nacht import Nacht
from uwlr_service.uitwisseling.gkv.nachtverslagen import Nachtverslagen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.web.metrics import NightCollector


def packages(client: Client) -> dict[str, float]:
    """The gauge of the night, by outcome."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert "uwlr_build_info" in answer.text
    return {
        sample.labels["outcome"]: sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if sample.name == "uwlr_night_packages"
    }


def test_a_scrape_counts_what_became_of_the_packages(
    client: Client, database: Database, settings: Settings, tmp_path: Path
) -> None:
    assert packages(client) == dict.fromkeys((uitkomst.value for uitkomst in Uitkomst), 0)
    EdexmlUitwisseling(database).store(schoolgegevens())
    gkv = Gkv(database, tmp_path, SCHOOL)
    gkv.beheer.add(klantnaam="Rooster", klantcode="R1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR)
    nacht, now = Nacht(database, gkv.leveringen, Venster()), tijd.now()
    assert nacht.plan(settings.nachtvenster.current(now), now) == 2
    assert packages(client)["wacht"] == 2

    assert nacht.make(settings.nachtvenster.current(now), now) is Uitkomst.GEMAAKT
    assert packages(client) | {"wacht": 1, "gemaakt": 1} == packages(client)


def test_a_database_that_is_away_leaves_the_other_numbers(tmp_path: Path) -> None:
    application = create_app(
        Settings.from_environment(
            {"UWLR_DATABASE_URL": "postgresql://iemand:geheim@127.0.0.1:1/uwlr", "UWLR_VAR": str(tmp_path)}
        )
    )
    assert packages(Client(application)) == {}
    application.close()


def test_a_database_that_hangs_does_not_hang_the_scrape() -> None:
    release = threading.Event()

    def hang() -> dict[Uitkomst, int]:  # a real one hangs when its network drops packets
        release.wait(30)
        return {Uitkomst.GEMAAKT: 1}

    (metric,) = NightCollector(hang, limit=0.05).collect()
    assert metric.samples == []
    release.set()


def test_a_night_that_is_over_is_counted_once_until_it_changes(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens())
    gkv = Gkv(database, tmp_path, SCHOOL)
    nacht, verslagen, now = Nacht(database, gkv.leveringen, Venster()), Nachtverslagen(database), tijd.now()
    van = settings.nachtvenster.current(now)

    def counted() -> int:
        """How often the packages are counted to tell how many there are; what is told is right."""
        with recorded() as statements:
            told = verslagen.totals(van)
        with database.read() as connection:
            assert told == NachttaakRepository(connection).totals(van)
        return sum("GROUP BY nachttaak.uitkomst" in statement for statement in statements)

    def refused(moment: datetime) -> None:
        with database.write() as connection:
            ledger = NachttaakRepository(connection)
            taak = ledger.claim(van, moment)
            assert taak is not None
            ledger.finish(taak, Uitkomst.GEWEIGERD, moment)

    nacht.plan(van, now)
    assert [counted(), counted()] == [1, 1], "one is waiting"
    refused(now)
    assert [counted(), counted()] == [1, 0]
    # Between two looks it is tried anew, and refused once more or made.
    nacht.reopen(van)
    refused(now + timedelta(seconds=1))
    assert [counted(), counted()] == [1, 0]
    nacht.reopen(van)
    assert nacht.make(van, now + timedelta(seconds=2)) is Uitkomst.GEMAAKT
    assert [counted(), counted()] == [1, 0]
