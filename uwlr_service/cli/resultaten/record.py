"""A result for programs, and for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import click

from uwlr_service.cli.output import plain
from uwlr_service.domain import tijd
from uwlr_service.domain.uwlr.resultaat import AnderResultaat, OsoResultaat, soort_of
from uwlr_service.domain.uwlr.resultatenlijst import Regel
from uwlr_service.domain.uwlr.toets import Norm, Normkleur

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula; texts come from other people's servers."""


CSV_COLUMNS = (
    "leerling",
    "key",
    "toetscode",
    "toetsnaam",
    "versie",
    "toetsonderdeelcode",
    "afnamedatum",
    "soort",
    "score",
    "norm",
    "schoolcijfer_vanaf",
    "schoolcijfer_totenmet",
    "stand",
    "vervangen_door",
    "mogelijk_dubbel_met",
    "klantnaam",
    "schooljaar",
    "ontvangen",
    "resultaatverwerkerid",
    "infourl",
)


def as_record(regel: Regel) -> dict[str, object]:
    """A result for programs; what is not there is null."""
    resultaat, afname = regel.resultaat, regel.resultaat.afname
    uitslag = resultaat.uitslag
    return {
        "leerling": afname.leerling,
        "key": resultaat.key,
        "toetscode": afname.toetscode,
        "toetsnaam": regel.toets.toetsnaam,
        "versie": afname.versie,
        "toetsonderdeelcode": afname.toetsonderdeelcode,
        "afnamedatum": afname.afnamedatum.isoformat(),
        "soort": soort_of(uitslag),
        "score": uitslag if isinstance(uitslag, int) else None,
        "osoresultaat": _oso(uitslag) if isinstance(uitslag, OsoResultaat) else None,
        "anderresultaat": uitslag.xml if isinstance(uitslag, AnderResultaat) else None,
        "norm": _norm(regel.norm) if regel.norm else None,
        "stand": regel.stand,
        "vervangt": [_brief(one) for one in regel.vervangt],
        "vervangen_door": regel.vervangen_door,
        "beeindigd": tijd.format_moment(regel.einde) if regel.einde else None,
        "mogelijk_dubbel_met": list(regel.dubbel_met),
        "klantnaam": regel.klantnaam,
        "klantcode": regel.klantcode,
        "schooljaar": regel.schooljaar,
        "ontvangen": tijd.format_moment(regel.ontvangen),
        "aanmaakdatum": tijd.format_moment(resultaat.aanmaakdatum),
        "resultaatverwerkerid": resultaat.resultaatverwerkerid,
        "infourl": resultaat.infourl,
    }


def _brief(regel: Regel) -> dict[str, object]:
    uitslag = regel.resultaat.uitslag
    return {
        "key": regel.resultaat.key,
        "score": uitslag if isinstance(uitslag, int) else None,
        "afnamedatum": regel.resultaat.afname.afnamedatum.isoformat(),
        "ontvangen": tijd.format_moment(regel.ontvangen),
    }


def _oso(uitslag: OsoResultaat) -> dict[str, object]:
    score = uitslag.toetsscore
    names = () if score is None else score.__slots__
    return {
        "toetsscore": {name: value for name in names if (value := getattr(score, name)) is not None},
        "referentiescores": [
            {name: getattr(one, name) for name in one.__slots__} for one in uitslag.referentiescores
        ],
    }


def _norm(norm: Norm) -> dict[str, object]:
    kleur = norm.normkleur
    return {
        "term": norm.term,
        "omschrijving": norm.omschrijving,
        "kleur": hex_of(kleur) if kleur else None,
        "transparantie": kleur.transparantie if kleur else None,
        "schoolcijfer_vanaf": norm.schoolcijfer_vanaf,
        "schoolcijfer_totenmet": norm.schoolcijfer_totenmet,
    }


def hex_of(kleur: Normkleur) -> str:
    """A colour as the web writes it."""
    return f"#{kleur.rood:02x}{kleur.groen:02x}{kleur.blauw:02x}"


def dutch(number: Decimal) -> str:
    """A number with a comma."""
    return f"{number:f}".replace(".", ",")


def show_csv(regels: Sequence[Regel]) -> None:
    """The results for a spreadsheet: semicolons, as Dutch ones expect, and UTF-8 with its mark."""
    written = io.StringIO()
    writer = csv.DictWriter(written, CSV_COLUMNS, delimiter=";", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for regel in regels:
        writer.writerow({name: _safe(value) for name, value in _flat(regel).items()})
    click.echo(written.getvalue().encode("utf-8-sig"), nl=False)


def _flat(regel: Regel) -> dict[str, Any]:
    record: dict[str, Any] = as_record(regel)
    norm: dict[str, Any] = record["norm"] or {}
    return record | {
        "norm": norm.get("term"),
        "schoolcijfer_vanaf": norm.get("schoolcijfer_vanaf"),
        "schoolcijfer_totenmet": norm.get("schoolcijfer_totenmet"),
        "mogelijk_dubbel_met": " ".join(regel.dubbel_met),
    }


def _safe(value: object) -> object:
    if isinstance(value, Decimal):
        return dutch(value)
    if isinstance(value, str):
        text = plain(value)
        return f"'{text}" if text.startswith(FORMULA) else text
    return value
