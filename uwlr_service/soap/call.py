"""One call, from its first byte to its log line: what is known of it so far."""

import time
from dataclasses import dataclass, field

from uwlr_service import logs, metrics
from uwlr_service.domain.fouten import BerichtFout
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.domain.uwlr.verzoek import Tolerantie, Verzoek
from uwlr_service.uitwisseling.koppeling.toegang import STRENG, Toegang
from uwlr_service.uitwisseling.uwlr.heenweg import Ophaaluitkomst
from uwlr_service.uitwisseling.uwlr.terugweg import Bevestiging

UNKNOWN = "onbekend"


@dataclass(slots=True, kw_only=True)
class Call:
    """Filled in as the call goes through the layers."""

    wants_gzip: bool = False
    started: float = field(default_factory=time.perf_counter)
    bericht: str | None = None
    toegang: Toegang | None = None
    verzoek: Verzoek | Leerresultaten | None = None
    toleranties: list[Tolerantie] = field(default_factory=list)
    uitkomst: Ophaaluitkomst | None = None
    bevestiging: Bevestiging | None = None
    fout: BerichtFout | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    """Of HTTP, that go with the answer."""
    bytes_in: int = 0
    bytes_out: int = 0

    @property
    def prefix(self) -> str:
        """The envelope prefix for this caller."""
        return self.toegang.prefix if self.toegang else STRENG

    @property
    def outcome(self) -> str:
        """How it ended, for the log: a fault code, or the kind of answer."""
        if self.fout:
            return self.fout.faultcode
        done = self.uitkomst or self.bevestiging
        return done.soort if done else UNKNOWN

    def finish(self) -> None:
        """Write the one log line of this call, and count it."""
        seconds = time.perf_counter() - self.started
        operation = self.bericht or UNKNOWN
        metrics.record_call(operation, self.outcome, seconds)
        for kind in self.toleranties:
            metrics.record_tolerance(kind)
        fields: dict[str, object] = {"bytes_in": self.bytes_in, "bytes_out": self.bytes_out}
        if self.toegang:
            fields["klant"] = self.toegang.klantnaam
            if self.toegang.houder:
                fields |= {
                    "koppeling": self.toegang.houder.koppeling_id,
                    "sleutel": self.toegang.houder.sleutel_id,
                }
        if self.verzoek:
            fields |= {
                "school": str(self.verzoek.school),
                "schooljaar": self.verzoek.schooljaar,
                "xsdversie": self.verzoek.xsdversie,
            }
        if self.toleranties:
            fields["tolerances"] = self.toleranties
        if self.uitkomst and self.uitkomst.gegevens:
            result = "hit" if self.uitkomst.uit_cache else "miss"
            metrics.record_cache(result)
            fields |= {"counts": self.uitkomst.gegevens.aantallen, "cache": result}
        if self.bevestiging:
            fields["counts"] = self.bevestiging.aantallen
        logs.log_call(operation, self.outcome, seconds, **fields)
