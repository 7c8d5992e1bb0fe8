"""All checks in their order: what stands on something that is wrong is not looked at."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uwlr_service.cli.doctor import (
    backup,
    database,
    instellingen,
    logboek,
    rechten,
    schijf,
    tegenspraak,
    werker,
)
from uwlr_service.cli.doctor.bevinding import Bevinding, Onderzoek, herstel, onbekend
from uwlr_service.cli.errors import sentence_of
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
    with ExitStack() as stack:
        diensten, wrong = database.opened(settings, stack)
        yield _about(DATABASE, wrong) if diensten is None else _asked(DATABASE, database.look, diensten)
        for onderwerp, look in OF_DATABASE.items():
            if diensten is None:
                yield _about(onderwerp, [onbekend(WITHOUT_DATABASE)])
            else:
                yield _asked(onderwerp, look, diensten)
    yield _about("Map met backups", backup.look_at_folder(opdracht.backups))


OF_DATABASE: "dict[str, Callable[[Diensten], Iterator[Bevinding]]]" = {
    "Worker": werker.look,
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
