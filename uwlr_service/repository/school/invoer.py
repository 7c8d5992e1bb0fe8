"""A school year is replaced: held against the state before it first, and kept only if nobody has to look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, select

from uwlr_service.domain import tijd
from uwlr_service.domain.school import rem
from uwlr_service.domain.school.rem import NOTHING_ALLOWED, Bezwaar, Maatstaf, Vrijstelling, aangehouden
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens, with_known_eckids
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.schema.school import revisie, school, schooljaar
from uwlr_service.repository.school import slot as slots
from uwlr_service.repository.school import vergelijking
from uwlr_service.repository.school.aantallen import OBJECTEN, AantallenRepository
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.revisies import Herkomst, Revisie, RevisieRepository
from uwlr_service.repository.school.scholen import is_school
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Herhaling:
    """The present state of a locked school year, whose file came again."""

    slot: Slot
    revisie: Revisie
    tellingen: Mapping[str, Importtelling]

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
        code = gegevens.school.code
        jaar = gegevens.school.schooljaar
        slot = slots.begin(self._connection, code, jaar)
        present: Schoolgegevens | None = None
        bezwaren: tuple[Bezwaar, ...] = ()
        if not slot.is_new:
            repository = SchoolgegevensRepository(self._connection)
            present = repository.read(code, jaar, slot.stand)
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
        element = weging.gegevens.school
        if weging.bezwaren:
            raise aangehouden(element.code, element.schooljaar, weging.bezwaren)
        herkomst = Herkomst(
            peildatum=element.peildatum,
            aanmaakdatum=element.aanmaakdatum,
            bereikt=element.aanmaakdatum or slot.bereikt,
            ontvangen=tijd.now(),
            stempel=weging.stempel,
            opmerkingen=weging.opmerkingen,
        )
        revisies = RevisieRepository(self._connection)
        if slot.is_new or vergelijking.is_changed(weging.changes):
            return revisies.add(slot, weging.changes, herkomst, weging.gegevens.leerlingen)
        return revisies.confirm(slot, herkomst)

    def is_from(self, code: Schoolcode, jaar: Schooljaar, stempel: str) -> bool:
        """Whether the present state is from the file with this stempel; nothing is locked."""
        statement = (
            select(revisie.c.stempel)
            .join_from(school, schooljaar)
            .join(
                revisie,
                and_(revisie.c.schooljaar_id == schooljaar.c.id, revisie.c.revisie == schooljaar.c.revisie),
            )
            .where(is_school(code), schooljaar.c.schooljaar == jaar)
        )
        return self._connection.execute(statement).scalar() == stempel

    def again(self, code: Schoolcode, jaar: Schooljaar, stempel: str) -> Herhaling | None:
        """The present state if the file with this stempel gave it: the file would change nothing.

        The school is locked until the transaction ends.
        """
        slot = slots.lock(self._connection, code, jaar)
        newest = None if slot is None else RevisieRepository(self._connection).newest(slot)
        if slot is None or newest is None or newest.herkomst.stempel != stempel:
            return None
        stand = slot.stand
        aantallen = AantallenRepository(self._connection, stand.school_id).by_year()
        present = aantallen.get(stand.schooljaar_id, {})
        tellingen = {tabel.naam: Importtelling(ongewijzigd=present.get(tabel.naam, 0)) for tabel in OBJECTEN}
        return Herhaling(slot=slot, revisie=newest, tellingen=tellingen)

    def confirm(self, herhaling: Herhaling) -> Revisie:
        """Keep that the file of the present state came once more; returns the state."""
        herkomst = replace(herhaling.revisie.herkomst, ontvangen=tijd.now())
        return RevisieRepository(self._connection).confirm(herhaling.slot, herkomst)

    def replace(self, gegevens: Schoolgegevens, vrijstelling: Vrijstelling = NOTHING_ALLOWED) -> None:
        """Weigh new data, and keep them. Raises ImportAangehouden."""
        weging = self.weigh(gegevens)
        self.keep(replace(weging, bezwaren=vrijstelling.uncovered(weging.bezwaren)))
