"""Packages that are damaged, or that were put together by somebody who is not to be trusted."""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.schools.builders import JAAR, SCHOOL
from uwlr_service.domain.fouten import HandtekeningOngeldig
from uwlr_service.domain.gkv.levering import Leveringsoort, Manifest, Pakketbestand, Setstatus
from uwlr_service.formats.gkv import handtekening, manifest
from uwlr_service.formats.gkv.pakket import (
    MANIFEST,
    SIGNATURE,
    Pakket,
    PakketOngeldig,
    Pakketschrijver,
    open_pakket,
    read_manifest,
)

KEY = handtekening.new_key()
KEYS = [handtekening.public_part(KEY)]
MOMENT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
BESTAND = Pakketbestand(set="basis", status=Setstatus.VOLLEDIG, naam="basis.xml")
CONTENT = b"<basis>" + bytes(range(32, 127)) * 40 + b"</basis>"
LEEG = Manifest(
    versie="1.1",
    id="9b2f1c1e-6a53-4a3f-8f0e-0a4b1f2c3d4e",
    soort=Leveringsoort.VOLLEDIG,
    volgnummer=1,
    basisvolgnummer=1,
    koppeling="1",
    leverancier="Ouders",
    variant="basis",
    afspraakversie=1,
    school=SCHOOL,
    schooljaar=JAAR,
    gegenereerd=MOMENT,
    peilmoment=MOMENT,
    geldig_tot=MOMENT,
    bestanden=(),
    velden_uit=(),
)


def right(path: Path) -> Manifest:
    """A package as the service writes it; returns its manifest."""
    with path.open("w+b") as file, Pakketschrijver(file) as writer:
        writer.add(BESTAND, [CONTENT[:100], CONTENT[100:]], lambda: 7)
        return writer.close(LEEG, KEY)


def signed(made: Manifest, **more: bytes) -> list[tuple[str, bytes]]:
    """The entries of a package with a manifest, and what else is named."""
    content = manifest.write(made)
    signature = handtekening.sign(content, KEY).encode()
    return [("basis.xml", CONTENT), (MANIFEST, content), (SIGNATURE, signature), *more.items()]


def sealed(path: Path, entries: list[tuple[str, bytes]], damage: Callable[[bytes], bytes] = bytes) -> Path:
    """A ZIP with exactly these entries, stored plainly and damaged, whose seal is right nevertheless."""
    empty = handtekening.sign(b"", KEY).encode()
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
        archive.comment = b"." * len(empty)
    body = damage(memory.getvalue()[: -len(empty)])
    path.write_bytes(body + handtekening.sign(hashlib.sha256(body).digest(), KEY).encode())
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pakket.zip"


@pytest.fixture
def made(path: Path) -> Manifest:
    """The manifest of a right package at that path."""
    return right(path)


def test_a_right_package_is_read_and_names_its_key(path: Path, made: Manifest) -> None:
    pakket = open_pakket(path, KEYS)
    assert (pakket.manifest, pakket.kid) == (made, KEY["kid"])
    (bestand,) = made.bestanden
    assert (bestand.records, bestand.bytes) == (7, len(CONTENT))
    assert b"".join(pakket.read(bestand)) == CONTENT
    pakket.check()
    with path.open("rb") as file:
        assert read_manifest(file)[0] == manifest.write(made)


def test_a_set_without_a_file_is_nothing_to_check(path: Path, made: Manifest) -> None:
    leeg = Pakketbestand(set="detail", status=Setstatus.UIT)
    again = sealed(path, signed(replace(made, bestanden=(*made.bestanden, leeg))))
    pakket = open_pakket(again, KEYS)
    pakket.check()
    assert pakket.manifest.bestanden[-1] == leeg


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused(path: Path, made: Manifest) -> None:
    entries = signed(made)
    with pytest.raises(PakketOngeldig, match="twee keer"):
        open_pakket(sealed(path, [*entries, entries[0]]), KEYS)


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE])
def test_what_proves_a_package_has_to_be_in_it(path: Path, made: Manifest, name: str) -> None:
    entries = [entry for entry in signed(made) if entry[0] != name]
    with pytest.raises(PakketOngeldig, match=name):
        open_pakket(sealed(path, entries), KEYS)


