"""Packages with the right signature that are wrong: refused in one way, and the copy stays as it was."""

import base64
import functools
import io
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.forging import Change, Forger, Pack, packed, with_attribute, with_text
from tests.support.schools.builders import schoolgegevens
from uwlr_service.domain.fouten import DocumentOngeldig, HandtekeningOngeldig
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.pakket import open_pakket
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

BASIS = "basis.xml"
DIGITS = "9" * 5000


@pytest.fixture
def gkv(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Gkv]:
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = Database.open(f"sqlite:///{path}")
    EdexmlUitwisseling(database).store(schoolgegevens())
    yield Gkv(database, tmp_path)
    database.close()


class Partner:
    """A partner with a copy of a first delivery, and a forger of the second."""

    def __init__(self, gkv: Gkv) -> None:
        self._gkv = gkv
        ondertekening = Ondertekening(gkv.database, SECRET)
        self._keys = ondertekening.published()
        with gkv.kopie() as kopie:
            kopie.apply(gkv.open(gkv.make(1)))
        self.forger = Forger(gkv.path(gkv.make(2, volledig=True)), ondertekening.key())
        self.target = gkv.folder / "pakket.zip"

    def apply(self, **changes: Any) -> None:
        """Forge a package, and apply it as the commands do."""
        self.forger.write(self.target, **changes)
        pakket = open_pakket(self.target, self._keys)
        pakket.judge()
        with self._gkv.kopie() as kopie:
            kopie.apply(pakket)

    def objects(self) -> list[Fragment]:
        with self._gkv.kopie() as kopie:
            return self._gkv.objects(kopie)

    def refuse(self, match: str | None = None, **changes: Any) -> None:
        """A forged package is refused, and changes nothing."""
        before = self.objects()
        assert before
        with pytest.raises((DocumentOngeldig, HandtekeningOngeldig), match=match):
            self.apply(**changes)
        assert self.objects() == before


@pytest.fixture
def partner(gkv: Gkv) -> Partner:
    return Partner(gkv)


def test_a_package_that_is_only_packed_anew_is_taken(partner: Partner) -> None:
    partner.apply()
    assert partner.objects()


def test_a_package_without_compression_is_taken(partner: Partner) -> None:
    partner.apply(pack=functools.partial(packed, method=zipfile.ZIP_STORED))
    assert partner.objects()


def cut(content: bytes) -> bytes:
    """Cut off between two objects, where no tag is broken."""
    return content[: content.index(b"</leerling>") + len(b"</leerling>")]


def replaced(old: bytes, new: bytes) -> Change:
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, 1)

    return change


DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACES = b" ".join(b'xmlns:n%d="urn:%d"' % (number, number) for number in range(100_000))
DOCTYPE = b'<!DOCTYPE gkv [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("change", "match"),
    [
        pytest.param(lambda _: b"x", "geen welgevormde", id="x"),
        pytest.param(lambda _: b"", "geen welgevormde", id="nothing"),
        pytest.param(lambda _: b"\0" * 1000, "geen welgevormde", id="zeroes"),
        pytest.param(cut, "geen welgevormde", id="cut-between-objects"),
        pytest.param(lambda content: content[:-8], "geen welgevormde", id="cut-at-the-end"),
        pytest.param(lambda content: content + b"<gkv/>", "geen welgevormde", id="more-behind"),
        pytest.param(lambda content: content.decode().encode("utf-16"), "geen welgevormde", id="utf-16"),
        pytest.param(replaced(b"UTF-8", b"UTF-7"), "geen welgevormde", id="utf-7"),
        pytest.param(replaced(DECLARED, DECLARED + DOCTYPE), "DOCTYPE", id="doctype"),
        pytest.param(replaced(DECLARED, DECLARED + b"<!DOCTYPE gkv>"), "DOCTYPE", id="empty-doctype"),
        pytest.param(replaced(b"<leerling ", b"<leerling " + NAMESPACES + b" "), "zwaarder", id="namespaces"),
        pytest.param(replaced(b"<leerling ", b"<leerling x='y' "), "xsd/gkv-1", id="an-attribute"),
        pytest.param(replaced(b"<leerlingen>", b"<leerlingen><hond/>"), "objecten", id="another-object"),
        pytest.param(
            replaced(b"<leerlingen>", b"<x/><leerlingen>"), "geen bestand van deze soort", id="another-part"
        ),
        pytest.param(replaced(b"<leerling ", b"<leerling>" + b"<x>" * 300), "welgevormde", id="deep"),
        pytest.param(
            replaced(b"</leerling>", b"<x/>" * 20_000 + b"</leerling>"), "telt meer", id="a-rich-object"
        ),
        pytest.param(replaced(b'set="basis"', b'set="detail"'), "attribuut set", id="another-set"),
        pytest.param(replaced(b'soort="volledig"', b'soort="mutatie"'), "attribuut soort", id="kind"),
        pytest.param(replaced(b'variant="basis"', b'variant="uitgebreid"'), "variant", id="variant"),
        pytest.param(
            replaced(b"urn:uwlr-service:gkv:1", b"urn:uwlr-service:gkv:2"),
            "geen bestand van deze soort",
            id="namespace",
        ),
        pytest.param(lambda _: b"<html><body/></html>", "geen bestand van deze soort", id="html"),
    ],
)
def test_a_set_that_is_wrong_is_refused(partner: Partner, change: Change, match: str) -> None:
    partner.refuse(match, files={BASIS: change})


