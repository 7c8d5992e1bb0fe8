"""1 August: the school year after that of the script, in which everybody is a group further."""

from dataclasses import replace

from uwlr_service.demodata.proeftuin.bouwer import Bouwer
from uwlr_service.domain.proeftuin.proeftuin import NEW_YEAR
from uwlr_service.domain.school.groep import Groep
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

LAST_GROEP = "8"


def next_year(bouwer: Bouwer, gegevens: Schoolgegevens) -> Schoolgegevens:
    """The school in its next year: people keep their keys, groups get new ones, and group 8 has left."""
    groepen = {groep.key: _moved(bouwer, groep) for groep in gegevens.groepen}
    staying = {key: groep for key, groep in groepen.items() if groep is not None}
    return replace(
        gegevens,
        school=replace(gegevens.school, schooljaar=gegevens.school.schooljaar.following),
        groepen=tuple(staying.values()),
        leerlingen=tuple(
            _in_next_year(leerling, staying)
            for leerling in gegevens.leerlingen
            if leerling.jaargroep != LAST_GROEP
        ),
        leerkrachten=tuple(_teaching(leerkracht, staying) for leerkracht in gegevens.leerkrachten),
    )


def _moved(bouwer: Bouwer, groep: Groep) -> Groep | None:
    """A group in the next year; None for group 8, of which nothing is left."""
    if groep.jaargroep == LAST_GROEP:
        return None
    jaargroep = _up(groep.jaargroep)
    return replace(
        groep,
        key=bouwer.key("groep in het volgende jaar", groep.key),
        naam=groep.naam.replace(groep.jaargroep, jaargroep),
        jaargroep=jaargroep,
        mutatiedatum=bouwer.moment(NEW_YEAR),
    )


def _in_next_year(leerling: Leerling, groepen: dict[str, Groep]) -> Leerling:
    groep = None
    if leerling.groep in groepen:
        groep = groepen[leerling.groep].key
    return replace(leerling, jaargroep=_up(leerling.jaargroep or ""), groep=groep)


def _teaching(leerkracht: Leerkracht, groepen: dict[str, Groep]) -> Leerkracht:
    """The teacher, without the groups that are no more."""
    bindingen = []
    for binding in leerkracht.groepen:
        if binding.samengesteld:
            bindingen.append(binding)
        elif binding.key in groepen:
            bindingen.append(replace(binding, key=groepen[binding.key].key))
    return replace(leerkracht, groepen=tuple(bindingen))


def _up(jaargroep: str) -> str:
    """A group further; what is not a group of primary school stays what it is."""
    if jaargroep in "01234567":
        return str(int(jaargroep) + 1)
    return jaargroep
