"""The administrator of a school sees the accounts of its people, and prints sheets to make them their own."""

from collections.abc import Sequence

from uwlr_service.domain import tijd
from uwlr_service.domain.account import blad
from uwlr_service.domain.account.accountregel import Accountregel, Accountstand
from uwlr_service.domain.account.blad import Blad
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie, Rol
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan
from uwlr_service.domain.lijstvraag import ALLES, Lijstvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.accountregels import AccountregelRepository
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.klas.leerlingen import KlasleerlingRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import Nieuwblad, UitnodigingRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import vermelden
from uwlr_service.uitwisseling.account.schoolaccounts.bladhash import Bladhash


class Activeringsbladen:
    """Lists the accounts of a school, makes sheets, and ends sessions."""

    def __init__(self, database: Database, hashes: Bladhash) -> None:
        self._database = database
        self._hashes = hashes

    def accounts(
        self, school: Schoolcode, vraag: Lijstvraag = ALLES, groep: str | None = None, *, door: Handelende
    ) -> list[Accountregel]:
        """The accounts of leerkrachten and leerlingen, by name. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.INLOGACCOUNTS, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            return AccountregelRepository(connection, school_id).all(tijd.now(), vraag, groep)

    def groepen(self, school: Schoolcode, *, door: Handelende) -> dict[str, tuple[str, bool]]:
        """The groups of the newest school year by key: the name, and whether it is a samengestelde groep.

        Raises the same.
        """
        door.require(Actie.INLOGACCOUNTS, school=school)
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            return KlasleerlingRepository(connection, school_id).groepen()

    def of_groep(self, school: Schoolcode, groep: str, *, door: Handelende) -> list[Blad]:
        """Sheets for everybody of a stamgroep who does not sign in yet; earlier ones work no more.

        Raises NietToegestaan, VersBewijsNodig, SchoolOnbekend, and Geweigerd where there is nobody like that.
        """
        door.require(Actie.INLOGACCOUNTS, school=school)
        door.require_fresh()
        with self._database.write() as connection:
            school_id = SchoolRepository(connection).get(school)
            regels = AccountregelRepository(connection, school_id).all(tijd.now(), ALLES, groep)
            chosen = [regel for regel in regels if regel.stand is Accountstand.NIEUW and regel.can_have_sheet]
            if not chosen:
                raise Geweigerd("In deze groep is niemand die nog een blad nodig heeft.")
            if len(chosen) > blad.MOST:
                raise Geweigerd(f"Dat zijn meer dan {blad.MOST} bladen. Maak ze per persoon.")
            return self._make(connection, school_id, chosen, door)

    def of_account(self, school: Schoolcode, account_id: int, *, door: Handelende) -> list[Blad]:
        """A sheet for one person, also to begin anew: until it is used everything works as it did.

        Raises NietToegestaan, also for one's own account and one of another school, VersBewijsNodig,
        SchoolOnbekend, and Geweigerd for whoever can have none.
        """
        now = tijd.now()
        with self._database.write() as connection:
            regel, school_id = self._account(connection, school, account_id, door)
            door.require_fresh()
            if regel.is_young:
                raise Geweigerd("Deze leerling logt in op het scherm van de klas, of met een kaart.")
            if not regel.can_have_sheet:
                raise Geweigerd("Voor deze persoon kan geen blad worden gemaakt.")
            if regel.stand is Accountstand.ACTIEF and regel.rol is Rol.LEERKRACHT:
                accounts = AccountRepository(connection).of_inlog(regel.inlog, now)
                vermelden.tell_recovery(connection, InlogRepository(connection).get(regel.inlog), accounts)
            return self._make(connection, school_id, [regel], door)

    def end_sessions(self, school: Schoolcode, account_id: int, *, door: Handelende) -> int:
        """End every session of somebody, who keeps their proofs; returns how many there were.

        Raises NietToegestaan, VersBewijsNodig, SchoolOnbekend.
        """
        with self._database.write() as connection:
            regel, school_id = self._account(connection, school, account_id, door)
            door.require_fresh()
            sessies = SessieRepository(connection)
            ended = sessies.end_of_inloggen([regel.inlog], Einde.DOOR_BEHEERDER, tijd.now())
            vermelden.log_decision(
                connection,
                "schoolaccount-uitgelogd",
                door,
                school_id=school_id,
                account=regel.id,
                rol=regel.rol.value,
                aantal=ended,
            )
        return ended

    def _account(
        self, connection: Transaction, school: Schoolcode, account_id: int, door: Handelende
    ) -> tuple[Accountregel, int]:
        door.require(Actie.INLOGACCOUNTS, school=school)
        school_id = SchoolRepository(connection).get(school)
        regel = AccountregelRepository(connection, school_id).get(account_id, tijd.now())
        if regel is None or regel.inlog == door.inlog:
            raise NietToegestaan
        return regel, school_id

    def _make(
        self, connection: Transaction, school_id: int, regels: Sequence[Accountregel], door: Handelende
    ) -> list[Blad]:
        now = tijd.now()
        bladen = [
            Blad(
                naam=regel.naam,
                inlognaam=regel.inlognaam,
                rol=regel.rol,
                code=blad.new_code(),
                verloopt=now + blad.GELDIG,
            )
            for regel in regels
        ]
        nieuw = [
            Nieuwblad(inlog=regel.inlog, hash=self._hashes.hash(regel.inlog, made.code), blad=made)
            for regel, made in zip(regels, bladen, strict=True)
        ]
        UitnodigingRepository(connection).replace_sheets(school_id, nieuw, door.naam, door.inlog, now)
        vermelden.log_decision(
            connection, "activeringsbladen-gemaakt", door, school_id=school_id, aantal=len(bladen)
        )
        return bladen