@pytest.mark.parametrize("records", [0, 1, 2**31 - 1])
def test_a_set_with_another_number_of_records_is_refused(partner: Partner, records: int) -> None:
    partner.refuse("objecten", records=records)


@pytest.mark.parametrize(
    "change",
    [
        with_attribute("volgnummer", DIGITS),
        with_attribute("volgnummer", str(2**63)),
        with_attribute("volgnummer", str(2**31)),
        with_attribute("volgnummer", "0"),
        with_attribute("volgnummer", "-1"),
        with_attribute("volgnummer", "1.0"),
        with_attribute("basisvolgnummer", DIGITS),
        with_attribute("vorigvolgnummer", DIGITS),
        with_attribute("vorigvolgnummer", str(2**63)),
        with_attribute("afspraakversie", DIGITS),
        with_attribute("records", DIGITS),
        with_attribute("bytes", DIGITS),
        with_attribute("bytes", str(2**63)),
        with_attribute("bytes", "0"),
        with_attribute("sha256", "0" * 64),
        with_attribute("schooljaar", "2026-2099"),
        with_attribute("brincode", ""),
        with_attribute("dependancecode", "1"),
        replaced(b' brincode="99XX"', b""),
        replaced(b' dependancecode="16"', b""),
        replaced(b' brincode="99XX" dependancecode="16"', b""),
        replaced(b' brincode="99XX"', b' schoolkey=""'),
        with_text("gegenereerd", "0001-01-01T00:00:00+14:00"),
        with_text("gegenereerd", "9999-12-31T23:59:59Z"),
        with_text("gegenereerd", "9999-12-31T23:59:59-14:00"),
        with_text("gegenereerd", "2026-11-02T24:00:01Z"),
        with_text("gegenereerd", "-0001-01-01T00:00:00Z"),
        with_text("gegenereerd", "12026-01-01T00:00:00Z"),
        with_text("peilmoment", "2026-02-30T00:00:00Z"),
        with_text("peilmoment", ""),
        with_text("geldig_tot", "9999-12-31T23:59:59Z"),
        with_attribute("soort", "x"),
        with_attribute("status", "uit"),
        with_attribute("status", "leeg"),
        with_attribute("set", "x" * 100),
        with_attribute("naam", "../../basis.xml"),
        with_attribute("naam", "manifest.xml"),
        lambda _: b"",
        lambda _: b"x",
        lambda content: content[:-12],
        lambda content: content.decode().encode("utf-16"),
        lambda content: content.replace(b"UTF-8", b"UTF-7"),
        lambda content: content.replace(b"UTF-8", b"ISO-8859-1"),
        replaced(b"<manifest ", DOCTYPE + b"<manifest "),
        replaced(b"<manifest ", b"<manifest " + NAMESPACES[:900_000].rpartition(b" ")[0] + b" "),
        replaced(b"</bestanden>", b'<bestand set="basis" status="uit"/></bestanden>'),
        lambda content: content.replace(b"</manifest>", b" " * 1_100_000 + b"</manifest>"),
        replaced(b"</velden_uit>", b"<x/>" * 60_000 + b"</velden_uit>"),
        replaced(b"</velden_uit>", b"<x/>" * 40_000 + b"</velden_uit>"),
    ],
    ids=lambda change: change.__qualname__.split(".")[0],
)
def test_a_manifest_that_is_wrong_is_refused(partner: Partner, change: Change) -> None:
    partner.refuse(manifest=change)


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-02T23:59:59Z",
        "2026-11-02T24:00:00Z",
        "1970-01-01T00:00:00+01:00",
        "2099-12-31T23:59:59Z",
    ],
)
def test_a_manifest_with_another_moment_is_taken(partner: Partner, moment: str) -> None:
    partner.apply(manifest=with_text("gegenereerd", moment))
    assert partner.objects()


