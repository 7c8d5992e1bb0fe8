"""A school as a proposal would let a partner see it: read once, and cut to what is asked."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import NietToegestaan, SchoolOnbekend
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import written_out
from uwlr_service.domain.koppeling.gegevensafspraak import (
    Gegevensafspraak,
    Leerlingselectie,
    Veldenlijst,
    versies_of,
)
from uwlr_service.domain.koppeling.gkvsets import GKV_NAMEN, GKV_UITGEBREID
from uwlr_service.domain.koppeling.ssoset import SSO, may_sign_in
from uwlr_service.domain.koppeling.uitsnede import Uitsnede, cut
from uwlr_service.domain.school.dossier import CODEWAARDE, MEDEWERKER, RELATIE
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.jaargroepen import with_jaargroepen
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.sso.claims import Affiliation
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.dossierlezer import DossierlezerRepository
from uwlr_service.repository.school.dossiers import DossierRepository, Dossierstand, Objectversie
from uwlr_service.repository.school.plaatsingen import eerst_gezien
from uwlr_service.repository.school.scholen import Schooljaarstand, SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.uitwisseling.gkv.dossierlevering import Bereik, Dossierlevering
from uwlr_service.uitwisseling.gkv.toestand import Toestand

READ_FIRST = (CODEWAARDE, MEDEWERKER, RELATIE)
"""The kinds by which the others are understood, and by which it is known who is in sight."""
UWLR_VERSIE = "2.2"
"""The version that holds every field of UWLR; the others leave some out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vraag:
    """What a partner would get: a set, the fields of it that are on, and of which pupils."""

    gegevensset: str
    aan: frozenset[str]
    selectie: Leerlingselectie = field(default_factory=Leerlingselectie)

    @property
    def is_gkv(self) -> bool:
        """Whether it goes out as packages of GKV."""
        return self.gegevensset in GKV_NAMEN

    @property
    def is_sso(self) -> bool:
        """Whether it is told of whoever signs in."""
        return self.gegevensset == SSO

    @property
    def versie(self) -> str:
        """The version of the standard in which it is shown."""
        (*others, newest) = versies_of(self.gegevensset)
        return UWLR_VERSIE if others else newest

    def afspraak(self, *, zonder: Collection[str] = ()) -> Gegevensafspraak:
        """The agreement that it would become, without some of the fields."""
        switches = written_out(self.gegevensset, self.aan.difference(zonder))
        return Gegevensafspraak(gegevensset=self.gegevensset, schakelaars=switches, selectie=self.selectie)


class Voorgelezen(Dossierlevering):
    """The dossier of a school of which some kinds were read already."""

    def __init__(
        self,
        database: Database,
        school_id: int,
        velden: Veldenlijst,
        gelezen: Mapping[str, Sequence[Objectversie]],
    ) -> None:
        super().__init__(database, school_id, velden)
        self._gelezen = gelezen

    def versies(self, entiteit: str, *revisies: int) -> Iterator[Objectversie]:
        """The versions of one kind that held at any of these revisions, by key and age."""
        if entiteit in self._gelezen:
            yield from self._gelezen[entiteit]
        else:
            yield from super().versies(entiteit, *revisies)


