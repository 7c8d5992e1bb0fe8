"""Secrets in files of their own: read as if the setting said it, and refused without quoting anything."""

import os
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.toezicht.doctor import Doctor
from uwlr_service.config import ConfigFout, Settings

SECRET = "0123456789" * 4
ADDRESS = "postgresql://uwlr:wachtwoord@database/uwlr"


def settings(**environ: str | Path) -> Settings:
    return Settings.from_environment({name: str(text) for name, text in environ.items()})


@pytest.fixture
def uwlr(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Uwlr:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    return Uwlr(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "geheim"
    path.write_text(f"{SECRET}\n")
    path.chmod(0o600)
    return path


def test_a_file_says_what_the_setting_would(file: Path, tmp_path: Path) -> None:
    address = tmp_path / "adres"
    address.write_text(ADDRESS)
    read = settings(UWLR_SECRET_FILE=file, UWLR_DATABASE_URL_FILE=address)
    assert read.given_secret == SECRET.encode()
    assert read.database_url == ADDRESS.replace("postgresql:", "postgresql+psycopg:")
    assert read.secret_files == (file, address)
    assert read.remarks == ()


def test_a_setting_in_both_ways_is_refused(file: Path) -> None:
    with pytest.raises(ConfigFout, match="UWLR_SECRET en UWLR_SECRET_FILE zijn allebei gezet"):
        settings(UWLR_SECRET=SECRET, UWLR_SECRET_FILE=file)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "is leeg"), (b" \n", "is leeg"), (b"\xff\xfe", "is geen UTF-8"), (b"x" * 4097, "is groter dan")],
)
def test_a_file_of_no_use_is_refused(file: Path, content: bytes, says: str) -> None:
    file.write_bytes(content)
    with pytest.raises(ConfigFout, match=f"UWLR_SECRET_FILE noemt {file}, en dat {says}"):
        settings(UWLR_SECRET_FILE=file)


def test_what_is_not_a_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    for path, says in (
        (pipe, "geen gewoon bestand"),
        (tmp_path, "niet te lezen|geen gewoon bestand"),
        (tmp_path / "weg", "er niet"),
    ):
        with pytest.raises(ConfigFout, match=says):
            settings(UWLR_SECRET_FILE=path)


def test_what_is_wrong_with_the_value_is_that_of_the_setting(file: Path) -> None:
    file.write_text("kort")
    with pytest.raises(ConfigFout, match="UWLR_SECRET moet minstens 32 tekens lang zijn") as refused:
        settings(UWLR_SECRET_FILE=file)
    assert "kort" not in str(refused.value)


def test_another_setting_takes_no_file(file: Path) -> None:
    assert "UWLR_BIND_FILE is geen instelling" in settings(UWLR_BIND_FILE=file).remarks[0]


def test_commands_show_the_file_and_not_what_is_in_it(uwlr: Uwlr, file: Path) -> None:
    said = uwlr.json("config", "show", UWLR_SECRET_FILE=str(file))
    (shown,) = (setting for setting in said["instellingen"] if setting["naam"] == "UWLR_SECRET")
    assert (shown["waarde"], shown["herkomst"], shown["bestand"]) == ("(verborgen)", "bestand", str(file))
    text = uwlr.good("config", "show", UWLR_SECRET_FILE=str(file)).stdout
    assert file.name in text
    assert SECRET not in text
    assert "allebei gezet" in uwlr("config", "show", UWLR_SECRET=SECRET, UWLR_SECRET_FILE=str(file)).stderr


def test_a_service_finds_its_database_by_a_file(uwlr: Uwlr, tmp_path: Path) -> None:
    address = tmp_path / "adres"
    address.write_text(uwlr.database_url)
    assert uwlr.json("school", "list", UWLR_DATABASE_URL="", UWLR_DATABASE_URL_FILE=str(address)) == []


def test_a_file_that_others_can_read_is_told(uwlr: Uwlr, file: Path) -> None:
    uwlr.good("db", "backup", UWLR_SECRET_FILE=str(file))
    assert "let op" not in Doctor(uwlr).about("Rechten", UWLR_SECRET_FILE=str(file))
    file.chmod(0o644)
    assert f"chmod 600 {file}" in Doctor(uwlr).about("Rechten", UWLR_SECRET_FILE=str(file))["let op"]
