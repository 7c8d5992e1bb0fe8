"""The state before the newest import, put back as a new revision (docs/edexml.rst)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from uwlr_service.domain.fouten import NietTerugTeZetten, SchoolOnbekend
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.school import slot as slots
from uwlr_service.repository.school import vergelijking
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.revisies import Revisie, RevisieRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.repository.school.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Teruggezet:
    """The state that was put back: since when it held, when its file was made, and what changed by it."""

    school_id: int
    moment: datetime
    aanmaakdatum: datetime | None
    tellingen: Mapping[str, Importtelling]
    has_accounts: bool


class TerugzetRepository:
    """Takes imports back, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def undo(
        self,
        code: Schoolcode,
        jaar: Schooljaar,
        kept_since: datetime,
        forgotten: Callable[[Collection[str]], Collection[str]],
    ) -> Teruggezet:
        """Put the state before the newest import back; what was replaced before ``kept_since`` is gone.

        ``forgotten`` says which of the pupils who would come back must not, because they were forgotten.
        Raises SchoolOnbekend when there is nothing for that year, and NietTerugTeZetten when no state
        precedes or the one that does is no longer kept. The school is locked until the transaction ends.
        """
        slot = slots.lock(self._connection, code, jaar)
        if slot is None:
            raise SchoolOnbekend.without_gegevens(code, jaar)
        revisies = RevisieRepository(self._connection)
        target, bron = self._target(revisies.all(slot), slot, kept_since)
        repository = SchoolgegevensRepository(self._connection)
        present = repository.read(code, jaar, slot.stand)
        earlier = _without_forgotten(
            repository.read(code, jaar, slot.stand, target.revisie), present, forgotten
        )
        changes = vergelijking.compare(present, _without_mutatiedatum(earlier))
        herkomst = target.herkomst.taken_back(target.bron)
        revisies.add(slot, changes, herkomst, earlier.leerlingen)
        return Teruggezet(
            school_id=slot.stand.school_id,
            moment=bron.moment,
            aanmaakdatum=herkomst.aanmaakdatum,
            tellingen=vergelijking.tellingen(changes),
            has_accounts=slot.has_accounts,
        )

    def _target(
        self, revisies: Mapping[int, Revisie], slot: Slot, kept_since: datetime
    ) -> tuple[Revisie, Revisie]:
        """The newest revision with the state before that of the newest import, and the import it is from."""
        newest = revisies[revisies[slot.stand.revisie].bron]
        earlier = [revisie for revisie in revisies if revisie < newest.revisie]
        if not earlier:
            raise NietTerugTeZetten(
                "Er gaat geen eerdere stand aan vooraf: dit is de eerste van dit schooljaar."
            )
        target = revisies[max(earlier)]
        if target.revisie <= slot.vergeten_tot or newest.moment < kept_since:
            raise NietTerugTeZetten(
                "De stand die eraan voorafging wordt niet meer bewaard: de bewaartermijn is om."
            )
        return target, revisies[target.bron]


def _without_forgotten(
    earlier: Schoolgegevens,
    present: Schoolgegevens,
    forgotten: Callable[[Collection[str]], Collection[str]],
) -> Schoolgegevens:
    """A state without those of its pupils who are not there now and were forgotten."""
    there = {leerling.key for leerling in present.leerlingen}
    back = [leerling.key for leerling in earlier.leerlingen if leerling.key not in there]
    gone = forgotten(back) if back else ()
    if not gone:
        return earlier
    return replace(
        earlier, leerlingen=tuple(leerling for leerling in earlier.leerlingen if leerling.key not in gone)
    )


def _without_mutatiedatum(gegevens: Schoolgegevens) -> Schoolgegevens:
    """A state whose objects are news wherever they differ from the present ones.

    Partners that ask for what changed since a moment would otherwise miss what was put back.
    """
    parts: dict[str, Any] = {
        naam: tuple(replace(element, mutatiedatum=None) for element in getattr(gegevens, naam))
        for naam in ("vestigingen", "groepen", "samengestelde_groepen", "leerlingen", "leerkrachten")
    }
    return replace(gegevens, **parts)
