"""The words for codes and parts of values, in Dutch and in English, out of the files beside this module."""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from uwlr_service.domain.taal import Taal

FOLDER = Path(__file__).parent
BOOLEAN = "boolean"
DATES = frozenset(
    """
    geboortedatum instroomdatum uitstroomdatum vanafdatum totdatum datumaanmelding onderwijssinds
    start_ondw_jgr3 begindatum einddatum datuminschrijving datumuitschrijving afnamedatum lgfdatum
    lgfeinddatum tlvingangdatum tlveinddatum arrangement_datum datum opp_ingangdatum opp_einddatum
    datumindienst datumuitdienst
    """.split()
)
"""The fields, and parts of fields, that hold a day."""
MOMENTS = frozenset({"mutatiedatum", "begindatumtijd", "einddatumtijd"})
BOOLEANS = frozenset(
    """
    geboortedatumonzeker bekostigd heledag geoorloofd afgehandeld rugzakleerling emailadres_geheim
    telefoonnummer_geheim mobielnummer_geheim mobielwerknummer_geheim telefoonwerk_geheim wenstcontactviaemail
    overleden ouderlijkgezag geblokkeerd inzage_toegestaan wettigevertegenwoordiger magpostontvangen
    noodcontact actief geheim noodnummer
    """.split()
)
LIKE = {
    "leerjaar": "jaargroep",
    "groepen/rol": "rol",
    "herzienadvies": "schooladvies",
    "rollen": "rol",
}
"""Fields with the codes of another one."""
COUNTRIES = frozenset({"land", "geboorteland"})

Codes = Mapping[str, Mapping[str, str]]


@functools.cache
def codes(taal: Taal) -> Codes:
    """Per field, or element and field, the words of its codes."""
    tables = {name: _in(taal, table) for name, table in _read("codes").items()}
    tables |= dict.fromkeys(COUNTRIES, _in(taal, _read("landen")))
    tables |= {naam: tables[as_field] for naam, as_field in LIKE.items()}
    tables |= dict.fromkeys(BOOLEANS, tables[BOOLEAN])
    return MappingProxyType(tables)


@functools.cache
def delen(taal: Taal) -> Mapping[str, str]:
    """Per part of a value how it is written in the whole, with ``{}`` where the part goes."""
    return _in(taal, _read("delen"))


def _in(taal: Taal, table: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    return MappingProxyType({code: words[taal] for code, words in table.items()})


def _read(naam: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{naam}.toml").read_text(encoding="utf-8"))
