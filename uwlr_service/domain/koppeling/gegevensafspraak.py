"""The agreement between school and partner: which fields, and which pupils."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from difflib import get_close_matches

from uwlr_service.domain import tekst
from uwlr_service.domain.fouten import VeldOngeldig
from uwlr_service.domain.koppeling.gegevenssets import MAX_KEY, SETS, Gebruik, Gegevensset, Veldregel
from uwlr_service.domain.koppeling.gkvsets import GKV_SETS
from uwlr_service.domain.koppeling.ssoset import SSO_SETS
from uwlr_service.domain.school.leerling import Leerling, Status

ALLE_SETS = {**SETS, **GKV_SETS, **SSO_SETS}


def versies_of(gegevensset: str) -> tuple[str, ...]:
    """The versions in which a set exists: those of UWLR, or the one of GKV or SSO."""
    return tuple(versie for naam, versie in ALLE_SETS if naam == gegevensset)


NEAR = 0.85
"""How alike a name must be to one that may be meant; the element is most of it already."""
EVERY_ELEMENT = "*"
"""In the place of the element of a field."""
INGESCHREVEN = frozenset({Status.TOEKOMSTIG, Status.VOLGT_ONDERWIJS})
VESTIGINGSREFERENTIE = "leerling/vestiging"
VESTIGINGSDEFINITIE = "vestiging/naam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerlingselectie:
    """Which pupils a partner may have; an empty set does not narrow.

    ``groepen`` are the groups that the school made available in this koppeling, of both kinds.
    """

    vestigingen: frozenset[str] = frozenset()
    jaargroepen: frozenset[str] = frozenset()
    groepen: frozenset[str] = frozenset()
    statussen: frozenset[Status] = INGESCHREVEN

    @property
    def narrows(self) -> bool:
        """Whether it takes less than all enrolled pupils."""
        return bool(self.vestigingen or self.jaargroepen or self.groepen)

    def is_within(self, other: "Leerlingselectie") -> bool:
        """Whether it takes nobody whom another one does not, whatever pupils there are."""
        pairs = (
            (self.vestigingen, other.vestigingen),
            (self.jaargroepen, other.jaargroepen),
            (self.groepen, other.groepen),
        )
        narrower = all(not former or (chosen and chosen <= former) for chosen, former in pairs)
        return narrower and self.statussen <= other.statussen

    def holds(self, leerling: Leerling, peildatum: date) -> bool:
        """Whether a pupil is within the agreement on a day."""
        return (
            (not self.vestigingen or leerling.vestiging in self.vestigingen)
            and (not self.jaargroepen or leerling.jaargroep in self.jaargroepen)
            and (
                not self.groepen
                or leerling.groep in self.groepen
                or not self.groepen.isdisjoint(leerling.samengestelde_groepen)
            )
            and leerling.status(peildatum) in self.statussen
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Veldenlijst:
    """The allow-list that a writer gets: nothing outside ``velden`` can go out.

    ``verplicht`` is what the schema demands of each object, ``verwacht`` what only the text asks for.
    """

    gegevensset: str
    xsdversie: str
    velden: frozenset[str]
    verplicht: frozenset[str]
    verwacht: frozenset[str]

    @property
    def max_key(self) -> int | None:
        """The longest key that this version can carry, where it is shorter than the stored ones."""
        return MAX_KEY.get(self.xsdversie)

    def carries(self, key: str) -> bool:
        """Whether this version can carry a key; a key is never cut, so what has a longer one is left out."""
        return self.max_key is None or len(key) <= self.max_key

    def of(self, element: str) -> frozenset[str]:
        """The allowed fields of one element, by their own names."""
        prefix = f"{element}/"
        return frozenset(veld.removeprefix(prefix) for veld in self.velden if veld.startswith(prefix))


@dataclass(frozen=True, slots=True)
class Afbakening:
    """What goes out of a school under an agreement: the fields, and the pupils; and nothing of whose it is.

    Two partners with the same one see the same of every school.
    """

    veldenlijst: Veldenlijst
    selectie: Leerlingselectie


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevensafspraak:
    """The data that one partner may have of one school.

    ``schakelaars`` are the fields that the school switched by hand, ``versie`` grows with every change
    and ``moment`` is when this version began to hold.
    """

    gegevensset: str
    versie: int = 1
    moment: datetime | None = None
    schakelaars: Mapping[str, bool] = field(default_factory=dict)
    selectie: Leerlingselectie = Leerlingselectie()

    def veldenlijst(self, xsdversie: str, gevraagd: str | None = None) -> Veldenlijst:
        """The allow-list for a version of the standard.

        ``gevraagd`` is the set that a request names: it can only narrow, and is passed over when the
        agreement lacks what that set must hold (UWLR 2.2, gegevenssetid).
        """
        own = ALLE_SETS[self.gegevensset, xsdversie]
        allowed = self._allowed(own)
        chosen = own
        if gevraagd is not None and gevraagd != self.gegevensset:
            narrower = SETS[gevraagd, xsdversie]
            if narrower.with_gebruik(Gebruik.VERPLICHT) <= allowed:
                chosen = narrower
                allowed &= self._allowed(narrower)
        return Veldenlijst(
            gegevensset=chosen.naam,
            xsdversie=xsdversie,
            velden=allowed,
            verplicht=chosen.with_gebruik(Gebruik.VERPLICHT),
            verwacht=chosen.with_gebruik(Gebruik.VERWACHT) & allowed,
        )

    def afbakening(self, xsdversie: str, gevraagd: str | None = None) -> Afbakening:
        """What goes out in a version of the standard, to a request that names a set or none."""
        return Afbakening(self.veldenlijst(xsdversie, gevraagd), self.selectie)

    def _allowed(self, gegevensset: Gegevensset) -> frozenset[str]:
        allowed = {
            veld
            for veld, regel in gegevensset.velden.items()
            if regel.gebruik is Gebruik.VERPLICHT or self.schakelaars.get(veld, regel.aan)
        }
        # A reference must point at something in the same document (UWLR 2.2, the identity constraints).
        if VESTIGINGSDEFINITIE not in allowed:
            allowed.discard(VESTIGINGSREFERENTIE)
        return frozenset(allowed)

    def switch(self, schakelaars: Mapping[str, bool]) -> "Gegevensafspraak":
        """The agreement with fields switched on or off by the school; VeldOngeldig where that cannot be.

        ``*/emailadres`` is that field of every element that has it.
        """
        switched = dict(self.schakelaars)
        for name, aan in schakelaars.items():
            for veld in self._velden_of(name):
                # What is mandatory in one version only can be switched: there it simply stays on.
                regels = self._regels_of(veld)
                if not aan and all(regel.gebruik is Gebruik.VERPLICHT for regel in regels):
                    raise VeldOngeldig(
                        f"Het veld '{veld}' is verplicht in de gegevensset {self.gegevensset}."
                    )
                switched[veld] = aan
        return replace(self, schakelaars=switched)

    def _velden_of(self, name: str) -> list[str]:
        """The fields that a name stands for. Raises VeldOngeldig if there are none, with what is near it."""
        known: dict[str, None] = {}
        for versie in versies_of(self.gegevensset):
            known |= dict.fromkeys(ALLE_SETS[self.gegevensset, versie].velden)
        if name in known:
            return [name]
        element, _, veld = name.partition("/")
        if element == EVERY_ELEMENT:
            velden = [each for each in known if each.partition("/")[2] == veld]
            if velden:
                return velden
            known = dict.fromkeys(f"{EVERY_ELEMENT}/{each.partition('/')[2]}" for each in known)
        of_element = {each.partition("/")[2]: each for each in known if each.startswith(f"{element}/")}
        near = [of_element[each] for each in get_close_matches(veld, of_element, 1)]
        near = near or get_close_matches(name, known, 1, NEAR)
        bedoeld = f" Bedoeld: {near[0]}?" if near else ""
        raise VeldOngeldig(
            f"Het veld '{tekst.shown(name)}' hoort niet bij de gegevensset {self.gegevensset}.{bedoeld}"
        )

    def _regels_of(self, veld: str) -> list[Veldregel]:
        """What the set says of a field, in each version that has it."""
        regels = []
        for versie in versies_of(self.gegevensset):
            regel = ALLE_SETS[self.gegevensset, versie].velden.get(veld)
            if regel is not None:
                regels.append(regel)
        return regels
