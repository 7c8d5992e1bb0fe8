"""The settings: defaults, what wins, what is refused, and names that changed."""

import inspect
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.places import ROOT
from uwlr_service import config
from uwlr_service.config import ConfigFout, Renamed, Settings
from uwlr_service.domain.fouten import OpslagOnbruikbaar

SECRET = "s" * 32
OLD_RATE = Renamed("UWLR_GENERIEK_PER_MINUUT", "UWLR_GENERIEK_PER_MINUTE", is_ignored=False)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"UWLR_VAR": str(tmp_path / "var"), "UWLR_SECRET": SECRET}


def test_defaults_are_those_of_the_design(environ: dict[str, str], tmp_path: Path) -> None:
    settings = Settings.from_environment(environ)

    assert settings.database_url == f"sqlite:///{tmp_path}/var/uwlr.sqlite"
    assert (settings.base_url, settings.bind) == (None, "127.0.0.1:8080")
    assert settings.max_body == settings.cache_bytes == 64 * 1024 * 1024
    assert settings.workers >= 1
    assert (settings.flush_seconds, settings.retention_days) == (5.0, 400)


def test_a_relative_folder_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({})

    assert settings.var == tmp_path / "var"


def test_a_secret_is_made_when_it_is_needed_and_not_before(tmp_path: Path) -> None:
    environ = {"UWLR_VAR": str(tmp_path / "var")}
    settings = Settings.from_environment(environ)
    assert not (tmp_path / "var").exists()
    assert settings.secret == settings.secret == Settings.from_environment(environ).secret
    assert (tmp_path / "var" / "secret").is_file()
    (tmp_path / "var" / "secret").chmod(0o644)
    with pytest.raises(ConfigFout, match="chmod 600"):
        Settings.from_environment(environ)


def test_threads_follow_the_database(environ: dict[str, str]) -> None:
    on_sqlite = Settings.from_environment(environ)
    on_postgresql = Settings.from_environment(environ | {"UWLR_DATABASE_URL": "postgresql://u:p@db/uwlr"})

    assert (on_sqlite.threads, on_postgresql.threads) == (1, 8)
    assert Settings.from_environment(environ | {"UWLR_THREADS": "3"}).threads == 3


def test_a_file_is_not_a_folder(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    with pytest.raises(ConfigFout, match=r"^UWLR_VAR moet een map zijn"):
        Settings.from_environment(environ)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_always_reached_with_psycopg_3(environ: dict[str, str], scheme: str) -> None:
    settings = Settings.from_environment(environ | {"UWLR_DATABASE_URL": f"{scheme}://u:p@db/uwlr"})
    assert settings.database_url == "postgresql+psycopg://u:p@db/uwlr"


def test_the_environment_wins_from_the_env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("UWLR_BIND", "UWLR_RETENTION_DAYS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text("UWLR_BIND=0.0.0.0:9000\nUWLR_RETENTION_DAYS=30\n", encoding="utf-8")
    monkeypatch.setenv("UWLR_RETENTION_DAYS", "31")

    settings = Settings.from_environment()
    assert (settings.bind, settings.retention_days) == ("0.0.0.0:9000", 31)


def test_a_mapping_is_the_whole_environment(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("UWLR_BIND=0.0.0.0:9000\n", encoding="utf-8")
    assert Settings.from_environment(environ).bind == "127.0.0.1:8080"


def test_proxies_are_addresses_or_networks(environ: dict[str, str]) -> None:
    given = Settings.from_environment(environ | {"UWLR_PROXIES": " 10.0.0.0/8, ::1,"})
    assert given.proxies == "10.0.0.0/8,::1/128"
    assert Settings.from_environment(environ | {"UWLR_PROXIES": "*"}).proxies == "*"


def test_the_night_has_a_window_of_its_own(environ: dict[str, str]) -> None:
    assert str(Settings.from_environment(environ).nachtvenster) == "01:00-05:30"
    later = Settings.from_environment(environ | {"UWLR_NACHTVENSTER": "19:00-23:30"})
    assert str(later.nachtvenster) == "19:00-23:30"


def test_an_empty_value_counts_as_absent(environ: dict[str, str]) -> None:
    settings = Settings.from_environment(environ | {"UWLR_BASE_URL": "", "UWLR_THREADS": ""})
    assert (settings.base_url, settings.threads) == (None, 1)


@pytest.mark.parametrize(
    ("text", "size"), [("1000", 1000), ("64MB", 64 << 20), ("2 GB", 2 << 30), ("8kB", 8 << 10)]
)
def test_sizes(environ: dict[str, str], text: str, size: int) -> None:
    assert Settings.from_environment(environ | {"UWLR_MAX_BODY": text}).max_body == size


def test_base_url_loses_its_last_slash(environ: dict[str, str]) -> None:
    settings = Settings.from_environment(environ | {"UWLR_BASE_URL": "https://uwlr.example.nl/las/"})
    assert settings.base_url == "https://uwlr.example.nl/las"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "http://localhost:8080"),
        ({"UWLR_BIND": "[::1]:9000"}, "http://localhost:9000"),
        ({"UWLR_BIND": "0.0.0.0:8080"}, None),
        ({"UWLR_BIND": "127.0.0.1:0"}, None),
        ({"UWLR_BIND": "unix:/run/uwlr.sock"}, None),
        ({"UWLR_BASE_URL": "https://uwlr.example.nl"}, "https://uwlr.example.nl"),
        (
            {"UWLR_BASE_URL": "https://uwlr.example.nl", "UWLR_PORTAAL_URL": "https://portaal.example.nl/"},
            "https://portaal.example.nl",
        ),
    ],
)
def test_people_find_the_pages_where_an_operator_says(
    environ: dict[str, str], given: dict[str, str], address: str | None
) -> None:
    assert Settings.from_environment(environ | given).portal_address == address


