"""What somebody of a school is about to agree to, before they say yes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from uwlr_service.domain.koppeling.besluitvorming.keuze import Keuze, agreed
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Telling
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.taal import Taal
from uwlr_service.uitwisseling.koppeling.besluitvorming.voorgelegd import Voorgelegd
from uwlr_service.uitwisseling.koppeling.besluitvorming.zaak import Zaak
from uwlr_service.uitwisseling.voorbeeld.bron import Bron


@dataclass(frozen=True, slots=True, kw_only=True)
class Voornemen:
    """A proposal with the agreement that a choice would make of it, and how many people that is about.

    ``eerder`` is what the school agreed to before: what runs now, or ran last; None if it never did.
    """

    voorgelegd: Voorgelegd
    afspraak: Gegevensafspraak
    eerder: Gegevensafspraak | None
    telling: Telling
    namen: Mapping[str, str]
    """The names of groups and locations, by key."""


def voornemen(zaak: Zaak, bron: Bron, telling: Telling, velden: Collection[str], taal: Taal) -> Voornemen:
    """The agreement that a choice would make of a proposal; ``velden`` are the fields that were ticked.

    A tick for what is not asked any more is passed over.
    """
    voorgelegd = zaak.lay_before(taal)
    chosen = {veld: veld in velden for veld in voorgelegd.te_kiezen}
    keuze = Keuze(velden=chosen, selectie=bron.vraag.selectie)
    return Voornemen(
        voorgelegd=voorgelegd,
        afspraak=agreed(voorgelegd.inhoud, voorgelegd.geldend, keuze),
        eerder=zaak.deelname.afspraak,
        telling=telling,
        namen=bron.groepsnamen,
    )
