"""The database: whether it can be reached, read and written, and is of this version."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op
from uwlr_service.cli.errors import cause_of, sentence_of
from uwlr_service.config import Settings
from uwlr_service.domain.fouten import DatabaseOnbereikbaar, Fout
from uwlr_service.domain.toezicht.schemastand import Schemastand

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

PER_THREAD = 3
"""Connections that a thread has at most (docs/install.rst)."""
BESIDE = 1
"""Connections of a worker beside those of its threads."""
KEPT_FREE = 10
"""Connections for the worker, for commands and for backups."""


def opened(settings: Settings, stack: ExitStack) -> "tuple[Diensten | None, list[Bevinding]]":
    """The use cases until the stack is closed, and what keeps them from being opened."""
    from uwlr_service import diensten

    # Libraries would say by themselves what is said below in Dutch.
    logging.getLogger("uwlr_service").addHandler(logging.NullHandler())
    try:
        return stack.enter_context(diensten.opened(settings)), []
    except Fout as error:
        return None, [herstel(sentence_of(error))]


def look(diensten: "Diensten") -> Iterator[Bevinding]:
    """What the database says of itself, and whether it goes with its journal. Raises Fout."""
    stand = diensten.toestand.server()
    server = stand.server
    yield goed(f"{server.naam} {server.versie} antwoordt.")
    if diensten.schemastand() is Schemastand.VOOR:
        yield let_op(
            f"De tabellen zijn uitgebreid door een nieuwere versie; dit programma kent ze tot en met"
            f" migratie {stand.migratie}, en kan zo verder.",
            "Werk het programma bij.",
        )
    else:
        yield goed(f"De tabellen zijn die van dit programma: migratie {stand.migratie}.")
    try:
        diensten.try_write()
        yield goed("Er is in te schrijven.")
    except DatabaseOnbereikbaar as error:
        yield herstel(f"Er is niet in te schrijven: {cause_of(error)}.", "Maak ruimte, of geef er recht toe.")
    yield from _connections(diensten.settings, server.verbindingen)
    diensten.journaal.require_current()
    if diensten.journaal.achter is None:
        yield goed("De database en het journaal zijn even ver.")
    else:
        yield herstel(f"Het journaal is niet te schrijven: {diensten.journaal.achter}.")


def _connections(settings: Settings, most: int | None) -> Iterator[Bevinding]:
    if most is None:
        return
    wanted = settings.workers * (settings.threads * PER_THREAD + BESIDE) + KEPT_FREE
    if wanted > most:
        yield let_op(
            f"PostgreSQL laat {most} verbindingen toe, en deze server kan er {wanted} vragen.",
            "Verhoog max_connections, of verlaag UWLR_WORKERS of UWLR_THREADS.",
        )
