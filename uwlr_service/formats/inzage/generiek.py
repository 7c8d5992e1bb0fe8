"""The answer of GeneriekeService about one pupil, read back as the fields that agreements name."""

from collections.abc import Iterator, Mapping

from lxml import etree

from uwlr_service.domain.inzage.overzicht import Veldwaarde
from uwlr_service.formats.inzage.elementen import described
from uwlr_service.formats.parsing import HARDENED

LEERLING = {
    "id": "leerling/key",
    "leerlingNummer": "leerlingdetail/leerlingnummer",
    "roepNaam": "leerling/roepnaam",
    "voornamen": "leerling/voornamen",
    "achternaam": "leerling/achternaam",
    "achternaamOfficieel": "leerlingdetail/achternaamofficieel",
    "tussenvoegsel": "leerling/voorvoegsel",
    "tussenvoegselOfficieel": "leerlingdetail/voorvoegselofficieel",
    "geslacht": "leerling/geslacht",
    "geboortedatum": "leerling/geboortedatum",
    "geboortedatumOnzeker": "leerlingdetail/geboortedatumonzeker",
    "geboorteplaats": "leerlingdetail/geboorteplaats",
    "datumAanmelding": "leerlingdetail/datumaanmelding",
}
INDELING = {
    "id": "groepsindeling/key",
    "groep": "groepsindeling/groep",
    "vanafDatum": "groepsindeling/vanafdatum",
    "totDatum": "groepsindeling/totdatum",
    "leerjaar": "groepsindeling/leerjaar",
}
AFGELEID = ""
"""Stands for the number of an enrolment that only the dates of a pupil tell."""
AFGELEIDE_INSCHRIJVING = {
    "datumInschrijving": "leerling/instroomdatum",
    "datumUitschrijving": "leerling/uitstroomdatum",
}
INSCHRIJVING = {
    "id": "inschrijving/key",
    "inschrijvingType": "inschrijving/inschrijvingtype",
    "datumInschrijving": "inschrijving/datuminschrijving",
    "datumUitschrijving": "inschrijving/datumuitschrijving",
}
ADRES = "leerlingdetail/adres"
TELEFOON = "leerlingdetail/communicatie"
MIDNIGHT = "T00:00:00"
"""This service writes a day as the moment at which it begins (docs/gkv-soap.rst)."""


def read_leerling(antwoord: bytes, key: str, *, key_is_nummer: bool = False) -> tuple[Veldwaarde, ...]:
    """The fields of one pupil; every reference in the answer must be a key instead of a number.

    ``key_is_nummer`` is for a link of basis, which shows the key of the pupil as their leerlingnummer.
    """
    teruggave = etree.fromstring(antwoord, etree.XMLParser(**HARDENED))
    names = dict(LEERLING)
    if key_is_nummer:
        names["leerlingNummer"] = names.pop("id")
    return tuple(_velden(teruggave, key, names))


def _velden(teruggave: etree._Element, key: str, names: Mapping[str, str]) -> Iterator[Veldwaarde]:
    for leerling in teruggave.iterfind("leerlingen/leerling"):
        if leerling.findtext("id") == key:
            yield from _named(leerling, names)
            for indeling in leerling.iterfind("groepsindelingen/groepsindeling"):
                yield from _named(indeling, INDELING)
            for inschrijving in leerling.iterfind("inschrijvingen/inschrijving"):
                is_derived = inschrijving.findtext("id") == AFGELEID
                yield from _named(inschrijving, AFGELEIDE_INSCHRIJVING if is_derived else INSCHRIJVING)
    for adres in teruggave.iterfind("adressen/adres"):
        if adres.findtext("id") == key:
            for telefoon in adres.findall("telefoon"):
                adres.remove(telefoon)
                yield Veldwaarde(TELEFOON, described(telefoon))
            yield Veldwaarde(ADRES, described(adres))


def _named(element: etree._Element, names: Mapping[str, str]) -> Iterator[Veldwaarde]:
    for child in element:
        if child.tag in names:
            yield Veldwaarde(names[child.tag], (child.text or "").partition(MIDNIGHT)[0])
