"""Nobody but its owner gets into what the service keeps, whatever the umask, and whoever made it before."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from uwlr_service import private
from uwlr_service.config import Settings
from uwlr_service.config.rechten import secure


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """The umask of whoever starts the service."""
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with everything below one folder."""
    return Settings.from_environment({"UWLR_VAR": str(tmp_path / "a" / "var")})


def test_every_folder_that_is_missing_is_made_private(umask: None, tmp_path: Path) -> None:
    private.make_folder(tmp_path / "a" / "b" / "c")
    private.make_folder(tmp_path / "a" / "b" / "c")
    for below in ("a", "a/b", "a/b/c"):
        assert mode(tmp_path / below) == 0o700


def test_what_the_commands_make_is_private(umask: None, tmp_path: Path) -> None:
    uwlr = Uwlr(tmp_path)
    var = tmp_path / "x" / "var"
    environ = {"UWLR_VAR": str(var), "UWLR_DATABASE_URL": f"sqlite:///{var / 'uwlr.sqlite'}"}
    uwlr.good("db", "upgrade", **environ)
    uwlr.good("demo-data", "--schools", "1", "--pupils", "5", "--seed", "1", **environ)
    link = ("--klantnaam", "Ouders", "--klantcode", "O1", "--gegevensset", "gkv-basis", "--school", "99AA")
    uwlr.good("koppeling", "add", *link, **environ)
    uwlr.good("gkv", "generate", "1", **environ)
    assert (var / "leveringen").is_dir()
    assert mode(tmp_path / "x") == 0o700
    for folder, _, names in os.walk(var):
        assert mode(Path(folder)) == 0o700, folder
        for name in names:
            assert mode(Path(folder) / name) == 0o600, name


def test_what_stood_open_is_shut_and_told(settings: Settings) -> None:
    assert secure(settings) == ()
    leveringen = settings.var / "leveringen"
    leveringen.mkdir(parents=True)
    database = settings.var / "uwlr.sqlite"
    database.write_bytes(b"SQLite format 3\0")
    settings.journal.write_text('{"journaal": "1"}\n')
    for path in (settings.var, leveringen):
        path.chmod(0o777)
    for path in (database, settings.journal):
        path.chmod(0o644)
    told = secure(settings)
    assert len(told) == 2
    assert all("stond open voor anderen" in text for text in told)
    assert (mode(settings.var), mode(leveringen)) == (0o700, 0o700)
    assert (mode(database), mode(settings.journal)) == (0o600, 0o600)
    assert secure(settings) == ()


def test_a_folder_that_may_be_of_others_is_only_told_of(settings: Settings, tmp_path: Path) -> None:
    settings.var.mkdir(parents=True)
    settings.var.chmod(0o755)
    (text,) = secure(settings)
    assert text == f"{settings.var} staat open voor anderen dan de eigenaar: chmod 700 {settings.var}"
    assert mode(settings.var) == 0o755
    settings.var.chmod(0o700)
    elsewhere = tmp_path / "schijf"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    named = Settings.from_environment({"UWLR_VAR": str(settings.var), "UWLR_OPSLAG": str(elsewhere)})
    (text,) = secure(named)
    assert f"chmod 700 {elsewhere}" in text
    assert mode(elsewhere) == 0o755


@pytest.mark.parametrize("name", ["iets.txt", "uwlr"])
def test_a_folder_with_something_else_in_it_is_only_told_of(settings: Settings, name: str) -> None:
    settings.var.mkdir(parents=True)
    for path in (settings.var / name, settings.var / "secret"):
        path.touch(mode=0o600)
        path.write_text("s" * 40)
    settings.var.chmod(0o755)
    (text,) = secure(settings)
    assert "chmod 700" in text
    assert mode(settings.var) == 0o755


def test_what_a_setting_names_by_mistake_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "van anderen"
    folder.mkdir()
    file = tmp_path / "passwd"
    file.write_text("root:x:0:0")
    for path, open_mode in ((folder, 0o755), (file, 0o644)):
        path.chmod(open_mode)
        environ = {"UWLR_VAR": str(tmp_path / "var"), "UWLR_DATABASE_URL": f"sqlite:///{path}"}
        secure(Settings.from_environment(environ))
        assert mode(path) == open_mode
    environ = {"UWLR_VAR": str(tmp_path / "var"), "UWLR_JOURNAL": str(file)}
    secure(Settings.from_environment(environ))
    assert mode(file) == 0o644
    secure(Settings.from_environment({"UWLR_VAR": str(folder)}))
    assert mode(folder) == 0o755


def test_a_folder_for_everybody_is_not_shut(settings: Settings) -> None:
    settings.var.mkdir(parents=True)
    settings.journal.touch(mode=0o600)
    settings.var.chmod(0o1777)
    (text,) = secure(settings)
    assert "chmod 700" in text
    assert mode(settings.var) == 0o1777


def test_what_a_link_leads_to_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    settings.var.mkdir(parents=True, mode=0o700)
    settings.var.chmod(0o700)
    elsewhere = tmp_path / "schijf"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    (settings.var / "leveringen").symlink_to(elsewhere)
    (text,) = secure(settings)
    assert "chmod 700" in text
    assert mode(elsewhere) == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_is_not_shut(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.touch()
    path.chmod(0o644)
    os.chown(path, 12345, 12345)
    assert not private.shut(path)
    assert mode(path) == 0o644


def test_a_command_says_what_stood_open(tmp_path: Path) -> None:
    uwlr = Uwlr(tmp_path)
    uwlr.good("db", "upgrade")
    var = tmp_path / "var"
    (var / "leveringen").mkdir(parents=True, mode=0o700, exist_ok=True)
    var.chmod(0o755)
    assert f"Let op: {var} stond open voor anderen" in " ".join(uwlr.good("koppeling", "list").stderr.split())
    assert "stond open" not in uwlr.good("koppeling", "list").stderr
