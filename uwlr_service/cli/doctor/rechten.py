"""Who gets at the files and folders of the service, and whether this user can work with them."""

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

from uwlr_service import private
from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op
from uwlr_service.cli.doctor.plaatsen import folders, nearest
from uwlr_service.config import Settings
from uwlr_service.config.rechten import stands_open
from uwlr_service.config.sources import DOTENV, INSTALLED

WORK = os.R_OK | os.W_OK | os.X_OK


def look(settings: Settings) -> Iterator[Bevinding]:
    """What stands open, belongs to somebody else, or cannot be written."""
    findings = [*_open(settings), *_settings_files(settings), *_secret_files(settings), *_folders(settings)]
    yield from findings
    if not findings:
        yield goed(f"{settings.var} en wat de dienst bewaart, is alleen van {_name(os.geteuid())}.")


def _open(settings: Settings) -> Iterator[Bevinding]:
    for path, mode in stands_open(settings):
        yield herstel(f"{path} staat open voor anderen dan de eigenaar.", f"chmod {mode:o} {path}")


def _settings_files(settings: Settings) -> Iterator[Bevinding]:
    paths = [INSTALLED]
    if settings.dotenv:
        paths.append(DOTENV.absolute())
    for path in paths:
        if path.is_file() and private.is_open(path):
            yield herstel(
                f"{path} is voor anderen te lezen, en kan een wachtwoord bevatten.", f"chmod 600 {path}"
            )


def _secret_files(settings: Settings) -> Iterator[Bevinding]:
    for path in settings.secret_files:
        if private.is_open(path):  # what starts containers may have made it so
            yield let_op(f"{path} is voor anderen te lezen, en bevat een geheim.", f"chmod 600 {path}")


def _folders(settings: Settings) -> Iterator[Bevinding]:
    for folder in sorted({nearest(folder) for _, folder in folders(settings)}):
        yield from _folder(folder)


def _folder(folder: Path) -> Iterator[Bevinding]:
    owner = folder.stat().st_uid
    if not os.access(folder, WORK, effective_ids=True):
        yield herstel(
            f"{_name(os.geteuid())} kan niet schrijven in {folder}, van {_name(owner)}.",
            "Voer deze opdracht uit als de gebruiker van de dienst, of geef die gebruiker de map.",
        )
    elif owner != os.geteuid():
        yield let_op(
            f"{folder} is van {_name(owner)}, en deze opdracht draait als {_name(os.geteuid())}: wat die"
            " maakt, kan de dienst dan niet lezen.",
            f"Voer opdrachten uit als {_name(owner)}.",
        )


def _name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # of a container that knows no names
        return f"gebruiker {number}"
