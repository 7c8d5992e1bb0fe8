"""The pupil, and whether they are at school on a given day."""

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from uwlr_service.domain.school.codelijsten import HISTORISCH
from uwlr_service.domain.school.school import Toevoeging

BSN_POSITIES = 4


class Status(enum.StrEnum):
    """The status of a pupil on a day; EDEXML says it with two dates and jaargroep H."""

    TOEKOMSTIG = "toekomstig"
    VOLGT_ONDERWIJS = "volgt_onderwijs"
    UITGESCHREVEN = "uitgeschreven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerling:
    """A pupil in one school year (EDEXML 2.1, LeerlingType).

    ``key`` is the LAS key, stable for the school career; ``groep``, ``samengestelde_groepen`` and
    ``vestiging`` hold keys. Of BSN and onderwijsnummer only the last four digits exist here.
    """

    key: str
    eckid: str | None = None
    achternaam: str | None = None
    voorvoegsel: str | None = None
    voornamen: str | None = None
    voorletters_1: str | None = None
    roepnaam: str | None = None
    geboortedatum: date | None = None
    geslacht: int | None = None
    start_ondw_jgr3: date | None = None
    jaargroep: str | None = None
    groep: str | None = None
    samengestelde_groepen: tuple[str, ...] = ()
    vestiging: str | None = None
    gebruikersnaam: str | None = None
    emailadres: str | None = None
    fotourl: str | None = None
    etniciteit: str | None = None
    land: str | None = None
    land_vader: str | None = None
    land_moeder: str | None = None
    bsn_ondwnr_4: str | None = None
    gewicht_nieuw: str | None = None
    gewicht: str | None = None
    postcodenl: str | None = None
    postnummerbe: str | None = None
    postcodeoverig: str | None = None
    instroomdatum: date | None = None
    uitstroomdatum: date | None = None
    toevoegingen: tuple[Toevoeging, ...] = ()
    mutatiedatum: datetime | None = None

    def status(self, peildatum: date) -> Status:
        """The status on a day; the uitstroomdatum is the last day at school (EDEXML 2.1, handbook p. 8)."""
        if self.jaargroep == HISTORISCH or (self.uitstroomdatum and self.uitstroomdatum < peildatum):
            return Status.UITGESCHREVEN
        if self.instroomdatum and self.instroomdatum > peildatum:
            return Status.TOEKOMSTIG
        return Status.VOLGT_ONDERWIJS

    def status_changes(self) -> tuple[date, ...]:
        """The days on which the status changes while the data stay the same."""
        days = []
        if self.instroomdatum:
            days.append(self.instroomdatum)
        if self.uitstroomdatum and self.uitstroomdatum < date.max:
            days.append(self.uitstroomdatum + timedelta(days=1))
        return tuple(days)
