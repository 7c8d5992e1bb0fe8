"""A person in a story: what they know, what is on their phone, and how they come in."""

from dataclasses import dataclass, field
from datetime import timedelta

import pyotp

from tests.support.people.mensen import WACHTWOORD
from tests.support.verhalen.bezoeker import Bezoeker
from uwlr_service.domain import tijd

STEP = timedelta(seconds=30)
LINK = r"https?://\S+/portaal/uitnodiging/[\w-]+"
"""A link by which somebody comes in, as it stands on a page or in a terminal."""


@dataclass
class Mens:
    """Somebody at their browser; the app on their phone has a seed, and on paper are their codes."""

    bezoeker: Bezoeker
    naam: str
    mail: str
    sleutel: str = ""
    herstelcodes: list[str] = field(default_factory=list)

    def accept(self, link: str) -> None:
        """Open the link of an invitation, choose a password, set up the app, and keep the recovery codes."""
        bezoeker = self.bezoeker
        bezoeker.go_to(link)
        bezoeker.title_is(f"Welkom, {self.naam}")
        bezoeker.picture("uitnodiging-wachtwoord")
        bezoeker.fill("Nieuw wachtwoord", WACHTWOORD)
        bezoeker.fill("Nog een keer", WACHTWOORD)
        bezoeker.press("Verder")
        bezoeker.title_is("Stap 2 van 2: uw tweede stap")
        self.sleutel = bezoeker.copy(r"Typ deze sleutel over: ([A-Z2-7]+)")
        bezoeker.picture("uitnodiging-tweede-stap")
        bezoeker.fill("Code", pyotp.TOTP(self.sleutel).at(tijd.now()))
        bezoeker.press("Klaar")
        bezoeker.title_is("Uw herstelcodes")
        bezoeker.picture("uitnodiging-herstelcodes")
        self.herstelcodes = bezoeker.page.locator("main li code").all_inner_texts()
        bezoeker.follow("Ik heb ze bewaard")

    def sign_in(self, code: str | None = None) -> None:
        """Sign in by password, and by a code: the next of the app, unless another one is given."""
        self.try_to_sign_in(code or pyotp.TOTP(self.sleutel).at(tijd.now() + STEP))
        assert "aanmelden" not in self.bezoeker.screen.path, self.bezoeker.text

    def try_to_sign_in(self, code: str) -> None:
        """Fill in a password and a code, whatever comes of it."""
        self.bezoeker.go_to()
        self.bezoeker.follow("Inloggen")
        self.bezoeker.fill("E-mailadres of inlognaam", self.mail)
        self.bezoeker.fill("Wachtwoord", WACHTWOORD)
        self.bezoeker.press("Verder")
        self.bezoeker.title_is("Tweede stap")
        self.bezoeker.picture("inloggen-code")
        self.bezoeker.fill("Code", code)
        self.bezoeker.press("Inloggen")
