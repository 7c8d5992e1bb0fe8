"""The elements ``vestiging``, ``groep`` and ``samengestelde_groep``.

An object with a fault is read as well, with an empty text for what it lacks: the fault has been reported, and
the rest of the file is still to be judged.
"""

from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.formats.edexml.toevoegingen import read_toevoegingen
from uwlr_service.formats.edexml.vindplaats import Vindplaats
from uwlr_service.formats.edexml.waarden import Veld, moment, trimmed, values

VELDEN: dict[str, Veld] = {
    "naam": ("naam", trimmed),
    "omschrijving": ("omschrijving", str),
    "mutatiedatum": ("mutatiedatum", moment),
}
GROEP: dict[str, Veld] = VELDEN | {"jaargroep": ("jaargroep", str)}


def read_vestiging(plaats: Vindplaats) -> Vestiging:
    """A location."""
    return Vestiging(key=plaats.key or "", **{"naam": ""} | values(plaats, VELDEN))


def read_groep(plaats: Vindplaats) -> Groep:
    """A stamgroep."""
    velden = {"naam": "", "jaargroep": ""} | values(plaats, GROEP)
    return Groep(key=plaats.key or "", toevoegingen=read_toevoegingen(plaats), **velden)


def read_samengestelde_groep(plaats: Vindplaats) -> SamengesteldeGroep:
    """A group across the stamgroepen."""
    velden = {"naam": ""} | values(plaats, VELDEN)
    return SamengesteldeGroep(key=plaats.key or "", toevoegingen=read_toevoegingen(plaats), **velden)
