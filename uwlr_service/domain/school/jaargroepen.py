"""The jaargroep of a pupil where the file leaves it out (docs/gkv-1.rst)."""

from collections.abc import Mapping
from dataclasses import replace

from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

COMBINATIE = "C"


def with_jaargroepen(gegevens: Schoolgegevens) -> Schoolgegevens:
    """The school with a jaargroep for each pupil whose stamgroep has one; EDEXML may leave it out.

    A combination group says nothing about the jaargroep of its pupils.
    """
    of_groep = {groep.key: groep.jaargroep for groep in gegevens.groepen if groep.jaargroep != COMBINATIE}
    leerlingen = tuple(_with_jaargroep(leerling, of_groep) for leerling in gegevens.leerlingen)
    return replace(gegevens, leerlingen=leerlingen)


def _with_jaargroep(leerling: Leerling, of_groep: Mapping[str, str]) -> Leerling:
    if leerling.jaargroep is not None or leerling.groep is None:
        return leerling
    jaargroep = of_groep.get(leerling.groep)
    if jaargroep is None:
        return leerling
    return replace(leerling, jaargroep=jaargroep)
