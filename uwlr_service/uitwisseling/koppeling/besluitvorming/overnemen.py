"""A person with several schools takes a decision over: prefilled, and confirmed at each school by itself."""

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.besluitvorming.keuze import Keuze
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.uitwisseling.koppeling.besluitvorming.zaak import Zaak


class Overnemen:
    """Decisions of one school as the beginning of those of another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def elsewhere(self, koppeling_id: int, school: Schoolcode, *, door: Handelende) -> list[Voorstel]:
        """The open proposals of a link to the other schools that somebody may decide for.

        Raises NietToegestaan for somebody of another school.
        """
        door.require(Actie.BESLUITEN, school=school)
        with self._database.read() as connection:
            asked = VoorstelRepository(connection).open_of(koppeling_id)
        return [
            voorstel
            for voorstel in asked
            if voorstel.school != school and door.may(Actie.BESLUITEN, school=voorstel.school)
        ]

    def choice(self, voorstel_id: int, van: Schoolcode, *, door: Handelende) -> Keuze:
        """The choice of a school in the same link, for the fields that another one has to decide about.

        Groups and locations are those of one school, so they do not come along. Nothing is decided by it.
        Raises NietToegestaan where somebody may not decide for both, or the first school does not take part.
        """
        door.require(Actie.BESLUITEN, school=van)
        with self._database.read() as connection:
            zaak = Zaak.read(connection, voorstel_id, door, Actie.BESLUITEN)
            example = DeelnameRepository(connection).get(zaak.plaats.koppeling_id, van)
            if example is None or example.afspraak is None or not example.stand.takes_part:
                raise NietToegestaan
            te_kiezen = zaak.lay_before(Taal.NL).te_kiezen
        given = fields_of(example.afspraak)
        selectie = Leerlingselectie(
            jaargroepen=example.afspraak.selectie.jaargroepen,
            statussen=example.afspraak.selectie.statussen,
        )
        return Keuze(velden={veld: veld in given for veld in te_kiezen}, selectie=selectie)
