"""SSO in a demo: people of the test school sign in at an application of the partner (docs/sso.rst)."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from uwlr_service.cli.demo.bezoek import Bezoek, Pagina
from uwlr_service.cli.demo.exchange import UitwisselingFout
from uwlr_service.cli.demo.mensen import Demomens, Link, show_people
from uwlr_service.cli.demo.narration import Narration, show_address
from uwlr_service.cli.demo.toepassing import server
from uwlr_service.cli.demo.toepassing.bezoekers import Bezoekers
from uwlr_service.cli.demo.toepassing.web import (
    AFGEMELD,
    AFMELDING,
    START,
    TERUG,
    Toepassing,
    application,
)
from uwlr_service.cli.output import show
from uwlr_service.client.sso.aanbieder import Aanbieder
from uwlr_service.client.sso.aanmeldclient import Aanmeldclient, Registratie
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.koppeling.gegevensafspraak import INGESCHREVEN
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze
from uwlr_service.domain.sso.toepassing import Instellingen

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

NAAM = "Woordspel"
VELDEN = ("sso/student", "sso/groepen", "sso/gkv_key")
"""What a school has to turn on itself."""
WHY_OFFLINE = "De demo vernieuwt tokens."
BEHEERDER = Demomens(
    naam="Bea Mol",
    wie="beheerder van de testschool",
    werk="stop koppeling {koppeling}, in een andere browser",
    rol=Rol.SCHOOLBEHEERDER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelnemers:
    """A leerkracht of the test school, and a leerling of one of their groups."""

    leerkracht: Leerkracht
    leerling: Leerling

    @classmethod
    def of(cls, gegevens: Schoolgegevens) -> "Deelnemers":
        """Two people of a school who know each other."""
        today = tijd.today()
        for leerkracht in gegevens.leerkrachten:
            own = {binding.key for binding in leerkracht.groepen}
            for leerling in gegevens.leerlingen:
                if leerling.groep in own and leerling.status(today) in INGESCHREVEN:
                    return cls(leerkracht=leerkracht, leerling=leerling)
        raise UitwisselingFout("De testschool heeft geen leerkracht met leerlingen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proef:
    """An application that is registered, and the people who can sign in there."""

    koppeling: int
    school: Schoolgegevens
    registratie: Registratie = field(repr=False)
    issuer: str
    adres: str
    links: tuple[Link, ...]

    @contextmanager
    def served(self, listening: socket.socket) -> Iterator[Toepassing]:
        """The application answers, until the end of the block."""
        aanbieder = Aanbieder(self.issuer)
        toepassing = Toepassing(
            naam=NAAM,
            adres=self.adres,
            client=Aanmeldclient(aanbieder, self.registratie),
            bezoekers=Bezoekers(),
            aanbieder=self.issuer,
        )
        try:
            with server.serving(listening, application(toepassing)):
                yield toepassing
        finally:
            aanbieder.close()


def register(
    diensten: "Diensten", koppeling: int, school: Schoolgegevens, adres: str, stappen: Narration
) -> Proef:
    """Let people of the test school sign in at an application that is found at this address."""
    door = Handelende.opdrachtregel()
    code = school.school.code
    switches = " ".join(f"--veld {veld}=aan" for veld in VELDEN)
    stappen.say(
        "Een toepassing laat leerkrachten en leerlingen inloggen",
        f"uwlr school accounts {code} --aan",
        f"uwlr koppeling afspraak {koppeling} \\",
        f"    {switches}",
        f"uwlr sso client add {koppeling} --naam {NAAM} --terug {adres}{TERUG} \\",
        f"    --afgemeld {adres}{AFGEMELD} --afmelding {adres}{AFMELDING} \\",
        f"    --start {adres}{START}",
        f"uwlr sso client allow {koppeling} offline --reden '{WHY_OFFLINE}'",
    )
    diensten.koppelingbeheer.change_afspraak(
        koppeling, school=code, velden=dict.fromkeys(VELDEN, True), door=door
    )
    stand = diensten.toepassingen.add(
        koppeling,
        Instellingen(
            naam=NAAM,
            methode=Bewijswijze.GEHEIM,
            adressen={
                Adressoort.TERUG: (f"{adres}{TERUG}",),
                Adressoort.AFGEMELD: (f"{adres}{AFGEMELD}",),
                Adressoort.AFMELDING: (f"{adres}{AFMELDING}",),
                Adressoort.START: (f"{adres}{START}",),
            },
        ),
        door=door,
    )
    diensten.bevestigingen.allow_offline(koppeling, WHY_OFFLINE, aan=True, door=door)
    made = diensten.inlogaccounts.turn_on(code, door=door)
    show(f"{NAAM} draait op {adres}. De testschool heeft nu {made.accounts_gemaakt} accounts.")
    return Proef(
        koppeling=koppeling,
        school=school,
        registratie=Registratie(
            client_id=stand.toepassing.client_id, terugadres=f"{adres}{TERUG}", geheim=stand.geheim
        ),
        issuer=diensten.sso_issuer,
        adres=adres,
        links=_links(diensten, koppeling, school),
    )


def _links(diensten: "Diensten", koppeling: int, school: Schoolgegevens) -> tuple[Link, ...]:
    """A leerkracht, a leerling and the administrator of the school, each with a link."""
    door = Handelende.opdrachtregel()
    demo = diensten.mensen.demo
    code = school.school.code
    deelnemers = Deelnemers.of(school)
    links = []
    for rol, persoon in ((Rol.LEERKRACHT, deelnemers.leerkracht), (Rol.LEERLING, deelnemers.leerling)):
        mens = Demomens(
            naam=full_name(persoon), wie=f"{rol} van de testschool", werk=f"log in bij {NAAM}", rol=rol
        )
        links.append(Link(mens, demo.link_of_import(code, rol, persoon.key, door=door)))
    plaats = Plaats(rol=Rol.SCHOOLBEHEERDER, school=code)
    beheerder = Demomens(
        naam=BEHEERDER.naam,
        wie=BEHEERDER.wie,
        werk=BEHEERDER.werk.format(koppeling=koppeling),
        rol=BEHEERDER.rol,
    )
    links.append(Link(beheerder, demo.link(BEHEERDER.naam, plaats, door=door)))
    return tuple(links)


def full_name(persoon: Leerkracht | Leerling) -> str:
    """A name as the claim ``name`` has it."""
    return " ".join(filter(None, (persoon.roepnaam, persoon.voorvoegsel, persoon.achternaam)))


def show_application(proef: Proef) -> None:
    """Say where the application is, and who can sign in there."""
    show(Text(f"\nInloggen bij {NAAM}: open eerst een link, en daarna dit adres.", style="bold"))
    show_address(f"{proef.adres}/")
    show_people(proef.links)


def enter(bezoek: Bezoek, proef: Proef) -> Pagina:
    """Go to the application as somebody who is signed in at the school, and say yes the first time."""
    pagina = bezoek.open(f"{proef.adres}/aanmelden")
    if pagina.adres.startswith(proef.adres):
        return pagina
    return bezoek.submit(pagina)


def sign_in_once(proef: Proef, diensten: "Diensten") -> None:
    """A leerkracht signs in, and is out once the school withdraws; UitwisselingFout if it is not so."""
    deelnemers = Deelnemers.of(proef.school)
    bezoek = Bezoek()
    bezoek.open(proef.links[0].adres)
    _check(enter(bezoek, proef), deelnemers.leerkracht)
    show(f"Goed: {NAAM} kent {full_name(deelnemers.leerkracht)} met dezelfde keys als in UWLR.")
    diensten.intrekkingen.withdraw(proef.koppeling, proef.school.school.code, door=Handelende.opdrachtregel())
    after = bezoek.open(f"{proef.adres}/")
    if after.titel != "Uitgelogd door de school":
        raise UitwisselingFout("De school stopte de koppeling, en de toepassing weet dat niet.")
    show("De school stopt de koppeling, en de leerkracht is uitgelogd.")


def _check(pagina: Pagina, leerkracht: Leerkracht) -> None:
    seen = pagina.gegevens()
    expected = {
        "Naam": full_name(leerkracht),
        "Groepen (keys)": ", ".join(binding.key for binding in leerkracht.groepen),
        "Key in UWLR en GKV": leerkracht.key,
    }
    different = [naam for naam, value in expected.items() if seen.get(naam) != value]
    if different:
        raise UitwisselingFout(f"De toepassing ziet iets anders dan de school: {', '.join(different)}.")
