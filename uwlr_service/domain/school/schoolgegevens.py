"""A school's people and groups in one school year, and the references between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from uwlr_service.domain.fouten import Melding
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolgegevens:
    """Everything one EDEXML document holds (EDEXML 2.1, EDEXType), in no particular order."""

    school: School
    vestigingen: tuple[Vestiging, ...] = ()
    groepen: tuple[Groep, ...] = ()
    samengestelde_groepen: tuple[SamengesteldeGroep, ...] = ()
    leerlingen: tuple[Leerling, ...] = ()
    leerkrachten: tuple[Leerkracht, ...] = ()


def inconsistencies(gegevens: Schoolgegevens) -> list[Melding]:
    """What the schema should refuse and does not always: double keys and dangling references.

    UWLR 2.2, Leerlinggegevens, the identity constraints; EDEXML 2.1, EDEX.
    """
    return [*_doubles(gegevens), *_dangling(gegevens)]


def _doubles(gegevens: Schoolgegevens) -> Iterator[Melding]:
    groepen: tuple[Groep | SamengesteldeGroep, ...] = (*gegevens.groepen, *gegevens.samengestelde_groepen)
    keys_of: tuple[tuple[str, Iterable[str]], ...] = (
        ("vestiging", (v.key for v in gegevens.vestigingen)),
        ("groep of samengestelde_groep", (g.key for g in groepen)),
        ("leerling", (p.key for p in gegevens.leerlingen)),
        ("leerkracht", (p.key for p in gegevens.leerkrachten)),
    )
    for soort, keys in keys_of:
        yield from (
            Melding(tekst=f"de key '{key}' komt bij {soort} meer dan eens voor", key=key)
            for key in _twice(keys)
        )
    personen: tuple[Leerling, ...] | tuple[Leerkracht, ...]
    for soort, personen in (("leerling", gegevens.leerlingen), ("leerkracht", gegevens.leerkrachten)):
        eckids = {p.eckid: p.key for p in personen if p.eckid}
        for eckid in _twice(p.eckid for p in personen if p.eckid):
            yield Melding(tekst=f"een eckid komt bij {soort} meer dan eens voor", key=eckids[eckid])


def _twice(keys: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [key for key in keys if key in seen or seen.add(key)]  # type: ignore[func-returns-value]


def _dangling(gegevens: Schoolgegevens) -> Iterator[Melding]:
    vestigingen = {v.key for v in gegevens.vestigingen}
    groepen = {g.key for g in gegevens.groepen}
    samengesteld = {g.key for g in gegevens.samengestelde_groepen}

    def missing(soort: str, eigenaar: str, key: str) -> Melding:
        return Melding(tekst=f"verwijst naar {soort} '{key}', die niet in het document staat", key=eigenaar)

    for leerling in gegevens.leerlingen:
        if leerling.vestiging is not None and leerling.vestiging not in vestigingen:
            yield missing("vestiging", leerling.key, leerling.vestiging)
        if leerling.groep is not None and leerling.groep not in groepen:
            yield missing("groep", leerling.key, leerling.groep)
        for key in leerling.samengestelde_groepen:
            if key not in samengesteld:
                yield missing("samengestelde_groep", leerling.key, key)
    for leerkracht in gegevens.leerkrachten:
        for binding in leerkracht.groepen:
            if binding.key not in (samengesteld if binding.samengesteld else groepen):
                soort = "samengestelde_groep" if binding.samengesteld else "groep"
                yield missing(soort, leerkracht.key, binding.key)
