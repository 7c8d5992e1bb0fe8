"""Made-up people of a demonstration, who sign in by a link alone; never on a service that others reach."""

from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.inlognaam import fold
from uwlr_service.domain.account.rollen import Actie, Rol
from uwlr_service.domain.account.uitnodiging import Plaats, Uitnodigingsoort
from uwlr_service.domain.fouten import GebruikerOnbekend, Geweigerd, PogingVoorbij, UitnodigingOngeldig
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.importaccounts import ImportaccountRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import bewijzen, vermelden
from uwlr_service.uitwisseling.account.aanmelden import Aangemeld, Aanmelding
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import renew

PAD = "/portaal/demo"
GELDIG = timedelta(days=1)
AMR = ("demo",)
DOMEIN = "demo.example"
"""Where nobody has mail (RFC 2606)."""
ALLEEN_HIER = (
    "De database heeft accounts van een demonstratie, die zonder wachtwoord inloggen. De server start daarmee"
    " alleen als UWLR_BIND, UWLR_BASE_URL en UWLR_PORTAAL_URL naar deze machine zelf wijzen."
)
"""Why a server does not start."""


class Demomensen:
    """Makes and lets in people who do not exist; ``address`` is where their links begin.

    Unless the service is for this machine alone nobody is let in, whatever the database has.
    """

    def __init__(
        self, database: Database, aanmelding: Aanmelding, address: str | None, *, is_local: bool
    ) -> None:
        self._is_local = is_local
        self._database = database
        self._aanmelding = aanmelding
        self._address = address

    def are_here(self) -> bool:
        """Whether there are any who can sign in."""
        return self._is_local and self.count() > 0

    def count(self) -> int:
        """How many there are."""
        with self._database.read() as connection:
            return InlogRepository(connection).count_demo()

    def link(self, naam: str, plaats: Plaats, *, door: Handelende) -> str:
        """A link by which a made-up person signs in, once; the person is made.

        Raises NietToegestaan, Geweigerd where others can reach the service, and InlogBestaatAl.
        """
        self._require_local(door)
        now = tijd.now()
        inlognaam = f"{naam.casefold().replace(' ', '.')}@{DOMEIN}"
        with self._database.write() as connection:
            inloggen = InlogRepository(connection)
            number = inloggen.add(inlognaam, naam, bewijzen.new(), now, is_demo=True)
            school_id = None
            if plaats.school is not None:
                school_id = SchoolRepository(connection).get(plaats.school)
            AccountRepository(connection).add(number, plaats, school_id, now)
            return self._link(connection, inloggen.get(number), door)

    def link_of_import(self, school: Schoolcode, rol: Rol, persoon: str, *, door: Handelende) -> str:
        """A link for a leerkracht or leerling of a test school that has accounts, by their key.

        Raises NietToegestaan, SchoolOnbekend, GebruikerOnbekend, and Geweigerd where others can reach the
        service or the school is a real one: nobody of there is made up.
        """
        self._require_local(door)
        with self._database.write() as connection:
            scholen = SchoolRepository(connection)
            school_id = scholen.get(school)
            if scholen.locked_soort(school_id) is not Schoolsoort.TEST:
                raise Geweigerd("Alleen mensen van een testschool zijn verzonnen.")
            number = ImportaccountRepository(connection, school_id).inlog_of(rol, persoon)
            if number is None:
                raise GebruikerOnbekend
            inloggen = InlogRepository(connection)
            inloggen.make_demo(number)
            return self._link(connection, inloggen.get(number), door)

    def again(self, inlognaam: str, *, door: Handelende) -> str:
        """Another link for a made-up person. Raises NietToegestaan, Geweigerd, GebruikerOnbekend."""
        self._require_local(door)
        with self._database.write() as connection:
            inlog = InlogRepository(connection).by_name(fold(inlognaam))
            if inlog is None or not inlog.is_demo:
                raise GebruikerOnbekend("Dit is geen gebruiker van een demonstratie.")
            return self._link(connection, inlog, door)

    def _require_local(self, door: Handelende) -> None:
        door.require(Actie.GEBRUIKERS)
        if not self._is_local:
            raise Geweigerd("Een demonstratie is er alleen voor deze machine zelf.")

    def _link(self, connection: Transaction, inlog: Inlog, door: Handelende) -> str:
        token = bewijzen.new()
        now = tijd.now()
        vermelden.log_decision(connection, "demo-link-gemaakt", door, inlog=inlog.id)
        UitnodigingRepository(connection).add(
            bewijzen.digest(token),
            Uitnodigingsoort.DEMO,
            None,
            None,
            inlognaam=inlog.inlognaam,
            naam=inlog.naam,
            inlog_id=inlog.id,
            handvat=inlog.handvat,
            door=door.naam,
            gemaakt=now,
            verloopt=now + GELDIG,
        )
        return f"{self._address}{PAD}/{token}"

    def enter(self, bezoeker: Bezoeker, token: str) -> Aangemeld:
        """Sign in by a link, which counts as a fresh proof. Raises UitnodigingOngeldig."""
        now = tijd.now()
        with self._database.write() as connection:
            uitnodigingen = UitnodigingRepository(connection)
            uitnodiging = uitnodigingen.by_hash(bewijzen.digest(token))
            is_one = uitnodiging is not None and uitnodiging.soort is Uitnodigingsoort.DEMO
            if uitnodiging is None or not is_one or not uitnodigingen.use(uitnodiging.id, now):
                raise UitnodigingOngeldig
            inlog = InlogRepository(connection).get(uitnodiging.inlog or 0)
            if not self._is_local or not inlog.is_demo or inlog.uitgeschakeld is not None:
                raise UitnodigingOngeldig
            return self._aanmelding.enter(connection, bezoeker, inlog, AMR, now)

    def confirm_again(self, bezoeker: Bezoeker) -> str:
        """A made-up person has no second factor; a press on a button counts as one. Raises PogingVoorbij."""
        now = tijd.now()
        with self._database.write() as connection:
            sessies = SessieRepository(connection)
            sessie = sessies.find(bewijzen.digest(bezoeker.sessie or ""), now)
            if sessie is None or not sessie.is_demo or sessie.handelende is None:
                raise PogingVoorbij
            vermelden.log_access(connection, "opnieuw-bevestigd", sessie.handelende)
            return renew(sessies, bezoeker.sessie, now, bewezen=now)