@dataclass(frozen=True, kw_only=True)
class Bron:
    """The newest state of a school, and what of it is in sight; ``gelezen`` are the kinds READ_FIRST."""

    database: Database
    vraag: Vraag
    toestand: Toestand
    stand: Schooljaarstand
    dossier: Dossierstand
    gelezen: Mapping[str, Sequence[Objectversie]]
    schoolnaam: str
    dag: date

    @property
    def has_dossier(self) -> bool:
        """Whether the set holds more than people and groups."""
        return self.vraag.gegevensset == GKV_UITGEBREID

    @cached_property
    def afspraak(self) -> Gegevensafspraak:
        """All that is asked, as an agreement."""
        return self.vraag.afspraak()

    @cached_property
    def veldenlijst(self) -> Veldenlijst:
        """The fields that may be shown."""
        return self.afspraak.veldenlijst(self.vraag.versie)

    @cached_property
    def uitsnede(self) -> Uitsnede:
        """The people and groups that are in sight."""
        if self.vraag.is_sso:
            return self._who_may_sign_in()
        return cut(self.toestand.gegevens, self.afspraak.afbakening(self.vraag.versie), self.dag)

    @cached_property
    def bereik(self) -> Bereik:
        """The keys of the dossier that are in sight."""
        levering = Voorgelezen(self.database, self.stand.school_id, self.veldenlijst, self.gelezen)
        return levering.bereik(self.uitsnede.gegevens, self.afspraak, self.dossier.revisie)

    @cached_property
    def groepsnamen(self) -> Mapping[str, str]:
        """The names of groups and locations, by key."""
        gegevens = self.toestand.gegevens
        named: tuple[Vestiging | Groep | SamengesteldeGroep, ...] = (
            *gegevens.vestigingen,
            *gegevens.groepen,
            *gegevens.samengestelde_groepen,
        )
        return {benoemd.key: benoemd.naam for benoemd in named}

    @cached_property
    def namen(self) -> Mapping[str, str]:
        """What keys stand for: groups, locations, and the values of the school's own lists."""
        namen = dict(self.groepsnamen)
        for codewaarde in self.gelezen.get(CODEWAARDE, ()):
            namen[codewaarde.key] = json.loads(codewaarde.inhoud)["omschrijving"]
        return namen

    def _who_may_sign_in(self) -> Uitsnede:
        """The same for SSO, where no schema asks anything of a person."""
        gegevens = self.toestand.gegevens
        velden = self.veldenlijst.velden
        leerlingen: list[Leerling] = []
        if may_sign_in(velden, Affiliation.STUDENT):
            selectie = self.vraag.selectie
            leerlingen += (leerling for leerling in gegevens.leerlingen if selectie.holds(leerling, self.dag))
        leerkrachten: tuple[Leerkracht, ...] = ()
        if may_sign_in(velden, Affiliation.EMPLOYEE):
            leerkrachten = gegevens.leerkrachten
        seen = replace(gegevens, leerlingen=tuple(leerlingen), leerkrachten=leerkrachten)
        return Uitsnede(seen, self.veldenlijst)

    def find(self, key: str) -> Leerling | None:
        """The pupil with a key, when in sight."""
        leerlingen = self.uitsnede.gegevens.leerlingen
        return next((leerling for leerling in leerlingen if leerling.key == key), None)

    def knows(self, selectie: Leerlingselectie) -> bool:
        """Whether all that pupils are chosen by are keys of the school, and no names."""
        gegevens = self.toestand.gegevens
        groepen = {groep.key for groep in gegevens.groepen}
        groepen |= {groep.key for groep in gegevens.samengestelde_groepen}
        vestigingen = {vestiging.key for vestiging in gegevens.vestigingen}
        return selectie.groepen <= groepen and selectie.vestigingen <= vestigingen

    def choose(self, key: str | None) -> Leerling | None:
        """The pupil with a key, or the first one in sight. Raises NietToegestaan for one out of sight."""
        leerlingen = self.uitsnede.gegevens.leerlingen
        if key is None:
            return leerlingen[0] if leerlingen else None
        chosen = self.find(key)
        if chosen is None:
            raise NietToegestaan
        return chosen


def read_bron(database: Database, school: Schoolcode, schoolnaam: str, vraag: Vraag) -> Bron:
    """The newest state of a school in the present school year. Raises SchoolOnbekend without any."""
    dag = tijd.today(tijd.now())
    jaar = Schooljaar.at(dag)
    with database.read() as connection:
        stand = SchoolRepository(connection).stand(school, jaar)
        if stand is None:
            raise SchoolOnbekend.without_gegevens(school, jaar)
        gegevens = SchoolgegevensRepository(connection).read(school, jaar, stand)
        toestand = Toestand(gegevens, {})
        if vraag.is_gkv:
            toestand = Toestand(
                with_jaargroepen(gegevens), eerst_gezien(connection, stand.schooljaar_id, stand.revisie)
            )
        dossier = Dossierstand()
        gelezen: dict[str, list[Objectversie]] = {}
        if vraag.gegevensset == GKV_UITGEBREID:
            dossier = DossierRepository(connection).stand(stand.school_id)
            gelezen = {entiteit: [] for entiteit in READ_FIRST}
            lezer = DossierlezerRepository(connection)
            gelezen |= lezer.of_kinds(stand.school_id, READ_FIRST, dossier.revisie)
    return Bron(
        database=database,
        vraag=vraag,
        toestand=toestand,
        stand=stand,
        dossier=dossier,
        gelezen=gelezen,
        schoolnaam=schoolnaam,
        dag=dag,
    )
