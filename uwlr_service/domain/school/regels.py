"""What may be stored: the facets of EDEXML 2.1, and the rules of its text that no schema checks.

Every way in passes here (a file, the demo generator, the repository's callers), so that whatever is stored
can be written as a valid document later. A finding names the field and never quotes its value, except a key.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any

from uwlr_service.domain.fouten import Melding
from uwlr_service.domain.school import codelijsten
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Toevoeging
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens, inconsistencies
from uwlr_service.domain.tekst import fault, trim

DUMMY = "#"
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is not a Char of XML 1.0 (2.2)."""
ILLEGAL_SIGN = "bevat een teken dat in XML niet mag voorkomen"

LENGTHS = {
    "key": 256,
    "eckid": 256,
    "schoolkey": 256,
    "auteur": 128,
    "naam": 64,
    "omschrijving": 256,
    "achternaam": 200,
    "voorvoegsel": 10,
    "voornamen": 200,
    "voorletters_1": 6,
    "roepnaam": 64,
    "gebruikersnaam": 64,
    "emailadres": 256,
    "fotourl": 256,
    "postcodeoverig": 32,
}
"""The longest value in characters, from EDEXML 2.1, types.vast; the shortest is one."""

FREE_TEXT = ("commentaar",)
TRIMMED = frozenset(
    "key eckid schoolkey achternaam voorvoegsel voornamen voorletters_1 roepnaam gebruikersnaam".split()
)
"""Spaces around these mean nothing (EDEXML 2.1, handbook p. 9 and 10), so they must not be there."""

PATTERNS = {
    "instellingsnummer": re.compile(r"[0-9]{2,6}"),
    "bsn_ondwnr_4": re.compile(r"[0-9]{4}"),
    "postcodenl": re.compile(r"[0-9]{4}[A-Z]{2}"),
    "postnummerbe": re.compile(r"[0-9]{4}"),
}
"""Forms from types.vast, in ASCII: the schema's \\p{Nd} also takes digits of other scripts."""

CODES: dict[str, frozenset[object]] = {
    "jaargroep": frozenset(codelijsten.JAARGROEPEN),
    "geslacht": frozenset(codelijsten.GESLACHTEN),
    "etniciteit": codelijsten.ETNICITEITEN,
    "land": codelijsten.LANDEN,
    "land_vader": codelijsten.LANDEN,
    "land_moeder": codelijsten.LANDEN,
    "gewicht_nieuw": codelijsten.GEWICHTEN_NIEUW,
    "gewicht": codelijsten.GEWICHTEN,
}

Persoon = Leerling | Leerkracht
Element = School | Vestiging | Groep | SamengesteldeGroep | Persoon


def is_name(text: str, longest: int) -> bool:
    """Whether what somebody typed can be a name: one line that can be read, without spaces around it."""
    return (
        1 <= len(text) <= longest and text == trim(text) and len(text.splitlines()) == 1 and not _sign(text)
    )


def violations(gegevens: Schoolgegevens) -> list[Melding]:
    """Every reason why these data cannot be stored; none when they can."""
    return [*_of_elements(gegevens), *inconsistencies(gegevens)]


def _of_elements(gegevens: Schoolgegevens) -> Iterator[Melding]:
    yield from _of("school", gegevens.school)
    for vestiging in gegevens.vestigingen:
        yield from _of("vestiging", vestiging)
    for groep in gegevens.groepen:
        yield from _of("groep", groep)
    for samengestelde_groep in gegevens.samengestelde_groepen:
        yield from _of("samengestelde_groep", samengestelde_groep)
    for leerling in gegevens.leerlingen:
        yield from _of("leerling", leerling)
    for leerling in gegevens.leerlingen:
        yield from _leerling(leerling)
    for leerkracht in gegevens.leerkrachten:
        yield from _of("leerkracht", leerkracht)
    for leerkracht in gegevens.leerkrachten:
        yield from _leerkracht(leerkracht)


Form = Callable[[Any], str | None]
"""Says what is wrong with the form of a value, to be put behind the name of its field; None if nothing is."""


def _in_list(codes: frozenset[object]) -> Form:
    def judge(value: object) -> str | None:
        if value in codes:
            return None
        return "heeft een waarde die niet in de codelijst staat"

    return judge


def _of_pattern(pattern: re.Pattern[str]) -> Form:
    def judge(value: str) -> str | None:
        if pattern.fullmatch(value):
            return None
        return "heeft niet de juiste vorm"

    return judge


def _of_length(longest: int) -> Form:
    def judge(value: str) -> str | None:
        if 1 <= len(value) <= longest:
            return None
        return f"telt {len(value)} tekens; het moeten er 1 tot {longest} zijn"

    return judge


def _free(_value: str) -> str | None:
    return None


def _form_of(veld: str) -> Form | None:
    """The form that a field must have; None for a field that is not text, or that holds other objects."""
    if veld in CODES:
        return _in_list(CODES[veld])
    if veld in PATTERNS:
        return _of_pattern(PATTERNS[veld])
    if veld in LENGTHS:
        return _of_length(LENGTHS[veld])
    if veld in FREE_TEXT:
        return _free
    return None


