"""An account of the imported data, as the administrator of its school sees it."""

import enum
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.account.blad import YOUNGEST
from uwlr_service.domain.account.rollen import Rol


class Accountstand(enum.StrEnum):
    """How far somebody is with their account."""

    NIEUW = "nieuw"
    """Nobody signs in with it yet."""
    ACTIEF = "actief"
    GESLOTEN = "gesloten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accountregel:
    """A line of the list; ``groepen`` are the keys of the groups, and a pupil has one at most.

    ``blad_tot`` is until when the code of a sheet works that was not used yet. Whoever is somebody elsewhere
    too ``is_elsewhere``: a sheet would be a way in there.
    """

    id: int
    inlog: int
    inlognaam: str
    naam: str
    rol: Rol
    stand: Accountstand
    groepen: tuple[str, ...]
    jaargroep: str | None
    blad_tot: datetime | None
    is_elsewhere: bool

    @property
    def is_young(self) -> bool:
        """Whether this is a pupil who has no password of their own yet."""
        return self.rol is Rol.LEERLING and self.jaargroep in YOUNGEST

    @property
    def can_have_sheet(self) -> bool:
        """Whether a sheet can be made."""
        return self.stand is not Accountstand.GESLOTEN and not self.is_young and not self.is_elsewhere
