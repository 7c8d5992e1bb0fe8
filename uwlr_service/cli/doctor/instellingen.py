"""The settings: what is wrong, renamed or read by nobody."""

from collections.abc import Iterator

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op
from uwlr_service.config import Renamed, Settings
from uwlr_service.config.inspectie import Inspectie
from uwlr_service.config.reading import Herkomst


def look_at_faults(inspectie: Inspectie) -> Iterator[Bevinding]:
    """What keeps every command from starting; with these the rest cannot be looked at."""
    faults = [inspectie.fout, *(instelling.fout for instelling in inspectie.instellingen)]
    for fault in filter(None, faults):
        yield herstel(fault)


def look(inspectie: Inspectie, settings: Settings) -> Iterator[Bevinding]:
    """What is read, and what is set without being read."""
    origins = [instelling.herkomst for instelling in inspectie.instellingen]
    default = origins.count(Herkomst.STANDAARD)
    yield goed(f"{len(origins) - default} gezet, de andere {default} staan op hun standaard.")
    for renamed in settings.renamed:
        yield _about(renamed)
    for opmerking in inspectie.opmerkingen:
        yield let_op(opmerking)


def _about(renamed: Renamed) -> Bevinding:
    if renamed.is_ignored:
        return let_op(
            f"{renamed.old} en {renamed.new} zijn allebei gezet, en alleen {renamed.new} telt.",
            f"Haal {renamed.old} weg.",
        )
    return let_op(f"{renamed.old} heet nu {renamed.new}.", "Gebruik de nieuwe naam.")
