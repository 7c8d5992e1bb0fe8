"""The files that a LAS sends: found in folders, recognised by their heads, and gathered by school."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from uwlr_service.cli.las.uitkomst import Uitkomst, Uitslag
from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.formats import bestandskop
from uwlr_service.formats.bestandskop import Bestandskop, Bestandsoort
from uwlr_service.formats.limits import SCHOOL

XML = ".xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bestand:
    """A file to send: where it belongs, and the SHA-256 of what was in it when it was looked at."""

    path: Path
    kop: Bestandskop
    sha256: str

    @property
    def plaats(self) -> str:
        """What it replaces at the service, as it is called in the state."""
        return f"{self.kop.school} {self.kop.schooljaar or ''} {self.kop.soort}"

    @property
    def order(self) -> tuple[bool, str]:
        """Its place among those of its school: a dossier is about the pupils of the years."""
        return self.kop.soort is Bestandsoort.DOSSIER, self.kop.schooljaar or ""


def paths_in(given: Iterable[Path]) -> Iterator[Path]:
    """The files that were named, and of a folder those that end in ``.xml``; each once."""
    seen: set[Path] = set()
    for path in given:
        for file in _files(path):
            if file not in seen:
                seen.add(file)
                yield file


def _files(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.lower() == XML and file.is_file())


def look_at(paths: Iterable[Path]) -> tuple[list[Bestand], list[Uitslag]]:
    """The files that can be sent, and those that go nowhere.

    Two files with other data of one year of a school go nowhere both: which of them would be the last one to
    arrive is chance.
    """
    bestanden: dict[str, list[Bestand]] = {}
    refused: list[Uitslag] = []
    for path in paths:
        try:
            bestand = read(path)
        except (DocumentOngeldig, OSError) as error:
            refused.append(unreadable(path, error))
        else:
            bestanden.setdefault(bestand.plaats, []).append(bestand)
    chosen = []
    for together in bestanden.values():
        if len({bestand.sha256 for bestand in together}) == 1:
            chosen.append(together[0])
        else:
            refused += [_doubled(bestand, together) for bestand in together]
    return chosen, refused


def read(path: Path) -> Bestand:
    """A file by its head. Raises DocumentOngeldig for one that goes nowhere, and OSError."""
    # Looked at before it is opened: opening a pipe waits for somebody who writes.
    if not path.is_file():
        raise DocumentOngeldig("Dit is geen gewoon bestand.")
    with path.open("rb") as source:
        kop = bestandskop.read(source)
        source.seek(0)
        return Bestand(path=path, kop=kop, sha256=hashlib.file_digest(source, "sha256").hexdigest())


def by_school(bestanden: Iterable[Bestand]) -> list[list[Bestand]]:
    """The files of each school together, in the order in which they have to arrive."""
    schools: dict[str, list[Bestand]] = {}
    for bestand in bestanden:
        schools.setdefault(str(bestand.kop.school), []).append(bestand)
    return [sorted(together, key=lambda bestand: bestand.order) for together in schools.values()]


def content_of(bestand: Bestand) -> bytes:
    """What is in a file. Raises DocumentOngeldig if that changed since it was looked at, and OSError."""
    with bestand.path.open("rb") as source:
        content = source.read(SCHOOL.bytes + 1)
    if len(content) > SCHOOL.bytes:
        raise DocumentOngeldig(f"Dit bestand is groter dan {SCHOOL.bytes} bytes, en wordt niet gestuurd.")
    if hashlib.sha256(content).hexdigest() != bestand.sha256:
        raise DocumentOngeldig("Dit bestand veranderde onder het lezen. De volgende keer gaat het mee.")
    return content


def unreadable(path: Path, error: DocumentOngeldig | OSError, bestand: Bestand | None = None) -> Uitslag:
    """A file that cannot be read, or that goes nowhere."""
    tekst = f"Dit bestand is niet te lezen: {oorzaak(error) or type(error).__name__}."
    meldingen: Sequence[Melding] = ()
    if isinstance(error, DocumentOngeldig):
        tekst = error.tekst
        meldingen = error.meldingen
    return Uitslag(
        path=path, bestand=bestand, uitkomst=Uitkomst.GEWEIGERD, tekst=tekst, meldingen=tuple(meldingen)
    )


def _doubled(bestand: Bestand, together: Sequence[Bestand]) -> Uitslag:
    others = ", ".join(str(other.path) for other in together if other is not bestand)
    wat = "dezelfde school"
    if bestand.kop.schooljaar is not None:
        wat += " en hetzelfde schooljaar"
    tekst = f"Van {wat} is er nog een ander bestand ({others}). Noem er één; er is geen van gestuurd."
    return Uitslag(path=bestand.path, bestand=bestand, uitkomst=Uitkomst.GEWEIGERD, tekst=tekst)
