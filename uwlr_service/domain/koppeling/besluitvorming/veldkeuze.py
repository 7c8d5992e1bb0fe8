"""The fields of a set that a school chooses about, and a choice written out in full."""

from collections.abc import Collection, Mapping
from functools import cache

from uwlr_service.domain.fouten import VeldOngeldig
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, Gegevensafspraak, versies_of
from uwlr_service.domain.koppeling.gegevenssets import Gebruik, Veldregel
from uwlr_service.domain.koppeling.gkvinhoud import BASIS, SET_OF
from uwlr_service.domain.tekst import shown

SET = "set"
"""The element of the fields that stand for a whole file of a package."""


def set_veld_of(veld: str) -> str | None:
    """The field that switches the set that a field lies in; None in a set that is always there."""
    element, _, naam = veld.partition("/")
    if element == SET:
        return veld
    naam = SET_OF.get(element, BASIS)
    return None if naam == BASIS else f"{SET}/{naam}"


@cache
def velden_of_set(gegevensset: str) -> Mapping[str, tuple[Veldregel, ...]]:
    """Every field of a set in its order, with what each version that has it says of it."""
    regels: dict[str, tuple[Veldregel, ...]] = {}
    for versie in versies_of(gegevensset):
        for veld, regel in ALLE_SETS[gegevensset, versie].velden.items():
            regels[veld] = (*regels.get(veld, ()), regel)
    return regels


@cache
def altijd(gegevensset: str) -> tuple[str, ...]:
    """The fields that go whenever their set does: in one version of the standard at least, they must."""
    return tuple(
        veld
        for veld, regels in velden_of_set(gegevensset).items()
        if any(regel.gebruik is Gebruik.VERPLICHT for regel in regels)
    )


@cache
def kiesbaar(gegevensset: str) -> tuple[str, ...]:
    """The fields that a school can have or leave, in every version of the standard."""
    always = frozenset(altijd(gegevensset))
    return tuple(veld for veld in velden_of_set(gegevensset) if veld not in always)


def written_out(gegevensset: str, aan: Collection[str]) -> dict[str, bool]:
    """Switches for every field that is not obligatory everywhere, so that no default decides anything.

    What lies in a set that is off is off too: it must not come along if the set is switched on later.
    """
    always = frozenset(altijd(gegevensset))
    switches: dict[str, bool] = {}
    for veld, regels in velden_of_set(gegevensset).items():
        if all(regel.gebruik is Gebruik.VERPLICHT for regel in regels):
            continue
        set_veld = set_veld_of(veld)
        is_in_reach = set_veld is None or set_veld in aan
        switches[veld] = veld in always or (veld in aan and is_in_reach)
    return switches


def goes_out(afspraak: Gegevensafspraak) -> frozenset[str]:
    """The fields that an agreement lets out, in one version of the standard at least."""
    allowed: set[str] = set()
    for versie in versies_of(afspraak.gegevensset):
        allowed |= afspraak.veldenlijst(versie).velden
    return frozenset(veld for veld in allowed if set_veld_of(veld) in allowed | {None})


def require_choice(velden: Mapping[str, bool], gevraagd: Collection[str], gegevensset: str) -> None:
    """Raise VeldOngeldig for a field that is not asked for, or that the set makes obligatory."""
    always = frozenset(altijd(gegevensset))
    for veld, aan in velden.items():
        if veld in always and not aan:
            raise VeldOngeldig(f"Het veld '{veld}' is verplicht in de gegevensset {gegevensset}.")
        if veld not in always and veld not in gevraagd:
            raise VeldOngeldig(f"Het veld '{shown(veld)}' wordt niet gevraagd in dit voorstel.")


def chosen_fields(afspraak: Gegevensafspraak) -> tuple[str, ...]:
    """The fields that an agreement lets out and could have left, in the order of the set.

    Looks at the switches alone: a list of hundreds of schools asks it of each.
    """
    switches = afspraak.schakelaars
    regels = velden_of_set(afspraak.gegevensset)
    on = []
    for veld in kiesbaar(afspraak.gegevensset):
        set_veld = set_veld_of(veld)
        is_on = switches.get(veld, regels[veld][0].aan)
        if is_on and (set_veld is None or switches.get(set_veld, regels[set_veld][0].aan)):
            on.append(veld)
    return tuple(on)
