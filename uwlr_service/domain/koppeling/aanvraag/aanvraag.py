"""An application: what a company asked, what was asked in return, and each step that was taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.aanvraag.formulier import Antwoorden, Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Gegevensvraag, Koppelsoort
from uwlr_service.domain.koppeling.aanvraag.stand import OPEN, Aanvraaggebeurtenis, Aanvraagstand

MOST_DRAFTS = 5
"""How many drafts a network address, a mail address and a partner can each begin in ``DRAFTS_WITHIN``."""
DRAFTS_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Navraag:
    """A question of an operator about one answer; ``vraag`` names it as ``organisatie/kvk``."""

    id: int
    vraag: str
    tekst: str
    gesteld: datetime
    antwoord: str | None = None
    beantwoord: datetime | None = None

    @property
    def deel(self) -> Formulierdeel:
        """The step of the form that it is about."""
        return Formulierdeel(self.vraag.partition("/")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraagstap:
    """A step that was taken: who, when, and why; ``door`` names no applicant."""

    moment: datetime
    van: Aanvraagstand | None
    gebeurtenis: Aanvraaggebeurtenis
    naar: Aanvraagstand
    door: str
    reden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Akkoord:
    """What the first of two operators agreed to; ``inlog`` is the number of their credentials, if any."""

    klantnaam: str
    klantcode: str
    naam: str
    inlog: int | None
    moment: datetime

    def is_by(self, door: Handelende) -> bool:
        """Whether an operator is the first one, so that another has to agree."""
        return door.is_same(self.naam, self.inlog)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraag:
    """An application; ``id`` is its number.

    ``mail`` is where its applicant gets messages, and empty once nobody needs it. ``koppelpartner`` is the
    partner that asks for a further product, or the one that came of it; ``product`` is what was admitted.
    """

    id: int
    stand: Aanvraagstand
    mail: str
    taal: str = "nl"
    begonnen: datetime
    verloopt: datetime
    koppelpartner: int | None = None
    bevestigd: datetime | None = None
    ingediend: datetime | None = None
    product: int | None = None
    antwoorden: Mapping[Formulierdeel, Antwoorden] = field(default_factory=dict)
    gegevens: Mapping[Koppelsoort, Gegevensvraag] = field(default_factory=dict)
    akkoord: Akkoord | None = None

    @property
    def is_open(self) -> bool:
        """Whether the applicant can still take it back."""
        return self.stand in OPEN

    @property
    def is_bijzonder(self) -> bool:
        """Whether it asks for data about health, support or origin: then two operators judge it."""
        return any(gegevensvraag.is_bijzonder for gegevensvraag in self.gegevens.values())

    @property
    def is_confirmed(self) -> bool:
        """Whether we know that its applicant can be reached; the users of a partner confirmed that before."""
        return self.bevestigd is not None or self.koppelpartner is not None

    @property
    def needs_link(self) -> bool:
        """Whether it cannot be sent before its applicant opened a link, which confirms their address."""
        return self.stand is Aanvraagstand.CONCEPT and not self.is_confirmed

    @property
    def organisatie(self) -> str:
        """The name of the company, as far as it is filled in."""
        return str(self.antwoorden.get(Formulierdeel.ORGANISATIE, {}).get("organisatie", ""))

    @property
    def aanvrager(self) -> str:
        """The name of the person who applies: whoever signs, unless another one was named."""
        organisatie = self.antwoorden.get(Formulierdeel.ORGANISATIE, {})
        return str(organisatie.get("contactpersoon") or organisatie.get("tekenbevoegde", ""))

    @property
    def productnaam(self) -> str:
        """The name of the product, as far as it is filled in."""
        return str(self.antwoorden.get(Formulierdeel.PRODUCT, {}).get("product", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraagdossier:
    """An application with its questions and its steps, oldest first."""

    aanvraag: Aanvraag
    navragen: tuple[Navraag, ...]
    stappen: tuple[Aanvraagstap, ...]

    @property
    def open_navragen(self) -> tuple[Navraag, ...]:
        """The questions that wait for an answer."""
        return tuple(navraag for navraag in self.navragen if navraag.antwoord is None)

    def may_change(self, deel: Formulierdeel) -> bool:
        """Whether the applicant can change a step: in a draft, and where something was asked about it."""
        if self.aanvraag.stand is Aanvraagstand.CONCEPT:
            return True
        is_asked = any(navraag.deel is deel for navraag in self.open_navragen)
        return self.aanvraag.stand is Aanvraagstand.AANVULLEN and is_asked
