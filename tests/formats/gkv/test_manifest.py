"""What is not a manifest, whoever signed it."""

import hashlib
from datetime import UTC, datetime

import pytest

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.gkv.levering import Leveringsoort, Manifest, Pakketbestand, Setstatus
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.gkv import manifest
from uwlr_service.formats.gkv.namespaces import GKV

MOMENT = datetime(2026, 11, 26, 1, tzinfo=UTC)
MANIFEST = Manifest(
    id="L-1",
    soort=Leveringsoort.VOLLEDIG,
    volgnummer=1,
    basisvolgnummer=1,
    koppeling="1",
    leverancier="Ouderapp",
    variant="basis",
    afspraakversie=1,
    school=Schoolcode(schoolkey="99XX-key"),
    schooljaar=Schooljaar("2026-2027"),
    gegenereerd=MOMENT,
    peilmoment=MOMENT,
    geldig_tot=MOMENT,
    versie="1.1",
    bestanden=(
        Pakketbestand(
            set="basis",
            status=Setstatus.VOLLEDIG,
            naam="basis.xml",
            records=1,
            bytes=1,
            sha256=hashlib.sha256().hexdigest(),
        ),
    ),
)


def test_what_is_not_xml_is_refused_with_its_place() -> None:
    with pytest.raises(DocumentOngeldig, match="geen bruikbare XML") as caught:
        manifest.read(b"<manifest>")
    assert caught.value.meldingen


def test_what_the_schema_does_not_know_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentOngeldig, match="niet aan zijn schema") as caught:
        manifest.read(f'<manifest xmlns="{GKV}" versie="1.0">\n<iets/></manifest>'.encode())
    assert 2 in [melding.regel for melding in caught.value.meldingen]


def whole() -> str:
    """A manifest as we write it."""
    return manifest.write(MANIFEST).decode()


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert manifest.read(whole().encode()) == MANIFEST


def test_white_space_around_a_moment_or_a_number_means_nothing() -> None:
    spaced = whole().replace("<peilmoment>", "<peilmoment>\n  ").replace('records="1"', 'records=" 1 "')
    assert manifest.read(spaced.encode()) == MANIFEST


@pytest.mark.parametrize("charset", ["UTF-7", "UTF-16", "ISO-8859-1", "windows-1252", "US-ASCII"])
def test_only_utf_8_is_taken(charset: str) -> None:
    text = whole().replace("UTF-8", charset)
    with pytest.raises(DocumentOngeldig, match=r"geen UTF-8|geen bruikbare XML"):
        manifest.read(text.encode(charset))
    with pytest.raises(DocumentOngeldig, match=r"geen UTF-8|geen bruikbare XML"):
        manifest.read(text.encode())


@pytest.mark.parametrize("sign", ["\x7f", "\x85", "\x9b", "\u2028", "\u202e", "&#x9b;"])
@pytest.mark.parametrize("old", ["Ouderapp", "99XX-key", "basis.xml"])
def test_a_sign_that_misleads_is_refused_wherever_it_stands(old: str, sign: str) -> None:
    with pytest.raises(DocumentOngeldig, match=r"stuurtekens|schema"):
        manifest.read(whole().replace(old, f"{old}{sign}", 1).encode())
