"""A package that is being judged: read as far as it can be, so that each check has what comes before it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from uwlr_service.conformiteit.antwoord import NietTeBeoordelen
from uwlr_service.domain.fouten import Fout
from uwlr_service.domain.gkv.levering import Manifest, Pakketbestand
from uwlr_service.domain.koppeling.gkvsets import UITGEBREID
from uwlr_service.formats.gkv import manifest as manifesten
from uwlr_service.formats.gkv import setkeuring
from uwlr_service.formats.gkv.pakket import Pakket, check_files, signed_parts

SETS = frozenset({"basis"} | {naam.removeprefix("set/") for naam in UITGEBREID if naam.startswith("set/")})


def setnaam(bestand: Pakketbestand) -> str:
    """How findings call a set: a manifest may name one that there is not, and then in any words."""
    return bestand.set if bestand.set in SETS else "een onbekende set"


@dataclass
class Lezing:
    """A file that should be a package, with the keys that it should be signed with.

    What cannot be read raises NietTeBeoordelen: the check that is for it tells what is wrong.
    """

    path: Path
    sleutels: Sequence[Mapping[str, Any]] = field(repr=False)

    @property
    def naam(self) -> str:
        """How findings call it: by the number of its delivery, which every package of a chain has."""
        try:
            return f"levering {self.manifest.volgnummer}"
        except NietTeBeoordelen:
            return "het pakket"

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file, in hexadecimal."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def parts(self) -> tuple[bytes, str]:
        """The manifest and its signature, neither of them checked."""
        with _needed("de ZIP is niet te lezen"):
            return signed_parts(self.path)

    @cached_property
    def manifest(self) -> Manifest:
        """What the package says of itself."""
        content, _ = self.parts
        with _needed("het manifest is niet te lezen"):
            return manifesten.read(content)

    @property
    def bestanden(self) -> list[Pakketbestand]:
        """The sets that have a file, all of which are there."""
        manifest = self.manifest
        with _needed("de bestanden zijn niet die van het manifest"):
            check_files(self.path, manifest)
        return [bestand for bestand in manifest.bestanden if bestand.naam is not None]

    @property
    def documenten(self) -> list[Pakketbestand]:
        """Those of them that are XML."""
        return [bestand for bestand in self.bestanden if bestand.is_document]

    @property
    def pakket(self) -> Pakket:
        """The package as the clients know it, its signature not checked here."""
        return Pakket(self.path, self.manifest, "")

    @contextmanager
    def whole(self, bestand: Pakketbestand) -> Iterator[IO[bytes]]:
        """A file of the package with the right digest."""
        with TemporaryFile() as copied:
            with _needed(f"{setnaam(bestand)} heeft een andere omvang of SHA-256"):
                for piece in self.pakket.read(bestand):
                    copied.write(piece)
            copied.seek(0)
            yield copied

    @contextmanager
    def valid(self, bestand: Pakketbestand) -> Iterator[IO[bytes]]:
        """A file of the package that is valid by the schema of GKV."""
        with self.whole(bestand) as source:
            with _needed(f"{setnaam(bestand)} is niet geldig met het schema"):
                setkeuring.look(source, bestand)
                setkeuring.check_schema(source, bestand)
            yield source


@contextmanager
def _needed(oorzaak: str) -> Iterator[None]:
    try:
        yield
    except Fout as fout:
        raise NietTeBeoordelen(oorzaak) from fout
