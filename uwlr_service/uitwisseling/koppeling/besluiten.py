"""What each decision about a link says of itself; recorded last in the transaction that decides."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from uwlr_service.domain.koppeling.besluit import Besluitsoort, dump_afspraak, takes_away
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.klant import Autorisatiesleutel, Koppeling
from uwlr_service.domain.koppeling.partner import Partnersleutel
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.koppeling.afspraken import LopendeAfspraak
from uwlr_service.repository.koppeling.besluiten import BesluitRepository, written


def record_withdrawal(
    besluiten: BesluitRepository, koppeling: Koppeling, scholen: Iterable[Schoolcode], *, geheel: bool
) -> None:
    """Schools took their consent back; ``geheel`` is whether the link ended with it."""
    inhoud = {"scholen": sorted(map(str, scholen)), "geheel": geheel}
    besluiten.record(Besluitsoort.INTREKKING, koppeling, inhoud)


def record_return(
    besluiten: BesluitRepository, koppeling: Koppeling, school: Schoolcode, afspraak: Gegevensafspraak
) -> None:
    """A school that had taken back its consent gave it again, for this agreement."""
    besluiten.record(Besluitsoort.TERUGKEER, koppeling, _agreed(school, afspraak))


def record_pause(besluiten: BesluitRepository, koppeling: Koppeling, school: Schoolcode) -> None:
    """Nothing of a school leaves over a link until it goes on."""
    besluiten.record(Besluitsoort.PAUZE, koppeling, {"school": str(school)})


def record_resume(besluiten: BesluitRepository, koppeling: Koppeling, school: Schoolcode) -> None:
    """A school that had paused goes on."""
    besluiten.record(Besluitsoort.HERVATTING, koppeling, {"school": str(school)})


def record_narrowings(
    besluiten: BesluitRepository,
    koppeling: Koppeling,
    before: Iterable[LopendeAfspraak],
    after: Iterable[LopendeAfspraak],
) -> None:
    """Agreements changed; those that keep something back are recorded, each as a whole."""
    former = {deelname.school: deelname.afspraak for deelname in before}
    narrowed = [
        _agreed(deelname.school, deelname.afspraak)
        for deelname in after
        if deelname.school in former and takes_away(former[deelname.school], deelname.afspraak)
    ]
    besluiten.record(Besluitsoort.AFSPRAAK, koppeling, *narrowed)


def record_narrowing(
    besluiten: BesluitRepository, koppeling: Koppeling, school: Schoolcode, afspraak: Gegevensafspraak
) -> None:
    """The same of one agreement."""
    besluiten.record(Besluitsoort.AFSPRAAK, koppeling, _agreed(school, afspraak))


def record_refusal(besluiten: BesluitRepository, koppeling: Koppeling, voorstel: Voorstel) -> None:
    """A school said no to a proposal."""
    inhoud = {
        "school": str(voorstel.school),
        "voorstel": voorstel.id,
        "gedaan": written(voorstel.gedaan),
    }
    besluiten.record(Besluitsoort.AFWIJZING, koppeling, inhoud)


def record_ending(
    besluiten: BesluitRepository,
    koppeling: Koppeling,
    sleutels: Sequence[Autorisatiesleutel],
    geldig_tot: datetime,
) -> None:
    """The keys of publishers open until a moment, and no longer."""
    inhoud = {
        "sleutels": [_sleutel(sleutel) for sleutel in sleutels if sleutel.ingetrokken is None],
        "geldig_tot": written(geldig_tot),
    }
    besluiten.record(Besluitsoort.SLEUTELS, koppeling, inhoud)


def record_removal(
    besluiten: BesluitRepository, koppeling: Koppeling, sleutels: Iterable[Partnersleutel], sleutel_id: int
) -> None:
    """A key by which a partner of GKV is recognised proves nothing any more."""
    removed = [{"sleutel": _sleutel(sleutel)} for sleutel in sleutels if sleutel.id == sleutel_id]
    besluiten.record(Besluitsoort.PARTNERSLEUTEL, koppeling, *removed)


def record_webhook_off(besluiten: BesluitRepository, koppeling: Koppeling) -> None:
    """A partner of GKV is told nothing any more at the address that it had."""
    besluiten.record(Besluitsoort.WEBHOOK, koppeling, {})


def _agreed(school: Schoolcode, afspraak: Gegevensafspraak) -> dict[str, Any]:
    inhoud = {"school": str(school), **dump_afspraak(afspraak)}
    if afspraak.moment is not None:
        inhoud["van"] = written(afspraak.moment)
    return inhoud


def _sleutel(sleutel: Autorisatiesleutel | Partnersleutel) -> dict[str, Any]:
    return {"id": sleutel.id, "gemaakt": written(sleutel.aangemaakt)}
