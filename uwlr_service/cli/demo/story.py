"""The story of a demo, from an empty folder to a server that runs: every part takes its turn."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rich.text import Text

from uwlr_service import demodata
from uwlr_service.cli.demo.aanmelden import Proef, register, show_application, sign_in_once
from uwlr_service.cli.demo.exchange import call_command, pull_twice
from uwlr_service.cli.demo.folder import file_name, fresh_folder
from uwlr_service.cli.demo.gkv import deliver
from uwlr_service.cli.demo.las import take_over
from uwlr_service.cli.demo.mensen import Link, make_people, show_links
from uwlr_service.cli.demo.narration import Narration, show_address, show_command
from uwlr_service.cli.demo.resultaten import bring_results
from uwlr_service.cli.demo.server import LOOPBACK, DemoServer, free_bind, interruptible, serving, url_of
from uwlr_service.cli.demo.toepassing.server import address_of, bound
from uwlr_service.cli.demo.wachtend import leave_work
from uwlr_service.cli.edexml.inlezen import import_file, show_uitslag
from uwlr_service.cli.files import write_whole
from uwlr_service.cli.koppeling.uitgifte import show_sleutel
from uwlr_service.cli.output import show
from uwlr_service.config import Settings
from uwlr_service.config.sources import Sources
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

LEERLINGEN = 40
SEED = 2026
KLANTNAAM = "Uitgeverij De Proef"
KLANTCODE = "PROEF-1"
GEGEVENSSET = VOLLEDIG
"""Everything, so that there is much to see."""
BIND = "127.0.0.1:8080"


def tell(folder: Path | None, *, once: bool) -> None:
    """Show everything, and then keep serving unless it is for ``once``.

    Raises UitwisselingFout if the exchange was not right, MapBezet and Onbereikbaar.
    """
    given = Sources.here().texts
    folder = (folder or Path(given.get("UWLR_VAR") or "var") / "demo").absolute()
    with interruptible(), fresh_folder(folder), bound() as listening:
        wanted = given.get("UWLR_BIND") or BIND
        bind = free_bind(wanted)
        environ = _environment(folder, bind, address_of(listening))
        settings = Settings.from_environment(environ)
        stappen = Narration(folder)
        gegevens, uitgifte = _prepare(settings, folder, stappen)
        stappen.say(f"Start de server op {url_of(bind)}", _serve_command(wanted, bind))
        with serving({**_others(), **environ}, folder) as server:
            pull_twice(server.wsdl, uitgifte, gegevens, stappen)
            bring_results(server.wsdl_resultaten, uitgifte, gegevens, settings, stappen)
            take_over(url_of(bind), gegevens, settings, stappen)
            deliver(gegevens, settings, SEED, stappen)
            # Whoever lets others reach the demo gets no people who sign in without a password.
            if not settings.is_local:
                if not once:
                    _keep_serving(server, uitgifte, settings)
                return
            with opened(settings) as diensten:
                welkom = _fill_pages(gegevens, diensten, address_of(listening), stappen)
            with welkom.proef.served(listening):
                if not once:
                    _keep_serving(server, uitgifte, settings, welkom)
                    return
                with opened(settings) as diensten:
                    sign_in_once(welkom.proef, diensten)


def _serve_command(wanted: str, bind: str) -> str:
    """How to start the server where it is; another program may have the wanted port."""
    if bind == wanted:
        return "uwlr serve"
    return f"UWLR_BIND={bind} uwlr serve    ({wanted} is bezet)"


def _environment(folder: Path, bind: str, toepassing: str) -> dict[str, str]:
    """The settings of the demo, all others at their defaults."""
    return {
        "UWLR_VAR": str(folder),
        "UWLR_DATABASE_URL": f"sqlite:///{folder / 'uwlr.sqlite'}",
        "UWLR_BIND": bind,
        # Not by its number: browsers keep passkeys for a name alone.
        "UWLR_PORTAAL_URL": url_of(bind).replace(LOOPBACK, "localhost"),
        "UWLR_WORKERS": "2",
        # The application is told there that somebody was signed out, and it is on this machine.
        "UWLR_WEBHOOK_HOSTS": urlsplit(toepassing).netloc,
    }


def _others() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}


def _prepare(settings: Settings, folder: Path, stappen: Narration) -> tuple[Schoolgegevens, Uitgifte]:
    """A database with one school, read from a file as any school is, and a link with it."""
    with opened(settings) as diensten:
        stappen.say("Maak de database", "uwlr db upgrade")
        diensten.upgrade()
        gegevens = next(iter(demodata.schools(1, LEERLINGEN, SEED, Schooljaar.current())))
        school = gegevens.school.code
        bestand = folder / file_name(school)
        stappen.say(
            f"Verzin school {school}",
            f"uwlr demo-data --schools 1 --pupils {LEERLINGEN} --seed {SEED} --to {stappen.shown(folder)}",
        )
        write_whole(bestand, edexml.write(gegevens))
        stappen.say("Lees de EDEXML in", f"uwlr edexml import {stappen.shown(bestand)}")
        uitslag = import_file(diensten, bestand)
        show_uitslag(uitslag)
        if uitslag.fout is not None:
            raise uitslag.fout
        stappen.say(
            "Maak een koppeling",
            f"uwlr koppeling add --klantnaam '{KLANTNAAM}' --klantcode {KLANTCODE} \\",
            f"    --school {school} --gegevensset {GEGEVENSSET}",
        )
        uitgifte = diensten.koppelingbeheer.add(
            klantnaam=KLANTNAAM,
            klantcode=KLANTCODE,
            scholen=[school],
            gegevensset=GEGEVENSSET,
            door=Handelende.opdrachtregel(),
        )
        show_sleutel(uitgifte)
        return gegevens, uitgifte


@contextmanager
def opened(settings: Settings) -> Iterator[Diensten]:
    """The use cases of the demo, until the end of the block."""
    diensten = Diensten.open(settings)
    try:
        yield diensten
    finally:
        diensten.close()


@dataclass(frozen=True, slots=True)
class Welkom:
    """What waits on the pages: links of people who do not exist, and an application where some sign in."""

    links: list[Link]
    proef: Proef


def _fill_pages(gegevens: Schoolgegevens, diensten: Diensten, adres: str, stappen: Narration) -> Welkom:
    """Leave something to do on the pages, for people who do not exist."""
    stappen.say(
        "Er wacht werk in het portaal",
        "uwlr aanvraag list",
        f"uwlr koppeling list --school {gegevens.school.code}",
    )
    koppelpartner = diensten.koppelpartners.take_up(KLANTCODE, door=Handelende.opdrachtregel())
    *_, testschool = demodata.schools(2, LEERLINGEN, SEED, Schooljaar.current())
    werk = leave_work(diensten, gegevens.school.code, testschool, koppelpartner)
    show("Eén product vraagt de school om gegevens, één staat in de proeftuin. Eén aanvraag wacht.")
    show("Zegt de school ja, dan krijgt het product elke nacht een pakket. Het eerste maakt u meteen met")
    show_command(f"uwlr gkv generate {werk.voorgesteld}")
    proef = register(diensten, werk.inloggen, testschool, adres, stappen)
    return Welkom(make_people(diensten, gegevens.school.code, koppelpartner), proef)


def _keep_serving(
    server: DemoServer, uitgifte: Uitgifte, settings: Settings, welkom: Welkom | None = None
) -> None:
    """Say what there is to see, until somebody presses Ctrl-C: that is how serving ends, not a failure."""
    try:
        if welkom is not None:
            show_application(welkom.proef)
        _invite(server, uitgifte, settings)
        if welkom is not None:
            show_links(welkom.links)
        server.wait()
    except KeyboardInterrupt:
        show("De server stopt.")


def _invite(server: DemoServer, uitgifte: Uitgifte, settings: Settings) -> None:
    """Say where the server can be found, and how to call it."""
    show(Text("\nDe server draait. Stop hem met Ctrl-C.", style="bold"))
    show_address(f"{settings.portal_address}/")
    show(f"Wat hij schrijft, staat in {Narration.shown(server.log)}.")
    show(Text("\nZelf ophalen, in een andere terminal:", style="bold"))
    show_command(
        f"export UWLR_SLEUTEL={uitgifte.sleutel}",
        *call_command(server.wsdl, uitgifte),
    )
