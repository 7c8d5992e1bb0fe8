"""Examples of a field before it is agreed: values of the school itself, and how many there are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import VeldOngeldig
from uwlr_service.domain.gkv.rooster import ROOSTERFORMATEN
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvinhoud import SET_OF, is_delivered
from uwlr_service.domain.koppeling.gkvsets import (
    GEHEIME_WAARDEN,
    GKV_UITGEBREID,
    GKV_VERSIE,
    HERKOMST_VELD,
    UITGEBREID,
)
from uwlr_service.domain.school.dossier import Dossierobject
from uwlr_service.domain.school.groepsindeling import EerstGezien, groepsindelingen
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv import basis, veldwaarden
from uwlr_service.formats.gkv.lijsten import BASIS_LIJSTEN, LIJSTEN
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.dossierlevering import Dossierlevering
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht, read_opdracht
from uwlr_service.uitwisseling.gkv.toestand import read_toestand

AS_INDELING = {"leerling/groep": "groep", "leerling/samengestelde_groepen": "samengestelde_groep"}
"""Fields of a pupil that go out as an object of their own, and the attribute that they become there."""
UNLOCKING = frozenset({GEHEIME_WAARDEN, HERKOMST_VELD})
"""Fields of the dossier that are not values themselves: they let others go out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorbeeld:
    """A field with some of its values as they would go out.

    ``objecten`` is how many objects of the kind are in the agreement, ``gevuld`` how many have the field,
    or something that only goes out by it; ``is_agreed`` is whether it is in the agreement already, and
    ``beletsel`` says why nothing at all goes out now, such as a pause.
    """

    veld: str
    is_agreed: bool
    beletsel: str | None
    objecten: int
    gevuld: int
    voorbeelden: tuple[str, ...]


