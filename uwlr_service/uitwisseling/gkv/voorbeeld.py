"""What a field would look like for a school before it is agreed: its own data, and how many there are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from lxml import etree

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import VeldOngeldig
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvsets import (
    GEHEIME_WAARDEN,
    GKV_UITGEBREID,
    GKV_VERSIE,
    HERKOMST_VELD,
    UITGEBREID,
)
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import basis
from uwlr_service.formats.gkv.afspraakschema import is_delivered
from uwlr_service.formats.gkv.dossierobjecten import BEHIND
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.lijsten import BASIS_LIJSTEN, LIJSTEN, SET_OF
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.dossierlevering import Dossierlevering
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht, read_opdracht
from uwlr_service.uitwisseling.gkv.toestand import read_toestand

INDELING = "groepsindeling"
AS_INDELING = {"leerling/groep": "groep", "leerling/samengestelde_groepen": "samengestelde_groep"}
"""Fields of a pupil that go out as an object of their own, and the attribute that they become there."""
UNLOCKING = frozenset({GEHEIME_WAARDEN, HERKOMST_VELD})
"""Fields that are no value themselves: they let others go out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorbeeld:
    """A field with some of its values as they would go out.

    ``objecten`` is how many objects of the kind are in the agreement, ``gevuld`` how many have the field,
    or something that only goes out by it; ``is_agreed`` is whether it goes out already.
    """

    veld: str
    is_agreed: bool
    objecten: int
    gevuld: int
    voorbeelden: tuple[str, ...]


class Voorbeelden:
    """Shows a school what it would agree to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_veld(self, koppeling_id: int, school: Schoolcode, veld: str, count: int = 3) -> Voorbeeld:
        """The pupils are those of the link's present agreement with the school.

        Raises KoppelingOnbekend, SchoolOnbekend, Geweigerd for a link that is withdrawn or not of GKV, or
        VeldOngeldig for what no set of GKV holds.
        """
        _check(veld)
        opdracht = read_opdracht(self._database, koppeling_id, school, tijd.now())
        entiteit, _, naam = veld.partition("/")
        objects = gevuld = 0
        found: list[str] = []
        for values in self._values(opdracht, entiteit, naam):
            objects += 1
            gevuld += bool(values)
            if values and len(found) < count:
                found.append("; ".join(values))
        is_agreed = veld in opdracht.velden.velden and is_delivered(entiteit, opdracht.velden)
        return Voorbeeld(
            veld=veld, is_agreed=is_agreed, objecten=objects, gevuld=gevuld, voorbeelden=tuple(found)
        )

    def _values(self, opdracht: Opdracht, entiteit: str, naam: str) -> Iterator[list[str]]:
        """What each object of the kind has of a field."""
        fragments = self._fragments(opdracht, entiteit, naam, is_on=True)
        if f"{entiteit}/{naam}" in AS_INDELING:
            yield from _indelingen(fragments, entiteit, AS_INDELING[f"{entiteit}/{naam}"])
        elif naam in UNLOCKING:
            without = {one.key: one.xml for one in self._fragments(opdracht, entiteit, naam, is_on=False)}
            for one in fragments:
                kept = set(_described(etree.fromstring(without.get(one.key, "<niets/>"))))
                yield [said for said in _described(etree.fromstring(one.xml)) if said not in kept]
        else:
            for one in fragments:
                yield list(_of_veld(etree.fromstring(one.xml), naam))

    def _fragments(self, opdracht: Opdracht, entiteit: str, naam: str, *, is_on: bool) -> Iterator[Fragment]:
        """What would go out with the field on, or off: the objects, and where they are in the groups."""
        afspraak = _afspraak(opdracht.afspraak, entiteit, naam, is_on)
        velden = afspraak.veldenlijst(GKV_VERSIE)
        toestand = read_toestand(self._database, opdracht.school, opdracht.jaar, opdracht.stand)
        zichtbaar = toestand.visible(afspraak, opdracht.peildag)
        made: Iterable[Fragment]
        if entiteit in BASIS_LIJSTEN:
            made = basis.fragments(zichtbaar, velden, opdracht.peildag, toestand.gezien)
        else:
            dossier = Dossierlevering(self._database, opdracht.stand.school_id, velden)
            bereik = dossier.bereik(zichtbaar, afspraak, opdracht.dossier.revisie)
            made = dossier.objects(SET_OF[entiteit], bereik)
        wanted = {entiteit, INDELING} if f"{entiteit}/{naam}" in AS_INDELING else {entiteit}
        return (one for one in made if one.entiteit in wanted)


def _check(veld: str) -> None:
    known = [one for one in UITGEBREID if one.partition("/")[0] in LIJSTEN]
    if veld in known:
        return
    if veld in UITGEBREID:
        raise VeldOngeldig(f"'{veld}' is een hele set; noem een veld daarvan, zoals in docs/gkv-1.rst.")
    near = get_close_matches(veld, known, n=1)
    hint = f" Bedoeld: {near[0]}?" if near else " Zie docs/gkv-1.rst voor de velden."
    raise VeldOngeldig(f"Het veld '{veld}' bestaat niet.{hint}")


def _afspraak(present: Gegevensafspraak, entiteit: str, naam: str, is_on: bool) -> Gegevensafspraak:
    asked = {f"{entiteit}/{naam}": is_on, f"{entiteit}/key": True}
    if entiteit not in BASIS_LIJSTEN:
        asked[f"set/{SET_OF[entiteit]}"] = True
    return replace(present, gegevensset=GKV_UITGEBREID, schakelaars={**present.schakelaars, **asked})


def _indelingen(fragments: Iterable[Fragment], entiteit: str, attribute: str) -> Iterator[list[str]]:
    """The groups of each person, out of the objects that put him in them."""
    groups: dict[str, list[str]] = {}
    for one in fragments:
        if one.entiteit == entiteit:
            groups.setdefault(one.key, [])
            continue
        root = etree.fromstring(one.xml)
        person, group = root.get(entiteit), root.get(attribute)
        if person is not None and group is not None:
            groups.setdefault(person, []).append(group)
    yield from groups.values()


def _of_veld(root: etree._Element, naam: str) -> Iterator[str]:
    if naam in root.attrib:
        yield root.get(naam)
    yield from (_text(one) for one in root if BEHIND.get(one.tag, one.tag) == naam)


def _described(root: etree._Element) -> Iterator[str]:
    """Every element of an object by its name."""
    return (f"{element.tag} {_text(element)}" for element in root)


def _text(element: etree._Element) -> str:
    """The value of an element, or those of its parts and their attributes by name."""
    if not len(element):
        return element.text or ""
    parts = [
        text
        for part in element.iter()
        for text in (*(f"{naam} {value}" for naam, value in part.attrib.items()), _leaf(part))
    ]
    return ", ".join(text for text in parts if text)


def _leaf(part: etree._Element) -> str:
    return f"{part.tag} {part.text}" if part.text and not len(part) else ""
