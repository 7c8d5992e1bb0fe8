"""The judge: of a script and what was seen, each case as good, deviating or passed over. It looks at nothing
else, and knows no case by its name."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

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
            beletsels = [*_not_taken(grond, gedaan), *_without(draaiboek, grond, zonder)]
            yield _judge(groep.naam, geval, grond, seen, beletsels)


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


def _not_taken(grond: Oordeelsgrond, gedaan: Collection[str]) -> Iterator[str]:
    return (f"stap {stap} is niet gedaan" for stap in grond.stappen if stap not in gedaan)


def _without(draaiboek: Draaiboek, grond: Oordeelsgrond, zonder: Collection[str]) -> Iterator[str]:
    for stap in draaiboek.stappen:
        if stap.id in grond.stappen and stap.id in zonder and stap.zending.toont is not None:
            yield f"in stap {stap.id} was er niets te zien: {NIETS[stap.zending.toont]}"


def _judge(
    groep: str, geval: Geval, grond: Oordeelsgrond, seen: Sequence[Beeld], beletsels: Sequence[str]
) -> Uitkomst:
    """What comes of a case; ``beletsels`` say why it is not judged, if it is not."""
    stand = Stand.OVERGESLAGEN
    of_steps = [beeld for beeld in seen if beeld.waarneming.stap in grond.stappen]
    bevindingen = list(beletsels)
    if not bevindingen and any(beeld.waarneming.ingreep is Ingreep.GEEN_PLAATS for beeld in of_steps):
        bevindingen = ["de dienst had hier geen plaats voor een traag antwoord"]
    if not bevindingen:
        bevindingen = list(_missed(grond.nodig, of_steps))
    if not bevindingen:
        bevindingen = list(_missed(grond.verwacht, of_steps))
        stand = Stand.AFWIJKING if bevindingen else Stand.GOED
    return Uitkomst(groep=groep, geval=geval, stand=stand, bevindingen=tuple(bevindingen))


def _missed(verwachtingen: Sequence[Verwachting], seen: Sequence[Beeld]) -> Iterator[str]:
    for verwachting in verwachtingen:
        count = sum(_is_of(beeld, verwachting.soort) for beeld in seen)
        if verwachting.minstens is not None and count < verwachting.minstens:
            yield f"{verwachting.zin} ({count} keer gezien; verwacht: minstens {verwachting.minstens})"
        if verwachting.hoogstens is not None and count > verwachting.hoogstens:
            yield f"{verwachting.zin} ({count} keer gezien; verwacht: hoogstens {verwachting.hoogstens})"


def _is_of(beeld: Beeld, soort: Soort) -> bool:
    waarneming = beeld.waarneming
    if beeld.sleutel is Sleutelgebruik.ONBEKEND and beeld.sleutel not in soort.sleutel:
        return False  # anybody can call the address, and is not the client for that
    texts = (
        (soort.bericht, waarneming.bericht),
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
