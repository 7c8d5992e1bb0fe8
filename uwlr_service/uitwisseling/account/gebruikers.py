"""Users as those see them who manage them: who is there, and whose role ends."""

from uwlr_service.domain import tijd
from uwlr_service.domain.account.gebruiker import Gebruiker, Inlog
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.inlognaam import fold
from uwlr_service.domain.account.rollen import IMPORTROLLEN, Actie, Rol
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten import EigenRol, GebruikerOnbekend, Geweigerd, NietToegestaan
from uwlr_service.domain.lijstvraag import ALLES, Lijstvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.namen import GROEPEN, NamenRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import intrekken, vermelden
from uwlr_service.uitwisseling.account.uitnodigingen import place_of
from uwlr_service.uitwisseling.account.wie import managed


class Gebruikers:
    """Lists people, ends and narrows what they may, and disables them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_school(
        self, school: Schoolcode, vraag: Lijstvraag = ALLES, *, door: Handelende
    ) -> list[Gebruiker]:
        """The users of a school, with their accounts there. Raises NietToegestaan, SchoolOnbekend."""
        if not door.may(Actie.GEBRUIKERS):
            door.require(Actie.SCHOOLGEBRUIKERS, school=school)
        with self._database.read() as connection:
            number = SchoolRepository(connection).get(school)
            return AccountRepository(connection).of_school(number, tijd.now(), vraag)

    def of_koppelpartner(
        self, koppelpartner: int, vraag: Lijstvraag = ALLES, *, door: Handelende
    ) -> list[Gebruiker]:
        """The users of a koppelpartner, with their accounts there. Raises NietToegestaan."""
        if not door.may(Actie.GEBRUIKERS):
            door.require(Actie.PARTNERGEBRUIKERS, koppelpartner=koppelpartner)
        with self._database.read() as connection:
            return AccountRepository(connection).of_koppelpartner(koppelpartner, tijd.now(), vraag)

    def all(self, vraag: Lijstvraag = ALLES, *, door: Handelende) -> list[Gebruiker]:
        """Everybody, also those who were disabled. Raises NietToegestaan."""
        door.require(Actie.GEBRUIKERS)
        with self._database.read() as connection:
            return AccountRepository(connection).all(tijd.now(), vraag)

    def get(self, inlog_id: int, *, door: Handelende) -> Inlog:
        """Somebody by the number of their credentials. Raises NietToegestaan, GebruikerOnbekend."""
        door.require(Actie.GEBRUIKERS)
        with self._database.read() as connection:
            return managed(connection, inlog_id)

    def by_name(self, inlognaam: str, *, door: Handelende) -> Gebruiker:
        """Somebody by the name they sign in with. Raises NietToegestaan, GebruikerOnbekend."""
        wanted = fold(inlognaam)
        for gebruiker in self.all(door=door):
            if gebruiker.inlognaam == wanted:
                return gebruiker
        raise GebruikerOnbekend

    def groepen(self, school: Schoolcode, *, door: Handelende) -> dict[str, str]:
        """The groups that a reader can be bound to, of this school year: their names by their keys."""
        door.require(Actie.SCHOOLGEBRUIKERS, school=school)
        with self._database.read() as connection:
            number = SchoolRepository(connection).get(school)
            known = NamenRepository(connection).of(GROEPEN, [number])[number]
        current = Schooljaar.current()
        return {groep.key: groep.naam for groep in known if groep.schooljaar == current}

    def has_operator(self) -> bool:
        """Whether anybody runs the service; until then a page says how to begin."""
        with self._database.read() as connection:
            return AccountRepository(connection).has_operator(tijd.now())

    def end_account(self, account_id: int, *, door: Handelende) -> None:
        """Let somebody have a role no more; their sessions end, and so do the links that it let them make.

        Raises NietToegestaan, VersBewijsNodig, and EigenRol for one's own: somebody else has to end it,
        so that nobody shuts a school out by mistake.
        """
        now = tijd.now()
        with self._database.write() as connection:
            accounts = AccountRepository(connection)
            held = accounts.get(account_id, now)
            if held is None or held.account.rol in IMPORTROLLEN:  # what an import made, an import ends
                raise NietToegestaan
            place_of(held.account).require_manager(door)
            door.require_fresh()
            if held.inlog == door.inlog:
                raise EigenRol
            inlog = InlogRepository(connection).get(held.inlog)
            accounts.end([account_id], now)
            SessieRepository(connection).end_of_inlog(inlog.id, Einde.ROL_GEWIJZIGD, now)
            withdrawn = intrekken.withdraw_links_of_role(connection, inlog, held.account, now)
            vermelden.log_decision(
                connection,
                "account-beeindigd",
                door,
                school_id=held.school_id,
                koppelpartner_id=held.account.koppelpartner,
                inlog=inlog.id,
                rol=held.account.rol.value,
            )
            vermelden.log_withdrawn(connection, withdrawn, door)
            vermelden.tell_ended(connection, inlog, held.account)
            intrekken.record_ended(connection, inlog, account_id, held.van)

    def bind(self, account_id: int, groepen: frozenset[str], *, door: Handelende) -> None:
        """Bind a schoollezer to groups, or to all of them without any; their sessions end.

        Raises NietToegestaan, VersBewijsNodig, and Geweigerd for another role.
        """
        now = tijd.now()
        with self._database.write() as connection:
            accounts = AccountRepository(connection)
            held = accounts.get(account_id, now)
            if held is None:
                raise NietToegestaan
            place_of(held.account).require_manager(door)
            door.require_fresh()
            if held.account.rol is not Rol.SCHOOLLEZER:
                raise Geweigerd("Alleen een schoollezer is aan groepen gebonden.")
            accounts.bind(account_id, groepen)
            SessieRepository(connection).end_of_inlog(held.inlog, Einde.ROL_GEWIJZIGD, now)
            vermelden.log_decision(
                connection,
                "account-gebonden",
                door,
                school_id=held.school_id,
                inlog=held.inlog,
                groepen=len(groepen),
            )

    def disable(self, inlognaam: str, *, door: Handelende) -> None:
        """Let somebody in no more, wherever they have a role; no link to them or by them works any more.

        Raises NietToegestaan, VersBewijsNodig, GebruikerOnbekend, and Geweigerd for oneself.
        """
        self.disable_number(self.by_name(inlognaam, door=door).inlog, door=door)

    def disable_number(self, inlog_id: int, *, door: Handelende) -> None:
        """The same by the number of their credentials."""
        door.require(Actie.GEBRUIKERS)
        door.require_fresh()
        now = tijd.now()
        with self._database.write() as connection:
            inlog = managed(connection, inlog_id)
            if inlog.id == door.inlog:
                raise EigenRol
            if not intrekken.disable(connection, inlog, now):
                raise Geweigerd("Deze gebruiker was al uitgeschakeld.")
            withdrawn = intrekken.withdraw_links(connection, inlog, now)
            vermelden.log_decision(connection, "gebruiker-uitgeschakeld", door, inlog=inlog.id)
            vermelden.log_withdrawn(connection, withdrawn, door)
            intrekken.record_disabled(connection, inlog)
