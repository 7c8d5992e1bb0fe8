"""A request of a parent or pupil to know what went where, and by when it has to be answered."""

import calendar
import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from uwlr_service.domain.account.overgang import Overgang
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.inzage.overzicht import Soort

REMIND_AFTER = timedelta(days=21)
"""After three weeks the school is reminded, so that one is left."""
MONTHS_A_YEAR = 12


class Verzoekstand(enum.StrEnum):
    """The states of a request."""

    OPEN = "open"
    BEANTWOORD = "beantwoord"


class Verzoekgebeurtenis(enum.StrEnum):
    """What happens to a request."""

    RECEIVE = "ontvangen"
    ANSWER = "beantwoorden"


OVERGANGEN: tuple[Overgang[Verzoekstand, Verzoekgebeurtenis], ...] = (
    Overgang(van=None, gebeurtenis=Verzoekgebeurtenis.RECEIVE, naar=Verzoekstand.OPEN, actie=Actie.INZAGE),
    Overgang(
        van=Verzoekstand.OPEN,
        gebeurtenis=Verzoekgebeurtenis.ANSWER,
        naar=Verzoekstand.BEANTWOORD,
        actie=Actie.INZAGE,
    ),
)
"""The states of a request; what is not here cannot happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzoekvraag:
    """What is written down of a request: about whom it is, who asked, and how the school knows that.

    ``key`` is that of the pupil or guardian, ``ontvangen`` the day on which the school got it.
    """

    soort: Soort
    key: str
    aanvrager: str
    identiteit: str
    ontvangen: date

    @property
    def uiterlijk(self) -> date:
        """The last day to answer: one month later (AVG, article 12(3))."""
        return month_after(self.ontvangen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inzageverzoek:
    """A request as the school has it; ``key`` and ``aanvrager`` are gone once the pupil is forgotten."""

    id: int
    soort: Soort
    key: str | None
    aanvrager: str | None
    identiteit: str
    ontvangen: date
    uiterlijk: date
    vastgelegd_door: str
    herinnerd: datetime | None = None
    beantwoord: datetime | None = None
    beantwoord_door: str | None = None

    @property
    def stand(self) -> Verzoekstand:
        """Whether it was answered."""
        return Verzoekstand.OPEN if self.beantwoord is None else Verzoekstand.BEANTWOORD

    def is_late(self, day: date) -> bool:
        """Whether it should have been answered before a day."""
        return self.beantwoord is None and self.uiterlijk < day


def month_after(day: date) -> date:
    """The same day of the next month, or the last one of a shorter month (Regulation 1182/71, article 3)."""
    year = day.year + day.month // MONTHS_A_YEAR
    month = day.month % MONTHS_A_YEAR + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
