"""A made-up school with a dossier, and links of another school that it is asked to join."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import SECRET, partners
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service import demodata
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud, Voorstelveld
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import kiesbaar
from uwlr_service.domain.koppeling.gkvsets import GEHEIME_WAARDEN
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.voorbeeld.voorbeelden import Voorbeelden

DEMO = next(iter(demodata.schools(1, 40, 5)))
OPDRACHTREGEL = Handelende.opdrachtregel("Proef")
DOEL = "Zodat de ouder de eigen kinderen in de app ziet."


def asked_of(gegevensset: str) -> list[str]:
    """Every field of a set that can be chosen, but for the secret values."""
    return [veld for veld in kiesbaar(gegevensset) if not veld.endswith(GEHEIME_WAARDEN)]


@dataclass(frozen=True, kw_only=True)
class Vraagbaak:
    """The school, and somebody who may decide for it."""

    database: Database
    folder: Path
    school: Schoolcode = DEMO.school.code

    @property
    def door(self) -> Handelende:
        """An administrator of the school."""
        account = Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=self.school)
        return Handelende(herkomst=Herkomst.PORTAAL, naam="Anna", accounts=(account,), bewezen=tijd.now())

    @property
    def voorbeelden(self) -> Voorbeelden:
        """What the school is shown."""
        return Voorbeelden(self.database)

    def ask(self, gegevensset: str, velden: Iterable[str] | None = None) -> tuple[int, int]:
        """A partner asks for fields of a set, or for all that can be chosen: the link and the proposal."""
        koppeling = self._link(gegevensset)
        asked = asked_of(gegevensset) if velden is None else velden
        inhoud = Voorstelinhoud(
            gegevensset=gegevensset,
            doel="Ouderapp",
            velden=tuple(Voorstelveld(veld=veld, doel=DOEL) for veld in asked),
        )
        voorstellen = Voorstellen(self.database)
        (voorstel,) = voorstellen.propose(koppeling, inhoud, [self.school], door=OPDRACHTREGEL)
        return koppeling, voorstel.id

    def _link(self, gegevensset: str) -> int:
        if gegevensset != SSO:
            beheer = Koppelingbeheer(self.database, SECRET)
            added = beheer.add(
                klantnaam="Ander",
                klantcode=f"A{next(partners)}",
                scholen=[SCHOOL],
                gegevensset=gegevensset,
                door=OPDRACHTREGEL,
            )
            return added.koppeling.id
        with self.database.write() as connection:
            koppelingen = KoppelingRepository(connection)
            klant_id = koppelingen.ensure_klant("Ander", "A1")
            return koppelingen.add(klant_id, Richting.INLOGGEN, SSO, tijd.now())


@pytest.fixture
def vraagbaak(database: Database, tmp_path: Path) -> Vraagbaak:
    edexml = EdexmlUitwisseling(database)
    edexml.store(schoolgegevens(SCHOOL))
    edexml.store(DEMO)
    Dossiers(database).store(demodata.make_dossier(DEMO, 5, 2))
    return Vraagbaak(database=database, folder=tmp_path)
