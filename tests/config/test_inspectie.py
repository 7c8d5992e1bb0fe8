"""``uwlr config show``: each setting with its value and where that came from, and never a secret."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.places import ROOT
from uwlr_service.config import inspectie, sources
from uwlr_service.config.inspectie import redacted

NAMELESS = 54321
"""A number that no account has."""
SECRET = "geheim" * 6


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Uwlr:
    """Commands in an empty folder, without a database."""
    monkeypatch.chdir(tmp_path)
    return Uwlr(tmp_path)


def by_name(said: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The settings that ``--json`` told, by their names."""
    return {setting["naam"]: setting for setting in said["instellingen"]}


def test_every_setting_of_the_documentation_is_shown_in_that_order(bare: Uwlr) -> None:
    text = (ROOT / "docs" / "operate.rst").read_text(encoding="utf-8")
    documented = re.findall(r"^   \* - ``(UWLR_\w+)``$", text, re.MULTILINE)
    said = bare.json("config", "show")
    assert [setting["naam"] for setting in said["instellingen"]] == documented
    assert not (bare.folder / "var").exists()


def test_it_says_where_each_value_came_from(bare: Uwlr) -> None:
    env = bare.folder / ".env"
    env.write_text("# van ons\n\nUWLR_BIND='127.0.0.1:9000'\nUWLR_THREADS=3\n")
    env.chmod(0o600)
    said = bare.json("config", "show", UWLR_THREADS="4")
    settings = by_name(said)
    assert (said["dotenv"], said["map"]) == (str(env), str(bare.folder / "var"))
    expected = {
        "UWLR_BIND": ("127.0.0.1:9000", "bestand", str(env), 3),
        "UWLR_THREADS": ("4", "omgeving", None, None),
        "UWLR_MAX_BODY": ("64MB", "standaard", None, None),
        "UWLR_DATABASE_PREPARE": ("on", "standaard", None, None),
        "UWLR_BASE_URL": ("", "standaard", None, None),
    }
    for name, (value, origin, path, line) in expected.items():
        setting = settings[name]
        assert (setting["waarde"], setting["herkomst"]) == (value, origin)
        assert (setting["bestand"], setting["regel"]) == (path, line)


@pytest.mark.parametrize("shape", [(), ("--json",)], ids=["for people", "for programs"])
def test_no_secret_is_shown(bare: Uwlr, shape: tuple[str, ...]) -> None:
    given = {
        "UWLR_SECRET": SECRET,
        "UWLR_SLEUTEL": SECRET,
        "UWLR_DATABASE_URL": f"postgresql://uwlr:{SECRET}%3F@db/uwlr?sslpassword={SECRET}&connect_timeout=4",
        "UWLR_OPSLAG": f"s3://{SECRET}:{SECRET}@bucket/pad?{SECRET}",
        "UWLR_BASE_URL": f"https://u:{SECRET}@uwlr.example.nl",
        "UWLR_BIND": SECRET * 4,
        "UWLR_ONZIN": SECRET,
    }
    result = bare("config", "show", *shape, **given)
    assert result.exit_code == 1  # two of them are wrong
    assert SECRET[:12] not in result.stdout + result.stderr
    for shown in ("uwlr:***@db/uwlr", "connect_timeout=4", "s3://bucket/pad", "UWLR_SLEUTEL"):
        assert shown in result.stdout


def test_each_fault_is_told_with_its_setting(bare: Uwlr) -> None:
    wrong = {"UWLR_BIND": "x", "UWLR_MAX_BODY": "64", "UWLR_VAR": "/dev/null", "UWLR_SECRET": "kort"}
    result = bare("config", "show", "--json", **wrong)
    said = bare.json("config", "show", exit_code=1, **wrong)
    assert {name for name, setting in by_name(said).items() if setting["fout"]} == set(wrong)
    assert result.exit_code == 1
    for name, setting in by_name(said).items():
        assert setting["fout"] is None or setting["fout"].startswith(name)


@pytest.mark.parametrize("wrong", [{"UWLR_DATABASE_URL": "mysql://u@h/d"}, {"UWLR_VAR": "/dev/null"}])
def test_no_database_is_named_where_a_fault_leaves_none(bare: Uwlr, wrong: dict[str, str]) -> None:
    assert bare.json("config", "show", exit_code=1, **wrong)["database"] is None
    assert "Database: geen\n" in bare("config", "show", **wrong).stdout
    assert "Database: sqlite:///" in bare("config", "show", UWLR_BIND="x").stdout


def test_no_database_is_named_where_the_file_is_wrong(bare: Uwlr) -> None:
    (bare.folder / ".env").write_bytes(b"UWLR_BIND\n")
    (bare.folder / ".env").chmod(0o600)
    assert bare.json("config", "show", exit_code=1)["database"] is None


