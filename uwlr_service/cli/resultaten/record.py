"""A result for programs, and for a spreadsheet."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import click

from uwlr_service.cli.output import plain
from uwlr_service.domain import tijd
from uwlr_service.domain.school.benaming import Benoemd
from uwlr_service.domain.uwlr.resultaat import AnderResultaat, OsoResultaat, Uitslag, soort_of
from uwlr_service.domain.uwlr.resultatenlijst import Regel
from uwlr_service.domain.uwlr.toets import Norm, Normkleur

Leerlingen = Mapping[str, Benoemd]
"""The pupils that the school has, by key; a result can be of one who left long ago."""
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
    "leerlingnaam",
    "groep",
)


def as_record(regel: Regel, leerlingen: Leerlingen) -> dict[str, object]:
    """A result for programs; what is not there is null."""
    leerling = leerlingen.get(regel.resultaat.afname.leerling)
    resultaat = regel.resultaat
    afname = resultaat.afname
    uitslag = resultaat.uitslag
    return {
        "leerling": afname.leerling,
        "leerlingnaam": leerling and leerling.naam,
        "groep": leerling and (leerling.wat or None),
        "key": resultaat.key,
        "toetscode": afname.toetscode,
        "toetsnaam": regel.toets.toetsnaam,
        "versie": afname.versie,
        "toetsonderdeelcode": afname.toetsonderdeelcode,
        "afnamedatum": afname.afnamedatum.isoformat(),
        "soort": soort_of(uitslag),
        "score": _score(uitslag),
        "osoresultaat": _oso(uitslag),
        "anderresultaat": _ander(uitslag),
        "norm": regel.norm and _norm(regel.norm),
        "stand": regel.stand,
        "vervangt": [_brief(vervangen) for vervangen in regel.vervangt],
        "vervangen_door": regel.vervangen_door,
        "beeindigd": regel.einde and tijd.format_moment(regel.einde),
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
    return {
        "key": regel.resultaat.key,
        "score": _score(regel.resultaat.uitslag),
        "afnamedatum": regel.resultaat.afname.afnamedatum.isoformat(),
        "ontvangen": tijd.format_moment(regel.ontvangen),
    }


def _score(uitslag: Uitslag) -> int | None:
    return uitslag if isinstance(uitslag, int) else None


def _ander(uitslag: Uitslag) -> object:
    return uitslag.xml if isinstance(uitslag, AnderResultaat) else None


def _oso(uitslag: Uitslag) -> dict[str, object] | None:
    if not isinstance(uitslag, OsoResultaat):
        return None
    score = {} if uitslag.toetsscore is None else asdict(uitslag.toetsscore)
    return {
        "toetsscore": {name: value for name, value in score.items() if value is not None},
        "referentiescores": [asdict(referentie) for referentie in uitslag.referentiescores],
    }


def _norm(norm: Norm) -> dict[str, object]:
    kleur = norm.normkleur
    return {
        "term": norm.term,
        "omschrijving": norm.omschrijving,
        "kleur": kleur and hex_of(kleur),
        "transparantie": kleur and kleur.transparantie,
        "schoolcijfer_vanaf": norm.schoolcijfer_vanaf,
        "schoolcijfer_totenmet": norm.schoolcijfer_totenmet,
    }


def hex_of(kleur: Normkleur) -> str:
    """A colour as the web writes it."""
    return f"#{kleur.rood:02x}{kleur.groen:02x}{kleur.blauw:02x}"


def dutch(number: Decimal) -> str:
    """A number with a comma."""
    return f"{number:f}".replace(".", ",")


def show_csv(regels: Sequence[Regel], leerlingen: Leerlingen) -> None:
    """The results for a spreadsheet: semicolons, as Dutch ones expect, and UTF-8 with its mark."""
    written = io.StringIO()
    writer = csv.DictWriter(written, CSV_COLUMNS, delimiter=";", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for regel in regels:
        writer.writerow({name: _safe(value) for name, value in _flat(regel, leerlingen).items()})
    click.echo(written.getvalue().encode("utf-8-sig"), nl=False)


def _flat(regel: Regel, leerlingen: Leerlingen) -> dict[str, Any]:
    record: dict[str, Any] = as_record(regel, leerlingen)
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
    if not isinstance(value, str):
        return value
    text = plain(value)
    if text.startswith(FORMULA):
        return f"'{text}"
    return text