def test_a_manifest_that_swells_is_not_read(path: Path, made: Manifest) -> None:
    entries = [(MANIFEST, b" " * (manifest.MAX_BYTES + 1)), *signed(made)[2:]]
    with pytest.raises(PakketOngeldig, match="geen bruikbaar bestand manifest"):
        open_pakket(sealed(path, entries), KEYS)


def test_a_manifest_whose_checksum_is_wrong_is_refused(path: Path, made: Manifest) -> None:
    def damage(body: bytes) -> bytes:
        return body.replace(b'leverancier="Ouders"', b'leverancier="Anders"')

    with pytest.raises(PakketOngeldig, match="beschadigd") as caught:
        open_pakket(sealed(path, signed(made), damage), KEYS)
    assert caught.value.meldingen


@pytest.mark.parametrize("signature", ["é".encode(), b"geen handtekening", b""])
def test_a_manifest_that_nobody_signed_is_refused(path: Path, made: Manifest, signature: bytes) -> None:
    entries = [*signed(made)[:2], (SIGNATURE, signature)]
    with pytest.raises(HandtekeningOngeldig):
        open_pakket(sealed(path, entries), KEYS)


def test_a_file_that_the_manifest_does_not_name_is_refused(path: Path, made: Manifest) -> None:
    with pytest.raises(PakketOngeldig, match="niet die van het manifest: extra"):
        open_pakket(sealed(path, signed(made, extra=b"x")), KEYS)


def test_a_file_that_is_not_there_is_refused(path: Path, made: Manifest) -> None:
    with pytest.raises(PakketOngeldig, match=r"niet die van het manifest: basis\.xml"):
        open_pakket(sealed(path, signed(made)[1:]), KEYS)


@pytest.mark.parametrize("content", [b"", b"geen zip"])
def test_what_is_not_a_zip_is_refused_by_its_name(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(PakketOngeldig, match=r"pakket\.zip is geen ZIP-bestand"):
        open_pakket(path, KEYS)


def test_a_package_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(PakketOngeldig, match="geen ZIP-bestand"):
        open_pakket(path, KEYS)


@pytest.mark.parametrize("seal", [b"", b"zegel", "zégel".encode()])
def test_a_package_without_a_right_seal_is_refused(path: Path, made: Manifest, seal: bytes) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = seal
    with pytest.raises(HandtekeningOngeldig):
        open_pakket(path, KEYS)


@pytest.mark.parametrize(
    "changed",
    [{"bytes": 10}, {"bytes": len(CONTENT) + 1}, {"sha256": "0" * 64}],
    ids=["longer than named", "shorter than named", "another digest"],
)
def test_a_file_that_is_not_what_the_manifest_says_is_refused(
    path: Path, made: Manifest, changed: dict[str, int | str]
) -> None:
    (bestand,) = made.bestanden
    pakket = Pakket(path, made, "")
    wrong = Pakketbestand(**(asdict(bestand) | changed))
    with pytest.raises(PakketOngeldig, match=r"basis\.xml in het pakket is beschadigd"):
        list(pakket.read(wrong))


def test_a_damaged_file_is_found_by_a_check(path: Path, made: Manifest) -> None:
    def damage(body: bytes) -> bytes:
        return body.replace(b"</basis>", b"<!basis>")

    pakket = open_pakket(sealed(path, signed(made), damage), KEYS)
    with pytest.raises(PakketOngeldig, match=r"basis\.xml in het pakket is beschadigd"):
        pakket.check()


def open_files() -> set[str]:
    """The files that this process has open."""
    names = set()
    for number in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):  # what lists them is open meanwhile, and gone afterwards
            names.add(os.readlink(f"/proc/self/fd/{number}"))
    return names


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not list open files")
def test_a_damaged_package_is_not_left_open_while_its_error_lives(path: Path, made: Manifest) -> None:
    def damage(body: bytes) -> bytes:
        return body.replace(b"</basis>", b"<!basis>")

    pakket = open_pakket(sealed(path, signed(made), damage), KEYS)
    with pytest.raises(PakketOngeldig) as refused:
        pakket.check()
    assert refused.traceback  # it holds the frames that had the file open
    assert str(path) not in open_files()
