"""What an agreement leaves of a school's data: the pupils, groups and teachers that a partner sees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from uwlr_service.domain.koppeling.gegevensafspraak import Afbakening, Leerlingselectie, Veldenlijst
from uwlr_service.domain.koppeling.gemis import Gemis, gemis_of, is_named
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

GroepT = TypeVar("GroepT", Groep, SamengesteldeGroep)


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
        stamgroepen, samengesteld = _chosen(keuzes)
        return tuple(
            leerling
            for leerling in self.gegevens.leerlingen
            if leerling.groep in stamgroepen
            or not samengesteld.isdisjoint(leerling.samengestelde_groepen or (None,))
        )

    def leerkrachten_of(self, keuzes: Iterable[Groepskeuze]) -> tuple[Leerkracht, ...]:
        """The teachers of a union of groups, each once (UWLR 2.2, leerkrachten_verzoek/groepen)."""
        stamgroepen, samengesteld = _chosen(keuzes)
        return tuple(
            leerkracht
            for leerkracht in self.gegevens.leerkrachten
            if not stamgroepen.isdisjoint(_bound(leerkracht.groepen, samengesteld=False))
            or not samengesteld.isdisjoint(_bound(leerkracht.groepen, samengesteld=True))
        )


def _chosen(keuzes: Iterable[Groepskeuze]) -> tuple[set[str | None], set[str | None]]:
    """The keys of the stamgroepen and of the samengestelde groepen that were asked for."""
    stamgroepen: set[str | None] = set()
    samengesteld: set[str | None] = set()
    for keuze in keuzes:
        if keuze.samengesteld:
            samengesteld.add(keuze.key)
        else:
            stamgroepen.add(keuze.key)
    return stamgroepen, samengesteld


def _bound(bindingen: Iterable[Groepsbinding], *, samengesteld: bool) -> tuple[str | None, ...]:
    """The keys of one kind of group, or the None that stands for "in no such group"."""
    keys = tuple(binding.key for binding in bindingen if binding.samengesteld is samengesteld)
    return keys or (None,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Zichtbaar:
    """The keys of what a partner sees: a reference to anything else would lead out of the answer."""

    vestigingen: frozenset[str]
    groepen: frozenset[str]
    samengestelde_groepen: frozenset[str]


def cut(gegevens: Schoolgegevens, afbakening: Afbakening, peildatum: date) -> Uitsnede:
    """What an agreement lets out of a school's data as they are on a day.

    A pupil is left out only when the schema cannot be met without what they lack; references to hidden
    groups are dropped. Under a narrowed selection only groups with a visible pupil remain, and only
    their teachers.
    """
    veldenlijst = afbakening.veldenlijst
    selectie = afbakening.selectie
    binnen_bereik = [leerling for leerling in gegevens.leerlingen if selectie.holds(leerling, peildatum)]
    gemis = tuple(gemis_of(binnen_bereik, veldenlijst))
    leerlingen = _servable(binnen_bereik, gemis)
    groepen = _available(gegevens.groepen, selectie, veldenlijst)
    samengestelde_groepen = _available(gegevens.samengestelde_groepen, selectie, veldenlijst)
    if selectie.narrows:
        # Of a whole school every group is shown, an empty one too. To a partner of a part of it, a group
        # without a visible pupil would tell of pupils who are none of the partner's business. The pupils
        # come first: a group whose only pupil is left out is not seen either.
        bezet = _groepen_of(leerlingen)
        groepen = _occupied(groepen, bezet)
        samengestelde_groepen = _occupied(samengestelde_groepen, bezet)
    vestigingen = _vestigingen(gegevens.vestigingen, selectie, veldenlijst)
    zichtbaar = _Zichtbaar(
        vestigingen=frozenset(vestiging.key for vestiging in vestigingen),
        groepen=frozenset(groep.key for groep in groepen),
        samengestelde_groepen=frozenset(groep.key for groep in samengestelde_groepen),
    )
    return Uitsnede(
        gegevens=Schoolgegevens(
            school=gegevens.school,
            vestigingen=vestigingen,
            groepen=groepen,
            samengestelde_groepen=samengestelde_groepen,
            leerlingen=_leerlingen(leerlingen, zichtbaar, veldenlijst),
            leerkrachten=_leerkrachten(gegevens.leerkrachten, zichtbaar, selectie, veldenlijst),
        ),
        veldenlijst=veldenlijst,
        gemis=gemis,
    )


def _servable(binnen_bereik: list[Leerling], gemis: Iterable[Gemis]) -> list[Leerling]:
    """The pupils for whom the schema can be met; the school gets a list of the others."""
    weggelaten = {gemist.leerling for gemist in gemis if gemist.weggelaten}
    if not weggelaten:
        return binnen_bereik
    return [leerling for leerling in binnen_bereik if leerling.key not in weggelaten]


def _available(
    groepen: Iterable[GroepT], selectie: Leerlingselectie, veldenlijst: Veldenlijst
) -> tuple[GroepT, ...]:
    """The groups of one kind that the school made available to this partner, and the version can carry."""
    return tuple(
        groep
        for groep in groepen
        if (not selectie.groepen or groep.key in selectie.groepen) and veldenlijst.carries(groep.key)
    )


def _groepen_of(leerlingen: Iterable[Leerling]) -> set[str | None]:
    """The keys of the groups of these pupils; both kinds share one space of keys (EDEXML 2.1, EDEX)."""
    keys: set[str | None] = set()
    for leerling in leerlingen:
        keys.add(leerling.groep)
        keys.update(leerling.samengestelde_groepen)
    return keys


def _occupied(groepen: Iterable[GroepT], bezet: set[str | None]) -> tuple[GroepT, ...]:
    return tuple(groep for groep in groepen if groep.key in bezet)


def _vestigingen(
    vestigingen: Iterable[Vestiging], selectie: Leerlingselectie, veldenlijst: Veldenlijst
) -> tuple[Vestiging, ...]:
    """The locations that a partner sees; none when their name is not agreed, which the schema demands."""
    if "vestiging/naam" not in veldenlijst.velden:
        return ()
    return tuple(
        vestiging
        for vestiging in vestigingen
        if (not selectie.vestigingen or vestiging.key in selectie.vestigingen)
        and veldenlijst.carries(vestiging.key)
    )


def _leerlingen(
    leerlingen: Iterable[Leerling], zichtbaar: _Zichtbaar, veldenlijst: Veldenlijst
) -> tuple[Leerling, ...]:
    """The pupils without references that lead out of what the partner sees."""
    verwijsbaar = zichtbaar
    # A group may be seen (a teacher can be bound to it) while the agreement hides who is in it.
    if "leerling/groep" not in veldenlijst.velden:
        verwijsbaar = replace(verwijsbaar, groepen=frozenset())
    if "leerling/samengestelde_groepen" not in veldenlijst.velden:
        verwijsbaar = replace(verwijsbaar, samengestelde_groepen=frozenset())
    return tuple(_closed(leerling, verwijsbaar) for leerling in leerlingen)


def _closed(leerling: Leerling, verwijsbaar: _Zichtbaar) -> Leerling:
    """A pupil whose references all point at something in the answer (UWLR 2.2, the identity constraints)."""
    groep = leerling.groep
    samengesteld = leerling.samengestelde_groepen
    vestiging = leerling.vestiging
    is_closed = True
    if groep is not None and groep not in verwijsbaar.groepen:
        groep = None
        is_closed = False
    if samengesteld and not verwijsbaar.samengestelde_groepen.issuperset(samengesteld):
        samengesteld = tuple(key for key in samengesteld if key in verwijsbaar.samengestelde_groepen)
        is_closed = False
    if vestiging is not None and vestiging not in verwijsbaar.vestigingen:
        vestiging = None
        is_closed = False
    if is_closed:
        return leerling  # most are, and a copy costs more than all of the above
    return replace(leerling, groep=groep, samengestelde_groepen=samengesteld, vestiging=vestiging)


def _leerkrachten(
    leerkrachten: Iterable[Leerkracht],
    zichtbaar: _Zichtbaar,
    selectie: Leerlingselectie,
    veldenlijst: Veldenlijst,
) -> tuple[Leerkracht, ...]:
    """The teachers that a partner sees, bound to visible groups only."""
    seen = []
    for leerkracht in leerkrachten:
        bindingen = tuple(binding for binding in leerkracht.groepen if _is_visible(binding, zichtbaar))
        # A partner of some groups has no business with the teachers of the others, or of none. The groups
        # themselves decide, also where the agreement hides that this teacher teaches them.
        if selectie.narrows and not bindingen:
            continue
        # A teacher whom the schema cannot hold is left out without a Gemis: those are about pupils, whose
        # results go with them when a publisher no longer gets them.
        if not veldenlijst.carries(leerkracht.key) or not is_named(leerkracht, "leerkracht", veldenlijst):
            continue
        if "leerkracht/groepen" not in veldenlijst.velden:
            bindingen = ()
        if bindingen == leerkracht.groepen:
            seen.append(leerkracht)
        else:
            seen.append(replace(leerkracht, groepen=bindingen))
    return tuple(seen)


def _is_visible(binding: Groepsbinding, zichtbaar: _Zichtbaar) -> bool:
    if binding.samengesteld:
        return binding.key in zichtbaar.samengestelde_groepen
    return binding.key in zichtbaar.groepen
