"""A run of a suite: the cases one after another, each judged by itself, whatever the other side is."""

import enum
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord, NietTeBeoordelen
from uwlr_service.conformiteit.geval import Behoefte, Geval, Gewicht, Groep, Stap, Suite
from uwlr_service.conformiteit.soorten import judged
from uwlr_service.conformiteit.verhulling import Verhulling
from uwlr_service.conformiteit.verwachtingen import Gezien, remembered, soort_of


class Stand(enum.StrEnum):
    """What came of a case."""

    GOED = "goed"
    AFWIJKING = "afwijking"
    OVERGESLAGEN = "overgeslagen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoor:
    """One step as a report shows it: what went out without secrets, and the outline of what came back."""

    naar: str
    verzoek: str
    status: int | None
    omtrek: tuple[str, ...]
    digest: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """What came of a case, with the reasons in Dutch."""

    groep: str
    geval: Geval
    stand: Stand
    bevindingen: tuple[str, ...] = ()
    sporen: tuple[Spoor, ...] = ()

    @property
    def is_fatal(self) -> bool:
        """Whether the other side does not do what it must."""
        return self.stand is Stand.AFWIJKING and self.geval.gewicht is Gewicht.MOET


@dataclass(frozen=True, slots=True)
class Beletsel:
    """What the other side did with a plain question, so that what rests on it cannot be judged (Dutch)."""

    oorzaak: str
    uitleg: str
    """What to look at, and that it may be the other side all the same."""

    def __str__(self) -> str:
        return f"{self.oorzaak[:1].upper()}{self.oorzaak[1:]}: {self.uitleg}"


@dataclass(slots=True)
class Onderweg:
    """Steps that are being taken."""

    values: dict[str, str]
    sporen: list[Spoor] = field(default_factory=list)
    antwoorden: list[Antwoord] = field(default_factory=list)
    vragen: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Vooraf:
    """What came of the steps before the cases of a group; unless it is good, none of them can be judged."""

    is_good: bool
    bevindingen: Sequence[str]
    values: Mapping[str, str]


