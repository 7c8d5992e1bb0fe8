"""A morning that cannot be is refused at once, and a country whose making was broken off is begun anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench import databases
from bench.landelijk.day.__main__ import main as day
from bench.landelijk.land import FILE
from bench.landelijk.morning import __main__ as morning
from bench.landelijk.morning.series import main as series
from bench.landelijk.morning.stage import Place, place


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--schools 0", "--schools: give a whole number from 1 to 6000, not '0'"),
        ("--schools 7000", "--schools: give a whole number from 1 to 6000, not '7000'"),
        ("--pupils 0", "--pupils: give a whole number from 1 on, not '0'"),
        ("--partners 9", "--partners: give a whole number from 10 on, not '9'"),
        ("--workers 0", "--workers: give a whole number from 1 on, not '0'"),
        ("--minutes 0", "--minutes: give a number above 0, not '0'"),
        ("--minutes nan", "--minutes: give a number above 0, not 'nan'"),
        ("--pace=-1", "--pace: give a number above 0, not '-1'"),
        ("--asking 0", "--asking: give a whole number from 1 on, not '0'"),
        ("--schools 2 --asking 3", "--asking: give a whole number from 1 to --schools, not 3"),
        ("--to /nergens/cijfers.json", "--to: '/nergens/cijfers.json' cannot be written"),
        ("--to /", "--to: '/' cannot be written"),
    ],
)
def test_a_morning_that_cannot_be_is_refused_at_once(
    words: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(morning, "KEPT", tmp_path)
    monkeypatch.setattr("sys.argv", ["morning", *words.split()])
    with pytest.raises(SystemExit) as refused:
        morning.main()
    assert refused.value.code == 2
    assert f"argument {told}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("main", "most"), [(day, 6000), (series, 3000)])
def test_a_day_and_a_series_have_bounds_too(
    main: Callable[[], object], most: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["it", "--schools", "7000"])
    with pytest.raises(SystemExit):
        main()
    assert f"--schools: give a whole number from 1 to {most}, not '7000'" in capsys.readouterr().err


def test_the_figures_of_a_series_need_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("sys.argv", ["series", "--to", str(tmp_path / "file" / "series")])
    with pytest.raises(SystemExit) as refused:
        series()
    assert refused.value.code == 2
    assert "argument --to: " in capsys.readouterr().err


@pytest.mark.parametrize("main", [day, morning.main])
def test_without_a_database_server_nothing_is_measured(
    main: Callable[[], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["it", "--schools", "1"])
    monkeypatch.setattr(f"{main.__module__}.KEPT", tmp_path)
    monkeypatch.setattr("bench.landelijk.morning.stage.postgres_binaries", lambda: None)
    with pytest.raises(SystemExit) as ended:
        main()
    assert str(ended.value.code).startswith("not measured: this machine has no PostgreSQL server")


def test_a_making_that_was_broken_off_is_begun_anew(tmp_path: Path) -> None:
    database = tmp_path / "uwlr.sqlite"
    (tmp_path / FILE).touch()
    database.touch()
    with place(databases.SQLITE, tmp_path):
        assert database.exists()
    (tmp_path / FILE).unlink()
    with place(databases.SQLITE, tmp_path):
        assert not database.exists()


def test_the_maker_of_a_country_says_itself_what_is_wrong(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        morning.country(Place(url="sqlite://", process=None), tmp_path, 0, 60)
    assert ended.value.code == 2
    said = capfd.readouterr().err
    assert "give a whole number from 1 to 6000" in said
    assert f"to begin anew, remove {tmp_path}" in said
    assert "Traceback" not in said
