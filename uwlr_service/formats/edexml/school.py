"""The element ``school``: which school, which school year, which version."""

from uwlr_service.domain.fouten import DocumentOngeldig, Melding, WaardeOngeldig
from uwlr_service.domain.school.edexml import LATEST
from uwlr_service.domain.school.school import HOOFDVESTIGING, School, Schoolcode
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
from uwlr_service.formats.verwachting import of_patterns


def schooljaar(text: str) -> Schooljaar:
    """A school year; the schema's list has only good ones."""
    try:
        return Schooljaar(text)
    except WaardeOngeldig as error:
        raise OngeldigeWaarde("is geen schooljaar", error.verwacht) from error


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

    Raises DocumentOngeldig for another version: that is another format, and would give a fault in every line.
    """
    element = plaats.element.find("xsdversie")
    text = ""
    if element is not None and element.text:
        text = element.text
    versie = named(text)
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
    velden = values(plaats, VELDEN)
    brincode = velden.pop("brincode", None)
    dependancecode = velden.pop("dependancecode", None) or HOOFDVESTIGING
    if brincode is not None:
        code = _by_brincode(plaats, brincode, dependancecode)
    else:
        code = _by_schoolkey(plaats, velden.get("schoolkey") or velden.get("instellingsnummer"))
    if code is None or "schooljaar" not in velden:
        return None
    return School(code=code, toevoegingen=read_toevoegingen(plaats), **velden)


def _by_brincode(plaats: Vindplaats, brincode: str, dependancecode: str) -> Schoolcode | None:
    try:
        return Schoolcode.parse(f"{brincode}/{dependancecode}")
    except ValueError:
        plaats.report(
            "'brincode' heeft niet de juiste vorm",
            plaats.element.find("brincode"),
            verwacht=of_patterns(["[0-9]{2}[A-Z]{2}"]),
        )
        return None


def _by_schoolkey(plaats: Vindplaats, schoolkey: str | None) -> Schoolcode | None:
    if not schoolkey:
        plaats.report(
            "de school is niet te herkennen", verwacht="een brincode, instellingsnummer of schoolkey"
        )
        return None
    return Schoolcode(schoolkey=schoolkey)
