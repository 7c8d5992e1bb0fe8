"""What came of a change to a school year, for whoever asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from uwlr_service.domain.fouten import ImportAangehouden
from uwlr_service.domain.school.rem import Bezwaar, aangehouden
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.revisies import Revisie


@dataclass(frozen=True, slots=True, kw_only=True)
class Verslag:
    """The counts of a change to a school year, by kind of object."""

    school: Schoolcode
    schooljaar: Schooljaar
    tellingen: Mapping[str, Importtelling]

    @property
    def totaal(self) -> Importtelling:
        """All kinds of objects together."""
        return sum(self.tellingen.values(), Importtelling())


@dataclass(frozen=True, slots=True, kw_only=True)
class Importverslag(Verslag):
    """The report of an import; ``ingekort`` counts the numbers of which only four digits were kept.

    ``terzijde`` counts, by type, the toevoegingen of unknown type that were set aside, and ``opgeschoond``
    the texts that misleading signs were taken out of. ``bezwaren`` are the reasons why a trial would have to
    wait for a person; an import that was kept has none. ``vergeten_terug`` counts the pupils who were
    forgotten and whom the file brings back.
    """

    ingekort: int = 0
    terzijde: Mapping[str, int] = field(default_factory=dict)
    opgeschoond: int = 0
    vergeten_terug: int = 0
    bezwaren: tuple[Bezwaar, ...] = ()
    stand: Revisie | None = None
    """The state of the school year afterwards; None for a trial."""

    @property
    def fout(self) -> ImportAangehouden | None:
        """What an import gets where this trial has reasons to wait."""
        return aangehouden(self.school, self.schooljaar, self.bezwaren) if self.bezwaren else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terugzetverslag(Verslag):
    """The report of an undo: since when the state held that was put back, and when its file was made."""

    stand_van: datetime
    aanmaakdatum: datetime | None
