"""The placements of pupils and teachers in groups, with their dates, derived from EDEXML (docs/gkv-1.rst)."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from types import MappingProxyType

from uwlr_service.domain.school.leerkracht import Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

KEY_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Groepsindeling:
    """The placement of one pupil or one teacher in one group; exactly one of each pair is there.

    ``totdatum`` is the first day on which it no longer holds.
    """

    key: str
    vanafdatum: date
    leerling: str | None = None
    leerkracht: str | None = None
    groep: str | None = None
    samengestelde_groep: str | None = None
    totdatum: date | None = None
    leerjaar: str | None = None
    rollen: tuple[Rol, ...] = ()


EerstGezien = Mapping[tuple[str, str], date]
"""By person and group: the day on which they were first seen together, if not in the year's first file."""


def groepsindelingen(
    gegevens: Schoolgegevens, gezien: EerstGezien = MappingProxyType({})
) -> Iterator[Groepsindeling]:
    """The placements of a school year, by key.

    EDEXML has no dates for them. A placement that the year's first file held begins on the first day of the
    school year, a later one on the day on which it was first seen; neither before a pupil's instroomdatum.
    It ends on the day after their uitstroomdatum.
    """
    jaar = gegevens.school.schooljaar
    indelingen = [*_of_leerlingen(gegevens, jaar, gezien), *_of_leerkrachten(gegevens, jaar, gezien)]
    yield from sorted(indelingen, key=attrgetter("key"))


def _of_leerlingen(
    gegevens: Schoolgegevens, jaar: Schooljaar, gezien: EerstGezien
) -> Iterator[Groepsindeling]:
    for leerling in gegevens.leerlingen:
        vanaf, tot = _period(leerling, jaar)
        if leerling.groep is not None:
            yield Groepsindeling(
                key=_key(jaar, "leerling", leerling.key, "groep", leerling.groep),
                vanafdatum=_begin(vanaf, tot, gezien.get((leerling.key, leerling.groep))),
                leerling=leerling.key,
                groep=leerling.groep,
                totdatum=tot,
                leerjaar=leerling.jaargroep,
            )
        for key in leerling.samengestelde_groepen:
            yield Groepsindeling(
                key=_key(jaar, "leerling", leerling.key, "samengestelde_groep", key),
                vanafdatum=_begin(vanaf, tot, gezien.get((leerling.key, key))),
                leerling=leerling.key,
                samengestelde_groep=key,
                totdatum=tot,
            )


def _of_leerkrachten(
    gegevens: Schoolgegevens, jaar: Schooljaar, gezien: EerstGezien
) -> Iterator[Groepsindeling]:
    for leerkracht in gegevens.leerkrachten:
        for binding in leerkracht.groepen:
            soort = "groep"
            groep: str | None = binding.key
            samengestelde_groep = None
            if binding.samengesteld:
                soort = "samengestelde_groep"
                groep = None
                samengestelde_groep = binding.key
            yield Groepsindeling(
                key=_key(jaar, "leerkracht", leerkracht.key, soort, binding.key),
                vanafdatum=_begin(jaar.first_day, None, gezien.get((leerkracht.key, binding.key))),
                leerkracht=leerkracht.key,
                groep=groep,
                samengestelde_groep=samengestelde_groep,
                rollen=binding.rollen,
            )


def _begin(vanaf: date, tot: date | None, gezien: date | None) -> date:
    """The first day of a placement.

    The day on which it was first seen counts only within the pupil's time at school: a file that came in
    late, after a pupil had left, does not make a placement that ends before it begins.
    """
    if gezien is None or gezien <= vanaf or (tot is not None and gezien >= tot):
        return vanaf
    return gezien


def _period(leerling: Leerling, jaar: Schooljaar) -> tuple[date, date | None]:
    vanaf = max(jaar.first_day, leerling.instroomdatum or date.min)
    last = leerling.uitstroomdatum
    if last is None or last == date.max:  # the calendar has no day after the last
        return vanaf, None
    return vanaf, last + timedelta(days=1)


def _key(*parts: str) -> str:
    """An opaque key, the same every night; two keys of 256 characters would not fit in one."""
    joined = "\0".join(parts).encode()
    return f"GI-{hashlib.sha256(joined).hexdigest()[:KEY_LENGTH]}"
