"""The description for partners is what the schema says now."""

from tests.support.places import ROOT
from uwlr_service.formats.gkv.beschrijving import describe
from uwlr_service.formats.gkv.lijsten import LIJSTEN

DOCUMENT = ROOT / "docs" / "gkv-1.rst"


def test_the_document_is_made_from_the_schema_as_it_is() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == "\n".join(describe())


def test_every_kind_of_object_is_described() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"``{entiteit}``, in de lijst ``{lijst}``" in text for entiteit, lijst in LIJSTEN.items())
