"""A school year is replaced: held against the state before it first, and kept only if nobody has to look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from uwlr_service.domain import tijd
from uwlr_service.domain.school import rem
from uwlr_service.domain.school.rem import NOTHING_ALLOWED, Bezwaar, Maatstaf, Vrijstelling, aangehouden
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens, with_known_eckids
from uwlr_service.repository.school import slot as slots
from uwlr_service.repository.school import vergelijking
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.revisies import Herkomst, Revisie, RevisieRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.repository.school.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Weging:
    """New data of a school year, what they would change, and why a person has to look first.

    ``stempel`` and ``opmerkingen`` are kept with them, as ``Herkomst`` has them.
    """

    slot: Slot
    gegevens: Schoolgegevens
    changes: vergelijking.Changes
    bezwaren: tuple[Bezwaar, ...]
    stempel: str | None = None
    opmerkingen: Mapping[str, Any] | None = None

    @property
    def tellingen(self) -> Mapping[str, Importtelling]:
        """The counts by kind of object."""
        return vergelijking.tellingen(self.changes)

    @property
    def totaal(self) -> Importtelling:
        """All kinds of objects together."""
        return sum(self.tellingen.values(), Importtelling())


class InvoerRepository:
    """Replaces school years, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def weigh(self, gegevens: Schoolgegevens, *, keep_eckids: bool = False) -> Weging:
        """Hold new data against the present state; with ``keep_eckids`` everybody there keeps theirs.

        The school is locked until the transaction ends.
        """
        school = gegevens.school
        slot = slots.begin(self._connection, school.code, school.schooljaar)
        present: Schoolgegevens | None = None
        bezwaren: tuple[Bezwaar, ...] = ()
        if not slot.is_new:
            repository = SchoolgegevensRepository(self._connection)
            present = repository.read(school.code, school.schooljaar, slot.stand)
            if keep_eckids:
                gegevens = with_known_eckids(gegevens, present)
            maatstaf = Maatstaf(dag=tijd.today(), deel=slot.deel, aanmaakdatum=slot.bereikt)
            bezwaren = rem.judge(present, gegevens, maatstaf)
        return Weging(
            slot=slot,
            gegevens=gegevens,
            changes=vergelijking.compare(present, gegevens),
            bezwaren=bezwaren,
        )

    def keep(self, weging: Weging) -> Revisie:
        """Make the new data those of their school year; returns the state. Raises ImportAangehouden.

        Unchanged objects keep their rows; a new revision is made only when something changed.
        """
        slot = weging.slot
        school = weging.gegevens.school
        if weging.bezwaren:
            raise aangehouden(school.code, school.schooljaar, weging.bezwaren)
        herkomst = Herkomst(
            peildatum=school.peildatum,
            aanmaakdatum=school.aanmaakdatum,
            bereikt=school.aanmaakdatum or slot.bereikt,
            ontvangen=tijd.now(),
            stempel=weging.stempel,
            opmerkingen=weging.opmerkingen,
        )
        revisies = RevisieRepository(self._connection)
        if slot.is_new or vergelijking.is_changed(weging.changes):
            return revisies.add(slot, weging.changes, herkomst, weging.gegevens.leerlingen)
        return revisies.confirm(slot, herkomst)

    def replace(self, gegevens: Schoolgegevens, vrijstelling: Vrijstelling = NOTHING_ALLOWED) -> None:
        """Weigh new data, and keep them. Raises ImportAangehouden."""
        weging = self.weigh(gegevens)
        self.keep(replace(weging, bezwaren=vrijstelling.uncovered(weging.bezwaren)))
