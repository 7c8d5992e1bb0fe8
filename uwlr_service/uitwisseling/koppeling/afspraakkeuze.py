"""Which schools of a link a change is about, and the keys behind the names that it gives."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypedDict

from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.school.leerling import Status
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.koppeling.afspraken import LopendeAfspraak
from uwlr_service.repository.school.namen import GROEPEN, VESTIGINGEN, NamenRepository
from uwlr_service.uitwisseling.school.benaming import keys_by_school


class Beperking(TypedDict, total=False):
    """Which pupils; None leaves a narrowing as it is, an empty collection takes it away.

    ``vestigingen`` and ``groepen`` are names or keys.
    """

    vestigingen: Collection[str] | None
    jaargroepen: Collection[str] | None
    groepen: Collection[str] | None
    statussen: Collection[Status] | None


def by_school(deelnames: Iterable[LopendeAfspraak]) -> dict[Schoolcode, Gegevensafspraak]:
    return {deelname.school: deelname.afspraak for deelname in deelnames}


def at(
    deelnames: Sequence[LopendeAfspraak], koppeling_id: int, school: Schoolcode | None
) -> Sequence[LopendeAfspraak]:
    """The one school that is named, or every school of the link. Raises SchoolOnbekend."""
    if school is None:
        return deelnames
    chosen = [deelname for deelname in deelnames if deelname.school == school]
    if not chosen:
        raise SchoolOnbekend.buiten(koppeling_id, school)
    return chosen


def chosen_keys(
    namen: NamenRepository, deelnames: Sequence[LopendeAfspraak], changes: Mapping[str, Any]
) -> dict[int, dict[str, Any]]:
    """The narrowings of each school, with keys for the names of groups and locations.

    A narrowing to what no school of the link has is refused: it would empty the link without a word.
    """
    scholen = {deelname.school_id: deelname.school for deelname in deelnames}
    chosen = {school_id: dict(changes) for school_id in scholen}
    for soort in (GROEPEN, VESTIGINGEN):
        woorden: frozenset[str] = changes.get(soort, frozenset())
        if woorden:
            for school_id, keys in keys_by_school(namen, soort, sorted(woorden), scholen).items():
                chosen[school_id][soort] = keys
    return chosen
