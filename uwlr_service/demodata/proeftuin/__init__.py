"""The schools of a proeftuin: the cases that clients stumble over, on five days (docs/proeftuin.rst).

Pure data: the same BRIN, number and day give the same school. No person in them exists.
"""

from collections.abc import Iterator

from uwlr_service.demodata.proeftuin.aantallen import EEN, GROTE_GROEP, LEEG, VEEL
from uwlr_service.demodata.proeftuin.bescherming import GEHEIM_ADRES, MEERDERJARIG, UITSPRAAK
from uwlr_service.demodata.proeftuin.bouwer import Bouwer, emptied
from uwlr_service.demodata.proeftuin.groepen import LEGE_GROEPEN, TWEE_GROEPEN, VELDEN_LEEG
from uwlr_service.demodata.proeftuin.namen import LANGSTE, ROEPNAAM, TEKENS, TWEELING
from uwlr_service.demodata.proeftuin.opzet import Opzet
from uwlr_service.demodata.proeftuin.verloop import (
    AUGUSTUS,
    FUSIE_BLIJFT,
    FUSIE_WEG,
    GROEP_8,
    SLEUTELWISSEL,
    VERTREK,
)
from uwlr_service.demodata.proeftuin.volgend_jaar import next_year
from uwlr_service.domain.proeftuin.proeftuin import NEW_YEAR, Proeftuin
from uwlr_service.domain.proeftuin.script import Proefstand, Script
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.schooljaar import Schooljaar

OPZETTEN: tuple[Opzet, ...] = (
    *(LEEG, EEN, VEEL),
    *(ROEPNAAM, TEKENS, LANGSTE, TWEELING),
    *(TWEE_GROEPEN, LEGE_GROEPEN),
    *(VERTREK, SLEUTELWISSEL, GROEP_8, AUGUSTUS, FUSIE_WEG, FUSIE_BLIJFT),
    *(GEHEIM_ADRES, MEERDERJARIG, UITSPRAAK),
    *(VELDEN_LEEG, GROTE_GROEP),
)
"""The schools, by number."""


def stand_of(opzet: Opzet, brincode: str, dag: int, schooljaar: Schooljaar) -> Proefstand:
    """A school on a day; from the fourth day on it has the next school year too."""
    bouwer = Bouwer(brincode=brincode, nummer=opzet.school.nummer, dag=dag, schooljaar=schooljaar)
    gegevens = opzet.make(bouwer)
    jaren = [gegevens]
    if dag >= NEW_YEAR:
        jaren.append(next_year(bouwer, gegevens))
    dossier = Dossier(
        school=gegevens.school.code,
        objecten=tuple(opzet.dossier(bouwer, gegevens)),
        naam=opzet.school.naam,
    )
    return Proefstand(school=opzet.school, jaren=tuple(jaren), dossier=dossier)


def standen(proeftuin: Proeftuin) -> Iterator[Proefstand]:
    """Every school of a proeftuin on its day, by number."""
    return (stand_of(opzet, proeftuin.brincode, proeftuin.dag, proeftuin.schooljaar) for opzet in OPZETTEN)


SCRIPT = Script(scholen=tuple(opzet.school for opzet in OPZETTEN), standen=standen, emptied=emptied)
