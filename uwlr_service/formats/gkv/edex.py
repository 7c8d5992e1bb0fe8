"""``edex.xml``: the same people and groups as EDEXML 2.1, with the fields of the agreement and no others."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import edexml
from uwlr_service.formats.edexml.fragmenten import TAGS

VERSIE = "2.1"
FIELD_OF = {"rollen": "rol"}
ObjectT = TypeVar("ObjectT", Vestiging, Groep, SamengesteldeGroep, Leerling, Leerkracht)


def write(gegevens: Schoolgegevens, velden: Veldenlijst) -> Iterator[bytes]:
    """A school that was cut to an agreement, in pieces. Raises DocumentOngeldig if EDEXML cannot hold it."""
    return edexml.write(trimmed(gegevens, velden), VERSIE)


def trimmed(gegevens: Schoolgegevens, velden: Veldenlijst) -> Schoolgegevens:
    """The objects with nothing but the fields of the agreement; no partner gets the school's remarks."""
    school = gegevens.school
    return Schoolgegevens(
        school=School(
            code=school.code,
            schooljaar=school.schooljaar,
            schoolkey=school.schoolkey,
            instellingsnummer=school.instellingsnummer,
            peildatum=school.peildatum,
        ),
        vestigingen=_trim("vestiging", gegevens.vestigingen, velden),
        groepen=_trim("groep", gegevens.groepen, velden),
        samengestelde_groepen=_trim("samengestelde_groep", gegevens.samengestelde_groepen, velden),
        leerlingen=_trim("leerling", gegevens.leerlingen, velden),
        leerkrachten=_trim("leerkracht", _without_rollen(gegevens.leerkrachten, velden), velden),
    )


def _without_rollen(leerkrachten: Iterable[Leerkracht], velden: Veldenlijst) -> Iterable[Leerkracht]:
    """The teachers without their role in each group, where a ``groepsindeling`` may not reveal it either."""
    if "groepsindeling/rol" in velden.velden:
        return leerkrachten
    return (
        replace(leerkracht, groepen=tuple(replace(binding, rollen=()) for binding in leerkracht.groepen))
        for leerkracht in leerkrachten
    )


def _trim(element: str, objects: Iterable[ObjectT], velden: Veldenlijst) -> tuple[ObjectT, ...]:
    objects = tuple(objects)
    if not objects:
        return ()
    allowed = velden.of(element)
    off: dict[str, Any] = {}
    for field in fields(objects[0]):
        veld = FIELD_OF.get(field.name, TAGS.get(field.name, field.name))
        if veld not in allowed:
            off[field.name] = None
            if field.default == ():
                off[field.name] = ()
    return tuple(replace(schoolobject, **off) for schoolobject in objects)
