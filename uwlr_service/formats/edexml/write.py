"""A school's data as EDEXML, piece by piece; what may be stored can be written as a valid document."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.school.edexml import LATEST
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.school import School
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import escape
from uwlr_service.formats.edexml.fragmenten import day, element, fields, mutatiedatum, toevoegingen
from uwlr_service.formats.edexml.structuur import ROOT
from uwlr_service.formats.edexml.toevoegingen import XSI
from uwlr_service.formats.edexml.versies import VERSIES, Edexmlversie
from uwlr_service.formats.edexml.write_personen import write_leerkracht, write_leerling

OBJECTS_IN_PIECE = 64

_vestiging = fields(naam=escape.text, omschrijving=escape.text, mutatiedatum=tijd.format_moment)
_groep = fields(naam=escape.text, jaargroep=escape.text, omschrijving=escape.text)
_samengestelde_groep = fields(naam=escape.text, omschrijving=escape.text)
_peildatum = fields(peildatum=day)
_instelling = fields(instellingsnummer=escape.text)
_herkomst = fields(aanmaakdatum=tijd.format_moment, auteur=escape.text)
_commentaar = fields(commentaar=escape.text)


def write(gegevens: Schoolgegevens, versie: str = LATEST) -> Iterator[bytes]:
    """The document in UTF-8, in pieces; people and groups in the order in which they are given.

    Raises DocumentOngeldig for a school that the version cannot hold: one without pupils, or with a key that
    is too long (a key is never cut). 2.0 has no place for an eckid, and gets a late role as a description.
    """
    if versie not in VERSIES:
        raise DocumentOngeldig(f"EDEXML {versie} wordt niet geschreven; wel {' en '.join(VERSIES)}.")
    meldingen = list(_unwritable(gegevens, VERSIES[versie]))
    if meldingen:
        raise DocumentOngeldig(f"Deze school kan niet als EDEXML {versie} worden geschreven.", meldingen)
    return _document(gegevens, VERSIES[versie])


def _unwritable(gegevens: Schoolgegevens, versie: Edexmlversie) -> Iterator[Melding]:
    if not gegevens.leerlingen:
        yield Melding(tekst="een EDEXML-bestand bevat ten minste een leerling", pad=f"/{ROOT}/leerlingen")
    school = gegevens.school
    keys = [("school", school.schoolkey), ("school", school.code.schoolkey)]
    keys += [("vestiging", vestiging.key) for vestiging in gegevens.vestigingen]
    keys += [("groep", groep.key) for groep in gegevens.groepen]
    keys += [("samengestelde_groep", groep.key) for groep in gegevens.samengestelde_groepen]
    keys += [("leerling", leerling.key) for leerling in gegevens.leerlingen]
    keys += [("leerkracht", leerkracht.key) for leerkracht in gegevens.leerkrachten]
    for soort, key in dict.fromkeys(keys):
        if key is not None and len(key) > versie.longest_key:
            yield Melding(
                tekst=f"de key van {soort} telt {len(key)} tekens; in EDEXML {versie.naam} mogen het er "
                f"{versie.longest_key} zijn",
                key=key,
            )


def _document(gegevens: Schoolgegevens, versie: Edexmlversie) -> Iterator[bytes]:
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{ROOT} xmlns:xsi="{XSI}" '
        f'xsi:noNamespaceSchemaLocation="EDEXML.structuur.xsd">\n{_school(gegevens.school, versie)}'
    ).encode()
    yield from _part("vestigingen", (gegevens.vestigingen, _write_vestiging))
    yield from _part(
        "groepen",
        (gegevens.groepen, _write_groep),
        (gegevens.samengestelde_groepen, _write_samengestelde_groep),
    )
    yield from _part("leerlingen", (gegevens.leerlingen, lambda leerling: write_leerling(leerling, versie)))
    yield from _part(
        "leerkrachten", (gegevens.leerkrachten, lambda leerkracht: write_leerkracht(leerkracht, versie))
    )
    yield f"</{ROOT}>\n".encode()


def _part(tag: str, *kinds: tuple[Sequence[Any], Callable[[Any], str]]) -> Iterator[bytes]:
    """A container with its objects, or nothing: an empty one is invalid."""
    if not any(objects for objects, _ in kinds):
        return
    yield f"<{tag}>\n".encode()
    for objects, write_object in kinds:
        for start in range(0, len(objects), OBJECTS_IN_PIECE):
            yield "".join(map(write_object, objects[start : start + OBJECTS_IN_PIECE])).encode()
    yield f"</{tag}>\n".encode()


def _school(school: School, versie: Edexmlversie) -> str:
    return (
        f"<school>\n{element('schooljaar', school.schooljaar)}{_peildatum(school)}{_identification(school)}"
        f"{_herkomst(school)}{element('xsdversie', versie.naam)}{_commentaar(school)}"
        f"{toevoegingen(school.toevoegingen)}</school>\n"
    )


def _identification(school: School) -> str:
    """The school by BRIN, by instellingsnummer or by schoolkey; there is always one of them."""
    code = school.code
    schoolkey = school.schoolkey
    if code.brincode is not None:
        number = element("brincode", code.brincode) + element("dependancecode", code.dependancecode)
    else:
        number = _instelling(school)
        if schoolkey is None and code.schoolkey != school.instellingsnummer:
            schoolkey = code.schoolkey
    if schoolkey is None:
        return number
    return number + element("schoolkey", escape.text(schoolkey))


def _write_vestiging(vestiging: Vestiging) -> str:
    return f'<vestiging key="{escape.attribute(vestiging.key)}">\n{_vestiging(vestiging)}</vestiging>\n'


def _write_groep(groep: Groep) -> str:
    return (
        f'<groep key="{escape.attribute(groep.key)}">\n{_groep(groep)}'
        f"{toevoegingen(groep.toevoegingen)}{mutatiedatum(groep)}</groep>\n"
    )


def _write_samengestelde_groep(groep: SamengesteldeGroep) -> str:
    return (
        f'<samengestelde_groep key="{escape.attribute(groep.key)}">\n{_samengestelde_groep(groep)}'
        f"{toevoegingen(groep.toevoegingen)}{mutatiedatum(groep)}</samengestelde_groep>\n"
    )
