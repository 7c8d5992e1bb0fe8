"""Which pupil a toetsafname is about (UWLR 2.2 and 2.3, Leerresultaten, leerlingid and eckid)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from uwlr_service.domain.fouten import LeerlingOngeldig, Melding
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.school.leerling import Leerling, Status
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tijd import today
from uwlr_service.domain.uwlr.resultaat import Toetsafname
from uwlr_service.domain.uwlr.resultaatregels import Bevinding

ALL_STATUSES = frozenset(Status)
"""A pupil who left still has results to come."""


@dataclass(frozen=True, slots=True)
class Inschrijving:
    """A pupil as some school year had him at some time; ``leerling`` need only hold what selects him."""

    schooljaar: Schooljaar
    is_current: bool
    leerling: Leerling


def asked(toetsafnames: Iterable[Toetsafname]) -> set[str]:
    """Every key and eckid by which a message names pupils."""
    ids = {afname.leerlingid for afname in toetsafnames} | {afname.eckid for afname in toetsafnames}
    return {name.strip() for name in ids if name is not None}


class Leerlingherkenning:
    """The pupils that a message may be about: those of the school, within the agreement.

    Unknown, of another school and outside the agreement are told in the same words.
    """

    def __init__(
        self, inschrijvingen: Iterable[Inschrijving], selectie: Leerlingselectie, schooljaar: Schooljaar
    ) -> None:
        """``inschrijvingen`` are in order: what holds, or held last, comes last."""
        self._selectie = replace(selectie, statussen=ALL_STATUSES)
        self._schooljaar = schooljaar
        self._by_key: dict[str, list[Inschrijving]] = {}
        self._by_eckid: dict[str, str] = {}
        for one in inschrijvingen:
            self._by_key.setdefault(one.leerling.key, []).append(one)
            if one.leerling.eckid is not None:
                self._by_eckid[one.leerling.eckid] = one.leerling.key

    def find(self, toetsafname: Toetsafname) -> str | Bevinding:
        """The key of the pupil, or why there is none: by eckid, then by key, then by eckid in leerlingid."""
        eckid = (toetsafname.eckid or "").strip()
        leerlingid = (toetsafname.leerlingid or "").strip()
        if not eckid and not leerlingid:
            return _finding(toetsafname, "een toetsafname noemt geen leerling: leerlingid en eckid ontbreken")
        by_eckid = self._by_eckid.get(eckid)
        by_id = leerlingid if leerlingid in self._by_key else self._by_eckid.get(leerlingid)
        if eckid and by_id and by_id != by_eckid:
            eckids = {one.leerling.eckid for one in self._by_key[by_id]} - {None}
            if eckid not in eckids and (by_eckid or eckids):
                return _finding(
                    toetsafname,
                    f"leerlingid '{leerlingid}' en eckid '{eckid}' horen niet bij dezelfde leerling",
                )
        key = by_id or by_eckid
        if key is None or not self._is_selected(key):
            naam = f"leerlingid '{leerlingid}'" if leerlingid else f"eckid '{eckid}'"
            return _finding(
                toetsafname, f"de leerling met {naam} is niet bekend bij deze school of in deze koppeling"
            )
        return key

    def _is_selected(self, key: str) -> bool:
        if not self._selectie.narrows:
            return True
        known = self._by_key[key]
        of_year = [one for one in known if one.schooljaar == self._schooljaar]
        latest = known[-1].schooljaar
        return any(
            self._selectie.holds(one.leerling, today())
            for one in (of_year or (one for one in known if one.schooljaar == latest))
        )


def _finding(toetsafname: Toetsafname, tekst: str) -> Bevinding:
    return LeerlingOngeldig, Melding(tekst=tekst, regel=toetsafname.regel, key=toetsafname.resultaten[0].key)
