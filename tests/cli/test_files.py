"""Files that are written whole or not at all."""

import stat
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from uwlr_service.cli.files import Uitvoer, named, write_whole
from uwlr_service.domain.fouten import DocumentOngeldig, Melding


def broken() -> Iterator[bytes]:
    yield b"half"
    raise ConnectionError("halfway")


def test_a_file_appears_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, [b"a", b"b"])
    assert path.read_bytes() == b"ab"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_halfway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(ConnectionError, match="halfway"):
        write_whole(path, broken())
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_told_by_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "weg" / "file"
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(path, [b"a"])
    assert caught.value.filename == str(path)


def test_a_refusal_gets_the_name_of_its_file_and_keeps_its_kind() -> None:
    melding = Melding(tekst="wat er mis is", regel=3)
    with pytest.raises(DocumentOngeldig) as caught, named(Path("a.xml")):
        raise DocumentOngeldig("Dit is geen XML.", [melding])
    assert caught.value.tekst == "a.xml: Dit is geen XML."
    assert list(caught.value.meldingen) == [melding]


def test_links_that_go_round_are_told_before_the_work(tmp_path: Path) -> None:
    path = tmp_path / "kring"
    path.symlink_to(path)
    with pytest.raises(click.BadParameter, match="wijzen in een kring"):
        Uitvoer().convert(str(path), None, None)
