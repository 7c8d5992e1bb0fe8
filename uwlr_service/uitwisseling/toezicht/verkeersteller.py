"""Counts calls in memory, and writes them at intervals: per minute for partners, and in the log.

Calls that gave nothing are added up per day instead, and get one line in the log once that day is over.
"""

import hashlib
import sys
import threading
from collections.abc import Mapping
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Herkomst
from uwlr_service.domain.koppeling.besluit import dump_afspraak
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logregel, Logsoort, canonical
from uwlr_service.domain.toezicht.verkeer import NO_SCHOOL, Oproep, Telling
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.toezicht.logboek import LogRepository
from uwlr_service.repository.toezicht.verkeer import VerkeerRepository, Verkeerssleutel
from uwlr_service.repository.toezicht.verkeersdagen import Dagsleutel, VerkeersdagRepository
from uwlr_service.uitwisseling.memory import AGREEMENTS, Memory

MOST_KINDS = 100_000
"""Kinds of calls that are counted while nothing can be written; no more, for memory has an end."""
Gesprekken = dict[tuple[Oproep, datetime], Telling]
"""The calls of a kind, by the minute."""


class Verkeersteller:
    """The calls of one process since they were last written. Threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counted: Gesprekken = {}
        # A version of an agreement never changes.
        self._digests: Memory[int, str] = Memory(AGREEMENTS)

    def count(self, oproep: Oproep, seconds: float, objecten: int) -> None:
        """Count a call."""
        now = tijd.now()
        milliseconds = seconds * 1000
        key = (oproep, now.replace(second=0, microsecond=0))
        with self._lock:
            telling = self._counted.get(key)
            if telling is None:
                if len(self._counted) >= MOST_KINDS:
                    return
                telling = Telling(now, now)
                self._counted[key] = telling
            telling.laatste = now
            telling.aantal += 1
            telling.objecten += objecten
            telling.milliseconden += milliseconds
            telling.langste = max(telling.langste, milliseconds)

    def take(self) -> Gesprekken:
        """What was counted since the last time."""
        with self._lock:
            counted = self._counted
            self._counted = {}
        return counted

    def put_back(self, counted: Gesprekken) -> None:
        """Count what could not be written along with what came since."""
        with self._lock:
            for key, telling in counted.items():
                known = self._counted.get(key)
                if known is None:
                    self._counted[key] = telling
                else:
                    known.add(telling)

    def write(self, connection: Transaction, counted: Gesprekken) -> None:
        """Write what was counted, in a transaction of the caller."""
        if not counted:
            return
        oproepen = _together(counted)
        scholen = _school_ids(connection, {oproep.school for oproep in oproepen})
        repository = VerkeerRepository(connection)
        repository.add(_per_minute(counted, scholen))
        VerkeersdagRepository(connection).add(_in_vain(counted, scholen))
        to_log = {oproep: telling for oproep, telling in oproepen.items() if not oproep.is_in_vain}
        if not to_log:
            return
        partners = repository.partners({oproep.koppeling_id for oproep in to_log})
        LogRepository(connection).append(
            line(
                oproep,
                telling,
                school=scholen.get(oproep.school),
                partner=partners.get(oproep.koppeling_id),
                velden=self._digest(connection, oproep.afspraak_id),
            )
            for oproep, telling in to_log.items()
        )

    def _digest(self, connection: Transaction, afspraak_id: int | None) -> str | None:
        """What tells one allow-list from another: the digest of the agreement that it follows from."""
        if afspraak_id is None:
            return None
        known = self._digests.get(afspraak_id)
        if known is None:
            afspraak = AfspraakRepository(connection).get(afspraak_id)
            # Most agreements say the same, and so have the same digest: it is kept once for all of them.
            known = sys.intern(hashlib.sha256(canonical(dump_afspraak(afspraak)).encode()).hexdigest())
            self._digests.add({afspraak_id: known})
        return known


def _together(counted: Gesprekken) -> dict[Oproep, Telling]:
    """The calls of each kind, whatever the minute."""
    oproepen: dict[Oproep, Telling] = {}
    for (oproep, _), telling in counted.items():
        total = oproepen.setdefault(oproep, Telling(telling.eerste, telling.laatste))
        total.add(telling)
    return oproepen


def _per_minute(counted: Gesprekken, scholen: Mapping[str, int]) -> dict[Verkeerssleutel, Telling]:
    """The calls as partners see them: whatever the agreement."""
    rows: dict[Verkeerssleutel, Telling] = {}
    for (oproep, minuut), telling in counted.items():
        sleutel = Verkeerssleutel(
            koppeling_id=oproep.koppeling_id,
            school_id=scholen.get(oproep.school, NO_SCHOOL),
            minuut=minuut,
            operatie=oproep.operatie,
            uitkomst=oproep.uitkomst,
        )
        total = rows.setdefault(sleutel, Telling(telling.eerste, telling.laatste))
        total.add(telling)
    return rows


def _in_vain(counted: Gesprekken, scholen: Mapping[str, int]) -> dict[Dagsleutel, Telling]:
    """The calls that gave nothing, by the day of a school."""
    rows: dict[Dagsleutel, Telling] = {}
    for (oproep, minuut), telling in counted.items():
        if not oproep.is_in_vain:
            continue
        sleutel = Dagsleutel(
            dag=tijd.today(minuut),
            koppeling_id=oproep.koppeling_id,
            school_id=scholen.get(oproep.school, NO_SCHOOL),
            operatie=oproep.operatie,
            uitkomst=oproep.uitkomst,
        )
        total = rows.setdefault(sleutel, Telling(telling.eerste, telling.laatste))
        total.add(telling)
    return rows


def _school_ids(connection: Transaction, scholen: set[str]) -> dict[str, int]:
    codes = [Schoolcode.parse(school) for school in sorted(scholen) if school]
    return {str(code): number for code, number in SchoolRepository(connection).ids(codes).items()}


def line(
    oproep: Oproep, telling: Telling, *, school: int | None, partner: int | None, velden: str | None = None
) -> Logregel:
    """The line of the log for calls of a kind; ``velden`` tells by which allow-list data went out."""
    return Logregel(
        soort=Logsoort.UITWISSELING,
        wat=oproep.operatie,
        moment=telling.laatste,
        herkomst=Herkomst.API.value,
        actor=f"koppeling-{oproep.koppeling_id}",
        school=school,
        partner=partner,
        inhoud={
            "koppeling": oproep.koppeling_id,
            "uitkomst": oproep.uitkomst,
            "aantal": telling.aantal,
            "objecten": telling.objecten,
            "milliseconden": round(telling.milliseconden),
            "sinds": telling.eerste.isoformat(),
            "afspraak": oproep.afspraak_id,
            "velden": velden,
        },
    )
