"""People for tests: invited, activated and signed in, with an app that makes their codes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pyotp
import pytest

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.account.aanmelden import Aangemeld
from uwlr_service.uitwisseling.account.factoren import Codebewijs
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

WACHTWOORD = "paars tandwiel klimt zeldzaam"
OPERATOR = Plaats(rol=Rol.OPERATOR)
CLI = Handelende.opdrachtregel()


@dataclass
class Klok:
    """The time of a test, which passes when the test says so."""

    moment: datetime = field(default_factory=tijd.now)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**time)


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Klok:
    """A clock that stands still, for a test that uses it."""
    klok = Klok()
    monkeypatch.setattr(tijd, "now", klok)
    return klok


def at_school(school: Schoolcode, rol: Rol = Rol.SCHOOLBEHEERDER) -> Plaats:
    """A role at a school."""
    return Plaats(rol=rol, school=school)


@dataclass
class Persoon:
    """Somebody who can sign in: their name, their app and their recovery codes."""

    mensen: Mensen
    klok: Klok
    inlognaam: str
    sleutel: str
    herstelcodes: list[str]
    aangemeld: Aangemeld

    def code(self) -> str:
        """The code that their app shows, of half a minute later so that it was not used yet."""
        self.klok.pass_by(seconds=30)
        return pyotp.TOTP(self.sleutel).at(self.klok())

    def sign_in(self, bezoeker: Bezoeker | None = None) -> Aangemeld:
        """Sign in by a password and a code; on the device of before unless another one is given."""
        bezoeker = bezoeker or Bezoeker(apparaat=self.aangemeld.apparaat)
        half = self.mensen.aanmelding.sign_in(bezoeker, self.inlognaam, WACHTWOORD)
        bezoeker = Bezoeker(sessie=half.sessie, apparaat=bezoeker.apparaat, adres=bezoeker.adres)
        self.aangemeld = self.mensen.aanmelding.confirm_code(bezoeker, self.code())
        return self.aangemeld

    @property
    def bezoeker(self) -> Bezoeker:
        """What their browser sends."""
        return Bezoeker(sessie=self.aangemeld.sessie, apparaat=self.aangemeld.apparaat)

    def door(self, sessies: Sessies) -> Handelende:
        """Who they are to a use case."""
        sessie = sessies.find(self.aangemeld.sessie)
        assert sessie is not None
        assert sessie.handelende is not None
        return sessie.handelende

    def number(self, sessies: Sessies) -> int:
        """The number of their credentials."""
        number = self.door(sessies).inlog
        assert number is not None
        return number


def activate(mensen: Mensen, klok: Klok, token: str, inlognaam: str) -> Persoon:
    """Use an invitation up, with a password and an app."""
    cookie = mensen.uitnodigingen.take(Bezoeker(), token)
    bezoeker = Bezoeker(sessie=cookie)
    vraag = mensen.activering.ask_code(bezoeker)
    wachtwoord = mensen.activering.choose_password(bezoeker, WACHTWOORD)
    klok.pass_by(seconds=30)
    code = pyotp.TOTP(vraag.sleutel).at(klok())
    done = mensen.activering.activate(bezoeker, wachtwoord, Codebewijs(vraag.geheim, code))
    return Persoon(
        mensen=mensen,
        klok=klok,
        inlognaam=inlognaam,
        sleutel=vraag.sleutel,
        herstelcodes=done.herstelcodes,
        aangemeld=done.aangemeld,
    )


def new_person(
    mensen: Mensen, klok: Klok, plaats: Plaats, email: str = "jet@school.example", naam: str = "Jet Bos"
) -> Persoon:
    """Somebody who was invited from the command line, and came."""
    made = mensen.uitnodigingen.invite(email, naam, plaats, door=Handelende.opdrachtregel())
    return activate(mensen, klok, made.token, email)


def invite(
    mensen: Mensen, plaats: Plaats, door: Handelende = CLI, email: str = "nieuw@school.example"
) -> Uitgenodigd:
    """An invitation for somebody."""
    return mensen.uitnodigingen.invite(email, "Nieuwe Collega", plaats, door=door)
