"""A package: a ZIP of files with their manifest and its signature, written and read as a stream."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, cast

from uwlr_service import tracing
from uwlr_service.domain.fouten import DocumentOngeldig, HandtekeningOngeldig, Melding
from uwlr_service.domain.gkv.levering import Manifest, Pakketbestand
from uwlr_service.formats.gkv import handtekening, manifest, setkeuring
from uwlr_service.formats.limits import MB, PAKKET

MANIFEST = "manifest.xml"
SIGNATURE = "manifest.sig"
CHUNK = 256 * 1024
EPOCH = (1980, 1, 1, 0, 0, 0)
"""ZIP has no moments before this; the real one is in the manifest, so equal content gives equal bytes."""

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""The errors of reading a ZIP that was changed, such as by encryption or a cut end."""
MOST_ENTRIES = 64
"""The files of a package: fewer than twenty sets, the manifest and its signature."""
LARGEST_READ = MB
"""Bytes that are read of a ZIP at once; only a list of thousands of files asks for more."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that a package may be packed with; others unpack to more than a thousand times as much."""
ENCRYPTED = 1
"""The bit of a file that says so."""
HEADER = 30
"""Bytes before the name of each file in a ZIP."""


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

    @tracing.traced("formats")
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

    @tracing.traced("formats")
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

    def judge(self) -> None:
        """Judge every set. Raises PakketOngeldig or DocumentOngeldig for the first that is wrong."""
        for bestand in self.manifest.bestanden:
            if bestand.naam is not None:
                with self.judged(bestand):
                    pass

    @contextmanager
    def judged(self, bestand: Pakketbestand) -> Iterator[IO[bytes]]:
        """A file as a whole, with the right digest, and right by its schema and its number of records.

        Raises PakketOngeldig or DocumentOngeldig: nothing is used of a file that may be forged or cut off.
        """
        with TemporaryFile() as whole:
            for piece in self.read(bestand):
                whole.write(piece)
            setkeuring.judge(whole, bestand, self.manifest.variant)
            yield whole


def open_pakket(path: Path, keys: Sequence[Mapping[str, Any]]) -> Pakket:
    """A package by its file, with the sender's published keys.

    Raises PakketOngeldig, HandtekeningOngeldig, or DocumentOngeldig for its manifest.
    """
    check_seal(path, keys)
    content, signature = signed_parts(path)
    kid = handtekening.verify(content, signature, keys)
    checked = manifest.read(content)
    check_files(path, checked)
    return Pakket(path, checked, kid)


def signed_parts(path: Path) -> tuple[bytes, str]:
    """The manifest of a package and its signature, neither of them checked.

    Raises PakketOngeldig for a ZIP in a form that no honest sender uses, or one without these two, and
    HandtekeningOngeldig for a signature that is no text.
    """
    with _opened(path) as archive:
        _check_entries(archive)
        names = archive.namelist()
        for name in (MANIFEST, SIGNATURE):
            if name not in names or archive.getinfo(name).file_size > manifest.MAX_BYTES:
                raise PakketOngeldig(f"Het pakket heeft geen bruikbaar bestand {name}.")
        try:
            content = archive.read(MANIFEST)
            signature = archive.read(SIGNATURE)
        except DAMAGED as error:
            raise PakketOngeldig("Het pakket is beschadigd.", [Melding(tekst=str(error))]) from error
    try:
        return content, signature.decode("ascii")
    except UnicodeError as error:
        raise HandtekeningOngeldig from error


def check_files(path: Path, checked: Manifest) -> None:
    """Raise PakketOngeldig unless a package holds the files of its manifest, and none that swells."""
    # A file that the manifest does not name is not covered by its signature, whatever it says.
    expected = {bestand.naam for bestand in checked.bestanden if bestand.naam is not None}
    expected |= {MANIFEST, SIGNATURE}
    with _opened(path) as archive:
        present = set(archive.namelist())
    if expected != present:
        odd = ", ".join(sorted(expected ^ present))
        raise PakketOngeldig(f"De bestanden in het pakket zijn niet die van het manifest: {odd}.")
    _check_sizes(path, checked)


def read_manifest(source: IO[bytes]) -> tuple[bytes, str]:
    """The manifest of a package of our own, and its signature; nothing is checked."""
    with zipfile.ZipFile(source) as archive:
        return archive.read(MANIFEST), archive.read(SIGNATURE).decode("ascii")


def check_seal(path: Path, keys: Sequence[Mapping[str, Any]]) -> None:
    """Raise HandtekeningOngeldig unless the comment of the ZIP signs every byte before it."""
    with _opened(path) as archive, path.open("rb") as file:
        seal = archive.comment
        digest = b""
        if seal:
            digest = _digest(file, len(seal))
    try:
        handtekening.verify(digest, seal.decode("ascii"), keys)
    except UnicodeError as error:
        raise HandtekeningOngeldig from error


class _InPieces:
    """The file of a ZIP, of which nothing large is read at once, such as a list of a million files."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def read(self, size: int = -1) -> bytes:
        if size > LARGEST_READ:
            raise zipfile.BadZipFile("de inhoudsopgave is te lang")
        return self._file.read(size)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with ExitStack() as stack:
            file = stack.enter_context(path.open("rb"))
            archive = stack.enter_context(zipfile.ZipFile(cast(IO[bytes], _InPieces(file))))
            held = stack.pop_all()
    except DAMAGED as error:
        raise PakketOngeldig(f"{path.name} is geen ZIP-bestand.", [Melding(tekst=str(error))]) from error
    with held:
        yield archive


def _check_entries(archive: zipfile.ZipFile) -> None:
    """Raise PakketOngeldig for a ZIP in a form that no honest sender uses."""
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    if len(entries) > MOST_ENTRIES:
        raise PakketOngeldig(f"Het pakket bevat meer dan {MOST_ENTRIES} bestanden.")
    if len(entries) != len(set(archive.namelist())):
        raise PakketOngeldig("Het pakket bevat een bestand twee keer.")
    ends = 0
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise PakketOngeldig("Het pakket is versleuteld.")
        if entry.compress_type not in METHODS:
            raise PakketOngeldig("Het pakket is ingepakt op een manier die niet wordt gelezen.")
        # Files that share their bytes unpack to much more than is there.
        if entry.header_offset < ends:
            raise PakketOngeldig("In het pakket liggen bestanden over elkaar.")
        ends = entry.header_offset + HEADER + len(entry.filename) + entry.compress_size
    if ends > archive.start_dir:
        raise PakketOngeldig("In het pakket liggen bestanden over elkaar.")


def _check_sizes(path: Path, checked: Manifest) -> None:
    """Raise PakketOngeldig for a file that would unpack to far more than it is."""
    with _opened(path) as archive:
        for bestand in checked.bestanden:
            if bestand.naam is None or bestand.bytes <= MB:
                continue
            if bestand.bytes > PAKKET.ratio * archive.getinfo(bestand.naam).compress_size:
                raise PakketOngeldig(f"Het bestand {bestand.naam} is meer dan {PAKKET.ratio} keer ingepakt.")


def _broken(bestand: Pakketbestand, why: str) -> PakketOngeldig:
    return PakketOngeldig(f"Het bestand {bestand.naam} in het pakket is beschadigd.", [Melding(tekst=why)])