class Doorloop(ABC):
    """Goes through the cases; how a step is made is up to the kind of other side."""

    def __init__(self, suite: Suite, verhulling: Verhulling) -> None:
        self._suite = suite
        self._verhulling = verhulling
        self.beletsels: list[Beletsel] = []
        """Those that kept cases from being judged, in the run until now."""

    @property
    @abstractmethod
    def heeft(self) -> frozenset[Behoefte]:
        """What cases may need and there is."""

    @abstractmethod
    def _fresh(self, geval: Geval | None) -> dict[str, str]:
        """The values that the steps of a case may hold, or those before the cases of a group."""

    @abstractmethod
    def _names(self, stap: Stap) -> Set[str]:
        """The names of values that a step holds."""

    @abstractmethod
    def _send(self, stap: Stap, onderweg: Onderweg) -> Antwoord:
        """Make a step, and leave its trace. Raises GeenAntwoord."""

    @abstractmethod
    def _seen(self, stap: Stap, antwoord: Antwoord, onderweg: Onderweg) -> Gezien:
        """What the expectations of a step judge."""

    def _beletsel(self, geval: Geval) -> Beletsel | None:
        """What keeps a case from being judged; it is found out when the first case needs it."""
        return None

    def run(self, groepen: Collection[str] = ()) -> Iterator[Uitkomst]:
        """Every case in its order, or those of some groups."""
        for groep in self._suite.groepen:
            if (groepen and groep.naam not in groepen) or groep.nodig - self.heeft:
                continue
            vooraf = None
            for geval in groep.gevallen:
                missing = sorted(geval.nodig - self.heeft)
                if missing:
                    yield _passed_over(groep, geval, f"niet opgegeven: {', '.join(missing)}")
                    continue
                beletsel = self._beletsel(geval)
                if beletsel is not None:
                    yield self._held_back(groep, geval, beletsel)
                    continue
                if vooraf is None:
                    vooraf = self._prepare(groep)
                yield self._run(groep, geval, vooraf)

    def _held_back(self, groep: Groep, geval: Geval, beletsel: Beletsel) -> Uitkomst:
        if beletsel not in self.beletsels:
            self.beletsels.append(beletsel)
        return _passed_over(groep, geval, f"vooraf: {beletsel.oorzaak}")

    def _prepare(self, groep: Groep) -> _Vooraf:
        """Take the steps that come before the cases of a group."""
        onderweg = Onderweg(self._fresh(None))
        stand, bevindingen = self._steps(groep.vooraf, frozenset(), onderweg)
        return _Vooraf(
            stand is Stand.GOED, [f"vooraf: {bevinding}" for bevinding in bevindingen], onderweg.values
        )

    def _run(self, groep: Groep, geval: Geval, vooraf: _Vooraf) -> Uitkomst:
        onderweg = Onderweg({**vooraf.values, **self._fresh(geval)})
        stand, bevindingen = Stand.OVERGESLAGEN, vooraf.bevindingen
        if vooraf.is_good:
            stand, bevindingen = self._steps(geval.stappen, geval.niet_aangeboden, onderweg)
        return Uitkomst(
            groep=groep.naam,
            geval=geval,
            stand=stand,
            bevindingen=self._verhulling.teksten(bevindingen),
            sporen=tuple(onderweg.sporen),
        )

    def _steps(
        self, stappen: Sequence[Stap], niet_aangeboden: Collection[str], onderweg: Onderweg
    ) -> tuple[Stand, list[str]]:
        for number, stap in enumerate(stappen, 1):
            place = f"stap {number}: " if len(stappen) > 1 else ""
            unknown = sorted(self._names(stap) - onderweg.values.keys())
            if unknown:
                return Stand.OVERGESLAGEN, [f"{place}het LAS gaf geen {unknown[0]}, en dat is hier nodig"]
            try:
                antwoord = self._send(stap, onderweg)
            except NietTeBeoordelen as error:
                return Stand.OVERGESLAGEN, [f"{place}niet te beoordelen: {error.oorzaak}"]
            except GeenAntwoord as error:
                return Stand.AFWIJKING, [f"{place}er kwam geen antwoord: {error.oorzaak}"]
            if antwoord.faultcode in niet_aangeboden:
                return Stand.OVERGESLAGEN, [f"het LAS biedt dit niet aan ({antwoord.faultcode})"]
            if number == 1 and _is_without_data(stap, antwoord):
                return Stand.OVERGESLAGEN, ["het LAS heeft van deze school geen gegevens"]
            try:
                bevindingen = judged(stap.verwacht, self._seen(stap, antwoord, onderweg))
            except NietTeBeoordelen as error:
                return Stand.OVERGESLAGEN, [f"{place}niet te beoordelen: {error.oorzaak}"]
            if bevindingen:
                return Stand.AFWIJKING, [f"{place}{bevinding}" for bevinding in bevindingen]
            onderweg.antwoorden.append(antwoord)
            onderweg.values |= remembered(stap.onthoud, antwoord)
        return Stand.GOED, []


def _passed_over(groep: Groep, geval: Geval, bevinding: str) -> Uitkomst:
    return Uitkomst(
        groep=groep.naam,
        geval=geval,
        stand=Stand.OVERGESLAGEN,
        bevindingen=(bevinding,),
    )


def _is_without_data(stap: Stap, antwoord: Antwoord) -> bool:
    """Whether a case looks at data, and the school has none: that is no deviation, and shows nothing."""
    return stap.verwacht.get("soort") == ["gegevens"] and soort_of(antwoord) == "geengegevens"


def trace(url: str, verzoek: str, antwoord: Antwoord | None) -> Spoor:
    """What a report shows of a step; without an answer, of the request only."""
    if antwoord is None:
        return Spoor(naar=url, verzoek=verzoek, status=None, omtrek=(), digest=None, seconds=None)
    return Spoor(
        naar=url,
        verzoek=verzoek,
        status=antwoord.status,
        omtrek=tuple(antwoord.outline()),
        digest=antwoord.digest,
        seconds=antwoord.seconds,
    )
