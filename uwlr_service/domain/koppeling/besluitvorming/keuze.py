"""What a school chose: which fields, of which pupils."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik, Voorstelinhoud
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import (
    kiesbaar,
    require_choice,
    set_veld_of,
    written_out,
)
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gkvinhoud import fields_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """A choice of a person of the school; fields that are not named stay as they are."""

    velden: Mapping[str, bool] = field(default_factory=dict)
    selectie: Leerlingselectie = field(default_factory=Leerlingselectie)


def running_fields(inhoud: Voorstelinhoud, geldend: Gegevensafspraak | None) -> frozenset[str]:
    """The fields that go out already, and that the partner still wants."""
    if geldend is None:
        return frozenset()
    unwanted = {
        voorstelveld.veld for voorstelveld in inhoud.velden if voorstelveld.gebruik is Veldgebruik.NEE
    }
    return (fields_of(geldend) - unwanted).intersection(kiesbaar(inhoud.gegevensset))


def added_fields(inhoud: Voorstelinhoud, geldend: Gegevensafspraak | None) -> tuple[str, ...]:
    """The fields that a school has to decide about, in the order of the set."""
    new = inhoud.gevraagd - running_fields(inhoud, geldend)
    return tuple(veld for veld in kiesbaar(inhoud.gegevensset) if veld in new)


def agreed(inhoud: Voorstelinhoud, geldend: Gegevensafspraak | None, keuze: Keuze) -> Gegevensafspraak:
    """The agreement that a choice makes: every field that can be chosen is written, on or off.

    Without a word about it a new field is off, and one that goes out already stays on. The statuses of pupils
    are those of the agreement in force: no page asks for them. Raises VeldOngeldig for a field that was not
    asked for.
    """
    running = running_fields(inhoud, geldend)
    require_choice(keuze.velden, inhoud.gevraagd | running, inhoud.gegevensset)
    aan = set(running)
    for veld, is_on in keuze.velden.items():
        if is_on:
            aan.add(veld)
        else:
            aan.discard(veld)
    selectie = keuze.selectie
    if geldend is not None:
        selectie = replace(selectie, statussen=geldend.selectie.statussen)
    return Gegevensafspraak(
        gegevensset=inhoud.gegevensset,
        schakelaars=written_out(inhoud.gegevensset, _with_sets(aan, keuze.velden)),
        selectie=selectie,
    )


def _with_sets(aan: Collection[str], velden: Mapping[str, bool]) -> frozenset[str]:
    """The fields with the sets that they lie in; a set that was left off by name stays off with all in it."""
    sets = {set_veld_of(veld) for veld in aan}
    return frozenset(aan) | {veld for veld in sets if veld is not None and velden.get(veld, True)}
