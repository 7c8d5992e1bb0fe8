"""A confirmation holds codes and places, and nothing in which a pupil's data could be quoted."""

from datetime import UTC, datetime
from typing import Any

import pytest

from uwlr_service.domain.fouten import OntvangstOngeldig
from uwlr_service.domain.gkv.ontvangst import Ontvangst, Ontvangstbevestiging
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.formats.gkv.bevestiging import read_bevestiging

MOMENT = datetime(2026, 11, 23, 6, tzinfo=UTC)


def test_a_processed_delivery_has_no_faults() -> None:
    read = read_bevestiging({"status": "verwerkt"}, MOMENT)
    assert read == Ontvangstbevestiging(MOMENT, Ontvangst.VERWERKT)
    with pytest.raises(OntvangstOngeldig, match="heeft geen fouten"):
        read_bevestiging({"status": "verwerkt", "fouten": [{"code": "schema"}]}, MOMENT)


@pytest.mark.parametrize(
    ("fout", "kept"),
    [
        ({"code": "schema"}, {"code": "schema"}),
        ({"code": "schema", "regel": 7.0}, {"code": "schema", "regel": 7}),  # to JSON a whole number
        (
            {"code": "pakket", "bestand": "manifest.xml", "regel": LARGEST_NUMBER},
            {"code": "pakket", "bestand": "manifest.xml", "regel": LARGEST_NUMBER},
        ),
    ],
)
def test_codes_and_places_are_kept(fout: dict[str, Any], kept: dict[str, Any]) -> None:
    assert read_bevestiging({"status": "afgekeurd", "fouten": [fout]}, MOMENT).fouten == (kept,)


@pytest.mark.parametrize(
    "fout",
    [
        "schema",
        {},
        {"code": "Jan Jansen"},
        {"code": "schema", "uitleg": "Jan Jansen"},
        {"code": "schema", "bestand": "Jan Jansen"},
        {"code": "schema", "bestand": None},
        {"code": "schema", "regel": True},
        {"code": "schema", "regel": 0},
        {"code": "schema", "regel": 1.5},
        {"code": "schema", "regel": LARGEST_NUMBER + 1},
    ],
)
def test_anything_else_is_refused_by_its_number_and_not_quoted(fout: Any) -> None:
    with pytest.raises(OntvangstOngeldig) as refused:
        read_bevestiging({"status": "afgekeurd", "fouten": [{"code": "schema"}, fout]}, MOMENT)
    assert refused.value.tekst.startswith("Nummer 2 van de 'fouten' klopt niet:")
    assert "Jansen" not in refused.value.tekst
