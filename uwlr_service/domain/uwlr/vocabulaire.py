"""Vocabularies: the values that a field may have when it names one (UWLR 2.2.1, vocabulaire-gebruik)."""

from collections.abc import Iterator, Sized
from dataclasses import dataclass, field
from datetime import datetime

from uwlr_service.domain.fouten import Melding, OngeldigBericht, VocabulaireTermOngeldig
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.domain.uwlr.resultaatregels import Bevinding
from uwlr_service.domain.uwlr.toets import Normering, Term, Toets


@dataclass(frozen=True, slots=True)
class Vocabulaire:
    """A list of terms; ``identifier`` is the URI by which fields name it.

    ``termen`` holds what a value may be: the captions in every language, and the identifiers of terms.
    """

    identifier: str
    naam: str | None
    termen: frozenset[str] = field(repr=False)

    def holds(self, waarde: str) -> bool:
        """Whether a value is one of its terms."""
        return waarde in self.termen


@dataclass(frozen=True, slots=True)
class Opgeslagen:
    """A vocabulary, its origin, and when it was read; None for one that ships with the service."""

    vocabulaire: Vocabulaire
    herkomst: str
    ingelezen: datetime | None = None


Vocabulairegebruik = tuple[str, str | None]
"""A vocabulary that a message names, and the address at which it says that it lies."""


MOST_VOCABULAIRES = 100
"""Vocabularies that one message may name; each is looked up. Those of education are a few dozen together."""


def uses(bericht: Leerresultaten) -> set[Vocabulairegebruik]:
    """The vocabularies that a message names. Raises OngeldigBericht for more than may be looked up."""
    gebruikt = {
        (term.vocabulaire, term.vocabulairelocatie)
        for _, _, term, _ in _terms(bericht)
        if term.vocabulaire is not None
    }
    bound_vocabulaires(gebruikt)
    return gebruikt


def bound_vocabulaires(named: Sized) -> None:
    """Raise OngeldigBericht for more vocabularies than may be looked up."""
    if len(named) > MOST_VOCABULAIRES:
        raise OngeldigBericht(
            f"Het bericht noemt {len(named)} vocabulaires; het mogen er {MOST_VOCABULAIRES} zijn."
        )


def term_violations(bericht: Leerresultaten, known: dict[str, Vocabulaire]) -> Iterator[Bevinding]:
    """The values that are not in the vocabulary they name; a vocabulary that is not known refuses nothing."""
    for naam, key, term, regel in _terms(bericht):
        vocabulaire = known.get(term.vocabulaire or "")
        if vocabulaire is not None and not vocabulaire.holds(term.waarde):
            tekst = f"{naam} '{term.waarde}' komt niet voor in het vocabulaire {vocabulaire.identifier}"
            yield VocabulaireTermOngeldig, Melding(tekst=tekst, regel=regel, key=key)


Gebonden = tuple[str, str, Term, int | None]
"""A value that may come from a vocabulary: its field, the key of its object, itself, and its line."""


def _terms(bericht: Leerresultaten) -> Iterator[Gebonden]:
    for toets in bericht.toetsen:
        yield from _of_toets(toets)
    for resultaat in bericht.resultaten():
        if resultaat.versie is not None:
            yield "versie", resultaat.key, resultaat.versie, resultaat.regel


def _of_toets(toets: Toets) -> Iterator[Gebonden]:
    key = toets.toetscode.waarde
    for naam in ("toetscode", "versie", "leerjaar", "vakgebied"):
        term: Term | None = getattr(toets, naam)
        if term is not None:
            yield naam, key, term, toets.regel
    for ingang in toets.toetshierarchie:
        yield "ingang", key, ingang.term, toets.regel
    yield from _of_normering(key, toets.toetsnormering, toets.regel)
    for onderdeel in toets.toetsonderdelen:
        yield "toetsonderdeelcode", key, onderdeel.toetsonderdeelcode, onderdeel.regel
        yield from _of_normering(key, onderdeel.toetsonderdeelnormering, onderdeel.regel)


def _of_normering(key: str, normering: Normering | None, regel: int | None) -> Iterator[Gebonden]:
    if normering is None:
        return
    for naam in ("toetscategorie", "toetsniveau"):
        term: Term | None = getattr(normering, naam)
        if term is not None:
            yield naam, key, term, regel
    if normering.vocabulaire is not None:  # that of a normering is the one of its terms
        for norm in normering.normen:
            term = Term(norm.term, normering.vocabulaire, normering.vocabulairelocatie)
            yield "de normterm", key, term, regel
