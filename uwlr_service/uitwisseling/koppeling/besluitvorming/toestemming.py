"""What somebody of a school is about to agree to, before they say yes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.besluitvorming.keuze import Keuze, agreed
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.voorstel import Besluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.besluitvorming.voorgelegd import Voorgelegd
from uwlr_service.uitwisseling.koppeling.besluitvorming.zaak import Zaak
from uwlr_service.uitwisseling.koppeling.schoolbeeld.koppelingen import names_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Voornemen:
    """A proposal with the agreement that a choice would make of it."""

    voorgelegd: Voorgelegd
    afspraak: Gegevensafspraak
    namen: Mapping[str, str]
    """The names of groups and locations, by key."""


class Toestemming:
    """What a yes would mean."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_voorstel(self, school: Schoolcode, koppeling_id: int, *, door: Handelende) -> int | None:
        """The number of the proposal that the school has still to decide about; None where there is none.

        Raises NietToegestaan for somebody who may not decide, and for a link that the school has nothing to
        do with.
        """
        door.require(Actie.BESLUITEN, school=school)
        with self._database.read() as connection:
            number = VoorstelRepository(connection).open_number(koppeling_id, school)
            if number is None and DeelnameRepository(connection).get(koppeling_id, school) is None:
                raise NietToegestaan
            return number

    def last_decision(self, school: Schoolcode, koppeling_id: int, *, door: Handelende) -> Besluit | None:
        """What became of the newest proposal of a link; None while it is open, or where there was none.

        Raises NietToegestaan for somebody who may not decide.
        """
        door.require(Actie.BESLUITEN, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).find(school)
            voorstellen = VoorstelRepository(connection).of_koppeling(koppeling_id, school_id)
        if school_id is None or not voorstellen:
            return None
        return voorstellen[-1].besluit

    def intend(
        self,
        voorstel_id: int,
        aan: Collection[str],
        selectie: Leerlingselectie,
        *,
        taal: Taal,
        door: Handelende,
    ) -> Voornemen:
        """The agreement that a choice would make; ``aan`` are the fields that are on.

        A tick for what is not asked any more is passed over. Raises NietToegestaan.
        """
        with self._database.read() as connection:
            zaak = Zaak.read(connection, voorstel_id, door, Actie.BESLUITEN)
            voorgelegd = zaak.lay_before(taal)
            namen = names_at(connection, zaak.plaats.school_id)
        velden = {veld: veld in aan for veld in voorgelegd.te_kiezen}
        afspraak = agreed(voorgelegd.inhoud, voorgelegd.geldend, Keuze(velden=velden, selectie=selectie))
        return Voornemen(voorgelegd=voorgelegd, afspraak=afspraak, namen=namen)
