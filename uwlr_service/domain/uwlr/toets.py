"""The definition of a test: its parts, and the norms by which a score is judged."""

from dataclasses import dataclass, field
from decimal import Decimal

from uwlr_service.domain.uwlr.plaats import Plaats


@dataclass(frozen=True, slots=True)
class Term:
    """A value that may come from a vocabulary (UWLR 2.2, Leerresultaten, ctpVocabulaireGebondenVeld).

    ``vocabulaire`` is the URI of the vocabulary, ``vocabulairelocatie`` where the sender says it lies.
    """

    waarde: str
    vocabulaire: str | None = None
    vocabulairelocatie: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Normkleur:
    """The colour of a norm: 0 to 255 each, and a transparantie from 0 (unseen) to 1 (opaque)."""

    rood: int
    groen: int
    blauw: int
    transparantie: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What a score from ``beginnormwaarde`` to ``eindnormwaarde``, both included, is called.

    The schoolcijfers are advice (UWLR 2.2, Leerresultaten, ctpNormering/norm).
    """

    term: str
    beginnormwaarde: int
    eindnormwaarde: int
    omschrijving: str | None = None
    normkleur: Normkleur | None = None
    schoolcijfer_vanaf: Decimal | None = None
    schoolcijfer_totenmet: Decimal | None = None

    def holds(self, score: int) -> bool:
        """Whether a score falls within this norm."""
        return self.beginnormwaarde <= score <= self.eindnormwaarde


@dataclass(frozen=True, slots=True, kw_only=True)
class Normering:
    """How scores are judged (UWLR 2.2, Leerresultaten, ctpNormering).

    A ``vocabulaire`` here is that of the terms of its norms.
    """

    normen: tuple[Norm, ...]
    toetscategorie: Term | None = None
    toetsniveau: Term | None = None
    wegingsfactor: Decimal | None = None
    vocabulaire: str | None = None
    vocabulairelocatie: str | None = None

    def norm_of(self, score: int) -> Norm | None:
        """The norm that a score falls in; None in a gap between norms."""
        return next((norm for norm in self.normen if norm.holds(score)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toetsonderdeel:
    """A part of a test that gets results of its own (UWLR 2.2, Leerresultaten, ctpToetsOnderdeel).

    ``plaats`` is where it stands in the message or document, for whoever has to find it there.
    """

    toetsonderdeelvolgnummer: int
    toetsonderdeelcode: Term
    toetsonderdeelnaam: str | None = None
    toetsonderdeelnormering: Normering | None = None
    plaats: Plaats | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Ingang:
    """One step in a hierarchy of tests, such as method or block (toetshierarchie/ingang)."""

    niveau: int
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Toets:
    """The definition of a test (UWLR 2.2, Leerresultaten, ctpToets); ``plaats`` as with Toetsonderdeel."""

    toetscode: Term
    versie: Term | None = None
    toetsnaam: str | None = None
    leerjaar: Term | None = None
    vakgebied: Term | None = None
    toetsnormering: Normering | None = None
    toetshierarchie: tuple[Ingang, ...] = ()
    toetsonderdelen: tuple[Toetsonderdeel, ...] = ()
    plaats: Plaats | None = field(default=None, compare=False)

    def onderdeel(self, code: str) -> Toetsonderdeel | None:
        """The part with this code."""
        for onderdeel in self.toetsonderdelen:
            if onderdeel.toetsonderdeelcode.waarde == code:
                return onderdeel
        return None

    def normering_of(self, toetsonderdeelcode: str | None) -> Normering | None:
        """The norms for a result of a part, or without a code for one of the whole test."""
        if toetsonderdeelcode is None:
            return self.toetsnormering
        onderdeel = self.onderdeel(toetsonderdeelcode)
        if onderdeel is None:
            return None
        return onderdeel.toetsonderdeelnormering
