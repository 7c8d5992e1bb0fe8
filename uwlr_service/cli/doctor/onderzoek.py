"""All checks in their order: what stands on something that is wrong is not looked at."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from uwlr_service.cli.doctor import (
    adressen,
    backup,
    certificaten,
    database,
    instellingen,
    klok,
    logboek,
    rechten,
    schijf,
    server,
    sleutels,
    tegenspraak,
    werker,
)
from uwlr_service.cli.doctor.bevinding import Bevinding, Onderzoek, herstel, onbekend
from uwlr_service.cli.errors import sentence_of
from uwlr_service.client.trust import Trust
from uwlr_service.config import Settings
from uwlr_service.config.inspectie import inspect
from uwlr_service.domain.fouten import Fout

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

DATABASE = "Database"
WITHOUT_DATABASE = "Niet bekeken: dat kan pas als de database te gebruiken is."


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """What the operator names beside the settings."""

    backups: Path | None
    certificaten: tuple[Path, ...]
    trust: Trust


def examine(opdracht: Opdracht) -> Iterator[Onderzoek]:
    """Look at everything; where the settings are wrong, at nothing but those."""
    inspectie = inspect()
    if not inspectie.is_right:
        yield _about("Instellingen", instellingen.look_at_faults(inspectie))
        return
    settings = Settings.from_environment()
    yield _about("Instellingen", [*instellingen.look(inspectie, settings), *tegenspraak.look(settings)])
    yield _about("Rechten", rechten.look(settings))
    yield _about("Schijf", schijf.look(settings))
    yield _about("Server", server.look(settings))
    keuring = adressen.Adreskeuring(settings, opdracht.trust)
    called = list(keuring.call())
    with ExitStack() as stack:
        diensten, wrong = database.opened(settings, stack)
        yield (
            _about(DATABASE, wrong)
            if diensten is None
            else _asked(DATABASE, partial(database.look, settings), diensten)
        )
        for onderwerp, look in OF_DATABASE.items():
            if diensten is None:
                yield _about(onderwerp, [onbekend(WITHOUT_DATABASE)])
            else:
                yield _asked(onderwerp, look, diensten)
        # After the call: a service whose key was never needed makes it when somebody asks.
        own = None if diensten is None else _keys_of(diensten)
    yield _about("Map met backups", backup.look_at_folder(opdracht.backups))
    yield _about("Adressen", [*called, *keuring.compare(own)])
    yield _about("Andere klokken", klok.look_at_addresses(keuring.bladen))
    yield _about("Certificaten", certificaten.look(settings, opdracht.certificaten))


OF_DATABASE: "dict[str, Callable[[Diensten], Iterator[Bevinding]]]" = {
    "Klok van de database": klok.look_at_database,
    "Worker": werker.look,
    "Sleutels": sleutels.look,
    "Backup": backup.look_at_age,
    "Logboek": logboek.look,
}


def _about(onderwerp: str, bevindingen: Iterable[Bevinding]) -> Onderzoek:
    return Onderzoek(onderwerp=onderwerp, bevindingen=tuple(bevindingen))


def _asked(
    onderwerp: str, look: "Callable[[Diensten], Iterator[Bevinding]]", diensten: "Diensten"
) -> Onderzoek:
    """What a check finds until it is at its end, or the database lets it down."""
    findings = []
    try:
        for bevinding in look(diensten):
            findings.append(bevinding)
    except Fout as error:
        findings.append(herstel(sentence_of(error)))
    return _about(onderwerp, findings)


def _keys_of(diensten: "Diensten") -> frozenset[str] | None:
    """The keys by which an address is known as ours; None where the database cannot say."""
    try:
        return diensten.toestand.public_keys()
    except Fout:
        return None
