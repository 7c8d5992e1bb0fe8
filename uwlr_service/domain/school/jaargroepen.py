"""The jaargroep of a pupil where his file leaves it out (docs/gkv-1.rst)."""

from dataclasses import replace

from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

COMBINATIE = "C"


def with_jaargroepen(gegevens: Schoolgegevens) -> Schoolgegevens:
    """The school with a jaargroep for each pupil whose stamgroep has one; EDEXML may leave it out.

    A combination group says nothing of its pupils.
    """
    of_groep = {groep.key: groep.jaargroep for groep in gegevens.groepen if groep.jaargroep != COMBINATIE}
    leerlingen = tuple(
        leerling
        if leerling.jaargroep is not None or leerling.groep not in of_groep
        else replace(leerling, jaargroep=of_groep[leerling.groep])
        for leerling in gegevens.leerlingen
    )
    return replace(gegevens, leerlingen=leerlingen)
