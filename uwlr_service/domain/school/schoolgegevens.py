"""A school's people and groups in one school year, and the references between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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


def with_known_eckids(gegevens: Schoolgegevens, known: Schoolgegevens) -> Schoolgegevens:
    """The data with the ECK-iDs that their people have in known data, by key."""
    leerlingen = {leerling.key: leerling.eckid for leerling in known.leerlingen}
    leerkrachten = {leerkracht.key: leerkracht.eckid for leerkracht in known.leerkrachten}
    return replace(
        gegevens,
        leerlingen=tuple(
            replace(leerling, eckid=leerlingen.get(leerling.key)) for leerling in gegevens.leerlingen
        ),
        leerkrachten=tuple(
            replace(leerkracht, eckid=leerkrachten.get(leerkracht.key))
            for leerkracht in gegevens.leerkrachten
        ),
    )


def inconsistencies(gegevens: Schoolgegevens) -> list[Melding]:
    """Double keys and dangling references, which the schema should refuse and does not always.

    UWLR 2.2, Leerlinggegevens, the identity constraints: some lack a namespace in the national files, and so
    match nothing. EDEXML 2.1, EDEX: they see the keys of a whole document only, and ours is read in parts.
    """
    return [*_doubles(gegevens), *_dangling(gegevens)]


def _doubles(gegevens: Schoolgegevens) -> Iterator[Melding]:
    # Both kinds of groups share one space of keys (EDEXML 2.1, groepKeyUnique).
    groepen: tuple[Groep | SamengesteldeGroep, ...] = (*gegevens.groepen, *gegevens.samengestelde_groepen)
    yield from _double_keys("vestiging", gegevens.vestigingen)
    yield from _double_keys("groep of samengestelde_groep", groepen)
    yield from _double_keys("leerling", gegevens.leerlingen)
    yield from _double_keys("leerkracht", gegevens.leerkrachten)
    yield from _double_eckids("leerling", gegevens.leerlingen)
    yield from _double_eckids("leerkracht", gegevens.leerkrachten)


def _double_keys(
    soort: str, objecten: Iterable[Vestiging | Groep | SamengesteldeGroep | Leerling | Leerkracht]
) -> Iterator[Melding]:
    for key in _twice(element.key for element in objecten):
        yield Melding(tekst=f"de key '{key}' komt bij {soort} meer dan eens voor", key=key)


def _double_eckids(soort: str, personen: Iterable[Leerling | Leerkracht]) -> Iterator[Melding]:
    """The finding names the key of a person and not the eckid, which follows somebody for life."""
    with_eckid = [(persoon.eckid, persoon.key) for persoon in personen if persoon.eckid]
    keys = dict(with_eckid)
    for eckid in _twice(eckid for eckid, _ in with_eckid):
        yield Melding(tekst=f"een eckid komt bij {soort} meer dan eens voor", key=keys[eckid])


def _twice(keys: Iterable[str]) -> list[str]:
    """Each key that was there before, as often as it comes again."""
    seen: set[str] = set()
    doubles = []
    for key in keys:
        if key in seen:
            doubles.append(key)
        seen.add(key)
    return doubles


def _dangling(gegevens: Schoolgegevens) -> Iterator[Melding]:
    groepen = {groep.key for groep in gegevens.groepen}
    samengesteld = {groep.key for groep in gegevens.samengestelde_groepen}
    vestigingen = {vestiging.key for vestiging in gegevens.vestigingen}
    for leerling in gegevens.leerlingen:
        yield from _of_leerling(leerling, groepen, samengesteld, vestigingen)
    for leerkracht in gegevens.leerkrachten:
        yield from _of_leerkracht(leerkracht, groepen, samengesteld)


def _of_leerling(
    leerling: Leerling, groepen: set[str], samengesteld: set[str], vestigingen: set[str]
) -> Iterator[Melding]:
    if leerling.vestiging is not None and leerling.vestiging not in vestigingen:
        yield _missing("vestiging", leerling.key, leerling.vestiging)
    if leerling.groep is not None and leerling.groep not in groepen:
        yield _missing("groep", leerling.key, leerling.groep)
    for key in leerling.samengestelde_groepen:
        if key not in samengesteld:
            yield _missing("samengestelde_groep", leerling.key, key)


def _of_leerkracht(leerkracht: Leerkracht, groepen: set[str], samengesteld: set[str]) -> Iterator[Melding]:
    for binding in leerkracht.groepen:
        if binding.samengesteld:
            if binding.key not in samengesteld:
                yield _missing("samengestelde_groep", leerkracht.key, binding.key)
        elif binding.key not in groepen:
            yield _missing("groep", leerkracht.key, binding.key)


def _missing(soort: str, eigenaar: str, key: str) -> Melding:
    return Melding(tekst=f"verwijst naar {soort} '{key}', die niet in het document staat", key=eigenaar)
