"""Each defect of a client is seen by the cases that are for it and no other; without one all is good."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.keur.uitgever.client import Client
from tests.support.keur.uitgever.gebreken import GEBREKEN, Clientgebrek
from tests.support.keur.uitgever.proef import Proef, draaiboek, niet_goed
from tests.support.portaal.hosting import hosted
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.uitwisseling.proeftuin import traagheid

pytestmark = pytest.mark.e2e
SECONDS = 0.6
"""How slow a slow answer is here."""
PROEVEN = itertools.count(1)
Maker = Callable[[frozenset[str]], Client]


@pytest.fixture(scope="module")
def database_url(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database for all defects, each of which has a proeftuin of its own."""
    file = tmp_path_factory.mktemp("uitgever") / "uwlr.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture(scope="module")
def address(database_url: str) -> Iterator[str]:
    """Our own application, whose slow answers are not very slow."""
    folder = Path(database_url.removeprefix("sqlite:///")).parent
    settings = Settings.from_environment(
        {"UWLR_DATABASE_URL": database_url, "UWLR_VAR": str(folder / "var"), "UWLR_THREADS": "4"}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(traagheid, "SECONDS", SECONDS)
        application = create_app(settings)
        try:
            with hosted(application) as at:
                yield at
        finally:
            application.close()


@pytest.fixture
def client_with(database_url: str, address: str) -> Iterator[Maker]:
    """A client with defects, at a proeftuin of its own."""
    made: list[Client] = []

    def make(gebreken: frozenset[str]) -> Client:
        folder = Path(database_url.removeprefix("sqlite:///")).parent
        client = Client(address, Proef.make(database_url, folder, f"P{next(PROEVEN)}"), gebreken)
        made.append(client)
        return client

    yield make
    for client in made:
        client.proef.diensten.close()


def taken(client: Client, names: tuple[str, ...]) -> None:
    """Let a client take steps."""
    stappen = [stap for stap in draaiboek().stappen if stap.id in names]
    client.proef.at(stappen[0])
    for number, stap in enumerate(stappen):
        if number:
            client.proef.to(stappen[number - 1], stap)
        client.doe(stap.id)


def test_a_client_that_does_it_right_is_judged_good(client_with: Maker) -> None:
    client = client_with(frozenset())
    names = tuple(stap.id for stap in draaiboek().stappen)
    taken(client, names)
    uitkomsten = client.proef.uitkomsten(set(names))
    assert {name: each.bevindingen for name, each in uitkomsten.items() if each.stand is not Stand.GOED} == {}
    assert len(uitkomsten) == len(draaiboek().gronden)


@pytest.mark.parametrize("gebrek", [pytest.param(each, id=each.naam.split()[0]) for each in GEBREKEN])
def test_a_defect_is_seen_by_its_cases_only(client_with: Maker, gebrek: Clientgebrek) -> None:
    client = client_with(frozenset(gebrek.naam.split()))
    taken(client, gebrek.stappen)
    assert niet_goed(client.proef.uitkomsten(set(gebrek.stappen))) == gebrek.gevallen


def test_each_case_sees_a_defect() -> None:
    seen = frozenset().union(*(gebrek.gevallen for gebrek in GEBREKEN))
    assert set(draaiboek().gronden) - seen == set()
