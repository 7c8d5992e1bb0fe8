"""The folder that a demo lives in: its own, fresh at every run, and of one demo at a time."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from uwlr_service import private
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school.school import Schoolcode

MARK = "uwlr-demo"


class MapBezet(Geweigerd):
    """Deze map is niet van een demo, of er draait al een demo in. Kies een andere met --folder."""


@contextmanager
def fresh_folder(folder: Path) -> Iterator[None]:
    """Empty the folder of an earlier demo and hold it; MapBezet if it is anything else."""
    mark = folder / MARK
    if folder.exists() and not mark.exists() and any(folder.iterdir()):
        raise MapBezet
    private.make_folder(folder)
    with mark.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise MapBezet from None
        _empty(folder)
        yield


def _empty(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.name == MARK:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def file_name(school: Schoolcode) -> str:
    """The name under which a school's EDEXML is written."""
    return f"{str(school).replace('/', '-').replace(':', '-')}.xml"
