"""Where packages lie: whole or not at all, in a folder and in S3, which knows no rename."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from uwlr_service.repository.gkv.opslag import Opslag


class Broken(io.BytesIO):
    """A source that fails after its first piece."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError("gone")
        return super().read(4)


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "s3":
        bucket: str = request.getfixturevalue("bucket")
        return f"{bucket}/{tmp_path.name}"
    return str(tmp_path)


@pytest.fixture
def opslag(place: str) -> Opslag:
    return Opslag(place)


def test_what_is_published_can_be_read_and_removed(opslag: Opslag) -> None:
    opslag.publish("1/2/a.zip", io.BytesIO(b"package"))
    with opslag.opened("1/2/a.zip") as file:
        assert file.read() == b"package"
    opslag.remove("1/2/a.zip")
    opslag.remove("1/2/a.zip")
    with pytest.raises(FileNotFoundError), opslag.opened("1/2/a.zip"):
        pass


def test_what_fails_halfway_is_not_there(opslag: Opslag) -> None:
    with pytest.raises(OSError, match="gone"):
        opslag.publish("1/2/b.zip", Broken(b"much more than a piece"))
    with pytest.raises(FileNotFoundError), opslag.opened("1/2/b.zip"):
        pass


def test_what_fails_after_much_was_sent_is_not_there(opslag: Opslag) -> None:
    class Late(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 11_000_000:  # s3fs sends parts of 5 MB and more
                raise OSError("gone")
            return super().read(size)

    with pytest.raises(OSError, match="gone"):
        opslag.publish("1/2/c.zip", Late(bytes(12_000_000)))
    with pytest.raises(FileNotFoundError), opslag.opened("1/2/c.zip"):
        pass


def test_a_part_can_be_read(opslag: Opslag) -> None:
    opslag.publish("1/2/d.zip", io.BytesIO(b"a package"))
    with opslag.opened("1/2/d.zip") as file:
        file.seek(2)
        assert file.read(4) == b"pack"


def test_unfinished_files_and_former_attempts_go(opslag: Opslag) -> None:
    for name in ("000001-a.zip", "000001-b.zip", "000002-a.zip", "x.draft"):
        opslag.publish(f"1/2/{name}", io.BytesIO(b"package"))
    opslag.remove_others("1/2/000001-a.zip", "000001-")
    for name, there in (("000001-a.zip", True), ("000001-b.zip", False), ("000002-a.zip", True)):
        if there:
            with opslag.opened(f"1/2/{name}") as file:
                assert file.read() == b"package"
        else:
            with pytest.raises(FileNotFoundError), opslag.opened(f"1/2/{name}"):
                pass


PUBLISH = """
import io, sys
from uwlr_service.repository.gkv.opslag import Opslag
Opslag(sys.argv[1]).publish("1/2/new.zip", io.BytesIO(b"new"))
"""


def test_what_another_worker_published_is_seen_at_once(opslag: Opslag, place: str) -> None:
    opslag.publish("1/2/old.zip", io.BytesIO(b"old"))
    opslag.remove_others("1/2/old.zip", "old")
    path = str(ROOT)
    subprocess.run([sys.executable, "-c", PUBLISH, place], check=True, env=os.environ | {"PYTHONPATH": path})
    with opslag.opened("1/2/new.zip") as file:
        assert file.read() == b"new"
