"""The texts of sets and fields, out of the files beside this module: one a set, keyed by field.

A file has Dutch and English beside each other. ``bijzonder`` marks what two people have to decide about;
``let_op`` is a warning, ``zonder`` what does not work without the field. Whoever decides for a school decides
by these texts: what was shown is kept with their version, a digest of all texts in that language.
"""

import enum
import functools
import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from uwlr_service.domain.taal import Taal

FOLDER = Path(__file__).parent
SETVOLGORDE = (
    "basis",
    "leerlingdetails",
    "loopbaan",
    "toetsen",
    "methodetoetsen",
    "uitstroom",
    "absenties",
    "ondersteuning",
    "verzorgers",
    "medewerkers",
    "codelijsten",
    "edex",
    "oneroster",
    "sds",
    "sso",
)
"""The sets in the order in which people read them; each has a file of its own."""
SHARED = "gedeeld"
"""The file with the texts of fields that several elements have."""
SET = "set"
"""The element of the fields that stand for a whole set, such as ``set/absenties``."""
EVERY_ELEMENT = "*"
SPECIAL = "bijzonder"
NEUTRAL = "voorbeeld"
"""The part of a text that may be the same in every language, and then stands before them."""


class Merk(enum.StrEnum):
    """How much care a field or set asks of whoever decides about it."""

    GEEN = "geen"
    LET_OP = "let op"
    EXTRA_BESCHERMD = "extra beschermd"
    """Health, support, origin (AVG, article 9, and what tells of it): two people decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekst:
    """What people read about a set or a field.

    ``let_op`` says why to think about it, ``zonder`` what does not work without it; both can be empty.
    """

    naam: str
    wat: str
    voorbeeld: str
    merk: Merk
    let_op: str = ""
    zonder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teksten:
    """All texts in one language; ``versie`` is their digest.

    ``gedeeld`` are the names that fields of several elements have.
    """

    taal: Taal
    versie: str
    sets: Mapping[str, Tekst]
    elementen: Mapping[str, str]
    velden: Mapping[str, Tekst]
    gedeeld: frozenset[str]

    def of_set(self, naam: str) -> Tekst:
        """The text of a set, by the name of its file: ``basis``, ``absenties``. Raises KeyError."""
        return self.sets[naam]

    def of_veld(self, veld: str) -> Tekst:
        """The text of a field: its own, or the one that it shares. Raises KeyError where there is none."""
        element, _, naam = veld.partition("/")
        if element == SET:
            return self.sets[naam]
        text = self.velden.get(veld)
        if text is None:
            text = self.velden[f"{EVERY_ELEMENT}/{naam}"]
        return text

    def titel(self, veld: str) -> str:
        """The name of a field, with its element where the name alone says too little. Raises KeyError."""
        element = veld.partition("/")[0]
        naam = self.of_veld(veld).naam
        if naam in self.gedeeld and element in self.elementen:
            return f"{naam} ({self.elementen[element].lower()})"
        return naam

    def titel_or_code(self, veld: str) -> str:
        """The same; the field as it is written where an older version of this service knew another one."""
        try:
            return self.titel(veld)
        except KeyError:
            return veld


@functools.cache
def teksten(taal: Taal = Taal.NL) -> Teksten:
    """The texts in a language; they are read once."""
    files = _files()
    sets = {naam: _tekst(files[naam][SET], taal) for naam in SETVOLGORDE}
    elementen: dict[str, str] = {}
    velden: dict[str, Tekst] = {}
    for file in files.values():
        elementen |= {element: names[taal] for element, names in file.get("elementen", {}).items()}
        velden |= {veld: _tekst(table, taal) for veld, table in file.items() if "/" in veld}
    return Teksten(
        taal=taal,
        versie=_digest([_plain(sets), elementen, _plain(velden)]),
        sets=MappingProxyType(sets),
        elementen=MappingProxyType(elementen),
        velden=MappingProxyType(velden),
        gedeeld=_shared(velden),
    )


def set_of(veld: str) -> str:
    """The set that a field belongs to, by the name of its file. Raises KeyError."""
    element, _, naam = veld.partition("/")
    if element == SET:
        return naam
    return _set_of_element()[element]


@functools.cache
def _set_of_element() -> Mapping[str, str]:
    sets: dict[str, str] = {}
    for naam, file in _files().items():
        sets |= dict.fromkeys(file.get("elementen", {}), naam)
    return MappingProxyType(sets)


@functools.cache
def _files() -> Mapping[str, dict[str, Any]]:
    names = (*SETVOLGORDE, SHARED)
    return MappingProxyType({naam: tomllib.loads(_read(naam)) for naam in names})


def _read(naam: str) -> str:
    return (FOLDER / f"{naam}.toml").read_text(encoding="utf-8")


def _tekst(table: Mapping[str, Any], taal: Taal) -> Tekst:
    """The text in one language; a word that Tekst does not know is a slip in the file, and a TypeError."""
    neutral = {naam: waarde for naam, waarde in table.items() if naam == NEUTRAL}
    own = {**neutral, **table[taal]}
    merk = Merk.GEEN
    if table.get(SPECIAL):
        merk = Merk.EXTRA_BESCHERMD
    elif own.get("let_op"):
        merk = Merk.LET_OP
    return Tekst(merk=merk, **own)


def _plain(texts: Mapping[str, Tekst]) -> dict[str, dict[str, str]]:
    return {naam: asdict(text) for naam, text in texts.items()}


def _shared(velden: Mapping[str, Tekst]) -> frozenset[str]:
    """The names that fields of several elements have."""
    often = Counter(text.naam for text in velden.values())
    several = {naam for naam, count in often.items() if count > 1}
    return frozenset(several | {text.naam for veld, text in velden.items() if veld[0] == EVERY_ELEMENT})


def _digest(content: Iterable[object]) -> str:
    """SHA-256, in hexadecimal, over the content in one way of writing."""
    written = json.dumps(list(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
