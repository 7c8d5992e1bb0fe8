"""The signature under a report, and whether a report that somebody hands over is what was signed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.formats import jsontekst, keurmerk
from uwlr_service.formats.jsontekst import JsonOngeldig
from uwlr_service.formats.keurmerk import KeurmerkOngeldig, Verklaring
from uwlr_service.formats.limits import JsonLimits

LIMITS = JsonLimits(bytes=4 * keurmerk.LIMITS.bytes, values=keurmerk.LIMITS.values)
"""Of a file: the report, and the same once more in the signature."""
OVER_DE_HANDTEKENING = frozenset({"ondertekend", "uitgever", "handtekening"})
"""The fields of a report that are not signed themselves."""
NIET_ONDERTEKEND = "Dit rapport is niet ondertekend: het bewijst niets aan een ander."
GEEN_RAPPORT = "Dit is geen rapport in JSON van uwlr keur, en ook geen handtekening eronder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarmerk:
    """The signature of a service under a report of something that it watched or ran itself."""

    uitgever: str
    handtekening: str

    def as_record(self) -> dict[str, Any]:
        """What a report says of it."""
        return {"ondertekend": True, "uitgever": self.uitgever, "handtekening": self.handtekening}


def is_signed(data: bytes) -> bool:
    """Whether a file may be signed, which proves nothing yet; False for a report that says that it is not."""
    try:
        record = jsontekst.read(data.strip(), LIMITS)
    except JsonOngeldig:
        return True  # what it is instead, ``proven`` says
    return not isinstance(record, dict) or record.get("ondertekend") is True


def proven(data: bytes, keys: Iterable[Mapping[str, Any]], moment: datetime) -> Verklaring:
    """What a file says that one of these keys signed: a report in JSON, or the signature by itself.

    Raises KeurmerkOngeldig, also when the report is not signed, or says something else than what was signed.
    """
    text = data.decode("utf-8", "replace").strip()
    if not text.startswith("{"):
        if text.startswith("<") or not text:
            raise KeurmerkOngeldig(f"{GEEN_RAPPORT}.")
        return keurmerk.read(text, keys, moment)
    try:
        record = jsontekst.read(data.strip(), LIMITS)
    except JsonOngeldig as error:
        raise KeurmerkOngeldig(f"{GEEN_RAPPORT}: {error.tekst}.") from error
    handtekening = record.get("handtekening")
    if record.get("ondertekend") is not True or not isinstance(handtekening, str):
        raise KeurmerkOngeldig(NIET_ONDERTEKEND)
    verklaring = keurmerk.read(handtekening, keys, moment)
    said = {name: value for name, value in record.items() if name not in OVER_DE_HANDTEKENING}
    if _canonical(said) != _canonical(verklaring.rapport):
        raise KeurmerkOngeldig("Het rapport is veranderd: er staat iets anders in dan is ondertekend.")
    if record.get("uitgever") != verklaring.uitgever:
        raise KeurmerkOngeldig("Het rapport noemt een andere uitgever dan is ondertekend.")
    return verklaring


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True)  # and not ==, by which 1 is the same as true
