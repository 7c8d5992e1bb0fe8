"""A set of a package judged as a whole, before anything of it is used (docs/gkv-1.rst)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.gkv.levering import Pakketbestand, Setstatus
from uwlr_service.formats.gkv import afspraakschema, read
from uwlr_service.formats.gkv.lijsten import LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.limits import PAKKET
from uwlr_service.formats.metering import PIECE, CharsetNotRead, DoctypeFound, LimitExceeded, Meter
from uwlr_service.formats.welgevormd import GEEN_DOCTYPE, UTF_16

EDEX = "edex"
MOST_OF_OBJECT = 10_000
"""Elements of one object, and of the element school; the richest pupil has a few hundred."""
BROKEN = "het is geen welgevormde XML in UTF-8, of het houdt te vroeg op"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vorm:
    """What a file looks like from afar: its root, the parts in that, and those whose objects are records."""

    root: str
    parts: frozenset[str]
    counted: frozenset[str]
    validate: Callable[[IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Aanblik:
    """What one walk through a file shows: the attributes of its root, and its number of records."""

    head: Mapping[str, str]
    records: int


def judge(source: IO[bytes], bestand: Pakketbestand, variant: str) -> None:
    """Judge a file that can be rewound by its form, its number of records and its schema.

    Raises DocumentOngeldig with what is wrong. A parser that validates overlooks that a document breaks off,
    and keeps what it did not expect; so another one, which keeps nothing, goes first. A roster is for other
    programs: nothing of it is used here.
    """
    if not bestand.is_document:
        return
    try:
        aanblik = look(source, bestand)
        check_head(aanblik, bestand, variant)
        check_records(aanblik, bestand)
        check_schema(source, bestand)
    except DocumentOngeldig as fout:
        raise DocumentOngeldig(
            f"Het bestand {bestand.naam} klopt niet: {fout.tekst}", fout.meldingen
        ) from fout


def look(source: IO[bytes], bestand: Pakketbestand) -> Aanblik:
    """Walk through a whole file. Raises DocumentOngeldig if it is not one of this kind, or not whole."""
    seen = _Doorloop(_vorm(bestand))
    source.seek(0)
    seen.walk(source)
    return Aanblik(seen.head, seen.records)


def check_head(aanblik: Aanblik, bestand: Pakketbestand, variant: str) -> None:
    """Raise DocumentOngeldig unless a file says the same of itself as the manifest says of it."""
    if bestand.set == EDEX:
        return
    soort = Setstatus.MUTATIE if bestand.status is Setstatus.MUTATIE else Setstatus.VOLLEDIG
    for naam, expected in (("variant", variant), ("set", bestand.set), ("soort", soort.value)):
        if aanblik.head.get(naam) != expected:
            raise DocumentOngeldig(f"het attribuut {naam} is een ander dan in het manifest")


def check_records(aanblik: Aanblik, bestand: Pakketbestand) -> None:
    """Raise DocumentOngeldig unless a file has as many objects as the manifest says."""
    if aanblik.records != bestand.records:
        raise DocumentOngeldig(
            f"er staan {aanblik.records} objecten in, en het manifest noemt er {bestand.records}"
        )


def check_schema(source: IO[bytes], bestand: Pakketbestand) -> None:
    """Raise DocumentOngeldig unless a file is valid; leaves it at its begin."""
    source.seek(0)
    _vorm(bestand).validate(source)
    source.seek(0)


def _vorm(bestand: Pakketbestand) -> Vorm:
    return VORM_EDEX if bestand.set == EDEX else VORM_GKV


class _Doorloop:
    """One walk through a file: its head and its number of records, without a tree."""

    def __init__(self, vorm: Vorm) -> None:
        self.head: dict[str, str] = {}
        self.records = 0
        self._vorm = vorm
        self._depth = 0
        self._part = ""
        self._of_object = 0
        parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser = parser

    def walk(self, source: IO[bytes]) -> None:
        """Read all of it. Raises DocumentOngeldig."""
        meter = Meter(PAKKET)
        try:
            while piece := source.read(PIECE):
                if self._depth == 0 and piece.startswith(UTF_16):
                    raise DocumentOngeldig(BROKEN)
                meter.feed(piece)
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except LimitExceeded as error:
            melding = Melding(tekst=error.tekst, regel=error.regel)
            raise DocumentOngeldig("het is zwaarder dan wordt aangenomen", [melding]) from error
        except DoctypeFound as error:
            raise DocumentOngeldig(GEEN_DOCTYPE) from error
        except (expat.ExpatError, CharsetNotRead) as error:
            raise DocumentOngeldig(BROKEN, [Melding(tekst=BROKEN, regel=self._line)]) from error

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._require(name == self._vorm.root, name)
            self.head = attributes
        elif self._depth == 2:
            self._require(name in self._vorm.parts, name)
            self._part = name
            self._of_object = 0
        elif self._depth == 3:
            self.records += self._part in self._vorm.counted
            if _local(self._part) != "school":
                self._of_object = 0
        self._of_object += 1
        if self._of_object > MOST_OF_OBJECT:
            raise DocumentOngeldig(f"een object telt meer dan {MOST_OF_OBJECT} elementen")

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _require(self, is_right: bool, name: str) -> None:
        if not is_right:
            melding = Melding(tekst=f"'{_local(name)}' hoort hier niet", regel=self._line)
            raise DocumentOngeldig("het is geen bestand van deze soort", [melding])

    def _refuse_doctype(self, *_: object) -> None:
        raise DocumentOngeldig(GEEN_DOCTYPE)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _validate_gkv(source: IO[bytes]) -> None:
    for _ in read.read(source):
        pass


LISTS = frozenset(f"{GKV} {naam}" for naam in (*LIJSTEN.values(), "gewijzigd", "verwijderd"))
VORM_GKV = Vorm(root=f"{GKV} gkv", parts=LISTS | {f"{GKV} school"}, counted=LISTS, validate=_validate_gkv)
VORM_EDEX = Vorm(
    root="EDEX",
    parts=frozenset({"school", "vestigingen", "groepen", "leerlingen", "leerkrachten"}),
    counted=frozenset({"leerlingen"}),
    validate=afspraakschema.validate_edexml,
)
