"""The judge: of a script and what was seen, each case as good, deviating or passed over. It looks at nothing
else, and knows no case by its name."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.geval import Geval
from uwlr_service.conformiteit.rapport import Rapport
from uwlr_service.conformiteit.uitgever.beeld import Beeld, Sleutelgebruik, beelden
from uwlr_service.conformiteit.uitgever.draaiboek import Draaiboek, Oordeelsgrond, Soort, Verwachting
from uwlr_service.domain.proeftuin.keurstand import Keurstand
from uwlr_service.domain.proeftuin.waarneming import Ingreep, Waarneming
from uwlr_service.domain.proeftuin.zending import Toont

GEEN = "geen"
NIETS = {
    Toont.VERWIJDERD: "de levering noemde niets onder verwijderd; de proeftuin was al verder",
    Toont.SCHOOLJAAR: "de levering was van hetzelfde schooljaar als die ervoor; de proeftuin was al verder",
}
"""Why a step says nothing about a partner (Dutch), by what it had to show."""
Kijk = Callable[[Sequence[Waarneming]], Iterable[Beeld]]
"""How calls are set beside each other."""


def judged(
    draaiboek: Draaiboek,
    waarnemingen: Sequence[Waarneming],
    gedaan: Collection[str],
    kijk: Kijk = beelden,
    *,
    zonder: Collection[str] = (),
) -> Iterator[Uitkomst]:
    """Every case in its order; ``gedaan`` are the steps that were taken, ``zonder`` those without effect."""
    seen = list(kijk(_of_steps(waarnemingen)))
    for groep in draaiboek.suite.groepen:
        for geval in groep.gevallen:
            grond = draaiboek.gronden[geval.id]
            yield _judge(groep.naam, geval, grond, seen, gedaan, list(_without(draaiboek, grond, zonder)))


def report(
    draaiboek: Draaiboek,
    stand: Keurstand,
    waarnemingen: Sequence[Waarneming],
    *,
    doel: str,
    kijk: Kijk = beelden,
) -> Rapport:
    """The judgment of all that was seen until now; ``doel`` says where that was."""
    waarnemingen = _of_steps(waarnemingen)
    last = waarnemingen[-1].moment if waarnemingen else stand.begonnen
    return Rapport(
        suite=draaiboek.suite,
        doel=doel,
        begonnen=stand.begonnen,
        seconds=(last - stand.begonnen).total_seconds(),
        calls=len(waarnemingen),
        uitkomsten=list(judged(draaiboek, waarnemingen, stand.gedaan, kijk, zonder=stand.zonder)),
    )


def _of_steps(waarnemingen: Sequence[Waarneming]) -> list[Waarneming]:
    """What belongs to the judging: calls after it, and those of another interface, are of no step."""
    return [waarneming for waarneming in waarnemingen if waarneming.stap is not None]


def _without(draaiboek: Draaiboek, grond: Oordeelsgrond, zonder: Collection[str]) -> Iterator[str]:
    for stap in draaiboek.stappen:
        if stap.id in grond.stappen and stap.id in zonder and stap.zending.toont is not None:
            yield f"in stap {stap.id} was er niets te zien: {NIETS[stap.zending.toont]}"


def _judge(
    groep: str,
    geval: Geval,
    grond: Oordeelsgrond,
    seen: Sequence[Beeld],
    gedaan: Collection[str],
    beletsels: Sequence[str],
) -> Uitkomst:
    """What comes of a case; ``beletsels`` say why it cannot be judged, whatever was seen."""
    of_steps = [beeld for beeld in seen if _is_taken(beeld, grond, gedaan)]
    ground = [*beletsels, *_no_room(grond, of_steps)]
    lacking = _unmet(grond.nodig, of_steps)
    if not ground and not lacking:
        # One that should not be there is wrong, whatever the steps that were not taken would have shown.
        wrong = _unmet(_limits(grond), of_steps)
        if wrong:
            return _outcome(groep, geval, Stand.AFWIJKING, wrong)
    not_taken = [f"stap {stap} is niet gedaan" for stap in grond.stappen if stap not in gedaan]
    passed_over = ground or not_taken or lacking or _nothing_seen(grond, of_steps)
    if passed_over:
        return _outcome(groep, geval, Stand.OVERGESLAGEN, passed_over)
    wrong = _unmet(grond.verwacht, of_steps)
    return _outcome(groep, geval, Stand.AFWIJKING if wrong else Stand.GOED, wrong)


def _outcome(groep: str, geval: Geval, stand: Stand, bevindingen: Iterable[str]) -> Uitkomst:
    once = tuple(dict.fromkeys(bevindingen))  # several expectations can fail by the same refusals
    return Uitkomst(groep=groep, geval=geval, stand=stand, bevindingen=once)


def _is_taken(beeld: Beeld, grond: Oordeelsgrond, gedaan: Collection[str]) -> bool:
    stap = beeld.waarneming.stap
    return stap in gedaan and grond.is_about(stap)


def _no_room(grond: Oordeelsgrond, seen: Sequence[Beeld]) -> list[str]:
    """Why the steps of a case were not as they were meant; one that is about all of them does not mind."""
    if grond.stappen and any(beeld.waarneming.ingreep is Ingreep.GEEN_PLAATS for beeld in seen):
        return ["de dienst had hier geen plaats voor een traag antwoord"]
    return []


def _limits(grond: Oordeelsgrond) -> list[Verwachting]:
    """What there may not be too much of."""
    return [replace(each, minstens=None) for each in grond.verwacht if each.hoogstens is not None]


def _nothing_seen(grond: Oordeelsgrond, seen: Sequence[Beeld]) -> list[str]:
    """Why a case that only says what there may not be, says nothing: there was no call to see it in."""
    if not grond.is_about_absence:
        return []
    if any(_shows(beeld, each.soort) for beeld in seen for each in grond.verwacht):
        return []
    refused = _refused([each.soort for each in grond.verwacht], seen)
    return [refused or "er is niets gezien"]


def _shows(beeld: Beeld, soort: Soort) -> bool:
    """Whether a call could have been of this kind, if the client did it wrong."""
    return _is_of(beeld, Soort(bericht=soort.bericht, sleutel=soort.sleutel)) and _is_read(beeld, soort)


def _is_read(beeld: Beeld, soort: Soort) -> bool:
    """Whether that of a call was read which a kind is about: of a message that is refused nothing is."""
    is_about_content = bool(soort.versie or soort.sinds)
    waarneming = beeld.waarneming
    return not (is_about_content and (waarneming.is_fout or waarneming.is_geweigerd))


def _unmet(verwachtingen: Sequence[Verwachting], seen: Sequence[Beeld]) -> list[str]:
    """What is wrong, by the numbers that were expected."""
    return [text for each in verwachtingen for text in _said(each, seen)]


def _said(verwachting: Verwachting, seen: Sequence[Beeld]) -> Iterator[str]:
    count = sum(_is_of(beeld, verwachting.soort) for beeld in seen)
    zin = verwachting.zin
    if verwachting.minstens is not None and count < verwachting.minstens:
        if verwachting.minstens > 1:
            zin += f" ({count} keer gezien; verwacht: minstens {verwachting.minstens})"
        yield _refused([verwachting.soort], seen) or zin
    if verwachting.hoogstens is not None and count > verwachting.hoogstens:
        most = f"; verwacht: hoogstens {verwachting.hoogstens}" if verwachting.hoogstens else ""
        yield f"{zin} ({count} keer gezien{most})"


def _refused(soorten: Sequence[Soort], seen: Sequence[Beeld]) -> str:
    """That all was refused which the client asked, and by which codes; empty if that is not so."""
    asked = [
        beeld.waarneming
        for beeld in seen
        if any(_is_of(beeld, Soort(bericht=soort.bericht)) for soort in soorten)
    ]
    if not asked or not all(waarneming.is_geweigerd for waarneming in asked):
        return ""
    codes = ", ".join(dict.fromkeys(waarneming.uitkomst for waarneming in asked))
    return f"gevraagd, maar geweigerd met {codes}"


def _is_of(beeld: Beeld, soort: Soort) -> bool:
    waarneming = beeld.waarneming
    if beeld.sleutel is Sleutelgebruik.ONBEKEND and beeld.sleutel not in soort.sleutel:
        return False  # anybody can call the address, and is not the client for that
    if not _is_read(beeld, soort):
        return False
    texts = (
        (soort.bericht, waarneming.bericht or GEEN),
        (soort.versie, waarneming.xsdversie),
        (soort.sinds, beeld.sinds),
        (soort.sleutel, beeld.sleutel),
        (soort.herhaling, beeld.herhaling),
        (soort.actie, beeld.actie),
        (soort.plek, waarneming.plek),
        (soort.ingreep, waarneming.ingreep or GEEN),
    )
    if any(wanted and value not in wanted for wanted, value in texts):
        return False
    if soort.uitkomst and not _is_among(waarneming.gekregen, soort.uitkomst):
        return False
    if soort.na and not _is_among(beeld.eerder, soort.na):
        return False
    if soort.getrapt and beeld.getrapt.isdisjoint(soort.getrapt):
        return False
    if soort.vlak_na and not _is_among(beeld.ervoor, soort.vlak_na):
        return False
    if soort.mediatype_niet and waarneming.mediatype in soort.mediatype_niet:
        return False
    if soort.gzip is not None and beeld.wants_gzip != soort.gzip:
        return False
    return soort.binnen is None or beeld.seconds < soort.binnen


def _is_among(values: Collection[str], wanted: Sequence[str]) -> bool:
    exact = [each for each in wanted if not each.endswith(".")]
    kinds = tuple(each for each in wanted if each.endswith("."))
    return any(value in exact or value.startswith(kinds) for value in values)