def test_a_path_that_cannot_be_is_a_fault_of_its_setting(bare: Uwlr) -> None:
    long = dict.fromkeys(("UWLR_VAR", "UWLR_JOURNAL", "UWLR_OPSLAG", "UWLR_ANDERE_RESULTATEN"), "/x" * 4000)
    said = bare.json("config", "show", exit_code=1, **long)
    faults = {name: setting["fout"] for name, setting in by_name(said).items() if setting["fout"]}
    assert faults.keys() >= {"UWLR_VAR", "UWLR_JOURNAL", "UWLR_OPSLAG"}
    for name, value in long.items():
        refused = bare.refused("koppeling", "list", exit_code=2, **{name: value})
        assert name in refused


def test_a_secret_in_a_file_that_stands_open_is_a_fault_of_its_setting(bare: Uwlr) -> None:
    (bare.folder / "var").mkdir(mode=0o700)
    (bare.folder / "var" / "secret").write_text("x" * 40)
    (bare.folder / "var" / "secret").chmod(0o644)
    said = bare.json("config", "show", exit_code=1)
    assert "chmod 600" in by_name(said)["UWLR_SECRET"]["fout"]


def test_it_is_readable_at_80_columns(bare: Uwlr) -> None:
    address = "postgresql://uwlr@/uwlr?host=/var/run/postgresql&application_name=uwlr&connect_timeout=10"
    shown = bare.good("config", "show", COLUMNS="80", UWLR_DATABASE_URL=address).stdout.splitlines()
    table = shown[shown.index("") + 1 :]
    assert max(map(len, table)) <= 80
    assert sum(line.startswith("UWLR_") for line in table) > 20
    assert "Gebruiker: " in "\n".join(shown)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("UWLR_DATABSE_URL", "UWLR_DATABASE_URL"),
        ("UWLR_MAXBODY", "UWLR_MAX_BODY"),
        ("uwlr_bind", "UWLR_BIND"),
        ("UWLR_SLUETEL", "UWLR_SLEUTEL"),
        ("UWLR_TYPFOUT", "UWLR_"),
    ],
)
def test_a_name_that_nobody_reads_is_told_with_the_nearest(bare: Uwlr, name: str, near: str) -> None:
    for command in (("db", "upgrade"), ("config", "show"), ("koppeling", "list")):
        result = bare.good(*command, **{name: "x"})
        assert f"Let op: {name} is geen instelling, en telt niet; bedoeld: {near}" in result.stderr


def test_one_in_the_file_is_told_with_its_line(bare: Uwlr) -> None:
    env = bare.folder / ".env"
    env.write_text("\nUWLR_BINDD=x\nANDERS=x\n")
    env.chmod(0o600)
    said = bare.good("db", "upgrade").stderr
    assert f"UWLR_BINDD ({env}, regel 2) is geen instelling, en telt niet; bedoeld: UWLR_BIND?" in said
    assert "ANDERS" not in said


@pytest.mark.parametrize("name", ["UWLR_SLEUTEL", "UWLR_GENERIEK_PER_MINUTE", "UWLR_CORPUS", "UWLRX", "UWLR"])
def test_what_others_read_is_no_surprise(bare: Uwlr, name: str) -> None:
    assert "geen instelling" not in bare("db", "upgrade", **{name: "7"}).stderr


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:p#?@[::1]:5432/uwlr", "postgresql://u:***@[::1]:5432/uwlr"),
        ("postgresql://u@db/uwlr?password=p&host=a", "postgresql://u@db/uwlr?password=***&host=a"),
        ("postgresql:///uwlr?%70assword=p", "postgresql:///uwlr?password=***"),
        ("sqlite:////srv/a@b/uwlr.sqlite", "sqlite:////srv/a@b/uwlr.sqlite"),
        ("/srv/uwlr", "/srv/uwlr"),
    ],
)
def test_an_address_loses_its_passwords(address: str, shown: str) -> None:
    assert redacted(address) == shown


def test_the_settings_of_an_installed_service_are_missed(bare: Uwlr, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = bare.folder / "uwlr.env"
    installed.touch()
    monkeypatch.setattr(sources, "INSTALLED", installed)
    monkeypatch.setattr(inspectie, "INSTALLED", installed)
    monkeypatch.delenv("UWLR_DATABASE_URL", raising=False)
    without = {"UWLR_DATABASE_URL": ""}
    said = bare.json("config", "show", exit_code=1, **without)
    assert said["instellingen_van_de_dienst"] == str(installed)
    assert by_name(said)["UWLR_DATABASE_URL"]["fout"].startswith("UWLR_DATABASE_URL is niet gezet")
    assert "/usr/local/bin/uwlr" in bare.refused("db", "upgrade", exit_code=2, **without)


def test_a_user_without_a_name_is_shown_by_number(bare: Uwlr) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    os.seteuid(NAMELESS)
    try:
        assert inspectie.inspect().gebruiker == str(NAMELESS)
    finally:
        os.seteuid(0)
