"""``.env`` is believed only if nobody but its owner can have written it."""

import os
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from uwlr_service.config import ConfigFout, Settings


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of settings in the working folder, as a careful operator makes it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("UWLR_BIND", raising=False)
    path = tmp_path / ".env"
    path.write_text("UWLR_BIND=127.0.0.1:1\n")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o644, 0o640])
def test_a_file_that_only_its_owner_writes_is_read(env: Path, mode: int) -> None:
    env.chmod(mode)
    assert Settings.from_environment().bind == "127.0.0.1:1"


def test_without_a_file_there_is_nothing_to_read(env: Path) -> None:
    env.unlink()
    assert Settings.from_environment().bind == "127.0.0.1:8080"


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666, 0o777, 0o664])
def test_a_file_that_others_may_write_is_refused(env: Path, mode: int) -> None:
    env.chmod(mode)
    with pytest.raises(ConfigFout, match=r"te schrijven, en wordt niet geloofd: chmod go-w .*\.env\."):
        Settings.from_environment()
    said = Uwlr(env.parent).refused("koppeling", "list", exit_code=2)
    assert ".env is ook door anderen te schrijven" in said
    assert Uwlr(env.parent)("demo", "--once").exit_code == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_is_refused(env: Path) -> None:
    os.chown(env, 12345, 12345)
    with pytest.raises(ConfigFout, match="van een andere gebruiker"):
        Settings.from_environment()


@pytest.mark.parametrize("kind", ["pipe", "device", "binary"])
def test_what_is_not_a_file_with_text_is_told_and_holds_up_nothing(env: Path, kind: str) -> None:
    env.unlink()
    if kind == "pipe":
        os.mkfifo(env, 0o600)
    elif kind == "device":
        env.symlink_to("/dev/zero")
    else:
        env.write_bytes(b"\xff\xfe\x00")
        env.chmod(0o600)
    with pytest.raises(ConfigFout, match=r"\.env is geen"):
        Settings.from_environment()


def test_a_folder_of_that_name_means_nothing(env: Path) -> None:
    env.unlink()
    env.mkdir()
    assert Settings.from_environment().bind == "127.0.0.1:8080"


@pytest.mark.parametrize("target", [".env", "/proc/self/mem"], ids=["a circle of links", "a failing disk"])
def test_what_the_system_does_not_read_is_told(env: Path, target: str) -> None:
    env.unlink()
    env.symlink_to(target)
    with pytest.raises(ConfigFout, match=r"\.env is niet te lezen: .+\."):
        Settings.from_environment()