class Veldvoorbeelden:
    """Shows a school what one field of its link would let out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_veld(self, koppeling_id: int, school: Schoolcode, veld: str, count: int = 3) -> Voorbeeld:
        """The pupils are those of the link's present agreement with the school.

        Raises KoppelingOnbekend, SchoolOnbekend, Geweigerd for a link that is withdrawn or not of GKV, or
        VeldOngeldig for a field that is in no set of GKV.
        """
        _check(veld)
        opdracht = read_opdracht(self._database, koppeling_id, school, tijd.now())
        entiteit, _, naam = veld.partition("/")
        objecten = 0
        gevuld = 0
        voorbeelden: list[str] = []
        for waarden in self._waarden(opdracht, entiteit, naam):
            objecten += 1
            gevuld += bool(waarden)
            if waarden and len(voorbeelden) < count:
                voorbeelden.append("; ".join(waarden))
        is_agreed = veld in opdracht.velden.velden and is_delivered(entiteit, opdracht.velden)
        return Voorbeeld(
            veld=veld,
            is_agreed=is_agreed,
            beletsel=opdracht.beletsel,
            objecten=objecten,
            gevuld=gevuld,
            voorbeelden=tuple(voorbeelden),
        )

    def _waarden(self, opdracht: Opdracht, entiteit: str, naam: str) -> Iterator[list[str]]:
        """The values that each object of the kind has of a field."""
        afspraak = _afspraak(opdracht.afspraak, entiteit, naam, is_on=True)
        toestand = read_toestand(self._database, opdracht.school, opdracht.jaar, opdracht.stand)
        zichtbaar = toestand.visible(afspraak, opdracht.peildag)
        if f"{entiteit}/{naam}" in AS_INDELING:
            yield from _groepen(zichtbaar, toestand.gezien, AS_INDELING[f"{entiteit}/{naam}"])
        elif entiteit in BASIS_LIJSTEN:
            velden = afspraak.veldenlijst(GKV_VERSIE)
            for soort in basis.soorten(zichtbaar, velden, opdracht.peildag, toestand.gezien):
                if soort.entiteit == entiteit:
                    yield from veldwaarden.of_basis(soort, naam)
        elif naam in UNLOCKING:
            yield from self._unlocked(opdracht, zichtbaar, entiteit, naam)
        else:
            for dossierobject in self._objecten(opdracht, zichtbaar, afspraak, entiteit):
                yield veldwaarden.of_dossier(dossierobject, naam)

    def _unlocked(
        self, opdracht: Opdracht, zichtbaar: Schoolgegevens, entiteit: str, naam: str
    ) -> Iterator[list[str]]:
        """The values of each object that only go out if a field is on: those with it, less those without."""
        locked: dict[str, list[str]] = {}
        afspraak = _afspraak(opdracht.afspraak, entiteit, naam, is_on=False)
        allowed = afspraak.veldenlijst(GKV_VERSIE).of(entiteit)
        for dossierobject in self._objecten(opdracht, zichtbaar, afspraak, entiteit):
            locked[dossierobject.key] = veldwaarden.described(dossierobject, allowed)
        afspraak = _afspraak(opdracht.afspraak, entiteit, naam, is_on=True)
        for dossierobject in self._objecten(opdracht, zichtbaar, afspraak, entiteit):
            already = locked.get(dossierobject.key, [])
            unlocked = veldwaarden.described(dossierobject, allowed)
            yield [text for text in unlocked if text not in already]

    def _objecten(
        self, opdracht: Opdracht, zichtbaar: Schoolgegevens, afspraak: Gegevensafspraak, entiteit: str
    ) -> Iterator[Dossierobject]:
        """The objects of the dossier that an agreement lets through."""
        dossier = Dossierlevering(self._database, opdracht.stand.school_id, afspraak.veldenlijst(GKV_VERSIE))
        bereik = dossier.bereik(zichtbaar, afspraak, opdracht.dossier.revisie)
        return dossier.objecten(entiteit, bereik)


def _check(veld: str) -> None:
    known = [bekend for bekend in UITGEBREID if bekend.partition("/")[0] in LIJSTEN]
    if veld in known:
        return
    element, _, naam = veld.partition("/")
    if element == "set" and naam in ROOSTERFORMATEN:
        formaat = ROOSTERFORMATEN[naam]
        raise VeldOngeldig(
            f"'{veld}' is geen veld: het is de set basis nog eens, als {formaat.titel}. Noem een veld"
            f" daarvan, zoals leerling/{formaat.account}; wat erin staat, zegt docs/gkv-oneroster.rst."
        )
    if veld in UITGEBREID:
        raise VeldOngeldig(f"'{veld}' is een hele set; noem een veld daarvan, zoals in docs/gkv-1.rst.")
    near = get_close_matches(veld, known, n=1)
    hint = " Zie docs/gkv-1.rst voor de velden."
    if near:
        hint = f" Bedoeld: {near[0]}?"
    raise VeldOngeldig(f"Het veld '{veld}' bestaat niet.{hint}")


def _afspraak(present: Gegevensafspraak, entiteit: str, naam: str, *, is_on: bool) -> Gegevensafspraak:
    """The present agreement with one field on or off; its set and key are on, or it could not go out."""
    asked = {f"{entiteit}/{naam}": is_on, f"{entiteit}/key": True}
    if entiteit not in BASIS_LIJSTEN:
        asked[f"set/{SET_OF[entiteit]}"] = True
    return replace(present, gegevensset=GKV_UITGEBREID, schakelaars={**present.schakelaars, **asked})


def _groepen(gegevens: Schoolgegevens, gezien: EerstGezien, attribute: str) -> Iterator[list[str]]:
    """The groups of each pupil, out of the objects that place the pupil in them."""
    groepen: dict[str, list[str]] = {leerling.key: [] for leerling in gegevens.leerlingen}
    for indeling in groepsindelingen(gegevens, gezien):
        groep = getattr(indeling, attribute)
        if indeling.leerling is not None and groep is not None:
            groepen[indeling.leerling].append(groep)
    yield from groepen.values()
