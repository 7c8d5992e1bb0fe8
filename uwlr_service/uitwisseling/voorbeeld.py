"""What a field would look like for a school before it is agreed: its own data, and how many there are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import SchoolOnbekend, VeldOngeldig
from uwlr_service.domain.gegevensafspraak import ALLE_SETS
from uwlr_service.domain.gkvsets import GKV_UITGEBREID, GKV_VERSIE
from uwlr_service.domain.school import Schoolcode
from uwlr_service.domain.schooljaar import Schooljaar
from uwlr_service.formats.gkv import basis
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.lijsten import BASIS_LIJSTEN, LIJSTEN, SET_OF
from uwlr_service.repository.afspraken import AfspraakRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.dossiers import DossierRepository
from uwlr_service.repository.koppelingen import KoppelingRepository
from uwlr_service.repository.scholen import SchoolRepository
from uwlr_service.uitwisseling.dossierlevering import Dossierlevering
from uwlr_service.uitwisseling.toestand import read_toestand


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """A field with some of its values as they would go out.

    ``objecten`` is how many objects of the kind are in the agreement, ``gevuld`` how many have the field,
    ``is_agreed`` whether it goes out already.
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

        Raises KoppelingOnbekend, SchoolOnbekend, or VeldOngeldig for what no set of GKV holds.
        """
        if veld not in ALLE_SETS[GKV_UITGEBREID, GKV_VERSIE].velden or veld.partition("/")[0] not in LIJSTEN:
            raise VeldOngeldig(f"Het veld '{veld}' heeft geen waarden in gkv-uitgebreid.")
        entiteit, _, naam = veld.partition("/")
        objects = gevuld = 0
        found: list[str] = []
        is_agreed, fragments = self._fragments(koppeling_id, school, entiteit, veld)
        for fragment in fragments:
            objects += 1
            values = list(_values(fragment, naam))
            gevuld += bool(values)
            if values and len(found) < count:
                found.append("; ".join(values))
        return Voorbeeld(veld, is_agreed, objects, gevuld, tuple(found))

    def _fragments(
        self, koppeling_id: int, school: Schoolcode, entiteit: str, veld: str
    ) -> tuple[bool, Iterable[Fragment]]:
        vandaag = tijd.today()
        jaar = Schooljaar.at(vandaag)
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            school_id = KoppelingRepository(connection).school_ids(koppeling_id).get(school)
            stand = SchoolRepository(connection).stand(school, jaar)
            if school_id is None or stand is None:
                raise SchoolOnbekend(f"School {school} valt niet onder koppeling {koppeling_id}.")
            present = AfspraakRepository(connection).current(koppeling_id, school_id)
            revisie = DossierRepository(connection).stand(school_id).revisie
        toestand = read_toestand(self._database, school, jaar, stand)
        asked = {veld: True, f"{entiteit}/key": True}
        if entiteit not in BASIS_LIJSTEN:
            asked[f"set/{SET_OF[entiteit]}"] = True
        afspraak = replace(present, gegevensset=GKV_UITGEBREID, schakelaars={**present.schakelaars, **asked})
        velden = afspraak.veldenlijst(GKV_VERSIE)
        zichtbaar = toestand.visible(afspraak, vandaag)
        is_agreed = veld in present.veldenlijst(GKV_VERSIE).velden
        if entiteit in BASIS_LIJSTEN:
            made = basis.fragments(zichtbaar, velden, vandaag, toestand.gezien)
        else:
            dossier = Dossierlevering(self._database, school_id, velden)
            made = dossier.objects(SET_OF[entiteit], dossier.bereik(zichtbaar, afspraak, revisie))
        return is_agreed, (fragment for fragment in made if fragment.entiteit == entiteit)


def _values(fragment: Fragment, naam: str) -> Iterator[str]:
    root = etree.fromstring(fragment.xml)
    if naam in root.attrib:
        yield root.get(naam)
    for element in root.findall(naam):
        parts = (f"{part.tag} {part.text}" for part in element.iter() if part.text and not len(part))
        yield ", ".join(parts) if len(element) else element.text or ""
