"""A school as it was at any revision, as far as it concerns the people of one overview.

The state is small: their own versions and what those refer to. It is cut to an agreement and written by the
very code that made what left, so an overview cannot say anything else than what went out.
"""

import bisect
import functools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.dossier import RELATIE, VERZORGER
from uwlr_service.domain.school.jaargroepen import with_jaargroepen
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.inzage.geschiedenis import (
    Dossierversie,
    GeschiedenisRepository,
    Jaar,
    Versie,
)
from uwlr_service.repository.inzage.uitgiften import Afspraakversie
from uwlr_service.repository.school.dossiers import Objectversie
from uwlr_service.uitwisseling.gkv.dossierlevering import Dossierlevering
from uwlr_service.uitwisseling.gkv.toestand import Toestand

LEERLINGEN = "leerlingen"
LEERKRACHTEN = "leerkrachten"
MEDEWERKER_VAN = "@medewerker"
VERZORGER_VAN = "@verzorger"
GROEP_VAN = "@groep"


@dataclass(frozen=True, slots=True)
class Betrokkenen:
    """Who an overview is about: pupils, and the guardian if it is about one."""

    leerlingen: frozenset[str]
    verzorger: str | None = None


@dataclass(frozen=True, kw_only=True)
class Geschiedenis:
    """All versions that count for an overview; ``jaren`` are the school years that know its pupils."""

    code: Schoolcode
    betrokkenen: Betrokkenen
    jaren: Mapping[int, Jaar]
    versies: Mapping[str, Sequence[Versie]]
    dossier: Mapping[str, Sequence[Objectversie]]
    dossierrevisies: Mapping[int, datetime]

    def is_whole(self, jaar: int, revisie: int) -> bool:
        """Whether all that a school year held at a revision is still kept."""
        return revisie > self.jaren[jaar].vergeten_tot

    def has_dossier(self, revisie: int, kept_since: datetime) -> bool:
        """Whether all that the dossier held at a revision is still kept.

        What ended before ``kept_since`` was forgotten, so a state is whole until the revision after it.
        """
        following = [moment for number, moment in self.dossierrevisies.items() if number > revisie]
        return not following or following[0] >= kept_since

    def dossierrevisie_at(self, moment: datetime) -> int:
        """The newest revision of the dossier that there was at a moment; 0 if there was none."""
        return max((number for number, when in self.dossierrevisies.items() if when <= moment), default=0)

    def interval(self, jaar: int, revisie: int) -> int:
        """A number for all revisions of a year between which nothing in these versions changed."""
        return bisect.bisect_right(self._boundaries[jaar], revisie)

    def dossierinterval(self, revisie: int) -> int:
        """The same for the dossier."""
        return bisect.bisect_right(self._dossierboundaries, revisie)

    def gegevens(self, jaar: int, revisie: int) -> Schoolgegevens:
        """The part of the school as it was at a revision."""
        at = {
            naam: tuple(versie.inhoud for versie in versies if versie.holds_at(jaar, revisie))
            for naam, versies in self.versies.items()
        }
        school = School(code=self.code, schooljaar=self.jaren[jaar].schooljaar)
        return Schoolgegevens(school=school, **at)

    def toestand(self, jaar: int, revisie: int) -> Toestand:
        """The same in the form that packages and GeneriekeService are made from."""
        return Toestand(with_jaargroepen(self.gegevens(jaar, revisie)), self._gezien(jaar, revisie))

    def dagen(self, dag: date) -> int:
        """A number for all days between which nobody's status changes by itself."""
        return bisect.bisect_right(self._omslagdagen, dag)

    def own_objects(self, dossierrevisie: int) -> frozenset[tuple[str, str]]:
        """The objects of the dossier, by kind and key, that are about these people at a revision."""
        return frozenset(
            (entiteit, versie.key)
            for entiteit, versie in self._dossierversies
            if versie.holds_at(dossierrevisie) and self._is_about(entiteit, versie)
        )

    def _is_about(self, entiteit: str, versie: Objectversie) -> bool:
        verzorger = self.betrokkenen.verzorger
        if verzorger is None:
            return versie.leerling in self.betrokkenen.leerlingen
        if entiteit == RELATIE:
            return bool(json.loads(versie.inhoud)[VERZORGER_VAN] == verzorger)
        return entiteit == VERZORGER and versie.key == verzorger

    def _gezien(self, jaar: int, revisie: int) -> dict[tuple[str, str], date]:
        """When the pupils were first seen in their groups, as ``plaatsingen.eerst_gezien`` has it."""
        revisies = self.jaren[jaar].revisies
        first = min(revisies)
        earliest: dict[tuple[str, str], int] = {}
        for versie in self.versies[LEERLINGEN]:
            if versie.jaar != jaar or versie.van > revisie:
                continue
            for groep in _groepen_of(versie.inhoud):
                placement = (versie.inhoud.key, groep)
                earliest[placement] = min(earliest.get(placement, versie.van), versie.van)
        return {placement: tijd.today(revisies[van]) for placement, van in earliest.items() if van > first}

    @functools.cached_property
    def _boundaries(self) -> dict[int, list[int]]:
        boundaries: dict[int, set[int]] = {jaar: set() for jaar in self.jaren}
        for versies in self.versies.values():
            for versie in versies:
                boundaries[versie.jaar].update((versie.van, versie.tot or versie.van))
        return {jaar: sorted(numbers) for jaar, numbers in boundaries.items()}

    @functools.cached_property
    def _dossierversies(self) -> list[tuple[str, Objectversie]]:
        pairs: list[tuple[str, Objectversie]] = []
        for entiteit, versies in self.dossier.items():
            pairs += ((entiteit, versie) for versie in versies)
        return pairs

    @functools.cached_property
    def _omslagdagen(self) -> list[date]:
        days: set[date] = set()
        for versie in self.versies[LEERLINGEN]:
            days.update(versie.inhoud.status_changes())
        return sorted(days)

    @functools.cached_property
    def _dossierboundaries(self) -> list[int]:
        numbers: set[int] = set()
        for _, versie in self._dossierversies:
            numbers.update((versie.van, versie.tot or versie.van))
        return sorted(numbers)


