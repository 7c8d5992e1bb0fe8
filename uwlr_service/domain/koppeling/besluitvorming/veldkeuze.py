"""The fields of a set that a school chooses about, and a choice written out in full."""

from collections.abc import Collection, Mapping
from functools import cache

from uwlr_service.domain.fouten import VeldOngeldig
from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, Gegevensafspraak, versies_of
from uwlr_service.domain.koppeling.gegevenssets import Gebruik, Veldregel
from uwlr_service.domain.koppeling.gkvinhoud import BASIS, SET_OF, fields_of
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.tekst import shown

NAMEN = ("leerling/achternaam", "leerling/roepnaam")
"""No schema can hold a pupil without one of these; signing in needs neither."""
SET = "set"
"""The element of the fields that stand for a whole file of a package."""


def set_veld_of(veld: str) -> str | None:
    """The field that switches the set that a field lies in; None in a set that is always there."""
    element, _, naam = veld.partition("/")
    if element == SET:
        return veld
    naam = SET_OF.get(element, BASIS)
    return None if naam == BASIS else f"{SET}/{naam}"


def kind_veld_of(veld: str) -> str:
    """The field that switches the kind of object that a field is of, where that can be left."""
    element, _, _ = veld.partition("/")
    return f"{element}/key"


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


def always_going(gegevensset: str, asked: Collection[str]) -> tuple[str, ...]:
    """The obligatory fields that can come along with what is asked, in the order of the set.

    Those of a set or a kind of object that a school could choose and that nobody asked for never go.
    """
    free = frozenset(kiesbaar(gegevensset))
    return tuple(
        veld
        for veld in altijd(gegevensset)
        if free.intersection({set_veld_of(veld), kind_veld_of(veld)}).issubset(asked)
    )


@cache
def kiesbaar(gegevensset: str) -> tuple[str, ...]:
    """The fields that a school can have or leave, in every version of the standard."""
    always = frozenset(altijd(gegevensset))
    return tuple(veld for veld in velden_of_set(gegevensset) if veld not in always)


def written_out(gegevensset: str, aan: Collection[str]) -> dict[str, bool]:
    """Switches for every field that is not obligatory everywhere, so that no default decides anything.

    What lies in a set or a kind that is off is off too: it must not come along if that is switched on later.
    """
    always = frozenset(altijd(gegevensset))
    free = frozenset(kiesbaar(gegevensset))
    switches: dict[str, bool] = {}
    for veld, regels in velden_of_set(gegevensset).items():
        if all(regel.gebruik is Gebruik.VERPLICHT for regel in regels):
            continue
        around = free.intersection({set_veld_of(veld), kind_veld_of(veld)})
        switches[veld] = veld in always or (veld in aan and around.issubset(aan))
    return switches


def require_choice(velden: Mapping[str, bool], gevraagd: Collection[str], gegevensset: str) -> None:
    """Raise VeldOngeldig for a field that is not asked for, or that the set makes obligatory."""
    always = frozenset(altijd(gegevensset))
    for veld, aan in velden.items():
        if veld in always and not aan:
            raise VeldOngeldig(f"Het veld '{veld}' is verplicht in de gegevensset {gegevensset}.")
        if veld not in always and veld not in gevraagd:
            raise VeldOngeldig(f"Het veld '{shown(veld)}' wordt niet gevraagd in dit voorstel.")


def chosen_fields(afspraak: Gegevensafspraak) -> tuple[str, ...]:
    """The fields that an agreement lets out and could have left, in the order of the set."""
    going = fields_of(afspraak)
    return tuple(veld for veld in kiesbaar(afspraak.gegevensset) if veld in going)


def names_to_choose(te_kiezen: Collection[str]) -> tuple[str, ...]:
    """The fields of which a school has to choose one before any pupil can go; none where one goes anyhow."""
    return NAMEN if frozenset(NAMEN).issubset(te_kiezen) else ()


def lacking_names(afspraak: Gegevensafspraak) -> tuple[str, ...]:
    """The same of an agreement: with both names left off, no pupil at all can be given."""
    if afspraak.gegevensset == SSO or not fields_of(afspraak).isdisjoint(NAMEN):
        return ()
    return NAMEN