def test_mail_goes_by_a_server_whose_password_is_not_shown(environ: dict[str, str]) -> None:
    url = "smtps://koppelingen:geheim@mail.example.nl"
    settings = Settings.from_environment(
        environ | {"UWLR_SMTP_URL": url, "UWLR_MAIL_FROM": "Koppelingen <koppelingen@example.nl>"}
    )
    assert settings.smtp_url == url
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UWLR_DATABASE_URL", "mysql://db"),
        ("UWLR_BASE_URL", "uwlr.example.nl"),
        ("UWLR_BASE_URL", "https://uwlr.example.nl?x"),
        ("UWLR_BIND", "8080"),
        ("UWLR_BIND", "127.0.0.1:99999"),
        ("UWLR_SECRET", "too short"),
        ("UWLR_MAX_BODY", "64 MiB"),
        ("UWLR_MAX_BODY", "0"),
        ("UWLR_WORKERS", "0"),
        ("UWLR_WORKERS", "-1"),
        ("UWLR_THREADS", "two"),
        ("UWLR_CACHE_BYTES", "much"),
        ("UWLR_FLUSH_SECONDS", "0"),
        ("UWLR_FLUSH_SECONDS", "nan"),
        ("UWLR_RETENTION_DAYS", "1.5"),
        ("UWLR_NACHTVENSTER", "night"),
        ("UWLR_NACHTVENSTER", "05:30-01:00"),
        ("UWLR_NACHTVENSTER", "06:00-08:00"),
        ("UWLR_OPSLAG", "onzin://x"),
        ("UWLR_OPSLAG", "s3://"),
        ("UWLR_OPSLAG", "s3:/bucket/pad"),
        ("UWLR_OPSLAG", "s3:bucket"),
        ("UWLR_LOG_LEVEL", "loud"),
        ("UWLR_TRACES", "http://collector:4318"),
        ("UWLR_PROXIES", "127.0.0.1, proxy.lan"),
        ("UWLR_OPSLAG", "ftp://host/path"),
        ("UWLR_OPSLAG", "zip://x"),
        ("UWLR_OPSLAG", __file__),
        ("UWLR_PROXIES", "10.0.0.1/8"),
        ("UWLR_PORTAAL_URL", "portaal.example.nl"),
        ("UWLR_SMTP_URL", "mail.example.nl"),
        ("UWLR_SMTP_URL", "smtp://"),
        ("UWLR_SMTP_URL", "smtp://mail.example.nl:poort"),
        ("UWLR_SMTP_URL", "smtp://mail.example.nl/map"),
        ("UWLR_MAIL_FROM", "koppelingen"),
        ("UWLR_MAIL_FROM", "k@example.nl\nBcc: x@example.nl"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(environ: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(ConfigFout, match=f"^{name} moet .*\\.$"):
        Settings.from_environment(environ | {name: value})


@pytest.mark.parametrize(
    ("place", "library", "install"),
    [("s3://bucket/pad", "s3fs", r"'\.\[s3\]' in de map"), ("gs://bucket/pad", "gcsfs", "gcsfs")],
)
def test_storage_says_what_has_to_be_installed(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, place: str, library: str, install: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed; s3fs is, for other tests
    with pytest.raises(ConfigFout, match=f"^UWLR_OPSLAG noemt .* om {library}: pip install {install}"):
        Settings.from_environment(environ | {"UWLR_OPSLAG": place})


@pytest.mark.parametrize("place", ["/srv/pakketten", "pakketten", "s3://bucket/pad", "file:///srv/pakketten"])
def test_storage_is_a_folder_or_an_address(environ: dict[str, str], place: str) -> None:
    assert Settings.from_environment(environ | {"UWLR_OPSLAG": place}).opslag == place


def test_a_refused_secret_is_not_repeated(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigFout) as refused:
        Settings.from_environment(environ | {"UWLR_SECRET": "hunter2"})
    assert "hunter2" not in str(refused.value)


NAMES = sorted(
    set(re.findall("UWLR_[A-Z_]+", inspect.getsource(config)))
    - {"UWLR_VAR", "UWLR_SECRET", "UWLR_JOURNAL", "UWLR_ANDERE_RESULTATEN"}
)
WITH_A_SECRET = [
    "https://u:hunter2@uwlr.example.nl/x?y",
    "https://uwlr.example.nl?sleutel=hunter2",
    "zork://key:hunter2@bucket/path",
    "s3:/key:hunter2@bucket",
    "ftp://bucket/x?secret=hunter2",
    "postgres+zork://u:hunter2@db/x",
    "https://u:hunter2",
    "u:hunter2@host, 10.0.0.1",
]


@pytest.mark.parametrize("value", WITH_A_SECRET)
@pytest.mark.parametrize("name", NAMES)
def test_a_refused_setting_never_shows_a_password(environ: dict[str, str], name: str, value: str) -> None:
    try:
        shown = repr(Settings.from_environment(environ | {name: value}))
    except ConfigFout as refused:
        shown = str(refused)
    assert "hunter2" not in shown


def test_the_place_of_storage_is_told_without_its_key() -> None:
    fout = OpslagOnbruikbaar("s3://key:hunter2@bucket/pad?endpoint=hunter2")
    assert fout.plaats == "s3://bucket/pad"
    assert OpslagOnbruikbaar("/srv/a@b?c").plaats == "/srv/a@b?c"


def test_secrets_stay_out_of_repr(environ: dict[str, str]) -> None:
    shown = repr(Settings.from_environment(environ | {"UWLR_DATABASE_URL": "postgresql://u:hunter2@db/uwlr"}))
    assert SECRET not in shown
    assert "hunter2" not in shown


def test_a_setting_that_has_another_name_now_still_counts(environ: dict[str, str]) -> None:
    settings = Settings.from_environment(environ | {"UWLR_GENERIEK_PER_MINUUT": "7"})
    assert settings.generiek_per_minute == 7
    assert settings.renamed == (OLD_RATE,)


def test_with_both_names_set_the_new_one_wins(environ: dict[str, str]) -> None:
    both = {"UWLR_GENERIEK_PER_MINUUT": "7", "UWLR_GENERIEK_PER_MINUTE": "8"}
    settings = Settings.from_environment(environ | both)
    assert settings.generiek_per_minute == 8
    assert settings.renamed == (replace(OLD_RATE, is_ignored=True),)


def test_the_new_name_alone_is_nothing_to_tell_about(environ: dict[str, str]) -> None:
    settings = Settings.from_environment(environ | {"UWLR_GENERIEK_PER_MINUTE": "8"})
    assert (settings.generiek_per_minute, settings.renamed) == (8, ())


def test_an_old_name_that_is_empty_counts_as_absent(environ: dict[str, str]) -> None:
    settings = Settings.from_environment(environ | {"UWLR_GENERIEK_PER_MINUUT": ""})
    assert (settings.generiek_per_minute, settings.renamed) == (30, ())


def test_a_wrong_value_is_refused_by_the_name_that_it_has(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigFout, match=r"^UWLR_GENERIEK_PER_MINUUT moet"):
        Settings.from_environment(environ | {"UWLR_GENERIEK_PER_MINUUT": "0"})


def test_every_variable_that_is_read_is_explained() -> None:
    source = inspect.getsource(config)
    read = set(re.findall(r'read\(\s*"(UWLR_\w+)"', source))
    explained = set(re.findall(r"# (UWLR_\w+) +\w", source))
    assert read == explained


def test_the_documentation_lists_them_in_the_same_order() -> None:
    read = re.findall(r'read\(\s*"(UWLR_\w+)"', inspect.getsource(config))
    text = (ROOT / "docs" / "operate.rst").read_text(encoding="utf-8")
    assert re.findall(r"^   \* - ``(UWLR_\w+)``$", text, re.MULTILINE) == read
