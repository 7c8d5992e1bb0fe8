"""How many people a choice is about, and why the others are not."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Reden, Telling
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.uitwisseling.voorbeeld.bron import Bron

OF_STATUS = {
    Status.UITGESCHREVEN: Reden.UITGESCHREVEN,
    Status.TOEKOMSTIG: Reden.TOEKOMSTIG,
    Status.VOLGT_ONDERWIJS: Reden.INGESCHREVEN,
}


def telling(bron: Bron, ouders: int | None) -> Telling:
    """The count of a school as it is in sight; ``ouders`` are the guardians of those pupils."""
    in_sight = {leerling.key for leerling in bron.uitsnede.gegevens.leerlingen}
    leerlingen = bron.toestand.gegevens.leerlingen
    return Telling(
        leerlingen=len(in_sight),
        van=len(leerlingen),
        leerkrachten=len(bron.uitsnede.gegevens.leerkrachten),
        ouders=ouders,
        niet_mee=_reasons(leerlingen, in_sight, bron.vraag.selectie, bron.dag),
    )


def _reasons(
    leerlingen: tuple[Leerling, ...], in_sight: set[str], selectie: Leerlingselectie, dag: date
) -> Mapping[Reden, int]:
    counted = Counter(
        _reason(leerling, selectie, dag) for leerling in leerlingen if leerling.key not in in_sight
    )
    return dict(counted.most_common())


def _reason(leerling: Leerling, selectie: Leerlingselectie, dag: date) -> Reden:
    status = leerling.status(dag)
    if status not in selectie.statussen:
        return OF_STATUS[status]
    if selectie.vestigingen and leerling.vestiging not in selectie.vestigingen:
        return Reden.VESTIGING
    if selectie.jaargroepen and leerling.jaargroep not in selectie.jaargroepen:
        return Reden.JAARGROEP
    if not selectie.holds(leerling, dag):
        return Reden.GROEP
    return Reden.ONVOLLEDIG
