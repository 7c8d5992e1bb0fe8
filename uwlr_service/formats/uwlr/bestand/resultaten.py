"""Results in a file, as a publisher has them: rows in CSV, or in JSON with the definitions of the tests."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from uwlr_service.domain import tekst
from uwlr_service.domain.datum import VERWACHT, parse_datum
from uwlr_service.domain.fouten import EN_MEER, MOST_MELDINGEN, DocumentOngeldig, Melding
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr import as_json
from uwlr_service.domain.uwlr.resultaat import Leerresultaten, Resultaat, Toetsafname, Uitslag
from uwlr_service.domain.uwlr.toets import Term, Toets
from uwlr_service.formats.bestanden import read_whole
from uwlr_service.formats.limits import BERICHT
from uwlr_service.formats.uwlr.bestand.csvtekst import HIDDEN
from uwlr_service.formats.uwlr.bestand.kop import COLUMNS, MANDATORY
from uwlr_service.formats.uwlr.bestand.rijen import Resultaatrij, read_csv, read_json
from uwlr_service.formats.uwlr.toetsdefinities import read_toetsdefinities

TEXTS = tuple(name for name in COLUMNS if name not in ("score", "osoresultaat"))
DERIVED = 24
"""The number of characters of a key that is made from its row: the same row gives the same key again."""


@dataclass(frozen=True, slots=True)
class Resultatenbestand:
    """The content of a file; ``regels`` gives the row of the result with some key."""

    toetsafnames: tuple[Toetsafname, ...]
    toetsen: tuple[Toets, ...]
    regels: Mapping[str, int]

    def as_bericht(
        self, school: Schoolcode, schooljaar: Schooljaar, xsdversie: str, aanmaakdatum: datetime
    ) -> Leerresultaten:
        """The message that brings all of it."""
        return Leerresultaten(
            school=school,
            schooljaar=schooljaar,
            aanmaakdatum=aanmaakdatum,
            xsdversie=xsdversie,
            toetsafnames=self.toetsafnames,
            toetsen=self.toetsen,
        )


def read_bestand(path: Path, toetsdefinities: Path | None = None) -> Resultatenbestand:
    """Read a file by its extension, .csv or .json; DocumentOngeldig with every fault of it."""
    if path.suffix.lower() == ".json":
        rijen, toetsen = read_json(path)
    else:
        rijen, toetsen = read_csv(path)
    if not rijen:
        raise DocumentOngeldig(f"In {path} staat geen enkel resultaat.")
    if toetsdefinities is not None:
        toetsen += read_toetsdefinities(read_whole(toetsdefinities, BERICHT.bytes))
    resultaten = _resultaten(path, rijen)
    return Resultatenbestand(
        toetsafnames=tuple(_toetsafnames(resultaten)),
        toetsen=toetsen + _undefined(resultaten, toetsen),
        regels={resultaat.key: rij.regel for rij, resultaat in resultaten},
    )


def _resultaten(path: Path, rijen: Sequence[Resultaatrij]) -> list[tuple[Resultaatrij, Resultaat]]:
    """The result of each row; a person gets every fault of the file at once."""
    resultaten = []
    meldingen: list[Melding] = []
    regels: dict[str, int] = {}
    for rij in rijen:
        converted: dict[str, Any] = {}
        faults = [*rij.faults, *_faults_of_row(rij), *_convert(rij, converted)]
        if not faults:
            resultaat = _resultaat(rij.values, converted)
            faults = [*_doubled(rij, resultaat.key, regels)]
            resultaten.append((rij, resultaat))
        meldingen += faults
        if len(meldingen) > MOST_MELDINGEN:
            meldingen[MOST_MELDINGEN:] = [EN_MEER]
            break
    if meldingen:
        raise DocumentOngeldig(f"{path} is niet goed, en er is niets verstuurd", meldingen)
    return resultaten


def _doubled(rij: Resultaatrij, key: str, regels: dict[str, int]) -> Iterator[Melding]:
    """The fault of a row with the key of one above it; ``regels`` are those so far, by key."""
    first = regels.setdefault(key, rij.regel)
    if first == rij.regel:
        return
    if "key" in rij.values:
        text = f"de key '{tekst.shown(key)}' staat ook op regel {first}"
    else:
        text = f"dezelfde leerling, toets en dag staan ook op regel {first}"
    yield Melding(tekst=text, regel=rij.regel, verwacht="in elke rij een andere key")


def _faults_of_row(rij: Resultaatrij) -> Iterator[Melding]:
    values = rij.values
    for name in MANDATORY:
        if name not in values:
            yield Melding(tekst=f"'{name}' ontbreekt", regel=rij.regel, verwacht=WANTED.get(name))
    for name in TEXTS:
        fault = _fault_of_text(values.get(name, ""))
        if fault is not None:
            yield Melding(tekst=f"'{name}' {fault}", regel=rij.regel)
    if "leerling" not in values and "eckid" not in values:
        yield Melding(tekst="'leerling' en 'eckid' ontbreken", regel=rij.regel, verwacht="één van de twee")
    if ("score" in values) == ("osoresultaat" in values):
        yield Melding(
            tekst="een resultaat heeft een score of een osoresultaat",
            regel=rij.regel,
            verwacht=f"bij 'score' {WANTED['score']}",
        )


def _fault_of_text(value: Any) -> str | None:
    if not isinstance(value, str):
        return "is geen tekst"
    hidden = HIDDEN.search(value)
    if hidden is not None:
        return f"bevat een onzichtbaar teken (U+{ord(hidden[0]):04X})"
    return tekst.fault(value)


def _score(value: Any) -> int:
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal()):  # int() would also take 1_0
        raise ValueError(value)
    return int(text)


CONVERTERS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "afnamedatum": (parse_datum, "datum"),
    "score": (_score, "geheel getal van 0 of meer"),
    "osoresultaat": (as_json.read_oso, "osoresultaat"),
}
"""The columns that hold more than a text: how they are read, and what they have to be."""
WANTED = {
    "afnamedatum": VERWACHT,
    "score": "een geheel getal van 0 of meer, zoals 7",
    "osoresultaat": "een object met toetsscore en referentiescores, en dat kan alleen in JSON",
    "toetscode": "de code van een toets",
}


def _convert(rij: Resultaatrij, converted: dict[str, Any]) -> Iterator[Melding]:
    """Put the values that are more than a text into ``converted``; return which ones cannot be read."""
    for name, (convert, wanted) in CONVERTERS.items():
        if name in rij.values:
            try:
                converted[name] = convert(rij.values[name])
            except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError):
                yield Melding(tekst=f"'{name}' is geen {wanted}", regel=rij.regel, verwacht=WANTED[name])


def _resultaat(values: Mapping[str, Any], converted: Mapping[str, Any]) -> Resultaat:
    uitslag: Uitslag = converted.get("osoresultaat", converted.get("score"))
    versie = None
    if values.get("versie"):
        versie = Term(values["versie"])
    return Resultaat(
        key=values.get("key") or _derived(values),
        afnamedatum=converted["afnamedatum"],
        toetscode=values["toetscode"],
        uitslag=uitslag,
        versie=versie,
        toetsonderdeelcode=values.get("toetsonderdeelcode"),
        infourl=values.get("infourl"),
    )


def _derived(values: Mapping[str, Any]) -> str:
    """The key of a row without one: without the score, so that a corrected score replaces the first."""
    names = ("leerling", "eckid", "toetscode", "versie", "toetsonderdeelcode", "afnamedatum")
    text = "\0".join(str(values.get(name, "")) for name in names)
    return hashlib.sha256(text.encode()).hexdigest()[:DERIVED]


def _toetsafnames(resultaten: Sequence[tuple[Resultaatrij, Resultaat]]) -> Iterator[Toetsafname]:
    """Results of one pupil by one marker belong together."""
    together: dict[tuple[Any, ...], list[Resultaat]] = {}
    for rij, resultaat in resultaten:
        names = ("leerling", "eckid", "resultaatverwerkerid")
        together.setdefault(tuple(map(rij.values.get, names)), []).append(resultaat)
    for (leerling, eckid, verwerker), own in together.items():
        # Up to 2.2 there must be a leerlingid; a LAS looks for an eckid there too.
        yield Toetsafname(
            leerlingid=leerling or eckid, resultaten=tuple(own), eckid=eckid, resultaatverwerkerid=verwerker
        )


def _undefined(
    resultaten: Sequence[tuple[Resultaatrij, Resultaat]], toetsen: Sequence[Toets]
) -> tuple[Toets, ...]:
    """A bare definition of each test that is used and not defined: a message has to define every test."""
    defined = {toets.toetscode.waarde for toets in toetsen}
    used = dict.fromkeys(resultaat.toetscode for _, resultaat in resultaten)
    return tuple(Toets(toetscode=Term(code)) for code in used if code not in defined)
