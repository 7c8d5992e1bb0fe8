"""The pupil that a toetsafname is about (UWLR 2.2 and 2.3, Leerresultaten, leerlingid and eckid)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from uwlr_service.domain.fouten import LeerlingOngeldig
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tekst import trim
from uwlr_service.domain.tijd import today
from uwlr_service.domain.uwlr.plaats import melding_at
from uwlr_service.domain.uwlr.resultaat import Toetsafname
from uwlr_service.domain.uwlr.resultaatregels import Bevinding

OPGEHAALD = "de key van een leerling uit de leerlinggegevens die u ophaalde"
ALL_STATUSES = frozenset(Status)
"""Results may still come in for a pupil who has left."""


@dataclass(frozen=True, slots=True)
class Jaarinschrijving:
    """A pupil as some school year had them at some time; ``leerling`` need only hold the
    fields that a selection looks at."""

    schooljaar: Schooljaar
    is_current: bool
    leerling: Leerling


def asked(toetsafnames: Iterable[Toetsafname]) -> set[str]:
    """Every key and eckid by which a message names pupils."""
    ids = {afname.leerlingid for afname in toetsafnames} | {afname.eckid for afname in toetsafnames}
    return {trim(name) for name in ids if name is not None}


class Leerlingherkenning:
    """The pupils that a message may be about: those of the school, within the agreement.

    A pupil who is unknown, of another school or outside the agreement gives the same finding: a publisher
    must not learn from it who else is at a school.
    """

    def __init__(
        self, inschrijvingen: Iterable[Jaarinschrijving], selectie: Leerlingselectie, schooljaar: Schooljaar
    ) -> None:
        """``inschrijvingen`` are in order: what holds, or held last, comes last."""
        self._selectie = replace(selectie, statussen=ALL_STATUSES)
        self._schooljaar = schooljaar
        self._by_key: dict[str, list[Jaarinschrijving]] = {}
        self._by_eckid: dict[str, str] = {}
        for inschrijving in inschrijvingen:
            leerling = inschrijving.leerling
            self._by_key.setdefault(leerling.key, []).append(inschrijving)
            if leerling.eckid is not None:
                self._by_eckid[leerling.eckid] = leerling.key

    def find(self, toetsafname: Toetsafname) -> str | Bevinding:
        """The key of the pupil, or why there is none: by eckid, then by key, then by eckid in leerlingid."""
        eckid = trim(toetsafname.eckid or "")
        leerlingid = trim(toetsafname.leerlingid or "")
        if not eckid and not leerlingid:
            tekst = "een toetsafname noemt geen leerling: leerlingid en eckid ontbreken"
            return _finding(toetsafname, tekst, "", "een leerlingid, of in UWLR 2.3 een eckid")
        by_eckid = self._by_eckid.get(eckid)
        by_id = self._by_leerlingid(leerlingid)
        if eckid and by_id and not self._belong_together(by_id, eckid):
            tekst = f"leerlingid '{leerlingid}' en eckid '{eckid}' horen niet bij dezelfde leerling"
            return _finding(toetsafname, tekst, "eckid", "het eckid van deze leerling, of geen eckid")
        key = by_id or by_eckid
        if key is not None and self._is_selected(key):
            return key
        return _unknown(toetsafname, leerlingid, eckid)

    def _by_leerlingid(self, leerlingid: str) -> str | None:
        if leerlingid in self._by_key:
            return leerlingid
        return self._by_eckid.get(leerlingid)  # a habit of some publishers

    def _belong_together(self, key: str, eckid: str) -> bool:
        """Whether an eckid can be that of the pupil with a key.

        A pupil may have had several; an earlier one still counts. One that nobody has is passed over for a
        pupil without any: the publisher may know it before the school does.
        """
        owner = self._by_eckid.get(eckid)
        if owner == key:
            return True
        eckids = {inschrijving.leerling.eckid for inschrijving in self._by_key[key]} - {None}
        return eckid in eckids or (owner is None and not eckids)

    def _is_selected(self, key: str) -> bool:
        """Whether a pupil is within the agreement in the year of the message, or else in the last one known.

        Results of last year come in after 1 August, when a pupil may have another group or be gone.
        """
        if not self._selectie.narrows:
            return True
        known = self._by_key[key]
        inschrijvingen = _of_year(known, self._schooljaar) or _of_year(known, known[-1].schooljaar)
        return any(self._selectie.holds(inschrijving.leerling, today()) for inschrijving in inschrijvingen)


def _of_year(inschrijvingen: Iterable[Jaarinschrijving], schooljaar: Schooljaar) -> list[Jaarinschrijving]:
    return [inschrijving for inschrijving in inschrijvingen if inschrijving.schooljaar == schooljaar]


def unknown(toetsafname: Toetsafname) -> Bevinding:
    """The finding for a pupil whom nobody knows, or knows any more."""
    return _unknown(toetsafname, trim(toetsafname.leerlingid or ""), trim(toetsafname.eckid or ""))


def _unknown(toetsafname: Toetsafname, leerlingid: str, eckid: str) -> Bevinding:
    naam = f"eckid '{eckid}'"
    veld = "eckid"
    if leerlingid:
        naam = f"leerlingid '{leerlingid}'"
        veld = "leerlingid"
    tekst = f"de leerling met {naam} is niet bekend bij deze school of in deze koppeling"
    return _finding(toetsafname, tekst, veld, OPGEHAALD)


def _finding(toetsafname: Toetsafname, tekst: str, veld: str, verwacht: str) -> Bevinding:
    key = toetsafname.resultaten[0].key
    return LeerlingOngeldig, melding_at(toetsafname.plaats, tekst, veld, verwacht=verwacht, key=key)
