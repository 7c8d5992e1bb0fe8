"""How what a LAS lost stays lost in a database that was put back to before that."""

from collections.abc import Callable
from dataclasses import dataclass

from uwlr_service.domain.koppeling.besluit import Besluit, Besluitsoort
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.koppeling.besluiten import is_same
from uwlr_service.repository.las.lassen import LasRepository
from uwlr_service.repository.las.lassleutels import LassleutelRepository
from uwlr_service.repository.las.webhooks import LaswebhookRepository
from uwlr_service.repository.school.scholen import SchoolRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Lastafel:
    """The repositories of LASes, in one transaction."""

    lassen: LasRepository
    sleutels: LassleutelRepository
    webhooks: LaswebhookRepository
    scholen: SchoolRepository


def replay_of_las(tafel: Lastafel, besluit: Besluit) -> bool | None:
    """Make a decision about a LAS hold again; False if it did, None without that LAS."""
    las = tafel.lassen.find(besluit.inhoud["las"])
    if las is None or not is_same(las.aangemaakt, besluit.inhoud["gemaakt"]):
        return None  # it was registered after the backup, or another one has that number now
    return OF_LASSEN[besluit.soort](tafel, las, besluit)


def _end(tafel: Lastafel, las: Las, _besluit: Besluit) -> bool:
    return tafel.lassen.revoke(las.id)


def _remove_key(tafel: Lastafel, las: Las, besluit: Besluit) -> bool | None:
    number = besluit.inhoud["sleutel"]["id"]
    gemaakt = besluit.inhoud["sleutel"]["gemaakt"]
    known = tafel.sleutels.of_las(las.id)
    if not any(sleutel.id == number and is_same(sleutel.aangemaakt, gemaakt) for sleutel in known):
        return None
    return tafel.sleutels.remove(las.id, number)


def _change_scholen(tafel: Lastafel, las: Las, besluit: Besluit) -> bool:
    """Take schools away once more, or give back those that were taken away just before."""
    named = [Schoolcode.parse(text) for text in besluit.inhoud["scholen"]]
    school_ids = list(tafel.scholen.ids(named).values())
    if besluit.inhoud["erbij"]:
        return tafel.lassen.give(las.id, school_ids) > 0
    # What the LAS was given after the restore, when nobody had read this journal yet, it keeps.
    return tafel.lassen.take(las.id, school_ids, before=besluit.moment) > 0


def _end_webhook(tafel: Lastafel, las: Las, besluit: Besluit) -> bool:
    """The same: an address that was set after the restore stays."""
    return tafel.webhooks.off(las.id, before=besluit.moment)


OF_LASSEN: dict[Besluitsoort, Callable[[Lastafel, Las, Besluit], bool | None]] = {
    Besluitsoort.LAS: _end,
    Besluitsoort.LASSLEUTEL: _remove_key,
    Besluitsoort.LASSCHOLEN: _change_scholen,
    Besluitsoort.LASWEBHOOK: _end_webhook,
}
"""Every kind that is about a LAS, with what makes it hold again."""
