"""One call, from its first byte to its log line: what is known of it so far."""

import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from uwlr_service import logs, metrics
from uwlr_service.domain.fouten import (
    AutorisatieOngeldig,
    BerichtFout,
    InterneFout,
    TijdelijkNietBeschikbaar,
)
from uwlr_service.domain.koppeling.klant import Sleutelhouder
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.domain.uwlr.verzoek import Tolerantie, Verzoek
from uwlr_service.soap import faults
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.toegang import STRENG, Toegang
from uwlr_service.uitwisseling.uwlr.heenweg import Ophaaluitkomst
from uwlr_service.uitwisseling.uwlr.terugweg import Bevestiging

UNKNOWN = "onbekend"
BEFORE_THE_SCHOOL = (AutorisatieOngeldig, InterneFout, TijdelijkNietBeschikbaar)
"""Faults of a message that was read, at which the school was not let in, or perhaps not."""
Fields = dict[str, object]
"""What a line of the log says of a call, by the names of ``logs.FIELDS``."""


@dataclass(slots=True, kw_only=True)
class LoggedCall(ABC):
    """What a call of every SOAP service has, and how it gets its line; times are in seconds."""

    started: float = field(default_factory=time.perf_counter)
    fout: BerichtFout | None = None
    has_lines: bool = False
    """Whether the message is on several lines, so that a line says something."""
    bytes_in: int = 0
    bytes_out: int = 0

    @property
    @abstractmethod
    def operation(self) -> str | None:
        """The name of the operation, once it is known."""

    @property
    @abstractmethod
    def outcome(self) -> str:
        """How it ended, for the log."""

    @abstractmethod
    def describe(self, fields: Fields) -> None:
        """Add what is known of the caller, the question and the answer."""

    @property
    @abstractmethod
    def oproep(self) -> Oproep | None:
        """What the partner sees of it afterwards; None if it was of no link."""

    @property
    @abstractmethod
    def objecten(self) -> int:
        """How many pupils, teachers or results went along."""

    def finish(self, register: Register) -> None:
        """Write the one log line of this call, and count it."""
        seconds = time.perf_counter() - self.started
        operation = self.operation or UNKNOWN
        outcome = self.outcome
        metrics.record_call(operation, outcome, seconds)
        oproep = self.oproep
        if oproep is not None:
            register.count(oproep, seconds, self.objecten)
        # One mapping that is filled in place: every call comes through here, and merging costs.
        fields: Fields = {"bytes_in": self.bytes_in, "bytes_out": self.bytes_out}
        self.describe(fields)
        logs.log_call(operation, outcome, seconds, **fields)
        faults.let_go(self.fout)


def describe_houder(fields: Fields, houder: Sleutelhouder) -> None:
    """Add the link and the key of a caller that was recognised."""
    fields["koppeling"] = houder.koppeling_id
    fields["sleutel"] = houder.sleutel_id


def describe_vraag(
    fields: Fields, school: Schoolcode, schooljaar: Schooljaar, xsdversie: str, *, is_known: bool
) -> None:
    """Add what a call is about; ``is_known`` says whether the caller was let in to this school."""
    fields["school"] = str(school) if is_known else _unknown(school)
    fields["schooljaar"] = schooljaar
    fields["xsdversie"] = xsdversie


def _unknown(school: Schoolcode) -> str:
    """A school that did not open, for the log: a BRIN is six plain signs, but a schoolkey can be any text."""
    if school.brincode is None:
        return UNKNOWN
    return f"{UNKNOWN} ({school})"


@dataclass(slots=True, kw_only=True)
class Call(LoggedCall):
    """Filled in as the call goes through the layers."""

    wants_gzip: bool = False
    bericht: str | None = None
    toegang: Toegang | None = None
    verzoek: Verzoek | Leerresultaten | None = None
    toleranties: list[Tolerantie] = field(default_factory=list)
    uitkomst: Ophaaluitkomst | None = None
    bevestiging: Bevestiging | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    """Of HTTP, that go with the answer."""

    @property
    def operation(self) -> str | None:
        """The message that was asked for, which in UWLR names the operation."""
        return self.bericht

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

    @property
    def oproep(self) -> Oproep | None:
        """Of a caller that was recognised; its school, once it was let in there."""
        if self.toegang is None or self.toegang.houder is None:
            return None
        school = ""
        if self.verzoek and not isinstance(self.fout, BEFORE_THE_SCHOOL):
            school = str(self.verzoek.school)
        return Oproep(
            self.toegang.houder.koppeling_id,
            school,
            self.bericht or UNKNOWN,
            self.outcome,
            self.uitkomst.afspraak_id if self.uitkomst else None,
        )

    @property
    def objecten(self) -> int:
        """Those of the answer, or the results of the message."""
        if self.uitkomst and self.uitkomst.gegevens:
            return sum(self.uitkomst.gegevens.aantallen.values())
        return self.bevestiging.resultaten if self.bevestiging else 0

    def describe(self, fields: Fields) -> None:
        """Add klant, school, tolerances, counts and cache; count the last and the tolerances as well."""
        if self.toegang:
            fields["klant"] = self.toegang.klantnaam
            if self.toegang.houder:
                describe_houder(fields, self.toegang.houder)
        verzoek = self.verzoek
        if verzoek:
            is_known = not isinstance(self.fout, BEFORE_THE_SCHOOL)
            describe_vraag(fields, verzoek.school, verzoek.schooljaar, verzoek.xsdversie, is_known=is_known)
        if self.toleranties:
            fields["tolerances"] = self.toleranties
            for kind in self.toleranties:
                metrics.record_tolerance(kind)
        if self.uitkomst and self.uitkomst.gegevens:
            result = "hit" if self.uitkomst.uit_cache else "miss"
            metrics.record_cache(result)
            fields["counts"] = self.uitkomst.gegevens.aantallen
            fields["cache"] = result
        if self.bevestiging:
            fields["counts"] = self.bevestiging.aantallen
            fields["digest"] = self.bevestiging.digest
