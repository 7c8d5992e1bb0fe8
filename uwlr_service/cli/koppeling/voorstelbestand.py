"""The file in which a partner says per field what it is for: TOML (docs/portaal.rst, "Een voorstel")."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie

MOST_BYTES = 1024 * 1024
PLACE = re.compile(r"line ([0-9]{1,9}), column ([0-9]{1,9})")
"""Where TOML goes wrong, in the English of the parser."""
TEXTS = ("gegevensset", "doel", "hoe_vaak", "bewaartermijn", "overeenkomst")
OF_VELD = ("doel", "grondslag", "bewaartermijn", "zonder")
GEBRUIK = "gebruik"
VELDEN = "velden"
AANBEVOLEN = "aanbevolen"
JAARGROEPEN = "jaargroepen"
Value = TypeVar("Value")


def read_inhoud(bestand: Path, gegevensset: str) -> Voorstelinhoud:
    """The content in a file; ``gegevensset`` is the one of the link, if the file names none.

    Raises click.BadParameter for a file that is not of this form, with the place.
    """
    table = _read(bestand)
    _require_known(table, (*TEXTS, VELDEN, AANBEVOLEN), "het bestand")
    texts = {naam: _typed(table, naam, str, "") for naam in TEXTS}
    velden = _typed(table, VELDEN, dict, {})
    aanbevolen = _typed(table, AANBEVOLEN, dict, {})
    _require_known(aanbevolen, (JAARGROEPEN,), f"[{AANBEVOLEN}]")
    jaargroepen = _typed(aanbevolen, JAARGROEPEN, list, [])
    return Voorstelinhoud(
        gegevensset=texts["gegevensset"] or gegevensset,
        doel=texts["doel"],
        hoe_vaak=texts["hoe_vaak"],
        bewaartermijn=texts["bewaartermijn"],
        overeenkomst=texts["overeenkomst"],
        velden=tuple(_veld(naam, velden) for naam in velden),
        aanbevolen=Leerlingselectie(jaargroepen=frozenset(map(str, jaargroepen))),
    )


def _read(bestand: Path) -> dict[str, Any]:
    with click.open_file(str(bestand), "rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise click.BadParameter(f"het bestand is groter dan {MOST_BYTES} bytes.")
    try:
        return tomllib.loads(content.decode())
    except UnicodeDecodeError as error:
        raise click.BadParameter("het bestand is geen TOML: het is geen UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        place = PLACE.search(str(error))
        where = f"regel {place[1]}, kolom {place[2]}" if place else "het einde"
        raise click.BadParameter(f"het bestand is geen TOML; kijk bij {where}.") from error
    except RecursionError as error:
        raise click.BadParameter("het bestand is geen TOML: het is te diep genest.") from error


def _veld(naam: str, velden: Mapping[str, Any]) -> Voorstelveld:
    table = _typed(velden, naam, dict, {})
    _require_known(table, (GEBRUIK, *OF_VELD), f"'{naam}'")
    gebruik = _typed(table, GEBRUIK, str, Veldgebruik.MAG.value)
    if gebruik not in list(Veldgebruik):
        known = ", ".join(Veldgebruik)
        raise click.BadParameter(f"bij '{naam}' staat gebruik '{gebruik}'; kies uit {known}.")
    texts = {text: _typed(table, text, str, "") for text in OF_VELD}
    return Voorstelveld(
        veld=naam,
        gebruik=Veldgebruik(gebruik),
        doel=texts["doel"],
        grondslag=texts["grondslag"],
        bewaartermijn=texts["bewaartermijn"],
        zonder=texts["zonder"],
    )


def _typed(table: Mapping[str, Any], naam: str, kind: type[Value], absent: Value) -> Value:
    value = table.get(naam, absent)
    if not isinstance(value, kind):
        raise click.BadParameter(f"'{naam}' heeft niet de vorm die hoort; zie docs/portaal.rst.")
    return value


def _require_known(table: Mapping[str, Any], known: tuple[str, ...], plaats: str) -> None:
    for naam in table:
        if naam not in known:
            raise click.BadParameter(f"{plaats} heeft een onbekend woord '{naam}'; ken: {', '.join(known)}.")