def edited(change: Change) -> Pack:
    """A ZIP of which the bytes are changed after it was made; the comment stays."""

    def pack(files: Mapping[str, bytes], comment: str) -> bytes:
        return change(packed(files, comment))

    return pack


def many(files: Mapping[str, bytes], comment: str) -> bytes:
    """A ZIP that says it holds a great many files."""
    return packed({**files, **{f"x{number}": b"" for number in range(30_000)}}, comment)


def encrypted(content: bytes) -> bytes:
    at = content.rindex(b"PK\1\2")
    return content[: at + 8] + b"\1\0" + content[at + 10 :]


def other_method(content: bytes) -> bytes:
    at = content.index(b"PK\1\2")
    return content[: at + 10] + struct.pack("<H", 99) + content[at + 12 :]


def overlapping(content: bytes) -> bytes:
    """The second file in the list begins where the first does."""
    first = content.index(b"PK\1\2")
    second = content.index(b"PK\1\2", first + 4)
    return content[: second + 42] + struct.pack("<I", 0) + content[second + 46 :]


def longer(content: bytes) -> bytes:
    """The first file in the list reaches beyond the end."""
    first = content.index(b"PK\1\2")
    return content[: first + 20] + struct.pack("<I", 2**31) + content[first + 24 :]


def smaller(content: bytes) -> bytes:
    """The first file in the list says that it is shorter than it is."""
    first = content.index(b"PK\1\2")
    return content[: first + 24] + struct.pack("<I", 10) + content[first + 28 :]


def endless_list(content: bytes) -> bytes:
    """The end says that the list is as long as the file may be."""
    end = content.rindex(b"PK\5\6")
    return content[: end + 12] + struct.pack("<I", 2**31) + content[end + 16 :]


def zip64(content: bytes) -> bytes:
    """The end says that the sizes are elsewhere, and they are not."""
    end = content.rindex(b"PK\5\6")
    locator = b"PK\6\7" + struct.pack("<LQL", 0, 2**40, 1)
    marked = content[end : end + 8] + b"\xff" * 12 + content[end + 20 :]
    return content[:end] + locator + marked


@pytest.mark.parametrize(
    "pack",
    [
        pytest.param(many, id="many"),
        pytest.param(edited(encrypted), id="encrypted"),
        pytest.param(edited(other_method), id="another-method"),
        pytest.param(functools.partial(packed, method=zipfile.ZIP_BZIP2), id="bzip2"),
        pytest.param(functools.partial(packed, method=zipfile.ZIP_LZMA), id="lzma"),
        pytest.param(edited(overlapping), id="overlapping"),
        pytest.param(edited(longer), id="longer"),
        pytest.param(edited(smaller), id="smaller"),
        pytest.param(edited(endless_list), id="an-endless-list"),
        pytest.param(edited(zip64), id="zip64"),
        pytest.param(edited(lambda content: content[200:]), id="without-its-beginning"),
        pytest.param(
            lambda files, comment: packed(dict(list(files.items())[1:]), comment), id="without-a-set"
        ),
        pytest.param(lambda files, comment: b"x" * 100 + comment.encode(), id="no-zip"),
    ],
)
def test_a_zip_that_is_wrong_is_refused(partner: Partner, pack: Pack) -> None:
    partner.refuse(pack=pack)


def test_a_set_that_was_made_to_swell_is_refused_before_it_is_unpacked(partner: Partner) -> None:
    swollen = replaced(b"</gkv>", b" " * 50_000_000 + b"</gkv>")
    partner.refuse("keer ingepakt", files={BASIS: swollen})


def test_a_set_that_unpacks_to_more_than_it_says_stops_there(partner: Partner) -> None:
    def pack(files: Mapping[str, bytes], comment: str) -> bytes:
        swollen = files[BASIS] + b" " * 50_000_000
        return packed({**files, BASIS: swollen}, comment)

    partner.refuse("beschadigd", pack=pack)


def test_a_header_of_a_signature_that_is_deep_is_no_signature(partner: Partner, tmp_path: Path) -> None:
    partner.forger.write(partner.target)
    deep = base64.urlsafe_b64encode(b"[" * 40_000).decode().rstrip("=")
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("manifest.xml", b"")
        archive.comment = f"{deep}..AAAA".encode()
    partner.target.write_bytes(memory.getvalue())
    for keys in (partner._keys, []):
        with pytest.raises(HandtekeningOngeldig):
            open_pakket(partner.target, keys)
