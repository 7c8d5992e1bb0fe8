"""A link as a school sees it: the company behind it, how the school stands in it, and what went out."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from uwlr_service.domain.koppeling.besluitvorming.getoond import Bewijs
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.deelname import LEFT, Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.ssoset import SSO, SSO_VERSIE, may_sign_in
from uwlr_service.domain.koppeling.teksten import bijzondere_velden
from uwlr_service.domain.koppeling.toelating import CLOSED, Toelatingstand
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.sso.claims import Affiliation


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolkoppeling:
    """One link of a school.

    ``sinds`` is when the school came into this state, ``laatste`` when something last went over the link.
    ``afspraak`` is the agreement in force, or the last one that was; None until the school says yes.
    ``gekeurd`` is when the operator qualified the product, ``opgeschort`` why they stopped it everywhere.
    ``leerlingen`` is how many pupils the agreement is about today, for a school that takes part. ``voorstel``
    waits for a decision, and so does ``navraag``: since when the school is asked whether it still wants what
    nobody uses.
    """

    koppeling: int
    partner: str
    product: str
    gegevensset: str
    richting: Richting
    toelating: Toelatingstand
    stand: Deelnamestand
    sinds: datetime
    afspraak: Gegevensafspraak | None = None
    besloten_door: str | None = None
    overeenkomst: str | None = None
    gekeurd: datetime | None = None
    opgeschort: str | None = None
    laatste: datetime | None = None
    leerlingen: int | None = None
    voorstel: Voorstel | None = None
    navraag: datetime | None = None
    roosterdeel: Fraction | None = None
    """The part of its pupils that OneRoster and SDS may leave out; None is what holds for all."""

    @property
    def getoond(self) -> str:
        """SHA-256 of what a decision about it rests on, for whoever decides by it: 409 once it is another.

        That is the state, since when, and the agreement; and not how often it was used since.
        """
        shown = {
            "koppeling": self.koppeling,
            "stand": self.stand.value,
            "sinds": self.sinds.isoformat(),
            "afspraakversie": None if self.afspraak is None else self.afspraak.versie,
            "gegevensset": self.gegevensset,
        }
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()

    @property
    def is_stopped(self) -> bool:
        """Whether the operator stopped the product everywhere."""
        return self.toelating in CLOSED

    @property
    def brings_results(self) -> bool:
        """Whether the partner sends results of pupils back (UWLR, BrengLeerresultaten)."""
        return self.richting.allows(Richting.BRENGEN)

    @property
    def aanmelders(self) -> frozenset[Affiliation] | None:
        """Who the agreement lets sign in at the partner; None where the link is not about that."""
        if self.afspraak is None or self.afspraak.gegevensset != SSO:
            return None
        velden = self.afspraak.veldenlijst(SSO_VERSIE).velden
        return frozenset(affiliation for affiliation in Affiliation if may_sign_in(velden, affiliation))

    @property
    def is_about_pupils(self) -> bool:
        """Whether anything of a pupil goes out: at SSO only where pupils sign in."""
        return self.aanmelders is None or Affiliation.STUDENT in self.aanmelders

    @property
    def has_left(self) -> bool:
        """Whether the school was in the link and left it."""
        return self.stand in LEFT

    @property
    def waits_for_second(self) -> bool:
        """Whether one person of the school said yes, and another one has to."""
        return self.voorstel is not None and self.voorstel.stand is Voorstelstand.WACHT_OP_TWEEDE

    @property
    def needs_new_proposal(self) -> bool:
        """Whether coming back takes the yes of two, which only a proposal can get."""
        return self.afspraak is not None and bool(bijzondere_velden(self.afspraak))


@dataclass(frozen=True, slots=True, kw_only=True)
class Versie:
    """One version of an agreement, and what whoever decided was shown.

    None for what nobody of the school said yes to on a proposal.
    """

    afspraak: Gegevensafspraak
    bewijs: Bewijs | None = None

    @property
    def door(self) -> str | None:
        """Who said yes; of two persons the second."""
        return None if self.bewijs is None else self.bewijs.door

    @property
    def eerste(self) -> str | None:
        """The first of two persons."""
        return None if self.bewijs is None else self.bewijs.eerste


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgegaan:
    """What went out on one day: ``wat`` is a kind of message, a package with its number, or a sign-in.

    ``aantal`` is how often it was fetched, or how often people signed in. ``objecten`` counts the pupils of
    a package, or the pupils, teachers and groups of all answers of that day together.
    """

    dag: date
    wat: str
    aantal: int
    objecten: int
    volgnummer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppelingblad:
    """One link of a school in full; the newest versions and days come first."""

    koppeling: Schoolkoppeling
    versies: Sequence[Versie] = ()
    uitgegaan: Sequence[Uitgegaan] = ()
    namen: Mapping[str, str] = field(default_factory=dict)
    """The names of the groups and locations of the school, by key."""
    mogelijk: Leerlingselectie = field(default_factory=Leerlingselectie)
    """Every location, year and group that the school has now."""

    @property
    def besloten_door(self) -> tuple[str, ...]:
        """Who let the school take part: both names, where two persons had to."""
        naam = self.koppeling.besloten_door
        if naam is None:
            return ()
        for versie in self.versies:
            if versie.door == naam:
                return (naam,) if versie.eerste is None else (naam, versie.eerste)
        return (naam,)
