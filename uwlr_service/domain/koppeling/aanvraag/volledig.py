"""Whether an application can be sent, and the names by which an operator asks about its answers."""

from collections.abc import Iterator

from uwlr_service.domain.fouten import MOST_MELDINGEN, AanvraagOnvolledig, MailNietBevestigd, Melding
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Antwoordfout, faults_in
from uwlr_service.domain.koppeling.aanvraag.formulier import FORMULIER, Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensregels import SETVRAGEN, SOORTEN, faults_in_gegevens
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import VRAGEN_OF


def faults_of(aanvraag: Aanvraag) -> dict[Formulierdeel, tuple[Antwoordfout, ...]]:
    """What is wrong with each step of an application; nothing for a step that is right."""
    faults = {deel: faults_in(deel, aanvraag.antwoorden.get(deel, {})) for deel in FORMULIER}
    faults[Formulierdeel.GEGEVENS] = faults_in_gegevens(aanvraag.gegevens)
    return faults


def require_complete(aanvraag: Aanvraag) -> None:
    """Raise AanvraagOnvolledig with what is wrong, and MailNietBevestigd."""
    wrong: list[Melding] = []
    for deel, faults in faults_of(aanvraag).items():
        wrong += [Melding(tekst=fault.tekst, pad=f"{deel}/{fault.vraag}") for fault in faults]
    if wrong:
        raise AanvraagOnvolledig(meldingen=wrong[:MOST_MELDINGEN])
    if not aanvraag.is_confirmed:
        raise MailNietBevestigd


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
