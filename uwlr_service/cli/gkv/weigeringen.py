"""Deliveries that were refused, said once each: a link that is withdrawn refuses every school alike."""

from uwlr_service.cli.errors import report
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.school.school import Schoolcode


class Weigeringen:
    """What was refused so far; people hear it at once, programs get the records."""

    def __init__(self, *, is_silent: bool) -> None:
        self._is_silent = is_silent
        self._said: set[str] = set()
        self.records: list[dict[str, object]] = []

    def add(self, school: Schoolcode | None, fout: Geweigerd) -> None:
        """Take a refusal; one of the link as a whole names no school."""
        self.records.append({"school": None if school is None else str(school), "fout": fout.tekst})
        if not self._is_silent and fout.tekst not in self._said:
            report(fout)
        self._said.add(fout.tekst)


def without_school(koppeling: Koppeling) -> Geweigerd:
    """Why a link in which no school takes part makes no delivery."""
    try:
        koppeling.require_gkv()
    except Geweigerd as fout:
        return fout
    if koppeling.ingetrokken is not None:
        return Geweigerd(f"Koppeling {koppeling.id} is ingetrokken.")
    return Geweigerd(
        f"Aan koppeling {koppeling.id} doet geen school mee, dus er is geen levering. Wat er wacht: uwlr"
        f" koppeling voorstel list {koppeling.id}."
    )
