"""Made-up people of a demonstration, who sign in by a link alone; never on a service that others reach."""

from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.account.uitnodiging import Plaats, Uitnodigingsoort
from uwlr_service.domain.fouten import PogingVoorbij, UitnodigingOngeldig
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database
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


class Demomensen:
    """Makes and lets in people who do not exist; ``address`` is where their links begin."""

    def __init__(self, database: Database, aanmelding: Aanmelding, address: str | None) -> None:
        self._database = database
        self._aanmelding = aanmelding
        self._address = address

    def count(self) -> int:
        """How many there are."""
        with self._database.read() as connection:
            return InlogRepository(connection).count_demo()

    def link(self, naam: str, plaats: Plaats, *, door: Handelende) -> str:
        """A link by which a made-up person signs in, once; the person is made at the first one."""
        door.require(Actie.GEBRUIKERS)
        inlognaam = f"{naam.casefold().replace(' ', '.')}@{DOMEIN}"
        token = bewijzen.new()
        now = tijd.now()
        with self._database.write() as connection:
            inloggen = InlogRepository(connection)
            known = inloggen.by_name(inlognaam)
            if known is None:
                number = inloggen.add(inlognaam, naam, bewijzen.new(), now, is_demo=True)
                school_id = None
                if plaats.school is not None:
                    school_id = SchoolRepository(connection).ids([plaats.school])[plaats.school]
                AccountRepository(connection).add(number, plaats, school_id, now)
            else:
                number = known.id
            UitnodigingRepository(connection).add(
                bewijzen.digest(token),
                Uitnodigingsoort.DEMO,
                None,
                None,
                inlognaam=inlognaam,
                naam=naam,
                inlog_id=number,
                handvat=bewijzen.new(),
                door=door.naam,
                gemaakt=now,
                verloopt=now + GELDIG,
            )
        return f"{self._address or ''}{PAD}/{token}"

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
            if not inlog.is_demo or inlog.uitgeschakeld is not None:
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
