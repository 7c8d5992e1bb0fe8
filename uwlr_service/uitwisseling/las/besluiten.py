"""What each decision about a LAS says of itself; recorded last in the transaction that decides."""

from collections.abc import Iterable
from typing import Any

from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.koppeling.partner import Partnersleutel
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written


def record_end(connection: Transaction, las: Las) -> None:
    """A LAS was revoked."""
    _record(connection, Besluitsoort.LAS, las, {})


def record_removal(connection: Transaction, las: Las, sleutel: Partnersleutel) -> None:
    """A key proves nothing any more."""
    inhoud = {"sleutel": {"id": sleutel.id, "gemaakt": written(sleutel.aangemaakt)}}
    _record(connection, Besluitsoort.LASSLEUTEL, las, inhoud)


def record_scholen(connection: Transaction, las: Las, scholen: Iterable[Schoolcode], *, erbij: bool) -> None:
    """A LAS got schools, or lost them."""
    inhoud = {"scholen": sorted(map(str, scholen)), "erbij": erbij}
    _record(connection, Besluitsoort.LASSCHOLEN, las, inhoud)


def record_webhook_off(connection: Transaction, las: Las) -> None:
    """A LAS is told nothing any more at the address that it had."""
    _record(connection, Besluitsoort.LASWEBHOOK, las, {})


def _record(connection: Transaction, soort: Besluitsoort, las: Las, inhoud: dict[str, Any]) -> None:
    named = {"las": las.id, "gemaakt": written(las.aangemaakt)}
    BesluitRepository(connection).record_general(soort, named | inhoud)
