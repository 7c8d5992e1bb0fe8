"""What is not a manifest, whoever signed it."""

import pytest

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.gkv import manifest
from uwlr_service.formats.gkv.namespaces import GKV


def test_what_is_not_xml_is_refused_with_its_place() -> None:
    with pytest.raises(DocumentOngeldig, match="geen bruikbare XML") as caught:
        manifest.read(b"<manifest>")
    assert caught.value.meldingen


def test_what_the_schema_does_not_know_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentOngeldig, match="niet aan zijn schema") as caught:
        manifest.read(f'<manifest xmlns="{GKV}" versie="1.0">\n<iets/></manifest>'.encode())
    assert 2 in [melding.regel for melding in caught.value.meldingen]
