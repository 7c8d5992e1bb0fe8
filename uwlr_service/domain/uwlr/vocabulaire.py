"""Vocabularies: the values that a field may have when it names one (UWLR 2.2.1, vocabulaire-gebruik)."""

from collections.abc import Iterator, Sized
from dataclasses import dataclass, field
from datetime import datetime

from uwlr_service.domain.fouten import InhoudOngeldig, VocabulaireTermOngeldig
from uwlr_service.domain.uwlr.plaats import VERZOEK, Plaats, melding_at
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


SOME = 3
"""Terms that are named of a vocabulary that lacks a value."""
MOST_VOCABULAIRES = 100
"""Vocabularies that one message may name; each is looked up. Those of education are a few dozen together."""


def uses(bericht: Leerresultaten) -> set[Vocabulairegebruik]:
    """The vocabularies that a message names. Raises InhoudOngeldig for more than may be looked up."""
    gebruikt = {
        (term.vocabulaire, term.vocabulairelocatie)
        for _, _, term, _, _ in _terms(bericht)
        if term.vocabulaire is not None
    }
    bound_vocabulaires(gebruikt)
    return gebruikt


def bound_vocabulaires(named: Sized) -> None:
    """Raise InhoudOngeldig for more vocabularies than may be looked up."""
    if len(named) > MOST_VOCABULAIRES:
        tekst = f"het bericht noemt {len(named)} vocabulaires; het mogen er {MOST_VOCABULAIRES} zijn"
        verwacht = "minder vocabulaires, of meer berichten"
        raise InhoudOngeldig(meldingen=[melding_at(VERZOEK, tekst, verwacht=verwacht)])


def term_violations(bericht: Leerresultaten, known: dict[str, Vocabulaire]) -> Iterator[Bevinding]:
    """The values that are not in the vocabulary they name; a vocabulary that is not known refuses nothing."""
    for naam, key, term, plaats, veld in _terms(bericht):
        vocabulaire = known.get(term.vocabulaire or "")
        if vocabulaire is not None and not vocabulaire.holds(term.waarde):
            tekst = f"{naam} '{term.waarde}' komt niet voor in het vocabulaire {vocabulaire.identifier}"
            verwacht = f"een term daaruit, zoals {', '.join(sorted(vocabulaire.termen)[:SOME])}"
            melding = melding_at(plaats, tekst, veld, verwacht=verwacht, key=key)
            yield VocabulaireTermOngeldig, melding


Gebonden = tuple[str, str, Term, Plaats | None, str]
"""A value that may come from a vocabulary: its field in words, the key of its object, itself, the place of
its object, and the path from there."""


def _terms(bericht: Leerresultaten) -> Iterator[Gebonden]:
    for toets in bericht.toetsen:
        yield from _of_toets(toets)
    for resultaat in bericht.resultaten():
        if resultaat.versie is not None:
            yield "versie", resultaat.key, resultaat.versie, resultaat.plaats, "versie"


def _of_toets(toets: Toets) -> Iterator[Gebonden]:
    key = toets.toetscode.waarde
    for naam in ("toetscode", "versie", "leerjaar", "vakgebied"):
        term: Term | None = getattr(toets, naam)
        if term is not None:
            yield naam, key, term, toets.plaats, naam
    for number, ingang in enumerate(toets.toetshierarchie, 1):
        step = _numbered("ingang", number, len(toets.toetshierarchie))
        yield "ingang", key, ingang.term, toets.plaats, f"toetshierarchie/{step}"
    yield from _of_normering(key, toets.toetsnormering, toets.plaats, "toetsnormering")
    for onderdeel in toets.toetsonderdelen:
        plaats = onderdeel.plaats
        yield "toetsonderdeelcode", key, onderdeel.toetsonderdeelcode, plaats, "toetsonderdeelcode"
        normering = onderdeel.toetsonderdeelnormering
        yield from _of_normering(key, normering, plaats, "toetsonderdeelnormering")


def _numbered(naam: str, number: int, total: int) -> str:
    """A step of a path, with a number where there are several of that name."""
    if total == 1:
        return naam
    return f"{naam}[{number}]"


def _of_normering(
    key: str, normering: Normering | None, plaats: Plaats | None, veld: str
) -> Iterator[Gebonden]:
    if normering is None:
        return
    for naam in ("toetscategorie", "toetsniveau"):
        term: Term | None = getattr(normering, naam)
        if term is not None:
            yield naam, key, term, plaats, f"{veld}/{naam}"
    if normering.vocabulaire is not None:  # that of a normering is the one of its terms
        for number, norm in enumerate(normering.normen, 1):
            term = Term(norm.term, normering.vocabulaire, normering.vocabulairelocatie)
            step = _numbered("norm", number, len(normering.normen))
            yield "de normterm", key, term, plaats, f"{veld}/{step}/term"
