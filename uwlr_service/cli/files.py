"""Files on the command line: written whole or not at all, and named when something is wrong with them."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import click

from uwlr_service.domain.fouten import Geweigerd, OngeldigBericht
from uwlr_service.domain.oorzaak import oorzaak

STDIN = Path("-")
NOT_REGULAR = "is geen gewoon bestand"


class Bestand(click.Path):
    """A file that is there, and that has an end: no device, and no pipe."""

    def __init__(self, *, allow_dash: bool = False) -> None:
        super().__init__(exists=True, dir_okay=False, allow_dash=allow_dash, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        is_stdin = self.allow_dash and path == STDIN
        if isinstance(path, Path) and not is_stdin and not path.is_file():
            self.fail(f"'{path}' {NOT_REGULAR}", param, ctx)
        return path


BESTAND = Bestand()
BESTAND_OR_STDIN = Bestand(allow_dash=True)


class Uitvoer(click.Path):
    """A file to write after long work, so it is tried before that; trying leaves nothing behind.

    ``is_replaced`` says that a file which is there already gives way to another (``write_whole``).
    """

    def __init__(self, *, is_replaced: bool = False) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)
        self.is_replaced = is_replaced

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        try:
            self._try(path)
        except OSError as error:
            cause = oorzaak(error) or type(error).__name__
            self.fail(f"'{path}' is hier niet te beschrijven: {cause}.", param, ctx)
        return path

    def _try(self, path: Path) -> None:
        """Raise OSError if the file cannot be written."""
        if not path.exists():
            target = target_of(path)
            target.open("xb").close()
            target.unlink()
        elif self.is_replaced:
            NamedTemporaryFile(dir=path.parent).close()
        elif path.is_file():
            path.open("ab").close()


def target_of(path: Path) -> Path:
    """What a path leads to, which need not be there yet. Raises OSError for links that go round."""
    target = Path(os.path.realpath(path))  # unlike Path.resolve, of which each Python says something else
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that appears when it is complete, and that only its owner may read."""
    try:
        draft = NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False)  # noqa: SIM115
    except OSError as error:
        error.filename = str(path)  # nobody knows the name of the draft
        raise
    with draft:
        try:
            for chunk in chunks:
                draft.write(chunk)
            draft.flush()
            os.fsync(draft.fileno())
            os.replace(draft.name, path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Put the name of a file before what is wrong with it."""
    try:
        yield
    except (Geweigerd, OngeldigBericht) as fout:
        raise type(fout)(f"{path}: {fout.tekst}", fout.meldingen) from fout