class _Vormen:
    """The fields of a kind of element with their forms, and how to get at all their values at once."""

    def __init__(self, kind: type[Element]) -> None:
        forms = ((field.name, _form_of(field.name)) for field in fields(kind))
        self.forms = [(veld, form, veld in TRIMMED) for veld, form in forms if form is not None]
        self.values = attrgetter(*(veld for veld, _, _ in self.forms))


FORMS = {kind: _Vormen(kind) for kind in (School, Vestiging, Groep, SamengesteldeGroep, Leerling, Leerkracht)}
"""By kind of element, looked up once: a file has tens of thousands of values."""


def _of(soort: str, element: Element) -> Iterator[Melding]:
    key: str | None = getattr(element, "key", None)
    if _is_temporary(key):
        tekst = f"de key '{key}' is een tijdelijke key (met #); een blijvende key is nodig"
        yield Melding(tekst=tekst, key=key)
    vormen = FORMS[type(element)]
    for (naam, judge, is_trimmed), value in zip(vormen.forms, vormen.values(element), strict=True):
        if value is None:
            continue
        fault = judge(value)
        if fault is not None:
            yield Melding(tekst=f"{soort}/{naam} {fault}", key=key)
        if is_trimmed and value != trim(value):
            yield Melding(tekst=f"{soort}/{naam} begint of eindigt met een spatie", key=key)
        if isinstance(value, str) and (wrong := _sign(value)):
            yield Melding(tekst=f"{soort}/{naam} {wrong}", key=key)
    for toevoeging in getattr(element, "toevoegingen", ()):
        yield from _toevoeging(soort, key, toevoeging)


def _sign(text: str) -> str | None:
    """What is wrong with the signs of a text, to be put behind its name; None if nothing is."""
    if text.isprintable():
        return None
    if ILLEGAL.search(text):
        return ILLEGAL_SIGN
    return fault(text)


def _is_temporary(key: str | None) -> bool:
    """Whether the LAS made a key for one file only; in the next file the same pupil has another."""
    return key is not None and key.startswith(DUMMY)


def _toevoeging(soort: str, key: str | None, toevoeging: Toevoeging) -> Iterator[Melding]:
    if not 1 <= len(toevoeging.code) <= LENGTHS["naam"]:
        yield Melding(
            tekst=f"de code van een toevoeging bij {soort} telt 1 tot {LENGTHS['naam']} tekens", key=key
        )
    if wrong := _sign(f"{toevoeging.code}{toevoeging.opmerking}{toevoeging.omschrijving or ''}"):
        yield Melding(tekst=f"een toevoeging bij {soort} {wrong}", key=key)


def _leerling(leerling: Leerling) -> Iterator[Melding]:
    yield from _name("leerling", leerling)
    if leerling.jaargroep is None:
        yield Melding(tekst="leerling/jaargroep ontbreekt", key=leerling.key)
    if len(set(leerling.samengestelde_groepen)) != len(leerling.samengestelde_groepen):
        yield Melding(
            tekst="leerling is meer dan eens aan dezelfde samengestelde_groep gebonden", key=leerling.key
        )
    postcodes = (leerling.postcodenl, leerling.postnummerbe, leerling.postcodeoverig)
    if sum(postcode is not None for postcode in postcodes) > 1:
        yield Melding(tekst="leerling heeft meer dan een postcode", key=leerling.key)


def _leerkracht(leerkracht: Leerkracht) -> Iterator[Melding]:
    yield from _name("leerkracht", leerkracht)
    bindingen = leerkracht.groepen
    if len({(binding.key, binding.samengesteld) for binding in bindingen}) != len(bindingen):
        yield Melding(tekst="leerkracht is meer dan eens aan dezelfde groep gebonden", key=leerkracht.key)
    for rol in leerkracht.rollen:
        yield from _rol(leerkracht.key, rol)
    for binding in bindingen:
        for rol in binding.rollen:
            yield from _rol(leerkracht.key, rol)


def _name(soort: str, persoon: Persoon) -> Iterator[Melding]:
    if persoon.achternaam is None:
        if persoon.roepnaam is None:
            yield Melding(tekst=f"{soort} heeft geen achternaam en geen roepnaam", key=persoon.key)
        if persoon.voorvoegsel or persoon.voornamen or persoon.voorletters_1:
            yield Melding(tekst=f"{soort} heeft namen die alleen bij een achternaam mogen", key=persoon.key)


def _rol(key: str, rol: Rol) -> Iterator[Melding]:
    if (rol.code is None) == (rol.omschrijving is None):
        yield Melding(tekst="een rol is een code of een omschrijving", key=key)
    elif rol.code is not None and rol.code not in codelijsten.ROLLEN:
        yield Melding(tekst=f"'{rol.code}' is geen code voor leerkracht/rol", key=key)
    elif rol.omschrijving is not None and not 1 <= len(rol.omschrijving) <= LENGTHS["naam"]:
        yield Melding(tekst=f"leerkracht/rolomschrijving telt 1 tot {LENGTHS['naam']} tekens", key=key)
    elif rol.omschrijving is not None and (wrong := _sign(rol.omschrijving)):
        yield Melding(tekst=f"leerkracht/rolomschrijving {wrong}", key=key)
