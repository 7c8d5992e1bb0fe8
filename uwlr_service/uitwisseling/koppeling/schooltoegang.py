"""Whether a key opens a school: the same question, and the same silence, in both directions of UWLR."""

from typing import NamedTuple

from uwlr_service.domain.fouten import AutorisatieOngeldig
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.klant import Richting, Sleutelhouder
from uwlr_service.domain.school.school import HOOFDVESTIGING, Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.verzoek import Schoolvraag
from uwlr_service.repository.koppeling.toegang import Schoolingang, ToegangRepository
from uwlr_service.uitwisseling.koppeling.toegang import Toegang


class Schooltoegang(NamedTuple):
    """The holder of a key, and the agreement and state of the school that a message names."""

    houder: Sleutelhouder
    ingang: Schoolingang


def require_school(
    repository: ToegangRepository, toegang: Toegang, richting: Richting, school: Schoolcode, jaar: Schooljaar
) -> Schooltoegang:
    """The access of a caller to a school, in one direction.

    Raises AutorisatieOngeldig when the key opens nothing, not this direction, or not this school, and to pull
    at a school that paused. The sentence is the same for all, so that it does not give away which schools
    exist, or what they decided.
    """
    houder = toegang.houder
    if houder is None or not Richting(houder.richting).allows(richting):
        raise _no_access(school)
    # The database was asked together with the key, unless the message was mended or not understood then.
    if toegang.vraag == Schoolvraag.of(school, jaar):
        ingang = toegang.ingang
    else:
        ingang = repository.ingang(houder.koppeling_id, school, jaar)
    if ingang is None or not is_open(houder, ingang, richting):
        raise _no_access(school)
    return Schooltoegang(houder, ingang)


def is_open(houder: Sleutelhouder, ingang: Schoolingang, richting: Richting) -> bool:
    """Whether a key opens a school that takes part; one that paused gives nothing, and takes results."""
    if not houder.reaches(ingang.school_id, ingang.soort):
        return False
    return richting is Richting.BRENGEN or ingang.deelname == Deelnamestand.ACTIEF


def _no_access(school: Schoolcode) -> AutorisatieOngeldig:
    """The error that names the school that was asked for, as it was understood, and nothing else."""
    tekst = f"De autorisatiesleutel is ongeldig of geeft geen toegang tot de gevraagde school {school}"
    if school.brincode is not None and school.dependancecode == HOOFDVESTIGING:
        tekst += " (zonder dependancecode geldt 00)"
    return AutorisatieOngeldig(f"{tekst}; verwacht: een geldige sleutel die deze school opent.")
