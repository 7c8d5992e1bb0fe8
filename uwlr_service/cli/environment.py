"""The surroundings of a command: the settings, and use cases on a database that is ready for use.

Use cases bring every library of the service along, so they are imported when a command runs and not when its
help is shown.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from uwlr_service.cli.output import say
from uwlr_service.config import Settings
from uwlr_service.config.inspectie import inspect
from uwlr_service.config.rechten import secure

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten


def read_settings() -> Settings:
    """The settings of this command; says what has a former name, nobody reads or stood open.

    Raises ConfigFout, also on a machine with an installed service whose settings these are not.
    """
    settings = Settings.from_environment()
    for renamed in settings.renamed:
        if renamed.is_ignored:
            text = f"{renamed.old} en {renamed.new} zijn allebei gezet, en alleen {renamed.new} telt."
        else:
            text = f"{renamed.old} heet nu {renamed.new}; gebruik die naam."
        say(f"Let op: {text}", style="yellow")
    for text in settings.remarks:
        say(f"Let op: {text}", style="yellow")
    settings.require_own()  # before anything is done to the folder of another service
    for text in secure(settings):
        say(f"Let op: {text}", style="yellow")
    return settings


def warn_unknown() -> None:
    """Say which settings nobody reads, for a command that reads none but may miss one of those."""
    for text in inspect().opmerkingen:
        say(f"Let op: {text}", style="yellow")


@contextmanager
def opened() -> Iterator["Diensten"]:
    """The use cases on the database of this command, which is ready for use; closed afterwards.

    Raises ConfigFout, DatabaseOntbreekt, DatabaseVerouderd and DatabaseOnbereikbaar, and as
    ``Journaal.require_current`` does if the database is older than its journal.
    """
    with opened_unchecked() as use_cases:
        use_cases.journaal.require_current()
        yield use_cases


@contextmanager
def opened_unchecked() -> Iterator["Diensten"]:
    """The same on a database that may have been put back: only what completes that works on it."""
    settings = read_settings()
    from uwlr_service import diensten

    # What is wrong with the journal is said below, in Dutch; without a handler Python would print the line of
    # the log as well. A worker has handlers of its own.
    logging.getLogger("uwlr_service").addHandler(logging.NullHandler())
    with diensten.opened(settings) as use_cases:
        try:
            yield use_cases
        finally:
            _warn_behind(use_cases)


def _warn_behind(use_cases: "Diensten") -> None:
    """Say that the journal lacks what was decided, if it does."""
    reason = use_cases.journaal.achter
    if reason is not None:
        place = use_cases.journaal.bestand.path
        say(
            f"Let op: wat besloten is geldt, maar het staat nog niet in het journaal {place}:", style="yellow"
        )
        say(f"{reason}. De dienst probeert het opnieuw.", style="yellow")
