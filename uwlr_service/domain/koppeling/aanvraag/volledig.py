"""Whether an application can be sent, and the names by which an operator asks about its answers."""

from collections.abc import Iterator, Mapping
from itertools import chain

from uwlr_service.domain.fouten import MOST_MELDINGEN, AanvraagOnvolledig, MailNietBevestigd, Melding
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Antwoordfout, faults_in
from uwlr_service.domain.koppeling.aanvraag.formulier import FORMULIER, Antwoorden, Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensregels import SETVRAGEN, SOORTEN, faults_in_gegevens
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import VRAGEN_OF, Gegevensvraag, Koppelsoort

KEUZES = {
    vraag.naam: vraag.keuzes
    for vraag in chain(*FORMULIER.values(), *VRAGEN_OF.values(), SETVRAGEN)
    if vraag.keuzes
}
"""What can be chosen, by the name of the question; no two that can be chosen have the same name."""


def faults_of(aanvraag: Aanvraag) -> dict[Formulierdeel, tuple[Antwoordfout, ...]]:
    """What is wrong with each step of an application; nothing for a step that is right."""
    return _faults(aanvraag.antwoorden, aanvraag.gegevens)


def _faults(
    antwoorden: Mapping[Formulierdeel, Antwoorden], gegevens: Mapping[Koppelsoort, Gegevensvraag]
) -> dict[Formulierdeel, tuple[Antwoordfout, ...]]:
    faults = {deel: faults_in(deel, antwoorden.get(deel, {})) for deel in FORMULIER}
    faults[Formulierdeel.GEGEVENS] = faults_in_gegevens(gegevens)
    return faults


def require_complete(aanvraag: Aanvraag) -> None:
    """Raise AanvraagOnvolledig with what is wrong, and MailNietBevestigd."""
    require_right(aanvraag.antwoorden, aanvraag.gegevens)
    if not aanvraag.is_confirmed:
        raise MailNietBevestigd


def require_right(
    antwoorden: Mapping[Formulierdeel, Antwoorden], gegevens: Mapping[Koppelsoort, Gegevensvraag]
) -> None:
    """Raise AanvraagOnvolledig with what is wrong with answers, and what there is to choose from."""
    wrong: list[Melding] = []
    for deel, faults in _faults(antwoorden, gegevens).items():
        for fault in faults:
            keuzes = KEUZES.get(fault.vraag.rpartition("/")[2], ())
            wrong.append(
                Melding(
                    tekst=fault.tekst,
                    pad=f"{deel}/{fault.vraag}",
                    verwacht=", ".join(keuzes) or None,
                )
            )
    if wrong:
        raise AanvraagOnvolledig(meldingen=wrong[:MOST_MELDINGEN])


def vragen_of(aanvraag: Aanvraag) -> Iterator[str]:
    """Every answer that can be asked about, as ``organisatie/kvk`` or ``gegevens/uwlr/leerling/eckid``."""
    for deel, vragen in FORMULIER.items():
        yield from (f"{deel}/{vraag.naam}" for vraag in vragen)
    yield f"{Formulierdeel.GEGEVENS}/{SOORTEN}"
    for soort, gegevensvraag in aanvraag.gegevens.items():
        prefix = f"{Formulierdeel.GEGEVENS}/{soort}"
        yield from (f"{prefix}/{vraag.naam}" for vraag in VRAGEN_OF[soort])
        for naam in gegevensvraag.gevraagde_delen:
            yield from (f"{prefix}/{naam}/{vraag.naam}" for vraag in SETVRAGEN)
        yield from (f"{prefix}/{veld}" for veld in gegevensvraag.gevraagd)
