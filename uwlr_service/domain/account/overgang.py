"""Tables of states as data: from which state an event leads to which other one, and who may cause it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import OvergangOngeldig

Stand = TypeVar("Stand", bound=str)
Gebeurtenis = TypeVar("Gebeurtenis", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overgang(Generic[Stand, Gebeurtenis]):
    """A row of a table of states; ``van`` is None at the beginning, ``actie`` None for the clock alone."""

    van: Stand | None
    gebeurtenis: Gebeurtenis
    naar: Stand
    actie: Actie | None


def row(
    van: Stand | None, gebeurtenis: Gebeurtenis, naar: Stand, actie: Actie | None
) -> Overgang[Stand, Gebeurtenis]:
    """A row, written so that a table can be read as one."""
    return Overgang(van=van, gebeurtenis=gebeurtenis, naar=naar, actie=actie)


def follow(
    table: Iterable[Overgang[Stand, Gebeurtenis]], van: Stand | None, gebeurtenis: Gebeurtenis
) -> Overgang[Stand, Gebeurtenis]:
    """The transition of an event in a state. Raises OvergangOngeldig, with what can happen there instead."""
    table = tuple(table)
    for overgang in table:
        if overgang.van == van and overgang.gebeurtenis == gebeurtenis:
            return overgang
    is_done = any(overgang.naar == van for overgang in table if overgang.gebeurtenis == gebeurtenis)
    # What only the clock does is no use to whoever reads this.
    mogelijk = [row.gebeurtenis for row in table if row.van == van and row.actie is not None]
    raise OvergangOngeldig.in_stand(van, mogelijk, is_done=is_done)


def events_in(table: Collection[Overgang[Stand, Gebeurtenis]], van: Stand | None) -> frozenset[Gebeurtenis]:
    """What can happen in a state."""
    return frozenset(overgang.gebeurtenis for overgang in table if overgang.van == van)
