"""A made country has what its load asks for, and is found again by whoever makes it once more."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bench.landelijk import costs, sessions
from bench.landelijk.__main__ import main
from bench.landelijk.land import Land, Omvang
from bench.landelijk.making import Unusable, country
from bench.landelijk.morning.processor import Taken
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account.bewijzen import digest
from uwlr_service.uitwisseling.las.resultaten.feed import Feedvraag

OMVANG = Omvang(schools=3, pupils=40, results=3, seed=7, schooljaar=Schooljaar.current(), partners=15)
RESULTS_OF_ALL = 500


@dataclass(frozen=True)
class Made:
    """The country, and where it is."""

    land: Land
    folder: Path
    url: str


@pytest.fixture(scope="module")
def made(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("land")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    country(OMVANG, folder, url, processes=1)
    return Made(Land.read(folder), folder, url)


def test_the_las_reads_all_results(made: Made) -> None:
    land = made.land
    with closing(Diensten.open(Settings.from_environment(land.environ))) as diensten:
        las = diensten.lasregister.get(land.las.las).las
        page = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=RESULTS_OF_ALL))
    pupils = sum(len(school.leerlingen) for school in land.scholen)
    assert len(page.deel.resultaten) == pupils * OMVANG.results


def test_each_school_has_ten_links_however_many_partners_there_are(made: Made) -> None:
    assert len(made.land.gkv) <= 3
    assert len(made.land.uwlr) <= 12
    for school in made.land.scholen:
        assert sum(school.code in link.scholen for link in made.land.gkv) == 2
        assert sum(school.code in link.scholen for link in made.land.uwlr) == 8


def test_the_country_is_found_again_and_its_administrators_sign_in_anew(made: Made) -> None:
    again = country(OMVANG, made.folder, made.url, processes=1)

    assert [school.sessie for school in again.scholen] != [school.sessie for school in made.land.scholen]
    assert _without_sessions(again) == _without_sessions(made.land)


def test_administrators_stay_signed_in_through_a_morning(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    land = country(OMVANG, made.folder, made.url, processes=1)
    begun = tijd.now()

    def signed_in(moment: datetime) -> list[bool]:
        with database.read() as connection:
            found = SessieRepository(connection).find
            return [found(digest(school.sessie), moment) is not None for school in land.scholen]

    with closing(Database.open(made.url)) as database:
        for minutes in (20, 40):
            moment = begun + timedelta(minutes=minutes)
            assert all(signed_in(moment))
            monkeypatch.setattr(tijd, "now", lambda moment=moment: moment)
            sessions.stay_awake(database)
        assert not any(signed_in(begun + timedelta(minutes=71)))


def test_another_country_is_not_made_beside_it(made: Made) -> None:
    with pytest.raises(Unusable, match="has 3 schools"):
        country(replace(OMVANG, seed=8), made.folder, made.url, processes=1)
    with pytest.raises(Unusable, match="is no country"):
        country(OMVANG, made.folder / "elders", made.url, processes=1)


@pytest.mark.parametrize(
    ("option", "value", "bounds"),
    [
        ("--schools", "7000", "from 1 to 6000"),
        ("--schools", "0", "from 1 to 6000"),
        ("--schools", "veel", "from 1 to 6000"),
        ("--pupils", "0", "from 1 on"),
        ("--results", "-1", "from 0 on"),
        ("--partners", "9", "from 10 on"),
    ],
)
def test_a_country_that_cannot_be_is_refused_at_once(
    option: str,
    value: str,
    bounds: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "land"
    monkeypatch.setattr("sys.argv", ["landelijk", "make", "--to", str(folder), f"{option}={value}"])
    with pytest.raises(SystemExit) as refused:
        main()
    assert refused.value.code == 2
    assert f"argument {option}: give a whole number {bounds}, not '{value}'" in capsys.readouterr().err
    assert not folder.exists()


def test_the_table_says_which_question_costs_more_in_a_larger_country() -> None:
    small = {"a": _taken(server=0.008, database=0.002), "b": _taken(server=0.008, database=0.002)}
    large = {"a": _taken(server=0.009, database=0.003), "b": _taken(server=0.009, database=0.0031)}
    lines = list(costs.table([100, 6000], [small, large]))
    assert lines[1].split() == ["a", "10.00", "12.00", "1.20"]
    assert lines[2].split()[:5] == ["b", "10.00", "12.10", "1.21", "not"]
    assert lines[2].endswith("not flat: server +1.00, database +1.10")


def _taken(server: float, database: float) -> Taken:
    return Taken(server=server, database=database, client=1.0)


def _without_sessions(land: Land) -> Land:
    return replace(land, scholen=tuple(replace(school, sessie="") for school in land.scholen))
