"""Who is in which group from when to when, derived from EDEXML (docs/gkv-1.rst)."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
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
"""By person and group the day on which the one was first seen in the other, where that is not the first."""


def groepsindelingen(
    gegevens: Schoolgegevens, gezien: EerstGezien = MappingProxyType({})
) -> Iterator[Groepsindeling]:
    """The placements of a school year, by key.

    EDEXML has no dates for them. A placement that the year's first file held begins on the first day of the
    school year, a later one on the day on which it was first seen; neither before a pupil's instroomdatum.
    It ends on the day after his uitstroomdatum.
    """
    jaar = gegevens.school.schooljaar
    yield from sorted(
        (*_of_leerlingen(gegevens, jaar, gezien), *_of_leerkrachten(gegevens, jaar, gezien)), key=_by_key
    )


def _by_key(indeling: Groepsindeling) -> str:
    return indeling.key


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
            soort = "samengestelde_groep" if binding.samengesteld else "groep"
            yield Groepsindeling(
                key=_key(jaar, "leerkracht", leerkracht.key, soort, binding.key),
                vanafdatum=_begin(jaar.first_day, None, gezien.get((leerkracht.key, binding.key))),
                leerkracht=leerkracht.key,
                groep=None if binding.samengesteld else binding.key,
                samengestelde_groep=binding.key if binding.samengesteld else None,
                rollen=binding.rollen,
            )


def _begin(vanaf: date, tot: date | None, gezien: date | None) -> date:
    """The first day; who left before he was seen in a group was in it all the same."""
    if gezien is None or gezien <= vanaf or (tot is not None and gezien >= tot):
        return vanaf
    return gezien


def _period(leerling: Leerling, jaar: Schooljaar) -> tuple[date, date | None]:
    vanaf = max(jaar.first_day, leerling.instroomdatum or date.min)
    last = leerling.uitstroomdatum
    return vanaf, last + timedelta(days=1) if last is not None and last < date.max else None


def _key(*parts: str) -> str:
    """Opaque and the same every night: two keys of 256 characters do not fit in one."""
    joined = "\0".join(parts).encode()
    return f"GI-{hashlib.sha256(joined).hexdigest()[:KEY_LENGTH]}"
