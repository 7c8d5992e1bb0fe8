"""What an agreement leaves of a school's data: the pupils, groups and teachers that a partner sees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie, Veldenlijst
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

NAAM = "achternaam of roepnaam"
GroepT = TypeVar("GroepT", Groep, SamengesteldeGroep)


def attribute_of(veld: str) -> str:
    """The attribute that holds a field: two of the standard's names carry a hyphen."""
    return veld.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Gemis:
    """A pupil and a field that he lacks; ``weggelaten`` when he cannot be served without it."""

    leerling: str
    veld: str
    weggelaten: bool


@dataclass(frozen=True, slots=True)
class Groepskeuze:
    """One entry of a request's ``groepen``; without a key: whoever is in no such group (UWLR 2.2)."""

    samengesteld: bool
    key: str | None


@dataclass(frozen=True, slots=True)
class Uitsnede:
    """The visible part of a school, its references closed, and what kept pupils out of it."""

    gegevens: Schoolgegevens
    veldenlijst: Veldenlijst
    gemis: tuple[Gemis, ...] = ()

    def leerlingen_of(self, keuzes: Iterable[Groepskeuze]) -> tuple[Leerling, ...]:
        """The pupils of a union of groups, each once (UWLR 2.2, leerlingen_verzoek/groepen)."""
        stam, samengesteld = _keys(keuzes)
        return tuple(
            leerling
            for leerling in self.gegevens.leerlingen
            if leerling.groep in stam
            or not samengesteld.isdisjoint(leerling.samengestelde_groepen or (None,))
        )

    def leerkrachten_of(self, keuzes: Iterable[Groepskeuze]) -> tuple[Leerkracht, ...]:
        """The teachers of a union of groups, each once (UWLR 2.2, leerkrachten_verzoek/groepen)."""
        stam, samengesteld = _keys(keuzes)
        return tuple(
            leerkracht
            for leerkracht in self.gegevens.leerkrachten
            if not stam.isdisjoint(_bound(leerkracht.groepen, samengesteld=False))
            or not samengesteld.isdisjoint(_bound(leerkracht.groepen, samengesteld=True))
        )


def _keys(keuzes: Iterable[Groepskeuze]) -> tuple[set[str | None], set[str | None]]:
    keuzes = tuple(keuzes)
    return {k.key for k in keuzes if not k.samengesteld}, {k.key for k in keuzes if k.samengesteld}


def _bound(bindingen: Iterable[Groepsbinding], *, samengesteld: bool) -> tuple[str | None, ...]:
    """The keys of one kind of group, or the None that stands for "in no such group"."""
    return tuple(b.key for b in bindingen if b.samengesteld is samengesteld) or (None,)


def cut(
    gegevens: Schoolgegevens, afspraak: Gegevensafspraak, veldenlijst: Veldenlijst, peildatum: date
) -> Uitsnede:
    """Apply an agreement to a school's data as they are on a day.

    A pupil is left out only when the schema cannot be met without what he lacks; references to hidden
    groups are dropped. Under a narrowed selection only groups with a visible pupil remain, and only
    their teachers.
    """
    in_scope = [p for p in gegevens.leerlingen if afspraak.selectie.holds(p, peildatum)]
    demands = _demands(veldenlijst)
    gemis = tuple(g for leerling in in_scope for g in _lacks(leerling, veldenlijst, demands))
    out = {g.leerling for g in gemis if g.weggelaten}
    leerlingen = [p for p in in_scope if p.key not in out] if out else in_scope

    groepen = _visible(gegevens.groepen, afspraak.selectie, veldenlijst, (p.groep for p in leerlingen))
    samengesteld = _visible(
        gegevens.samengestelde_groepen,
        afspraak.selectie,
        veldenlijst,
        (key for p in leerlingen for key in p.samengestelde_groepen),
    )
    stam_keys, samengesteld_keys = {g.key for g in groepen}, {g.key for g in samengesteld}
    if "leerling/groep" not in veldenlijst.velden:
        stam_keys = set()
    vestigingen = [
        v
        for v in gegevens.vestigingen
        if "vestiging/naam" in veldenlijst.velden
        and (not afspraak.selectie.vestigingen or v.key in afspraak.selectie.vestigingen)
        and _fits(v.key, veldenlijst)
    ]
    vestiging_keys = {v.key for v in vestigingen}
    leerling_samengesteld = (
        samengesteld_keys if "leerling/samengestelde_groepen" in veldenlijst.velden else set()
    )
    return Uitsnede(
        gegevens=Schoolgegevens(
            school=gegevens.school,
            vestigingen=tuple(vestigingen),
            groepen=groepen,
            samengestelde_groepen=samengesteld,
            leerlingen=tuple(
                _closed(p, stam_keys, leerling_samengesteld, vestiging_keys) for p in leerlingen
            ),
            leerkrachten=tuple(
                _leerkrachten(gegevens, afspraak, veldenlijst, {g.key for g in groepen}, samengesteld_keys)
            ),
        ),
        veldenlijst=veldenlijst,
        gemis=gemis,
    )


