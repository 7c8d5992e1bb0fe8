"""Writes in the log what was decided, in the transaction that decides it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from uwlr_service.domain import tekst, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.toezicht.logregel import Logregel, Logsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.toezicht.logboek import LogRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebeurtenis:
    """Something that belongs in the log; ``wat`` is a word of ours such as ``deelname-actief``.

    ``school_id`` and ``koppelpartner_id`` are the numbers of their rows: who they are may read the line.
    ``inhoud`` holds numbers, names of fields, states and reasons, and never anything about a pupil or a
    guardian, a key, or an address.
    """

    soort: Logsoort
    wat: str
    door: Handelende
    school_id: int | None = None
    koppelpartner_id: int | None = None
    inhoud: Mapping[str, Any] = field(default_factory=dict)


def record(connection: Transaction, *gebeurtenissen: Gebeurtenis) -> None:
    """Write events in the log within a write transaction; they are sealed right before its commit.

    When the log cannot be written the transaction fails, and nothing of it is kept.
    """
    LogRepository(connection).append(_lines(gebeurtenissen))


def record_later(connection: Transaction, *gebeurtenissen: Gebeurtenis) -> None:
    """The same for what happens many times a second, as sign-ins do in the morning.

    The lines are kept in this transaction; the next seal takes them along, at most seconds later.
    """
    LogRepository(connection).append_later(_lines(gebeurtenissen))


def _lines(gebeurtenissen: Iterable[Gebeurtenis]) -> list[Logregel]:
    now = tijd.now()
    return [
        Logregel(
            soort=gebeurtenis.soort,
            wat=gebeurtenis.wat,
            moment=now,
            herkomst=gebeurtenis.door.herkomst.value,
            actor=tekst.shown(gebeurtenis.door.naam),
            inlog=gebeurtenis.door.inlog,
            school=gebeurtenis.school_id,
            partner=gebeurtenis.koppelpartner_id,
            inhoud=gebeurtenis.inhoud,
        )
        for gebeurtenis in gebeurtenissen
    ]
