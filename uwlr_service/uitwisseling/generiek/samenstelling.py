"""The lists of the drop-in service, put together from a school's data that were cut to the agreement.

This is the one place that knows where each part comes from: EDEXML, or the dossier where there is one.
"""

from collections.abc import Iterator

from uwlr_service.domain.gkv.generiek import (
    Leerlingdetail,
    Leerlingenlijst,
    Leerlingregel,
    Medewerkerdetail,
    Medewerkerregel,
    Medewerkerslijst,
    Uittreksel,
)
from uwlr_service.domain.school.groepsindeling import EerstGezien, Groepsindeling, groepsindelingen
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

LEEG = Uittreksel()


def leerlingenlijst(
    gegevens: Schoolgegevens, gezien: EerstGezien, dossier: Uittreksel = LEEG
) -> Leerlingenlijst:
    """The lists of getLeerlingen (docs/gkv-soap.rst); ``gezien`` dates the placements as in the packages."""
    indelingen: dict[str, list[Groepsindeling]] = {}
    for indeling in groepsindelingen(gegevens, gezien):
        if indeling.leerling is not None:
            indelingen.setdefault(indeling.leerling, []).append(indeling)
    return Leerlingenlijst(
        schooljaar=gegevens.school.schooljaar,
        groepen=(*gegevens.groepen, *gegevens.samengestelde_groepen),
        inschrijvingtypes=dossier.inschrijvingtypes,
        leerlingen=tuple(
            Leerlingregel(
                leerling=leerling,
                detail=dossier.leerlingen.get(leerling.key, Leerlingdetail()),
                indelingen=tuple(indelingen.get(leerling.key, ())),
                inschrijvingen=dossier.inschrijvingen.get(leerling.key, ()),
            )
            for leerling in gegevens.leerlingen
        ),
    )


def medewerkerslijst(gegevens: Schoolgegevens, dossier: Uittreksel = LEEG) -> Medewerkerslijst:
    """The lists of getMedewerkers (docs/gkv-soap.rst): teachers first, then those in the dossier only."""
    return Medewerkerslijst(dossier.dienstverbanden, tuple(_medewerkers(gegevens, dossier)))


def _medewerkers(gegevens: Schoolgegevens, dossier: Uittreksel) -> Iterator[Medewerkerregel]:
    for element, people in (("leerkracht", gegevens.leerkrachten), ("medewerker", dossier.anderen)):
        for leerkracht in people:
            detail = dossier.medewerkers.get(leerkracht.key, Medewerkerdetail())
            yield Medewerkerregel(leerkracht, detail, element)
