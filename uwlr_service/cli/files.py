"""Files on the command line: written whole or not at all, and named when something is wrong with them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from uwlr_service.domain.fouten import Geweigerd, OngeldigBericht


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that appears when it is complete, and that only its owner may read."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as draft:
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
