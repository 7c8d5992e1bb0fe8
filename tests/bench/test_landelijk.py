"""A made country answers all that its load asks of it, and is found again by whoever makes it once more."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bench.landelijk import costs
from bench.landelijk.__main__ import main
from bench.landelijk.land import Land, Omvang
from bench.landelijk.making import Unusable, country
from bench.landelijk.questions import Country
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

OMVANG = Omvang(schools=3, pupils=40, results=3, seed=7, schooljaar=Schooljaar.current())
SEED = 1


@dataclass(frozen=True)
class Served:
    """The country, and what asks the service that has it."""

    land: Land
    folder: Path
    url: str
    country: Country


@pytest.fixture(scope="module")
def served(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("land")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    country(OMVANG, folder, url, processes=1)
    land = Land.read(folder)
    with closing(create_app(Settings.from_environment(land.environ))) as app:
        yield Served(land, folder, url, Country(land, app, SEED))


def test_the_las_reads_all_results(served: Served) -> None:
    las = served.land.las
    page = served.country.get(f"{served.land.feed}?limiet=500", las.client_id, las.key).json
    pupils = sum(len(school.leerlingen) for school in served.land.scholen)
    assert page is not None
    assert len(page["resultaten"]) == pupils * OMVANG.results


def test_each_partner_collects_the_package_of_the_night_of_each_of_its_schools(served: Served) -> None:
    collected = set()
    for link in served.land.gkv:
        for code in link.scholen:
            school = schoolpad.write(Schoolcode.parse(code))
            place = f"/gkv/v1/koppelingen/{link.koppeling}/scholen/{school}/leveringen"
            answer = served.country.get(f"{place}?na=0", link.client_id, link.key).json
            assert answer is not None
            (levering,) = answer["leveringen"]
            assert levering["volgnummer"] == link.volgnummer
            package = served.country.get(f"{place}/{levering['id']}/pakket", link.client_id, link.key)
            assert package.data.startswith(b"PK")
            collected.add((link.koppeling, code))
    assert len(collected) == 2 * OMVANG.schools


def test_every_kind_of_question_is_answered(served: Served) -> None:
    for question in served.country.questions():
        question.ask()
    assert len({question.naam for question in served.country.questions()}) > 15


def test_the_country_is_found_again_and_its_administrators_sign_in_anew(served: Served) -> None:
    again = country(OMVANG, served.folder, served.url, processes=1)

    assert [school.sessie for school in again.scholen] != [school.sessie for school in served.land.scholen]
    assert _without_sessions(again) == _without_sessions(served.land)


def test_another_country_is_not_made_beside_it(served: Served) -> None:
    with pytest.raises(Unusable, match="has 3 schools"):
        country(replace(OMVANG, seed=8), served.folder, served.url, processes=1)
    with pytest.raises(Unusable, match="is no country"):
        country(OMVANG, served.folder / "elders", served.url, processes=1)


@pytest.mark.parametrize(
    ("option", "value", "bounds"),
    [
        ("--schools", "7000", "from 1 to 6000"),
        ("--schools", "0", "from 1 to 6000"),
        ("--schools", "veel", "from 1 to 6000"),
        ("--pupils", "0", "from 1 on"),
        ("--results", "-1", "from 0 on"),
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


def test_the_table_says_which_question_costs_more_in_a_larger_country(served: Served) -> None:
    lines = costs.table([served.folder, served.folder], [{"a": 10.0, "b": 10.0}, {"a": 12.0, "b": 12.1}])
    assert [line.split() for line in lines[1:]] == [
        ["a", "10.00", "12.00", "1.20"],
        ["b", "10.00", "12.10", "1.21", "not", "flat"],
    ]


def _without_sessions(land: Land) -> Land:
    return replace(land, scholen=tuple(replace(school, sessie="") for school in land.scholen))
