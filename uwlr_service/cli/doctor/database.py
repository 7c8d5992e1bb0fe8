"""The database: whether it can be reached, read and written, and is of this version."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op
from uwlr_service.cli.errors import cause_of, sentence_of
from uwlr_service.config import MB, Settings
from uwlr_service.domain.fouten import DatabaseOnbereikbaar, Fout
from uwlr_service.domain.toezicht.schemastand import Schemastand

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten
    from uwlr_service.uitwisseling.herstel.toestand import Replicastand

PER_THREAD = 3
"""Connections that a thread has at most (docs/install.rst)."""
BESIDE = 1
"""Connections of a worker beside those of its threads."""
MUCH = 64
"""MB that a replica is behind and should not be for long."""
KEPT_FREE = 10
"""Connections for the worker, for commands and for backups."""


def opened(settings: Settings, stack: ExitStack) -> "tuple[Diensten | None, list[Bevinding]]":
    """The use cases until the stack is closed, and what keeps them from being opened."""
    from uwlr_service import diensten

    # Libraries would say by themselves what is said below in Dutch.
    logging.getLogger("uwlr_service").addHandler(logging.NullHandler())
    try:
        # Behind a pooler what is prepared can fail, and then this could not say so.
        return stack.enter_context(diensten.opened(replace(settings, database_prepare=False))), []
    except Fout as error:
        return None, [herstel(sentence_of(error))]


def look(settings: Settings, diensten: "Diensten") -> Iterator[Bevinding]:
    """What the database says of itself, and whether it goes with its journal. Raises Fout.

    ``settings`` are those of the operator: the use cases work with nothing prepared.
    """
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
    yield from _connections(settings, server.verbindingen)
    if settings.database_prepare and diensten.toestand.is_pooled():
        yield _pooled(settings)
    if settings.database_replica_url is not None and server.klok is not None:
        yield _replica(diensten.toestand.replica())
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


def _pooled(settings: Settings) -> Bevinding:
    # Where nothing is prepared, the contradictions say that the address is missing.
    rest = "" if settings.database_direct_url else ", en UWLR_DATABASE_DIRECT_URL op het adres van PostgreSQL"
    return let_op(
        "Voor PostgreSQL staat een pooler die elke transactie een andere verbinding kan geven: wat op de ene"
        " is voorbereid, kent de andere niet.",
        f"Zet UWLR_DATABASE_PREPARE=off{rest}.",
    )


def _replica(stand: "Replicastand | None") -> Bevinding:
    if stand is None:
        return let_op(
            "De replica antwoordt niet; het lezen gaat op de primaire database.",
            "Kijk of de replica draait, en of UWLR_DATABASE_REPLICA_URL klopt.",
        )
    if not stand.is_van_ons:
        return herstel(
            "UWLR_DATABASE_REPLICA_URL leidt naar een kopie van een andere database.",
            "Noem de replica van deze database, of haal UWLR_DATABASE_REPLICA_URL weg.",
        )
    if stand.achter is None:
        return let_op(
            "UWLR_DATABASE_REPLICA_URL leidt naar een server die niets overneemt: die is geen replica, of"
            " niet meer; het lezen gaat op de primaire database.",
            "Noem een replica, of haal UWLR_DATABASE_REPLICA_URL weg.",
        )
    if not stand.ontvangt:
        return let_op(
            "De replica is met geen server verbonden om van over te nemen.",
            "Kijk in zijn log, en of primary_conninfo daar de primaire database noemt.",
        )
    megabytes = stand.achter / MB
    if megabytes > MUCH:
        return let_op(
            f"De replica loopt {megabytes:.0f} MB achter; het lezen gaat op de primaire database.",
            "Kijk of die bijkomt, en anders in zijn log waarom niet.",
        )
    return goed(f"De replica antwoordt, en loopt {megabytes:.1f} MB achter.")