def _fits(key: str, veldenlijst: Veldenlijst) -> bool:
    return veldenlijst.max_key is None or len(key) <= veldenlijst.max_key


def _demands(veldenlijst: Veldenlijst) -> list[tuple[str, str, bool]]:
    """The fields that a pupil should have: name, attribute, and whether he is left out without it."""
    return [
        (veld, attribute_of(veld.removeprefix("leerling/")), veld in veldenlijst.verplicht)
        for veld in sorted(veldenlijst.verplicht | veldenlijst.verwacht)
        if veld.startswith("leerling/")
    ]


def _lacks(
    leerling: Leerling, veldenlijst: Veldenlijst, demands: Iterable[tuple[str, str, bool]]
) -> Iterable[Gemis]:
    if not _fits(leerling.key, veldenlijst):
        yield Gemis(
            leerling.key, f"leerling/key van ten hoogste {veldenlijst.max_key} tekens", weggelaten=True
        )
    if not _is_named(leerling, "leerling", veldenlijst):
        yield Gemis(leerling.key, f"leerling/{NAAM}", weggelaten=True)
    for veld, attribute, weggelaten in demands:
        if getattr(leerling, attribute) is None:
            yield Gemis(leerling.key, veld, weggelaten)


def _is_named(persoon: Leerling | Leerkracht, element: str, veldenlijst: Veldenlijst) -> bool:
    """Whether a name of this person can be shown; both schemas want achternaam or roepnaam."""
    return bool(
        (persoon.achternaam and f"{element}/achternaam" in veldenlijst.velden)
        or (persoon.roepnaam and f"{element}/roepnaam" in veldenlijst.velden)
    )


def _visible(
    groepen: Iterable[GroepT],
    selectie: Leerlingselectie,
    veldenlijst: Veldenlijst,
    in_use: Iterable[str | None],
) -> tuple[GroepT, ...]:
    used = set(in_use) if selectie.narrows else None
    return tuple(
        groep
        for groep in groepen
        if (not selectie.groepen or groep.key in selectie.groepen)
        and (used is None or groep.key in used)
        and _fits(groep.key, veldenlijst)
    )


def _closed(leerling: Leerling, stam: set[str], samengesteld: set[str], vestigingen: set[str]) -> Leerling:
    """The pupil without references that lead out of what the partner sees."""
    changes: dict[str, object] = {}
    if leerling.groep is not None and leerling.groep not in stam:
        changes["groep"] = None
    if not samengesteld.issuperset(leerling.samengestelde_groepen):
        changes["samengestelde_groepen"] = tuple(
            key for key in leerling.samengestelde_groepen if key in samengesteld
        )
    if leerling.vestiging is not None and leerling.vestiging not in vestigingen:
        changes["vestiging"] = None
    return replace(leerling, **changes) if changes else leerling  # type: ignore[arg-type]


def _leerkrachten(
    gegevens: Schoolgegevens,
    afspraak: Gegevensafspraak,
    veldenlijst: Veldenlijst,
    stam: set[str],
    samengesteld: set[str],
) -> Iterable[Leerkracht]:
    shows_groepen = "leerkracht/groepen" in veldenlijst.velden
    for leerkracht in gegevens.leerkrachten:
        bindingen = tuple(
            b for b in leerkracht.groepen if b.key in (samengesteld if b.samengesteld else stam)
        )
        if afspraak.selectie.narrows and not bindingen:
            continue
        if not (_fits(leerkracht.key, veldenlijst) and _is_named(leerkracht, "leerkracht", veldenlijst)):
            continue
        shown = bindingen if shows_groepen else ()
        yield leerkracht if shown == leerkracht.groepen else replace(leerkracht, groepen=shown)
