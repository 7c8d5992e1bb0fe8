"""The script of a suite for clients: steps that somebody takes, and cases about what was seen in them.

A case asks for nothing but numbers of calls: so many of this kind at least, or at most.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from uwlr_service.conformiteit.geval import Geval, Suite
from uwlr_service.domain.proeftuin.keurstand import Plan
from uwlr_service.domain.proeftuin.zending import Zending


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """One thing that the maker of the client lets it do; ``doe`` says in Dutch what.

    ``zending`` is what is made ready for it before that.
    """

    id: str
    groep: str
    titel: str
    doe: str
    plan: Plan
    zending: Zending


@dataclass(frozen=True, slots=True, kw_only=True)
class Soort:
    """A kind of call; an empty field takes all.

    ``uitkomst`` is what the client got: an outcome, or what was done to it on purpose. ``na`` is what an
    earlier call of the step got, ``vlak_na`` what the one directly before got. One that ends in a dot
    takes every fault that begins so. ``binnen`` is in seconds, since the call before. ``ingreep`` is what
    is wrong on purpose with what the call is about, and ``geen`` where nothing is.
    """

    bericht: tuple[str, ...] = ()
    versie: tuple[str, ...] = ()
    uitkomst: tuple[str, ...] = ()
    na: tuple[str, ...] = ()
    vlak_na: tuple[str, ...] = ()
    sinds: tuple[str, ...] = ()
    sleutel: tuple[str, ...] = ()
    herhaling: tuple[str, ...] = ()
    actie: tuple[str, ...] = ()
    plek: tuple[str, ...] = ()
    mediatype_niet: tuple[str, ...] = ()
    ingreep: tuple[str, ...] = ()
    getrapt: tuple[str, ...] = ()
    gzip: bool | None = None
    binnen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwachting:
    """How many calls of a kind there are; ``zin`` says in Dutch what is wrong if there are not."""

    soort: Soort
    zin: str
    minstens: int | None
    hoogstens: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Oordeelsgrond:
    """What a case is judged by: the steps that it is about, what must have been seen for it to say anything
    (``nodig``), and what is expected. Without ``stappen`` it is about each step that was taken."""

    stappen: tuple[str, ...]
    nodig: tuple[Verwachting, ...]
    verwacht: tuple[Verwachting, ...]

    def is_about(self, stap: str | None) -> bool:
        """Whether what is seen in a step counts, once that was taken."""
        return not self.stappen or stap in self.stappen

    @property
    def is_about_absence(self) -> bool:
        """Whether it only says what there may not be, so that no call at all would be good."""
        wants = (verwachting.minstens for verwachting in (*self.nodig, *self.verwacht))
        return all(minstens is None for minstens in wants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draaiboek:
    """A suite with its steps in the order in which they are taken; ``gronden`` by the id of a case."""

    suite: Suite
    stappen: tuple[Stap, ...]
    gronden: Mapping[str, Oordeelsgrond]

    def stap(self, name: str | None) -> Stap | None:
        """The step with this id; None if there is none, as when the script changed since."""
        return next((stap for stap in self.stappen if stap.id == name), None)

    def next_of(self, name: str) -> Stap | None:
        """The step after this one; None after the last."""
        names = [stap.id for stap in self.stappen]
        number = names.index(name) + 1
        return self.stappen[number] if number < len(names) else None

    def gevallen_of(self, name: str) -> list[Geval]:
        """The cases that a step is for."""
        return [geval for geval in self.suite.gevallen if self.gronden[geval.id].is_about(name)]
