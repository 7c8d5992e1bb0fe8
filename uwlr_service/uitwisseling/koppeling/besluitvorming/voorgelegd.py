"""A proposal as it lies before somebody who decides: what is new, what runs, and the texts beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from uwlr_service.domain.koppeling.besluitvorming.getoond import Getoond
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud
from uwlr_service.domain.koppeling.besluitvorming.keuze import added_fields, running_fields
from uwlr_service.domain.koppeling.besluitvorming.tweede import EersteJa
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import always_going
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.teksten import SETVOLGORDE, set_of, teksten
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.koppeling.aanbieders import Aanbieder
from uwlr_service.repository.koppeling.afspraken import dump_selectie


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorgelegd:
    """What a school sees of a proposal; ``getoond`` proves it.

    ``altijd`` are the fields that go whenever their set and their kind of object do, ``te_kiezen`` those to
    decide about now, and ``loopt`` those that go out already: all in the order of the sets. ``geldend`` is
    the agreement in force, if there is one, and ``eerste`` what the first of two persons said. ``richting``
    is that of the link, which a proposal does not change.
    """

    voorstel: Voorstel
    inhoud: Voorstelinhoud
    richting: Richting
    aanbieder: Aanbieder
    geldend: Gegevensafspraak | None
    altijd: tuple[str, ...]
    te_kiezen: tuple[str, ...]
    loopt: tuple[str, ...]
    eerste: EersteJa | None
    getoond: Getoond

    @property
    def is_more(self) -> bool:
        """Whether the school takes part already, and is asked for more."""
        return self.geldend is not None

    @property
    def brings_results(self) -> bool:
        """Whether the partner sends results of pupils back (UWLR, BrengLeerresultaten)."""
        return self.richting.allows(Richting.BRENGEN)

    @property
    def only_brings(self) -> bool:
        """Whether the partner fetches nothing by this link."""
        return self.richting is Richting.BRENGEN


def lay_before(
    voorstel: Voorstel,
    richting: Richting,
    aanbieder: Aanbieder,
    geldend: Gegevensafspraak | None,
    eerste: EersteJa | None,
    taal: Taal,
) -> Voorgelegd:
    """A proposal with everything that is read beside it, in a language."""
    inhoud = voorstel.gevraagd(geldend)
    te_kiezen = _in_order(added_fields(inhoud, geldend))
    loopt = _in_order(running_fields(inhoud, geldend))
    always = _in_order(always_going(inhoud.gegevensset, inhoud.gevraagd.union(loopt)))
    texts = teksten(taal)
    content: dict[str, Any] = {
        "partner": aanbieder.partner,
        "product": aanbieder.product,
        "school": str(voorstel.school),
        "gegevensset": inhoud.gegevensset,
        "richting": richting.value,
        "doel": inhoud.doel,
        "hoe_vaak": inhoud.hoe_vaak,
        "bewaartermijn": inhoud.bewaartermijn,
        "overeenkomst": inhoud.overeenkomst,
        "aanbevolen": dump_selectie(inhoud.aanbevolen),
        "geldend": None if geldend is None else geldend.versie,
        "altijd": {veld: asdict(texts.of_veld(veld)) for veld in always},
        "te_kiezen": {veld: _asked(inhoud, veld, asdict(texts.of_veld(veld))) for veld in te_kiezen},
        "loopt": list(loopt),
        "sets": _sets([*always, *te_kiezen], taal),
    }
    return Voorgelegd(
        voorstel=voorstel,
        inhoud=inhoud,
        richting=richting,
        aanbieder=aanbieder,
        geldend=geldend,
        altijd=always,
        te_kiezen=te_kiezen,
        loopt=loopt,
        eerste=eerste,
        getoond=Getoond(voorstel=voorstel.id, taal=taal.value, tekstversie=texts.versie, inhoud=content),
    )


def _in_order(velden: Iterable[str]) -> tuple[str, ...]:
    """Fields by their set, in the order in which people read the sets."""
    return tuple(sorted(velden, key=lambda veld: SETVOLGORDE.index(set_of(veld))))


def _asked(inhoud: Voorstelinhoud, veld: str, text: Mapping[str, Any]) -> dict[str, Any]:
    """The words of the partner about a field beside ours."""
    asked = inhoud.by_veld().get(veld)
    if asked is None:  # a set that comes along with a field in it
        return {"tekst": text}
    return {"tekst": text, "gebruik": asked.gebruik.value, **asked.texts}


def _sets(velden: Iterable[str], taal: Taal) -> dict[str, Any]:
    texts = teksten(taal)
    return {naam: asdict(texts.of_set(naam)) for naam in sorted({set_of(veld) for veld in velden})}
