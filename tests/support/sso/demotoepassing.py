"""The application of the demo at a service of a test: registered at a test school, and served."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from uwlr_service import demodata
from uwlr_service.cli.demo.aanmelden import Deelnemers, Proef, enter, register
from uwlr_service.cli.demo.bezoek import Bezoek
from uwlr_service.cli.demo.narration import Narration
from uwlr_service.cli.demo.toepassing.server import address_of
from uwlr_service.cli.demo.toepassing.web import Toepassing
from uwlr_service.cli.demo.wachtend import leave_work
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.schooljaar import Schooljaar

DOOR = Handelende.opdrachtregel("Proef")
SCHOOL, TESTSCHOOL = demodata.schools(2, 12, 1, Schooljaar.current())
DEELNEMERS = Deelnemers.of(TESTSCHOOL)


@dataclass(frozen=True, kw_only=True)
class Opstelling:
    """The use cases of a service, and the application that is served beside it."""

    diensten: Diensten
    proef: Proef
    toepassing: Toepassing

    def link(self, rol: Rol) -> str:
        """Another link for a person of the test school."""
        persoon = DEELNEMERS.leerkracht if rol is Rol.LEERKRACHT else DEELNEMERS.leerling
        return self.diensten.mensen.demo.link_of_import(TESTSCHOOL.school.code, rol, persoon.key, door=DOOR)

    def sign_in(self, rol: Rol = Rol.LEERKRACHT) -> Bezoek:
        """Somebody who signed in at the application, without a screen."""
        bezoek = Bezoek()
        bezoek.open(self.link(rol))
        assert enter(bezoek, self.proef).titel == "U bent ingelogd"
        return bezoek


def environ_of(listening: socket.socket) -> dict[str, str]:
    """What a server needs to tell the application that somebody is signed out."""
    return {"UWLR_WEBHOOK_HOSTS": urlsplit(address_of(listening)).netloc}


@contextmanager
def opgesteld(settings: Settings, listening: socket.socket, folder: Path) -> Iterator[Opstelling]:
    """Register the application at a service with these settings, and serve it until the end of the block."""
    diensten = Diensten.open(settings)
    try:
        diensten.edexml.store(SCHOOL)
        scholen = [SCHOOL.school.code]
        diensten.koppelingbeheer.add(klantnaam="Uitgever", klantcode="U1", scholen=scholen, door=DOOR)
        partner = diensten.koppelpartners.take_up("U1", door=DOOR)
        werk = leave_work(diensten, SCHOOL.school.code, TESTSCHOOL, partner)
        adres = address_of(listening)
        proef = register(diensten, werk.inloggen, TESTSCHOOL, adres, Narration(folder))
        with proef.served(listening) as toepassing:
            yield Opstelling(diensten=diensten, proef=proef, toepassing=toepassing)
    finally:
        diensten.close()
