"""Where packages lie: whole or not at all, in a folder and in storage that knows no rename."""

import io
from pathlib import Path

import pytest

from uwlr_service.repository.opslag import Opslag


class Broken(io.BytesIO):
    """A source that fails after its first piece."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError("gone")
        return super().read(4)


@pytest.fixture(params=["folder", "memory"])
def opslag(request: pytest.FixtureRequest, tmp_path: Path) -> Opslag:
    return Opslag(str(tmp_path) if request.param == "folder" else f"memory://{tmp_path.name}")


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
