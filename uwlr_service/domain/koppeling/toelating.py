"""How far a product of a koppelpartner was admitted: its states, and which schools each one opens."""

import enum
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.account.overgang import row
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.school.school import Schoolsoort


class Toelatingstand(enum.StrEnum):
    """The states of a Toelating."""

    SANDBOX = "sandbox"
    """The proeftuin: test schools only."""
    KWALIFICATIE = "kwalificatie"
    OVEREENKOMST = "overeenkomst"
    ACTIEF = "actief"
    OPGESCHORT = "opgeschort"
    """Stopped everywhere: keys and tokens answer no, and nothing is made."""
    BEEINDIGD = "beeindigd"

    def opens(self, soort: Schoolsoort) -> bool:
        """Whether schools of a kind can be reached at all."""
        if self in CLOSED:
            return False
        return self is Toelatingstand.ACTIEF or soort is Schoolsoort.TEST

    @property
    def is_proeftuin(self) -> bool:
        """Whether the product was never active, so that a key made now opens test schools alone."""
        return self in PROEFTUIN


CLOSED = frozenset({Toelatingstand.OPGESCHORT, Toelatingstand.BEEINDIGD})
"""The states in which no key or token opens anything."""
PROEFTUIN = frozenset({Toelatingstand.SANDBOX, Toelatingstand.KWALIFICATIE, Toelatingstand.OVEREENKOMST})
"""The states before a product is active."""


class Toelatinggebeurtenis(enum.StrEnum):
    """What happens to a Toelating."""

    ADMIT = "toelaten"
    TAKE_OVER = "overnemen"
    """Made on the command line, or there before products were admitted: active at once."""
    QUALIFY = "kwalificeren"
    AGREE = "overeenkomen"
    ACTIVATE = "activeren"
    SUSPEND = "opschorten"
    RESUME = "hervatten"
    END = "beeindigen"


_S = Toelatingstand
_G = Toelatinggebeurtenis


OVERGANGEN = (
    row(None, _G.ADMIT, _S.SANDBOX, Actie.BEOORDELEN),
    row(None, _G.TAKE_OVER, _S.ACTIEF, Actie.TOELATEN),
    row(_S.SANDBOX, _G.QUALIFY, _S.KWALIFICATIE, Actie.TOELATEN),
    row(_S.KWALIFICATIE, _G.AGREE, _S.OVEREENKOMST, Actie.TOELATEN),
    row(_S.OVEREENKOMST, _G.ACTIVATE, _S.ACTIEF, Actie.TOELATEN),
    row(_S.ACTIEF, _G.SUSPEND, _S.OPGESCHORT, Actie.TOELATEN),
    row(_S.OPGESCHORT, _G.RESUME, _S.ACTIEF, Actie.TOELATEN),
    row(_S.OPGESCHORT, _G.END, _S.BEEINDIGD, Actie.TOELATEN),
    # Before it is active there is no school to stop it for first.
    row(_S.SANDBOX, _G.END, _S.BEEINDIGD, Actie.TOELATEN),
    row(_S.KWALIFICATIE, _G.END, _S.BEEINDIGD, Actie.TOELATEN),
    row(_S.OVEREENKOMST, _G.END, _S.BEEINDIGD, Actie.TOELATEN),
)
"""The states of a Toelating; what is not here cannot happen."""


VAN_EEN_PRODUCT = frozenset({"uitgever", "gkv-partner"})
"""The suites by which the program of a product is judged; others judge who delivers to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keurrapport:
    """What came of a report of the test facility that this service signed; the report is with its maker."""

    digest: str
    suite: str
    versie: str
    ondertekend: datetime
    tot: datetime
    """Until when it counts."""
    goed: bool
    """Whether the product does all that it must, as far as was looked."""
    overgeslagen: int
    """How many cases that must hold were passed over."""

    def carries(self, moment: datetime) -> bool:
        """Whether an agreement can rest on it: all that must hold was seen and is right, not too long ago."""
        return not self.lacks(moment)

    def lacks(self, moment: datetime) -> str:
        """Why no agreement can rest on it at a moment (Dutch); empty if one can."""
        if moment >= self.tot:
            return "het is verlopen"
        said = [] if self.goed else ["niet alles wat moet is goed"]
        if self.overgeslagen == 1:
            said.append("1 geval dat moet is overgeslagen")
        elif self.overgeslagen:
            said.append(f"{self.overgeslagen} gevallen die moeten zijn overgeslagen")
        return ", en ".join(said)
