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
    InhoudOngeldig,
    LeerlingOngeldig,
    Melding,
    ScoreOngeldig,
    ToetsNormeringOngeldig,
    VocabulaireTermOngeldig,
)
from uwlr_service.domain.tekst import opsomming
from uwlr_service.domain.uwlr.plaats import VERZOEK, melding_at
from uwlr_service.domain.uwlr.resultaat import Leerresultaten, OsoResultaat, Resultaat
from uwlr_service.domain.uwlr.tekstregels import text_violations, toets_violations
from uwlr_service.domain.uwlr.toets import Normering, Toets

ORDER: tuple[type[BerichtFout], ...] = (
    InhoudOngeldig,
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

MINUTE = timedelta(minutes=1)
MOST_NAMED = 20
SOME = 3
"""Of more parts than that, so many are named."""

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
        tekst = f"de aanmaakdatum ligt in de toekomst: onze klok staat op {tijd.format_moment(now)}"
        verwacht = f"een moment dat hoogstens {FUTURE // MINUTE} minuten later is dan onze klok"
        yield InhoudOngeldig, melding_at(VERZOEK, tekst, "school/aanmaakdatum", verwacht=verwacht)
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
            yield InhoudOngeldig, melding
    today = tijd.today(now)
    last = today + AHEAD
    for resultaat in bericht.resultaten():
        if resultaat.afnamedatum > last:
            tekst = f"de afnamedatum ligt in de toekomst: bij ons is het {today}"
            verwacht = f"een datum tot en met {last}"
            yield InhoudOngeldig, _at(resultaat, tekst, "afnamedatum", verwacht)
        code = resultaat.toetscode
        yield from _reference(resultaat, toetsen[code], codes[code])
        yield from _uitslag(resultaat)


def definition_violations(
    toets: Toets, *, with_norms: bool = True, with_texts: bool = True
) -> Iterator[Bevinding]:
    """The faults in the definition of a test."""
    if with_texts:
        for melding in toets_violations(toets):
            yield InhoudOngeldig, melding
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
                InhoudOngeldig,
                melding_at(
                    onderdeel.plaats,
                    f"de toetsonderdeelcode '{code}' komt in een toets meer dan eens voor",
                    "toetsonderdeelcode",
                    verwacht="een toetsonderdeelcode die in de toets verder niet voorkomt",
                    key=toets.toetscode.waarde,
                ),
            )
        seen.add(code)


def _normeringen(toets: Toets) -> Iterator[Bevinding]:
    normeringen = [(toets.toetsnormering, toets.plaats, "toetsnormering")]
    normeringen += [
        (onderdeel.toetsonderdeelnormering, onderdeel.plaats, "toetsonderdeelnormering")
        for onderdeel in toets.toetsonderdelen
    ]
    key = toets.toetscode.waarde
    for normering, plaats, veld in normeringen:
        if normering is not None:
            for tekst, norm, verwacht in norm_violations(normering):
                melding = melding_at(plaats, tekst, f"{veld}/{norm}", verwacht=verwacht, key=key)
                yield ToetsNormeringOngeldig, melding


def norm_violations(normering: Normering) -> Iterator[tuple[str, str, str]]:
    """Why scores cannot be judged by these norms: a norm ends before it begins, or two of them overlap.

    Each with the norm, as a step of a path, and with what was expected of it.
    """
    normen = normering.normen
    steps = [f"norm[{number}]" for number in range(1, len(normen) + 1)]
    if len(normen) == 1:
        steps = ["norm"]
    for norm, step in zip(normen, steps, strict=True):
        if norm.beginnormwaarde > norm.eindnormwaarde:
            tekst = f"de norm '{norm.term}' eindigt ({norm.eindnormwaarde}) vóór het begin"
            yield tekst, step, f"een eindnormwaarde van {norm.beginnormwaarde} of hoger"
    ordered: Sequence[tuple[int, int, str, str]] = sorted(
        (norm.beginnormwaarde, norm.eindnormwaarde, norm.term, step)
        for norm, step in zip(normen, steps, strict=True)
    )
    for (_, end, first, _), (begin, _, second, step) in pairwise(ordered):
        if begin <= end:
            tekst = f"de normen '{first}' en '{second}' overlappen bij {begin}"
            yield tekst, step, f"voor '{second}' een beginnormwaarde van {end + 1} of hoger"


def _reference(resultaat: Resultaat, toets: Toets, codes: set[str]) -> Iterator[Bevinding]:
    code = resultaat.toetsonderdeelcode
    if code is not None and codes and code not in codes:
        tekst = f"de toets '{resultaat.toetscode}' heeft geen toetsonderdeel '{code}'"
        yield InhoudOngeldig, _at(resultaat, tekst, "toetsonderdeelcode", _some(codes))
    if resultaat.versie and toets.versie and resultaat.versie.waarde != toets.versie.waarde:
        tekst = f"de versie is een andere dan die van de toets '{resultaat.toetscode}'"
        yield InhoudOngeldig, _at(resultaat, tekst, "versie", toets.versie.waarde)


def _some(codes: Iterable[str]) -> str:
    """The codes of the parts of a test; of many the first few."""
    ordered = sorted(codes)
    if len(ordered) > MOST_NAMED:
        return f"een van de {len(ordered)} toetsonderdelen, zoals {', '.join(ordered[:SOME])}"
    return opsomming(ordered)


def _uitslag(resultaat: Resultaat) -> Iterator[Bevinding]:
    uitslag = resultaat.uitslag
    if isinstance(uitslag, int):
        if uitslag > LARGEST_SCORE:
            verwacht = f"een heel getal van 0 tot en met {LARGEST_SCORE}"
            yield ScoreOngeldig, _at(resultaat, "de score is te groot", "score", verwacht)
    elif isinstance(uitslag, OsoResultaat):
        for tekst, veld, verwacht in _oso(uitslag):
            yield EldResultaatOngeldig, _at(resultaat, tekst, f"osoresultaat{veld}", verwacht)


def _oso(uitslag: OsoResultaat) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a result of OSO, the field below it, and what was expected there."""
    if uitslag.is_empty:
        yield "het osoresultaat bevat geen enkele score", "", "minstens één score"
    score = uitslag.toetsscore
    if score is None:
        return
    for naam in ("aantalopgaven", "aantalgoed", "aantalfout", "aantalgelezen", "tijd"):
        if (getattr(score, naam) or 0) < 0:
            yield f"'{naam}' is negatief", f"/toetsscore/{naam}", "een getal, 0 of hoger"
    if score.bivlaag is not None and score.bivhoog is not None and score.bivlaag > score.bivhoog:
        veld = "/toetsscore/betrouwbaarheidsinterval"
        yield (
            "het betrouwbaarheidsinterval eindigt voor het begint",
            veld,
            "een bivhoog die niet lager is dan bivlaag",
        )


def _at(resultaat: Resultaat, tekst: str, veld: str, verwacht: str) -> Melding:
    return melding_at(resultaat.plaats, tekst, veld, verwacht=verwacht, key=resultaat.key)
