"""A link of a koppelpartner with a school that is asked, and people who may decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import insert, select

from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud, Voorstelveld
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.aanbieders import AanbiederRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.schema.koppeling import koppeling
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.uitwisseling.koppeling.besluitvorming.beslissen import Besluitvorming, Uitkomst
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

SECRET = b"a secret that is used in tests only"
BESTUUR = "Verwerkersovereenkomst 2026, getekend"
ROEPNAAM = "leerling/roepnaam"
GESLACHT = "leerling/geslacht"
ABSENTIES = "set/absenties"
REDEN = "absentie/absentiereden"
DOEL = "Zodat de ouder de eigen kinderen in de app ziet."


def inhoud(*velden: str, gegevensset: str = GKV_UITGEBREID, doel: str = "Ouderapp") -> Voorstelinhoud:
    """A content that asks for some fields."""
    asked = tuple(Voorstelveld(veld=veld, doel=DOEL) for veld in velden)
    return Voorstelinhoud(gegevensset=gegevensset, doel=doel, velden=asked)


def person(naam: str, *accounts: Account, bewezen: datetime | None = None) -> Handelende:
    """Somebody who signed in; their name decides the number of their credentials."""
    return Handelende(herkomst=Herkomst.PORTAAL, naam=naam, accounts=accounts, bewezen=bewezen or tijd.now())


def beheerder(naam: str = "Anna", school: Schoolcode = ANDERE_SCHOOL) -> Handelende:
    """An administrator of the school, who just proved who they are."""
    return person(naam, Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=school))


@dataclass(frozen=True, kw_only=True)
class Zitting:
    """A link that another school has, the koppelpartner behind it, and the school that is asked."""

    database: Database
    koppeling: int
    partner: int
    school: Schoolcode

    @property
    def voorstellen(self) -> Voorstellen:
        """What the partner asks."""
        return Voorstellen(self.database)

    @property
    def besluiten(self) -> Besluitvorming:
        """What the school decides."""
        return Besluitvorming(self.database)

    @property
    def partnerbeheerder(self) -> Handelende:
        """Somebody of the koppelpartner."""
        return person("Piet", Account(id=2, rol=Rol.PARTNERBEHEERDER, koppelpartner=self.partner))

    def ask(self, *velden: str, **words: str) -> Voorstel:
        """The partner asks the school for fields."""
        asked = self.voorstellen.propose(
            self.koppeling, inhoud(*velden, **words), [self.school], door=self.partnerbeheerder
        )
        (voorstel,) = asked
        return voorstel

    def agree(
        self,
        voorstel: Voorstel,
        velden: Mapping[str, bool],
        door: Handelende | None = None,
        reden: str | None = None,
        selectie: Leerlingselectie | None = None,
    ) -> Uitkomst:
        """Somebody of the school says yes to what they are shown."""
        door = door or beheerder()
        shown = self.besluiten.show(voorstel.id, door=door).getoond.digest
        return self.besluiten.accept(
            voorstel.id, shown, velden=velden, selectie=selectie, door=door, bestuur=BESTUUR, reden=reden
        )

    def stand(self) -> str | None:
        """How the school stands in the link."""
        with self.database.read() as connection:
            deelname = DeelnameRepository(connection).get(self.koppeling, self.school)
        return None if deelname is None else deelname.stand.value

    def afspraak(self) -> Gegevensafspraak | None:
        """The agreement of the school."""
        with self.database.read() as connection:
            deelname = DeelnameRepository(connection).get(self.koppeling, self.school)
        return None if deelname is None else deelname.afspraak


@pytest.fixture
def zitting(database: Database, stored: object) -> Zitting:
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    made = Koppelingbeheer(database, SECRET).add(
        klantnaam="Ouders & Co",
        klantcode="OC1",
        scholen=[SCHOOL],
        gegevensset=GKV_UITGEBREID,
        door=Handelende.opdrachtregel(),
    )
    number = made.koppeling.id
    return Zitting(
        database=database, koppeling=number, partner=_partner(database, number), school=ANDERE_SCHOOL
    )


def _partner(database: Database, koppeling_id: int) -> int:
    """The koppelpartner behind a link; made here for a klant that has none."""
    with database.write() as connection:
        aanbieder = AanbiederRepository(connection).of(koppeling_id)
        if aanbieder is not None and aanbieder.koppelpartner_id is not None:
            return aanbieder.koppelpartner_id
        klant_id = connection.execute(
            select(koppeling.c.klant_id).where(koppeling.c.id == koppeling_id)
        ).scalar_one()
        now = tijd.now()
        partner = connection.execute(
            insert(koppelpartner).values(naam="Ouders & Co", aangemaakt=now).returning(koppelpartner.c.id)
        ).scalar_one()
        connection.execute(
            insert(product).values(
                koppelpartner_id=partner, klant_id=klant_id, naam="Ouderapp", aangemaakt=now
            )
        )
    return int(partner)
