"""``.env`` in every encoding that an editor writes: taken, or refused with its name and line."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from uwlr_service.config import ConfigFout, Settings
from uwlr_service.config.dotenv_file import read_dotenv

NOBODY = 65534
LINE = "UWLR_BASE_URL=https://school.example.nl"
TAKEN = {
    "plain": f"{LINE}\n".encode(),
    "without a last end of line": LINE.encode(),
    "a byte order mark": f"\ufeff{LINE}\n".encode(),
    "ends of line of Windows": f"# instellingen\r\n{LINE}\r\n".encode(),
    "ends of line of an old Mac": f"# instellingen\r{LINE}\r".encode(),
    "export": f"export {LINE}\n".encode(),
    "double quotes": b'UWLR_BASE_URL="https://school.example.nl"\n',
    "single quotes": b"UWLR_BASE_URL='https://school.example.nl'\n",
    "spaces": b"  UWLR_BASE_URL = https://school.example.nl  \n",
    "a remark behind it": b"UWLR_BASE_URL=https://school.example.nl # het adres\n",
    "an accent in a remark": f"# één school\n{LINE}\n".encode(),
    "a line of another program": f"EIGEN\n{LINE}\n".encode(),
}
REFUSED = {
    "UTF-16 with a mark": (f"{LINE}\n".encode("utf-16"), "geen UTF-8 (regel 1)"),
    "UTF-16 without one": (f"{LINE}\n".encode("utf-16-le"), "op regel 1 staat een nulteken"),
    "UTF-32": (f"{LINE}\n".encode("utf-32-le"), "op regel 1 staat een nulteken"),
    "Latin-1": (f"{LINE}\n# één\n".encode("latin-1"), "geen UTF-8 (regel 2)"),
    "a null sign": (f"{LINE}\n\n\0\n".encode(), "op regel 3 staat een nulteken"),
    "a quote that does not end": (f'# x\n\n{LINE[:14]}"https://\n'.encode(), "regel 3, is niet te begrijpen"),
    "something behind a quote": (b'UWLR_BASE_URL="https://a.nl" en meer\n', "regel 1, is niet te begrijpen"),
    "no equals sign": (b"\nUWLR_BASE_URL\n", "regel 2, is niet te begrijpen"),
    "a colon": (b"UWLR_BASE_URL: https://a.nl\n", "regel 1, is niet te begrijpen"),
    "a wrong value": (b"UWLR_BASE_URL=a.nl\n", "UWLR_BASE_URL moet een adres zijn"),
    "too much": (b"#" * (1024 * 1024 + 1), "is groter dan 1048576 bytes"),
}


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of settings of the working folder, not made yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("UWLR_BASE_URL", raising=False)
    return tmp_path / ".env"


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o600)


@pytest.mark.parametrize("data", TAKEN.values(), ids=TAKEN)
def test_what_can_be_read_is_taken(env: Path, data: bytes) -> None:
    write(env, data)
    assert Settings.from_environment().base_url == "https://school.example.nl"


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_is_refused_by_every_command(env: Path, data: bytes, why: str) -> None:
    write(env, data)
    said = Uwlr(env.parent).refused("koppeling", "list", exit_code=2)
    assert why in said
    assert str(env) in said or "UWLR_BASE_URL" in said
    shown = Uwlr(env.parent)("config", "show")
    assert shown.exit_code == 1
    assert why in " ".join(shown.stderr.split())


def test_a_folder_is_told_of_and_stops_nothing(env: Path) -> None:
    env.mkdir()
    result = Uwlr(env.parent)("db", "upgrade")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        0,
        f"Let op: {env} is een map, en wordt niet gelezen.",
    )


@contextmanager
def somebody_else() -> Iterator[Path]:
    """A folder that anybody may enter, and no rights of root until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="uwlr-env-"))
    owner = os.geteuid()
    if owner == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        os.seteuid(owner)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_the_switch_counts_in_the_environment_only(env: Path) -> None:
    write(env, f"UWLR_DOTENV=off\n{LINE}\n".encode())
    settings = Settings.from_environment()
    assert (settings.base_url, settings.dotenv) == ("https://school.example.nl", True)
    assert settings.remarks == (f"UWLR_DOTENV telt niet in {env}: zet het in de omgeving.",)


def test_a_file_in_a_folder_that_cannot_be_entered_is_none() -> None:
    with somebody_else() as folder:
        write(folder / ".env", LINE.encode())
        folder.chmod(0o000)
        assert not read_dotenv(folder / ".env").texts


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with somebody_else() as folder:
        write(folder / ".env", LINE.encode())
        (folder / ".env").chmod(0o000)
        with pytest.raises(ConfigFout, match=rf"^{folder}/.env is niet te lezen: .*\.$"):
            read_dotenv(folder / ".env")


@pytest.mark.parametrize("switch", ["off", " OFF "])
def test_an_installed_service_reads_none(env: Path, monkeypatch: pytest.MonkeyPatch, switch: str) -> None:
    write(env, b"\xff")
    monkeypatch.setenv("UWLR_DOTENV", switch)
    assert Settings.from_environment().base_url is None
