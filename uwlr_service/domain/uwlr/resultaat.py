"""Results of tests as a publisher sends them, before their pupils have been looked up."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.plaats import Plaats
from uwlr_service.domain.uwlr.toets import Term, Toets


class Resultaatsoort(enum.StrEnum):
    """The three kinds of result (UWLR 2.2, Leerresultaten, ctpResultaat)."""

    SCORE = "score"
    OSO = "oso"
    ANDER = "ander"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toetsscore:
    """What was counted and computed (OSO 1.2, toetsscoreType); ``tijd`` is in seconds."""

    aantalopgaven: int | None = None
    aantalgoed: int | None = None
    aantalfout: int | None = None
    aantalgelezen: int | None = None
    tijd: Decimal | None = None
    vaardigheidsscore: Decimal | None = None
    codevaardigheidsschaal: str | None = None
    bivlaag: Decimal | None = None
    bivhoog: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it holds no value at all, which the schema allows."""
        return self == Toetsscore()


@dataclass(frozen=True, slots=True, kw_only=True)
class Referentiescore:
    """A score compared with those of a reference group (OSO 1.2, referentiescoreType)."""

    codereferentiescore: str
    codevergelijkingsgroep: str
    waarde: str
    kwalificatie: str | None = None


@dataclass(frozen=True, slots=True)
class OsoResultaat:
    """A result in the shape of OSO 1.2 (UWLR 2.2, Leerresultaten, ctpOsoResultaat)."""

    toetsscore: Toetsscore | None = None
    referentiescores: tuple[Referentiescore, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it holds no score of any kind, which the schema allows."""
        return not self.referentiescores and (self.toetsscore is None or self.toetsscore.is_empty)


@dataclass(frozen=True, slots=True)
class AnderResultaat:
    """A result of a type that both parties agreed on (UWLR 2.2, Leerresultaten, ctpAnderResultaatType).

    ``xml`` is the element as it came, in canonical form, with its ``xsi:type``.
    """

    type: str
    xml: str


Uitslag = int | OsoResultaat | AnderResultaat


def soort_of(uitslag: Uitslag) -> Resultaatsoort:
    """Which of the three kinds it is."""
    if isinstance(uitslag, int):
        return Resultaatsoort.SCORE
    if isinstance(uitslag, OsoResultaat):
        return Resultaatsoort.OSO
    return Resultaatsoort.ANDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultaat:
    """One result (UWLR 2.2, Leerresultaten, ctpResultaat); without a toetsonderdeelcode, of the whole test.

    ``plaats`` is where it stands in the message, for whoever has to find it there.
    """

    key: str
    afnamedatum: date
    toetscode: str
    uitslag: Uitslag
    versie: Term | None = None
    toetsonderdeelcode: str | None = None
    infourl: str | None = None
    plaats: Plaats | None = field(default=None, compare=False)

    @property
    def soort(self) -> Resultaatsoort:
        """Which of the three kinds it is."""
        return soort_of(self.uitslag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toetsafname:
    """The results of one pupil (UWLR 2.2, Leerresultaten, ctpToetsafname).

    ``leerlingid`` is the pupil's key in the LAS, or their eckid; ``resultaatverwerkerid`` is the person who
    marked the results.
    """

    leerlingid: str | None
    resultaten: tuple[Resultaat, ...]
    eckid: str | None = None
    resultaatverwerkerid: str | None = None
    plaats: Plaats | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerresultaten:
    """A message with results and the definitions they were judged by (UWLR 2.2, leerresultaten_verzoek).

    ``aanmaakdatum`` is as it was sent, possibly without a zone.
    """

    school: Schoolcode
    schooljaar: Schooljaar
    aanmaakdatum: datetime
    xsdversie: str
    toetsafnames: tuple[Toetsafname, ...]
    toetsen: tuple[Toets, ...]
    auteur: str | None = None
    commentaar: str | None = None

    def resultaten(self) -> Iterator[Resultaat]:
        """Every result, in the order of the message."""
        for toetsafname in self.toetsafnames:
            yield from toetsafname.resultaten

    @property
    def aantal(self) -> int:
        """How many results the message holds."""
        return sum(len(toetsafname.resultaten) for toetsafname in self.toetsafnames)
