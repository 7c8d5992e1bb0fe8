"""Makes the packages of the steps in which a partner of GKV is judged."""

from collections.abc import Collection
from typing import Any

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.gkv.levering import Levering, Leveringsoort
from uwlr_service.domain.koppeling.gkvsets import VARIANTEN
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.proeftuin.waarneming import Ingreep
from uwlr_service.domain.proeftuin.zending import GKVSCHOOL, NOTHING, Gereed, Toont, Zending
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.proeftuin.proefsleutels import NIEUW, VREEMD, Proefsleutels
from uwlr_service.uitwisseling.proeftuin.proeftuinen import Proeftuinen
from uwlr_service.uitwisseling.proeftuin.toegelaten import open_proeftuin


class Zendingen:
    """Packages for the partner of a proeftuin, made as any other but for the key that signs them."""

    def __init__(
        self, database: Database, proeftuinen: Proeftuinen, opslag: Opslag, secret: bytes, old: bytes | None
    ) -> None:
        self._database = database
        self._proeftuinen = proeftuinen
        self._opslag = opslag
        self._secret = secret
        self._old = old

    def send(
        self, proeftuin_id: int, zending: Zending, ingrepen: Collection[Ingreep], *, door: Handelende
    ) -> Gereed:
        """Make ready what a step needs, for operators and the people of the company.

        Raises as ``require`` does.
        """
        proeftuin = self.require(proeftuin_id, zending, door=door)
        if not zending.pakketten:
            return NOTHING
        koppeling_id = self._koppeling(proeftuin.school(GKVSCHOOL))
        while proeftuin.dag < zending.dag:
            proeftuin = self._proeftuinen.next_day(proeftuin.product, door=door)
        school = proeftuin.school(GKVSCHOOL)
        leveringen = Leveringen(self._database, self._signing(proeftuin, ingrepen), self._opslag)
        # The service makes them; who of the company asked for them stands in the log beside the step.
        maker = door if door.may(Actie.TOELATEN) else Handelende.klok()
        vorige = self._last(koppeling_id, school)
        for _ in range(zending.pakketten):
            laatste = leveringen.make(
                koppeling_id, school, volledig=zending.volledig, allow_shrink=True, door=maker
            )
        return Gereed(laatste.volgnummer, _shows(zending.toont, vorige, laatste))

    def _last(self, koppeling_id: int, school: Schoolcode) -> Levering | None:
        with self._database.read() as connection:
            return LeveringRepository(connection).last_of(koppeling_id).get(school)

    def require(self, proeftuin_id: int, zending: Zending, *, door: Handelende) -> Proeftuin:
        """The proeftuin, where a step can be made ready now.

        Raises NietToegestaan, ProeftuinOnbekend, and Geweigerd if there is not one link, or the product was
        stopped or ended.
        """
        with self._database.write() as connection:
            proeftuin, _ = open_proeftuin(connection, proeftuin_id, door)
        if zending.pakketten:
            self._koppeling(proeftuin.school(GKVSCHOOL))
        return proeftuin

    def _koppeling(self, school: Schoolcode) -> int:
        """The link of GKV by which packages of a school go out."""
        with self._database.read() as connection:
            ids = SchoolRepository(connection).ids([school])
            of_school = KoppelingRepository(connection).of_school(ids[school]) if ids else []
            koppelingen = [
                koppeling.id
                for koppeling in of_school
                if koppeling.gegevensset in VARIANTEN and school in koppeling.scholen
            ]
        if len(koppelingen) != 1:
            raise Geweigerd(
                f"Er moet precies één koppeling van GKV zijn waarin school {school} meedoet;"
                f" nu zijn het er {len(koppelingen)}."
            )
        return koppelingen[0]

    def _signing(self, proeftuin: Proeftuin, ingrepen: Collection[Ingreep]) -> Ondertekening:
        soort = next((soort for soort in (VREEMD, NIEUW) if soort in ingrepen), None)
        if soort is None:
            return Ondertekening(self._database, self._secret, self._old)
        return _Metsleutel(self._database, self._secret, Proefsleutels(self._secret).key(proeftuin.id, soort))


def _shows(toont: Toont | None, vorige: Levering | None, laatste: Levering) -> bool:
    """Whether the last package of a step shows what it has to, beside the one before the step."""
    if toont is Toont.VERWIJDERD:
        return laatste.soort is Leveringsoort.MUTATIE and laatste.verwijderd > 0
    if toont is Toont.SCHOOLJAAR:
        return vorige is not None and vorige.schooljaar != laatste.schooljaar
    return True


class _Metsleutel(Ondertekening):
    """Signs with one key, whatever those of the service are."""

    def __init__(self, database: Database, secret: bytes, sleutel: dict[str, Any]) -> None:
        super().__init__(database, secret)
        self._sleutel = sleutel

    def key(self) -> dict[str, Any]:
        """The key."""
        return self._sleutel
