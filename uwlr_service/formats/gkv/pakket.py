"""A package: a ZIP of files with their manifest and its signature, written and read as a stream."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from uwlr_service.domain.fouten import DocumentOngeldig, HandtekeningOngeldig, Melding
from uwlr_service.domain.gkv.levering import Manifest, Pakketbestand
from uwlr_service.formats.gkv import handtekening, manifest

MANIFEST = "manifest.xml"
SIGNATURE = "manifest.sig"
CHUNK = 256 * 1024
EPOCH = (1980, 1, 1, 0, 0, 0)
"""ZIP has no moments before this; the real one is in the manifest, so equal content gives equal bytes."""

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
"""The errors of reading a ZIP that was changed, such as by encryption or a cut end."""


class PakketOngeldig(DocumentOngeldig):
    """Het pakket klopt niet."""


@dataclass
class Pakketschrijver:
    """Adds files to a package, and ends it with the manifest.

    ``target`` is read too: the comment of the ZIP is a second signature, over every byte before it, so
    that not even a header can be changed.
    """

    target: IO[bytes]
    bestanden: list[Pakketbestand] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._zip = zipfile.ZipFile(self.target, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def __enter__(self) -> "Pakketschrijver":
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file, finished or not."""
        self._zip.close()

    def add(
        self, bestand: Pakketbestand, pieces: Iterable[bytes], count: Callable[[], int] | None = None
    ) -> None:
        """Write a file; its size and digest come into the manifest, and what ``count`` says afterwards."""
        digest = hashlib.sha256()
        size = 0
        with self._zip.open(_entry(str(bestand.naam)), "w") as out:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                out.write(piece)
        records = bestand.records
        if count is not None:
            records = count()  # known only now that every object has passed
        self.bestanden.append(replace(bestand, records=records, bytes=size, sha256=digest.hexdigest()))

    def close(self, unfinished: Manifest, key: Mapping[str, Any]) -> Manifest:
        """Write the manifest and its signature; returns the manifest with the files in it."""
        finished = replace(unfinished, bestanden=(*self.bestanden, *unfinished.bestanden))
        content = manifest.write(finished)
        self._zip.writestr(_entry(MANIFEST), content)
        signature = handtekening.sign(content, key)
        self._zip.writestr(_entry(SIGNATURE), signature)
        # The seal covers the end of the ZIP too, which holds its length: so first dots in its place, and then
        # the seal itself, which is as long as every signature with this key.
        length = len(signature)
        self._zip.comment = b"." * length
        self._zip.close()
        self.target.seek(-length, io.SEEK_END)
        self.target.write(handtekening.sign(_digest(self.target, length), key).encode())
        return finished


def _digest(file: IO[bytes], length: int) -> bytes:
    """The SHA-256 of all but the last bytes; leaves the file at those."""
    end = file.seek(-length, io.SEEK_END)
    file.seek(0)
    digest = hashlib.sha256()
    while file.tell() < end:
        digest.update(file.read(min(CHUNK, end - file.tell())))
    return digest.digest()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


@dataclass(frozen=True)
class Pakket:
    """A package whose signature was checked; a file is checked when it is read."""

    path: Path
    manifest: Manifest
    kid: str

    def read(self, bestand: Pakketbestand) -> Iterator[bytes]:
        """A file in pieces. After the last, raises PakketOngeldig unless it is what the manifest says."""
        digest = hashlib.sha256()
        size = 0
        with _opened(self.path) as archive:
            try:
                with archive.open(str(bestand.naam)) as source:
                    while piece := source.read(CHUNK):
                        digest.update(piece)
                        size += len(piece)
                        if size > bestand.bytes:  # a ZIP that is made to swell stops here
                            break
                        yield piece
            except DAMAGED as error:
                raise _broken(bestand, str(error)) from error
        if (size, digest.hexdigest()) != (bestand.bytes, bestand.sha256):
            raise _broken(bestand, "de omvang of de SHA-256 is een andere dan in het manifest")

    def check(self) -> None:
        """Read every file once. Raises PakketOngeldig for the first that is not what it should be."""
        for bestand in self.manifest.bestanden:
            if bestand.naam is not None:
                for _ in self.read(bestand):
                    pass


def open_pakket(path: Path, keys: Sequence[Mapping[str, Any]]) -> Pakket:
    """A package by its file, with the sender's published keys.

    Raises PakketOngeldig, HandtekeningOngeldig, or DocumentOngeldig for its manifest.
    """
    _check_seal(path, keys)
    with _opened(path) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)):
            raise PakketOngeldig("Het pakket bevat een bestand twee keer.")
        for name in (MANIFEST, SIGNATURE):
            if name not in names or archive.getinfo(name).file_size > manifest.MAX_BYTES:
                raise PakketOngeldig(f"Het pakket heeft geen bruikbaar bestand {name}.")
        try:
            content = archive.read(MANIFEST)
            signature = archive.read(SIGNATURE)
        except DAMAGED as error:
            raise PakketOngeldig("Het pakket is beschadigd.", [Melding(tekst=str(error))]) from error
    try:
        text = signature.decode("ascii")
    except UnicodeError as error:
        raise HandtekeningOngeldig from error
    kid = handtekening.verify(content, text, keys)
    checked = manifest.read(content)
    # A file that the manifest does not name is not covered by its signature, whatever it says.
    expected = {bestand.naam for bestand in checked.bestanden if bestand.naam is not None}
    expected |= {MANIFEST, SIGNATURE}
    if expected != set(names):
        odd = ", ".join(sorted(expected ^ set(names)))
        raise PakketOngeldig(f"De bestanden in het pakket zijn niet die van het manifest: {odd}.")
    return Pakket(path, checked, kid)


def read_manifest(source: IO[bytes]) -> tuple[bytes, str]:
    """The manifest of a package of our own, and its signature; nothing is checked."""
    with zipfile.ZipFile(source) as archive:
        return archive.read(MANIFEST), archive.read(SIGNATURE).decode("ascii")


def _check_seal(path: Path, keys: Sequence[Mapping[str, Any]]) -> None:
    with _opened(path) as archive, path.open("rb") as file:
        seal = archive.comment
        digest = b""
        if seal:
            digest = _digest(file, len(seal))
    try:
        handtekening.verify(digest, seal.decode("ascii"), keys)
    except UnicodeError as error:
        raise HandtekeningOngeldig from error


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise PakketOngeldig(f"{path.name} is geen ZIP-bestand.", [Melding(tekst=str(error))]) from error


def _broken(bestand: Pakketbestand, why: str) -> PakketOngeldig:
    return PakketOngeldig(f"Het bestand {bestand.naam} in het pakket is beschadigd.", [Melding(tekst=why)])
