"""The element ``school``: which school, which school year, which version."""

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.school.edexml import LATEST
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.edexml.toevoegingen import read_toevoegingen
from uwlr_service.formats.edexml.versies import VERSIES, named
from uwlr_service.formats.edexml.vindplaats import Vindplaats
from uwlr_service.formats.edexml.waarden import (
    OngeldigeWaarde,
    Veld,
    day,
    digits,
    form,
    moment,
    trimmed,
    values,
)
from uwlr_service.formats.findings import line_of


def schooljaar(text: str) -> Schooljaar:
    """A school year; the schema's list has only good ones."""
    try:
        return Schooljaar(text)
    except ValueError as error:
        raise OngeldigeWaarde("is geen schooljaar") from error


VELDEN: dict[str, Veld] = {
    "schooljaar": ("schooljaar", schooljaar),
    "peildatum": ("peildatum", day),
    "brincode": ("brincode", digits),
    "dependancecode": ("dependancecode", digits),
    "instellingsnummer": ("instellingsnummer", form("instellingsnummer")),
    "schoolkey": ("schoolkey", trimmed),
    "aanmaakdatum": ("aanmaakdatum", moment),
    "auteur": ("auteur", str),
    "commentaar": ("commentaar", str),
}


def read_versie(plaats: Vindplaats) -> str:
    """The version that the file says it has, or the latest.

    Raises DocumentOngeldig for one that is not read: it is another format, with a fault in every line.
    """
    element = plaats.element.find("xsdversie")
    versie = named("" if element is None else element.text or "")
    if versie in VERSIES:
        return versie
    raise DocumentOngeldig(
        f"Dit bestand is EDEXML {versie}; alleen {' en '.join(VERSIES)} worden gelezen.",
        [
            Melding(
                tekst="deze versie wordt niet gelezen",
                regel=line_of(element),
                pad=f"{plaats.pad}/xsdversie",
                verwacht=LATEST,
            )
        ],
    )


def read_school(plaats: Vindplaats) -> School | None:
    """The school, or None when it cannot be identified, which is then reported."""
    found = values(plaats, VELDEN)
    brincode, dependancecode = found.pop("brincode", None), found.pop("dependancecode", None)
    code = None
    if brincode is not None:
        try:
            code = Schoolcode.parse(f"{brincode}/{dependancecode or '00'}")
        except ValueError:
            plaats.report("'brincode' heeft niet de juiste vorm, zoals 99XX", plaats.element.find("brincode"))
    elif schoolkey := found.get("schoolkey") or found.get("instellingsnummer"):
        code = Schoolcode(schoolkey=schoolkey)
    else:
        plaats.report("de school is niet te herkennen: geef een brincode, instellingsnummer of schoolkey")
    if code is None or "schooljaar" not in found:
        return None
    return School(code=code, toevoegingen=read_toevoegingen(plaats.element), **found)
