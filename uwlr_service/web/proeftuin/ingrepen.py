"""What is done on purpose to an answer of the pull API that was made as it should be."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from uwlr_service.domain.proeftuin.waarneming import Ingreep
from uwlr_service.uitwisseling.proeftuin.waarnemen import Ingegrepen

GOOD = "2"
FLIPPED = 1
"""The bit that is another one in the byte that changed."""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer as it was made."""

    status: str
    headers: Sequence[tuple[str, str]]
    body: bytes

    @property
    def is_good(self) -> bool:
        """Whether it gives what was asked for."""
        return self.status.startswith(GOOD)


def spoiled(ingegrepen: Ingegrepen | None, bericht: str | None, antwoord: Antwoord) -> Antwoord:
    """The answer, or what takes its place."""
    if ingegrepen is None or not antwoord.body:
        return antwoord
    ingreep, pakket = ingegrepen
    if ingreep is Ingreep.BYTE and bericht == "pakket":
        return replace(antwoord, body=_changed(antwoord.body))
    if ingreep is Ingreep.GAT and bericht == "leveringen":
        return _without(antwoord, pakket - 1)
    return antwoord


def _changed(body: bytes) -> bytes:
    """The same with one bit otherwise, halfway."""
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ FLIPPED]) + body[middle + 1 :]


def _without(antwoord: Antwoord, volgnummer: int) -> Antwoord:
    """A list of deliveries without one of them."""
    document: dict[str, Any] = json.loads(antwoord.body)
    document["leveringen"] = [
        levering for levering in document["leveringen"] if levering["volgnummer"] != volgnummer
    ]
    body = json.dumps(document).encode()
    headers = [(name, value) for name, value in antwoord.headers if name != "Content-Length"]
    return Antwoord(antwoord.status, [*headers, ("Content-Length", str(len(body)))], body)
