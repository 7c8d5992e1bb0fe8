"""``uwlr keur las``: play a publisher against a LAS, and say what it does otherwise than the standard."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.call.calling import warn_unsafe
from uwlr_service.cli.call.options import GEEN_ADRES, TARGET, Target, check_address
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import warn_unknown
from uwlr_service.cli.keur.verslag import (
    BESTANDEN,
    GROEPEN,
    LAS_FOUT,
    LAS_GOED,
    PAUZE,
    Verslagen,
    hand_over,
    require_groups,
)
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import say
from uwlr_service.cli.tls import trust_of
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.domain import tijd
from uwlr_service.domain.adres import typed
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.conformiteit.geval import Suite
    from uwlr_service.conformiteit.rapport import Rapport
    from uwlr_service.conformiteit.verkeer import Verkeer


NIETS_GEBRACHT = (
    "Er wordt niets gebracht: de WSDL van --url noemt geen dienst voor resultaten. Geef --url-resultaten."
)
TWEEDE_SLEUTEL = "UWLR_TWEEDE_SLEUTEL"


def _address(ctx: click.Context, param: click.Parameter, url: str | None) -> str | None:
    """The address of a WSDL, if there is one. Raises BadParameter for a scheme not of the web."""
    return None if url is None else check_address(ctx, param, url)


def _require_web(name: str, url: str) -> None:
    """Raise UsageError where there is nothing to ask: a LAS is judged over the web, and not from a file."""
    try:
        parts = urlsplit(url.strip())
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise click.UsageError(f"de optie {name}: '{typed(url)}' is {GEEN_ADRES}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kandidaat(Target):
    """The LAS to judge, and how; ``pauze`` is in seconds."""

    andere_school: Schoolcode | None
    brengen: bool
    url_resultaten: str | None
    tweede_sleutel: str | None = field(repr=False)
    tweede_klantnaam: str | None
    tweede_klantcode: str | None
    tweede_school: Schoolcode | None
    groepen: tuple[str, ...]
    suite: Path | None
    pauze: float
    html: Path | None
    junit: Path | None
    as_json: bool

    @property
    def tweede(self) -> Klantgegevens | None:
        """By whom, with the second key: the same klant unless another one is named."""
        if self.tweede_sleutel is None:
            return None
        return Klantgegevens(
            klantnaam=self.tweede_klantnaam or self.klantnaam,
            klantcode=self.tweede_klantcode or self.klantcode,
            autorisatiesleutel=self.tweede_sleutel,
        )

    def require_sense(self) -> None:
        """Raise UsageError for options that do not go together, and for an address that is none."""
        _require_web("--url", self.url)
        if self.url_resultaten is not None:
            _require_web("--url-resultaten", self.url_resultaten)
        if (self.tweede_klantnaam is None) != (self.tweede_klantcode is None):
            raise click.UsageError("geef --tweede-klantnaam en --tweede-klantcode allebei, of geen.")
        if self.tweede_sleutel is None and (self.tweede_klantcode or self.tweede_school):
            raise click.UsageError(f"de tweede sleutel ontbreekt: geef hem in {TWEEDE_SLEUTEL}.")


OPTIONS = collected(
    Kandidaat,
    "kandidaat",
    *TARGET,
    option(
        "--andere-school",
        type=parameters.SCHOOL,
        help="Een school van dit LAS waarvoor de sleutel niet is: hoort die dicht te blijven?",
    ),
    option(
        "--brengen",
        is_flag=True,
        help="Breng ook resultaten. Die blijven bij het LAS achter; hun keys en codes beginnen met KEUR-.",
    ),
    option(
        "--url-resultaten",
        metavar="WSDL",
        callback=_address,
        help="Het adres van de WSDL voor resultaten, als die van --url er geen heeft.",
    ),
    option(
        "--tweede-sleutel",
        envvar=TWEEDE_SLEUTEL,
        help=f"Nog een sleutel van dit LAS. Geef hem liever in {TWEEDE_SLEUTEL}.",
    ),
    option("--tweede-klantnaam", help="De klantnaam bij de tweede sleutel, als die van een ander is."),
    option("--tweede-klantcode", help="De klantcode bij de tweede sleutel, als die van een ander is."),
    option(
        "--tweede-school",
        type=parameters.SCHOOL,
        help="De school van de tweede sleutel, als die de school van --school niet opent.",
    ),
    GROEPEN,
    option(
        "--suite",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Keur met de gevallen in deze map in plaats van met die van ons.",
    ),
    PAUZE,
    *BESTANDEN,
    json_option,
)


@click.command(
    cls=Command,
    short_help="Keur een LAS, zoals een uitgever dat bevraagt.",
    voorbeelden=(
        "uwlr keur las --url https://las.example.nl/uwlr/leerlinggegevens?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr keur las ... --groep sleutel --andere-school 99YY    alleen de grenzen van de sleutel",
        "uwlr keur las ... --brengen                              breng ook resultaten",
        "uwlr keur las ... --html rapport.html                    om te bewaren of af te drukken",
        "uwlr keur las ... --junit rapport.xml                    voor een bouwserver",
        "uwlr keur las ... --suite ./eigen                        met eigen gevallen",
    ),
)
@OPTIONS
def las(kandidaat: Kandidaat) -> None:
    """Bevraag een LAS zoals een uitgever, en zeg waar het van de standaard afwijkt.

    Verandert niets bij het LAS, tenzij u --brengen geeft: dan zegt het rapport welke resultaten er bleven.
    De autorisatiesleutel hoort in de omgevingsvariabele UWLR_SLEUTEL; zonder die vraagt het programma ernaar.
    In het rapport staan geen sleutel en geen gegevens van leerlingen.

    Eindigt met 1 als het LAS iets niet doet wat het moet, en met 3 als het onbereikbaar is.
    """
    from uwlr_service.conformiteit.suitebestand import SUITES, read_suite
    from uwlr_service.conformiteit.verkeer import Verkeer

    kandidaat.require_sense()
    warn_unknown()
    warn_unsafe(kandidaat.url)
    suite = read_suite(kandidaat.suite or SUITES / "las")
    require_groups(kandidaat.groepen, suite)
    with Verkeer(
        kandidaat.url, kandidaat.timeout, trust_of(kandidaat.url, kandidaat), kandidaat.pauze
    ) as verkeer:
        rapport, brengt_niets = _judge(kandidaat, suite, verkeer)
    verslagen = Verslagen(html=kandidaat.html, junit=kandidaat.junit)
    # Behind the last sentence too: by then the warning has gone from the screen.
    niets = f" {NIETS_GEBRACHT}" if brengt_niets else ""
    hand_over(
        rapport,
        verslagen,
        as_json=kandidaat.as_json,
        goed=f"{LAS_GOED}{niets}",
        fout=f"{LAS_FOUT}{niets}",
    )


def _judge(kandidaat: Kandidaat, suite: "Suite", verkeer: "Verkeer") -> tuple["Rapport", bool]:
    """The report, and whether it brought nothing although that was asked."""
    from uwlr_service.client.fouten import Onbereikbaar
    from uwlr_service.conformiteit.antwoord import GeenAntwoord
    from uwlr_service.conformiteit.doel import Doel
    from uwlr_service.conformiteit.geval import Behoefte
    from uwlr_service.conformiteit.rapport import Rapport
    from uwlr_service.conformiteit.uitvoeren import Keuring

    _require_own(kandidaat, verkeer)
    doel = Doel(
        wsdl=kandidaat.url,
        wsdl_resultaten=kandidaat.url_resultaten,
        klant=kandidaat.klant,
        school=kandidaat.school,
        andere_school=kandidaat.andere_school,
        schooljaar=kandidaat.schooljaar,
        brengen=kandidaat.brengen,
        tweede=kandidaat.tweede,
        tweede_school=kandidaat.tweede_school,
    )
    begonnen = tijd.now()
    began = time.monotonic()
    try:
        keuring = Keuring(suite, doel, verkeer)
    except GeenAntwoord as error:
        shown = doel.verhulling.adres(doel.wsdl)
        raise Onbereikbaar(f"Op {shown} komt geen antwoord: {error.oorzaak}.") from error
    brengt_niets = kandidaat.brengen and Behoefte.LEERRESULTATEN not in keuring.heeft
    if brengt_niets:
        say(NIETS_GEBRACHT, style="yellow")
    uitkomsten = []
    try:
        for uitkomst in keuring.run(kandidaat.groepen):
            if not kandidaat.as_json:
                say(f"{uitkomst.stand.value:<12} {uitkomst.geval.id}")
            uitkomsten.append(uitkomst)
    except (Exception, KeyboardInterrupt):  # a run that somebody stops leaves behind what it brought so far
        from uwlr_service.cli.keur.scherm import warn_achtergelaten

        warn_achtergelaten(keuring.achtergelaten)
        raise
    rapport = Rapport(
        suite=suite,
        doel=doel.verhulling.adres(doel.wsdl),
        begonnen=begonnen,
        seconds=time.monotonic() - began,
        calls=verkeer.calls,
        uitkomsten=uitkomsten,
        achtergelaten=keuring.achtergelaten,
        beletsels=tuple(keuring.beletsels),
    )
    return rapport, brengt_niets


def _require_own(kandidaat: Kandidaat, verkeer: "Verkeer") -> None:
    """Results go to the server that is judged, and to no other."""
    if kandidaat.url_resultaten is not None and not verkeer.is_own(kandidaat.url_resultaten):
        raise click.UsageError("--url-resultaten noemt een andere server dan --url.")
