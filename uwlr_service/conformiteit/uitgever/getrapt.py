"""What a staged pull says beside the calls before it: in which order, and whether anything was skipped.

The structure of a school comes first; pupils and teachers are asked for by the groups that it gave, and for
those in no group by an entry without a key (UWLR 2.2.1, Getrapte overdracht).
"""

import enum
from dataclasses import dataclass, field

from uwlr_service.domain.proeftuin.waarneming import SAMENGESTELD, STAMGROEP, Waarneming
from uwlr_service.domain.uwlr.verzoek import Bericht

OF_GROEPEN = (Bericht.LEERLINGEN, Bericht.LEERKRACHTEN)
GEGEVENS = "gegevens"


class Getrapt(enum.StrEnum):
    """What holds of a call for pupils or teachers."""

    VOOR_STRUCTUUR = "voor-structuur"
    """The structure of the school was not given yet in this step."""
    ALLE_GROEPEN = "alle-groepen"
    """With this call every group of the structure was asked for."""
    ZONDER_GROEP = "zonder-groep"
    """It asks for those who are in no group."""
    VREEMDE_GROEP = "vreemde-groep"
    """It asks for a group that is not in the structure."""
    ANDERE_VRAAG = "andere-vraag"
    """It asks for another year, version or set than the structure was asked for."""


@dataclass(slots=True)
class _School:
    """One school in one step: what its structure gave, and which groups were asked for since."""

    vraag: tuple[str | None, ...]
    groepen: frozenset[str]
    gevraagd: dict[str, set[str]] = field(default_factory=dict)


class Getraptverloop:
    """What has to be remembered from call to call."""

    def __init__(self) -> None:
        self._scholen: dict[tuple[str | None, str | None], _School] = {}

    def follow(self, waarneming: Waarneming) -> frozenset[Getrapt]:
        """What holds of the next call; nothing of one that is not staged, or that was refused."""
        place = (waarneming.stap, waarneming.school)
        if waarneming.sleutel is None or waarneming.is_fout:
            return frozenset()
        if waarneming.bericht == Bericht.STRUCTUUR and GEGEVENS in waarneming.gekregen:
            self._scholen[place] = _School(_vraag(waarneming), frozenset(waarneming.groepen))
        if waarneming.bericht not in OF_GROEPEN:
            return frozenset()
        school = self._scholen.get(place)
        if school is None:
            return frozenset({Getrapt.VOOR_STRUCTUUR})
        return frozenset(_said(waarneming, school))


def _said(waarneming: Waarneming, school: _School) -> set[Getrapt]:
    said: set[Getrapt] = set()
    asked = school.gevraagd.setdefault(str(waarneming.bericht), set())
    if GEGEVENS in waarneming.gekregen or "geengegevens" in waarneming.gekregen:
        asked |= set(waarneming.groepen)
    if _of_kind(school.groepen, STAMGROEP) <= asked:
        said.add(Getrapt.ALLE_GROEPEN)
    if STAMGROEP in waarneming.groepen:
        said.add(Getrapt.ZONDER_GROEP)
    if set(waarneming.groepen) - school.groepen - {STAMGROEP, SAMENGESTELD}:
        said.add(Getrapt.VREEMDE_GROEP)
    if _vraag(waarneming) != school.vraag:
        said.add(Getrapt.ANDERE_VRAAG)
    return said


def _of_kind(groepen: frozenset[str], kind: str) -> set[str]:
    return {groep for groep in groepen if groep.startswith(kind)}


def _vraag(waarneming: Waarneming) -> tuple[str | None, ...]:
    return (waarneming.schooljaar, waarneming.xsdversie, waarneming.gegevensset)
