"""The rules for a message with results that no schema checks, and the one error that findings become."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain, pairwise

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import (
    EN_MEER,
    MOST_MELDINGEN,
    BerichtFout,
    EldResultaatOngeldig,
    LeerlingOngeldig,
    Melding,
    OngeldigBericht,
    ScoreOngeldig,
    ToetsNormeringOngeldig,
    VocabulaireTermOngeldig,
)
from uwlr_service.domain.uwlr.resultaat import Leerresultaten, OsoResultaat, Resultaat
from uwlr_service.domain.uwlr.tekstregels import text_violations, toets_violations
from uwlr_service.domain.uwlr.toets import Normering, Toets

ORDER: tuple[type[BerichtFout], ...] = (
    OngeldigBericht,
    LeerlingOngeldig,
    ToetsNormeringOngeldig,
    ScoreOngeldig,
    EldResultaatOngeldig,
    VocabulaireTermOngeldig,
)
"""The order of the fault codes of UWLR 2.2.1, as far as the content of results can break them."""

FUTURE = timedelta(minutes=5)
"""How far the clock of a sender may run ahead."""

AHEAD = timedelta(days=1)
"""How far a calendar day may lie ahead: somewhere on earth, or on a wrong clock, it may have begun."""

LARGEST_SCORE = 2**63 - 1
"""The largest number that the column of scores holds."""

Bevinding = tuple[type[BerichtFout], Melding]
"""A finding, and the error that it would be if it were the only one."""


def refuse(bevindingen: Iterable[Bevinding]) -> None:
    """Raise one error for all findings, if there are any: the first in the order of the fault codes.

    All of them are looked at, because the last may be of the first code, until there are more of the first
    code than are told; those beyond the first hundred are forgotten as they come.
    """
    by_code: dict[type[BerichtFout], list[Melding]] = {}
    for soort, melding in bevindingen:
        of_code = by_code.setdefault(soort, [])
        if len(of_code) <= MOST_MELDINGEN:
            of_code.append(replace(melding, code=soort.faultcode))
        elif soort is ORDER[0]:
            break
    if not by_code:
        return
    codes = sorted(by_code, key=ORDER.index)
    meldingen = list(chain.from_iterable(by_code[soort] for soort in codes))
    if len(meldingen) > MOST_MELDINGEN:
        meldingen[MOST_MELDINGEN:] = [EN_MEER]
    raise codes[0](meldingen=meldingen)


def violations(bericht: Leerresultaten, now: datetime, *, with_texts: bool = True) -> Iterator[Bevinding]:
    """The faults of a message by itself, independent of its sender.

    Without ``with_texts`` no text is looked at for misleading signs, as there are none in all of it.
    """
    if tijd.to_utc(bericht.aanmaakdatum) > now + FUTURE:
        yield (
            OngeldigBericht,
            Melding(
                tekst="de aanmaakdatum ligt in de toekomst", pad="/leerresultaten_verzoek/school/aanmaakdatum"
            ),
        )
    toetsen = {toets.toetscode.waarde: toets for toets in bericht.toetsen}
    without_norms = _only_oso(bericht)
    for toets in bericht.toetsen:
        with_norms = toets.toetscode.waarde not in without_norms
        yield from definition_violations(toets, with_norms=with_norms, with_texts=with_texts)
    codes = {
        code: {onderdeel.toetsonderdeelcode.waarde for onderdeel in toets.toetsonderdelen}
        for code, toets in toetsen.items()
    }
    if with_texts:
        for melding in text_violations(bericht):
            yield OngeldigBericht, melding
    last = tijd.today(now) + AHEAD
    for resultaat in bericht.resultaten():
        if resultaat.afnamedatum > last:
            yield OngeldigBericht, _at(resultaat, "de afnamedatum ligt meer dan een dag in de toekomst")
        code = resultaat.toetscode
        yield from _reference(resultaat, toetsen[code], codes[code])
        yield from _uitslag(resultaat)


def definition_violations(
    toets: Toets, *, with_norms: bool = True, with_texts: bool = True
) -> Iterator[Bevinding]:
    """The faults in the definition of a test."""
    if with_texts:
        for melding in toets_violations(toets):
            yield OngeldigBericht, melding
    yield from _onderdelen(toets)
    if with_norms:
        yield from _normeringen(toets)


def _only_oso(bericht: Leerresultaten) -> set[str]:
    """Tests whose results are all OSO: their norms mean nothing (UWLR 2.2, ctpNormering)."""
    oso: set[str] = set()
    other: set[str] = set()
    for resultaat in bericht.resultaten():
        if isinstance(resultaat.uitslag, OsoResultaat):
            oso.add(resultaat.toetscode)
        else:
            other.add(resultaat.toetscode)
    return oso - other


def _onderdelen(toets: Toets) -> Iterator[Bevinding]:
    seen = set()
    for onderdeel in toets.toetsonderdelen:
        code = onderdeel.toetsonderdeelcode.waarde
        if code in seen:
            yield (
                OngeldigBericht,
                Melding(
                    tekst=f"de toetsonderdeelcode '{code}' komt in een toets meer dan eens voor",
                    regel=onderdeel.regel,
                    key=toets.toetscode.waarde,
                ),
            )
        seen.add(code)


def _normeringen(toets: Toets) -> Iterator[Bevinding]:
    normeringen = [(toets.toetsnormering, toets.regel)]
    normeringen += [
        (onderdeel.toetsonderdeelnormering, onderdeel.regel) for onderdeel in toets.toetsonderdelen
    ]
    for normering, regel in normeringen:
        if normering is not None:
            for tekst in norm_violations(normering):
                yield ToetsNormeringOngeldig, Melding(tekst=tekst, regel=regel, key=toets.toetscode.waarde)


def norm_violations(normering: Normering) -> Iterator[str]:
    """Why scores cannot be judged by these norms: a norm ends before it begins, or two of them overlap."""
    for norm in normering.normen:
        if norm.beginnormwaarde > norm.eindnormwaarde:
            yield f"de norm '{norm.term}' eindigt ({norm.eindnormwaarde}) voor zij begint"
    ordered: Sequence[tuple[int, int, str]] = sorted(
        (norm.beginnormwaarde, norm.eindnormwaarde, norm.term) for norm in normering.normen
    )
    for (_, end, first), (begin, _, second) in pairwise(ordered):
        if begin <= end:
            yield f"de normen '{first}' en '{second}' overlappen bij {begin}"


def _reference(resultaat: Resultaat, toets: Toets, codes: set[str]) -> Iterator[Bevinding]:
    code = resultaat.toetsonderdeelcode
    if code is not None and codes and code not in codes:
        yield (
            OngeldigBericht,
            _at(resultaat, f"de toets '{resultaat.toetscode}' heeft geen toetsonderdeel '{code}'"),
        )
    if resultaat.versie and toets.versie and resultaat.versie.waarde != toets.versie.waarde:
        yield (
            OngeldigBericht,
            _at(resultaat, f"de versie is een andere dan die van de toets '{resultaat.toetscode}'"),
        )


def _uitslag(resultaat: Resultaat) -> Iterator[Bevinding]:
    uitslag = resultaat.uitslag
    if isinstance(uitslag, int):
        if uitslag > LARGEST_SCORE:
            yield ScoreOngeldig, _at(resultaat, "de score is te groot")
    elif isinstance(uitslag, OsoResultaat):
        for tekst in _oso(uitslag):
            yield EldResultaatOngeldig, _at(resultaat, tekst)


def _oso(uitslag: OsoResultaat) -> Iterator[str]:
    if uitslag.is_empty:
        yield "het osoresultaat bevat geen enkele score"
    score = uitslag.toetsscore
    if score is None:
        return
    for naam in ("aantalopgaven", "aantalgoed", "aantalfout", "aantalgelezen", "tijd"):
        if (getattr(score, naam) or 0) < 0:
            yield f"'{naam}' is negatief"
    if score.bivlaag is not None and score.bivhoog is not None and score.bivlaag > score.bivhoog:
        yield "het betrouwbaarheidsinterval eindigt voor het begint"


def _at(resultaat: Resultaat, tekst: str) -> Melding:
    return Melding(tekst=tekst, regel=resultaat.regel, key=resultaat.key)
