"""The pupils that a person chose by the names of groups and locations, as keys of their school."""

from dataclasses import replace

from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.namen import GROEPEN, VESTIGINGEN, NamenRepository
from uwlr_service.uitwisseling.school.benaming import keys_by_school


def selectie_at(
    connection: Transaction, school_id: int, school: Schoolcode, selectie: Leerlingselectie
) -> Leerlingselectie:
    """The same choice with keys. Raises Geweigerd for a name of nothing, which would choose nobody."""
    namen = NamenRepository(connection)
    chosen = {GROEPEN: selectie.groepen, VESTIGINGEN: selectie.vestigingen}
    for soort, woorden in chosen.items():
        if woorden:
            keys = keys_by_school(namen, soort, sorted(woorden), {school_id: school})
            chosen[soort] = keys[school_id]
    return replace(selectie, groepen=chosen[GROEPEN], vestigingen=chosen[VESTIGINGEN])
