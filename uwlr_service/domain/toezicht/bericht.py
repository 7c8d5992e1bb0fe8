"""Messages to people: what happened that concerns them, in words that are made when it is shown."""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.berichtaanvullingen import AANVULLINGEN, ROLLEN, STANDEN
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.berichtteksten_en import ENGLISH
from uwlr_service.domain.toezicht.berichtteksten_nl import NEDERLANDS, Berichttekst

Parameter = str | int


TEKSTEN = {Taal.NL: NEDERLANDS, Taal.EN: ENGLISH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Geadresseerde:
    """Who is told: everybody with a role (at a school, at a koppelpartner, or at the service), or one person.

    ``inlog`` is the number of a person's credentials; ``school`` and ``koppelpartner`` of their rows.
    """

    rol: str | None = None
    school: int | None = None
    koppelpartner: int | None = None
    inlog: int | None = None

    def __post_init__(self) -> None:
        if (self.rol is None) == (self.inlog is None):
            raise ValueError("a message is for a role or for a person")

    @classmethod
    def schoolbeheerders(cls, school_id: int) -> "Geadresseerde":
        """The administrators of a school."""
        return cls(rol="schoolbeheerder", school=school_id)

    @classmethod
    def partnerbeheerders(cls, koppelpartner_id: int) -> "Geadresseerde":
        """The administrators of a koppelpartner."""
        return cls(rol="partnerbeheerder", koppelpartner=koppelpartner_id)

    @classmethod
    def operators(cls) -> "Geadresseerde":
        """Everybody who runs the service."""
        return cls(rol="operator")

    @classmethod
    def persoon(cls, inlog_id: int) -> "Geadresseerde":
        """One person."""
        return cls(inlog=inlog_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht:
    """Something to tell people; the parameters are what the text of its kind asks for.

    Beside those it may have the ones that add a sentence: see ``berichtaanvullingen``.

    ``pad`` is the page that it is about, below ``/portaal``. Nothing in it is about a pupil or a guardian.
    """

    soort: Berichtsoort
    aan: Geadresseerde
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    pad: str | None = None

    def require_complete(self) -> None:
        """Raise ValueError unless it has the parameters that its text asks for."""
        required = self.parameters.keys() - AANVULLINGEN.keys()
        if required != parameters_of(self.soort):
            raise ValueError(f"{self.soort} asks for {sorted(parameters_of(self.soort))}")

    def titel(self, taal: Taal) -> str:
        """One line about it."""
        return TEKSTEN[taal][self.soort].titel.format_map(self._known(taal))

    def tekst(self, taal: Taal) -> str:
        """What happened, and what somebody can do."""
        known = self._known(taal)
        added = [AANVULLINGEN[naam][taal] for naam in AANVULLINGEN if naam in known]
        return " ".join([TEKSTEN[taal][self.soort].tekst, *added]).format_map(known)

    def _known(self, taal: Taal) -> "_Known":
        """The parameters, with the words for a state and a role in this language."""
        known = _Known(self.parameters)
        stand = known.get("stand")
        if isinstance(stand, str) and taal is Taal.EN:
            known["stand"] = STANDEN.get(stand, stand)
        rol = known.get("rol")
        if isinstance(rol, str) and rol in ROLLEN:
            known["rol"] = ROLLEN[rol][taal]
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Verteld:
    """A message as a person sees it."""

    id: int
    bericht: Bericht
    moment: datetime
    gelezen: bool


class _Known(dict[str, Parameter]):
    """The parameters of a message; one that is told before its text asked for more has nothing there."""

    def __missing__(self, name: str) -> str:
        return "-"


def parameters_of(soort: Berichtsoort, taal: Taal = Taal.NL) -> set[str]:
    """The names that the text of a kind asks for."""
    tekst: Berichttekst = TEKSTEN[taal][soort]
    parsed = string.Formatter().parse(f"{tekst.titel} {tekst.tekst}")
    return {name for _, name, _, _ in parsed if name is not None}
