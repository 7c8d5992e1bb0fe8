"""What the drop-in service tells, put together from a school's data that were cut to the agreement.

This is the one place that knows where each part comes from: EDEXML, and a dossier where there is one.
"""

from uwlr_service.domain.gegevensafspraak import Veldenlijst
from uwlr_service.domain.generiek import (
    Adres,
    Dossier,
    Leerlingdetail,
    Leerlingenlijst,
    Leerlingregel,
    Medewerkerdetail,
    Medewerkerregel,
    Medewerkerslijst,
)
from uwlr_service.domain.groepsindeling import Groepsindeling, groepsindelingen
from uwlr_service.domain.schoolgegevens import Schoolgegevens

LEEG = Dossier()


def leerlingenlijst(
    gegevens: Schoolgegevens, velden: Veldenlijst, dossier: Dossier = LEEG
) -> Leerlingenlijst:
    """The lists of getLeerlingen (gkv.md 1.1); addresses of nobody in the list stay out.

    Enrolments come from the dossier when the agreement has them, and otherwise from the dates of the pupil.
    """
    indelingen: dict[str, list[Groepsindeling]] = {}
    for indeling in groepsindelingen(gegevens):
        if indeling.leerling is not None:
            indelingen.setdefault(indeling.leerling, []).append(indeling)
    inschrijvingen = dossier.inschrijvingen if "inschrijving/datuminschrijving" in velden.velden else {}
    regels = tuple(
        Leerlingregel(
            leerling,
            dossier.leerlingen.get(leerling.key, Leerlingdetail()),
            tuple(indelingen.get(leerling.key, ())),
            inschrijvingen.get(leerling.key, ()),
        )
        for leerling in gegevens.leerlingen
    )
    return Leerlingenlijst(
        schooljaar=gegevens.school.schooljaar,
        adressen=_used(dossier, {regel.adres for regel in regels}),
        groepen=(*gegevens.groepen, *gegevens.samengestelde_groepen),
        inschrijvingtypes=dossier.inschrijvingtypes,
        leerlingen=regels,
    )


def medewerkerslijst(gegevens: Schoolgegevens, dossier: Dossier = LEEG) -> Medewerkerslijst:
    """The lists of getMedewerkers (gkv.md 1.1); no address belongs to a teacher since August 2022."""
    return Medewerkerslijst(
        dienstverbanden=dossier.dienstverbanden,
        medewerkers=tuple(
            Medewerkerregel(leerkracht, dossier.medewerkers.get(leerkracht.key, Medewerkerdetail()))
            for leerkracht in gegevens.leerkrachten
        ),
    )


def _used(dossier: Dossier, keys: set[str | None]) -> tuple[Adres, ...]:
    return tuple(adres for adres in dossier.adressen if adres.key in keys)