class Dossieruittreksel(Dossierlevering):
    """The part of a dossier that a history holds, read from memory."""

    def __init__(self, geschiedenis: Geschiedenis, velden: Veldenlijst) -> None:
        self._velden = velden
        self._kept = geschiedenis.dossier

    def versies(self, entiteit: str, *revisies: int) -> Iterator[Objectversie]:
        """The versions of one kind that held at any of these revisions, by key and age."""
        for versie in self._kept.get(entiteit, ()):
            if any(versie.holds_at(revisie) for revisie in revisies):
                yield versie


def read_geschiedenis(
    repository: GeschiedenisRepository,
    code: Schoolcode,
    betrokkenen: Betrokkenen,
    afspraken: Iterable[Afspraakversie],
) -> Geschiedenis:
    """The versions that count for an overview, in a number of statements that is always the same."""
    leerlingen = betrokkenen.leerlingen
    verzorgers = frozenset() if betrokkenen.verzorger is None else frozenset({betrokkenen.verzorger})
    jaren, dossierrevisies = repository.revisies(leerlingen)
    kept = repository.dossier(leerlingen, verzorgers)
    medewerkers = _referred(kept, leerlingen, MEDEWERKER_VAN)
    wanted = leerlingen | _successors(kept)
    needs_others = _needs_others(afspraken)
    versies = repository.versies(jaren, medewerkers, None if needs_others else wanted)
    if needs_others:
        groepen = _referred(kept, leerlingen, GROEP_VAN) | _taught(versies[LEERKRACHTEN])
        versies[LEERLINGEN] = [
            versie
            for versie in versies[LEERLINGEN]
            if versie.inhoud.key in wanted or not groepen.isdisjoint(_groepen_of(versie.inhoud))
        ]
    return Geschiedenis(
        code=code,
        betrokkenen=betrokkenen,
        jaren=jaren,
        versies=versies,
        dossier=_by_kind(kept),
        dossierrevisies=dossierrevisies,
    )


def betrokkenen_of(repository: GeschiedenisRepository, verzorger: str) -> Betrokkenen:
    """A guardian with every pupil whose guardian they are or were."""
    leerlingen = frozenset(
        relatie.leerling
        for relatie in repository.relaties()
        if relatie.leerling is not None and json.loads(relatie.inhoud).get(VERZORGER_VAN) == verzorger
    )
    return Betrokkenen(leerlingen, verzorger)


def _needs_others(afspraken: Iterable[Afspraakversie]) -> bool:
    """Whether other pupils decide which references leave.

    Under a narrowed agreement a group is only seen if a pupil in sight is in it, and a dossier refers to
    groups and teachers of before.
    """
    return any(
        versie.afspraak.selectie.narrows and versie.afspraak.gegevensset == GKV_UITGEBREID
        for versie in afspraken
    )


def _successors(kept: Iterable[Dossierversie]) -> frozenset[str]:
    """The pupils of these objects, also others: an object can be corrected to be about somebody else."""
    leerlingen = (dossierversie.versie.leerling for dossierversie in kept)
    return frozenset(leerling for leerling in leerlingen if leerling is not None)


def _groepen_of(leerling: Leerling) -> Collection[str]:
    if leerling.groep is None:
        return leerling.samengestelde_groepen
    return (leerling.groep, *leerling.samengestelde_groepen)


def _taught(leerkrachten: Iterable[Versie]) -> frozenset[str]:
    groepen: set[str] = set()
    for versie in leerkrachten:
        groepen.update(binding.key for binding in versie.inhoud.groepen)
    return frozenset(groepen)


def _referred(kept: Iterable[Dossierversie], leerlingen: frozenset[str], attribuut: str) -> frozenset[str]:
    """The keys that the objects of these pupils refer to by one attribute."""
    keys = set()
    for dossierversie in kept:
        if dossierversie.versie.leerling in leerlingen and attribuut in dossierversie.versie.inhoud:
            keys.add(json.loads(dossierversie.versie.inhoud).get(attribuut))
    return frozenset(key for key in keys if key is not None)


def _by_kind(kept: Iterable[Dossierversie]) -> Mapping[str, Sequence[Objectversie]]:
    by_kind: dict[str, list[Objectversie]] = {}
    for dossierversie in kept:
        by_kind.setdefault(dossierversie.entiteit, []).append(dossierversie.versie)
    return MappingProxyType(by_kind)


def relaties_of(geschiedenis: Geschiedenis) -> Iterator[tuple[Objectversie, Mapping[str, str]]]:
    """What the guardians of these pupils are to them now, with the values."""
    for versie in geschiedenis.dossier.get(RELATIE, ()):
        if versie.tot is None:
            yield versie, json.loads(versie.inhoud)
