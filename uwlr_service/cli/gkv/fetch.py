"""``uwlr gkv fetch``: the partner's side of the pull API."""

import tempfile
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.cli.tls import TLS, key_of, trust_of
from uwlr_service.domain import tijd

if TYPE_CHECKING:
    from uwlr_service.client.gkv_kopie import Vernietiging
    from uwlr_service.client.gkv_ophalen import Ophaalresultaat


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Which service is called, for which link, and by whom."""

    url: str
    koppeling: int
    key_file: Path
    ca: Path | None
    cert: Path | None
    cert_key: Path | None


PARTNER = (
    option(
        "--url",
        required=True,
        type=parameters.ADRES,
        metavar="ADRES",
        help="Het adres van de dienst: https://las.example.nl.",
    ),
    option(
        "--koppeling",
        required=True,
        type=parameters.NUMMER,
        help="Het nummer van de koppeling, zoals de dienst het gaf.",
    ),
    option(
        "--key-file",
        required=True,
        type=BESTAND,
        help="De geheime sleutel van de partner (JWK of PEM), waarvan de dienst het openbare deel kent.",
    ),
    *TLS,
)
"""The options of ``Partner``."""


@click.command(
    cls=Command,
    short_help="Haal op wat er nieuw is, en verwerk het.",
    voorbeelden=(
        "uwlr gkv fetch --url https://las.example.nl --koppeling 1 \\",
        "    --key-file sleutel.json --kopie kopie.sqlite",
        "uwlr gkv fetch --url https://las.example.nl --koppeling 1 \\",
        "    --key-file sleutel.json --to pakketten",
    ),
)
@collected(Partner, "partner", *PARTNER)
@option(
    "--to", type=click.Path(file_okay=False, path_type=Path), help="De map waarin de pakketten blijven staan."
)
@option(
    "--kopie",
    type=click.Path(dir_okay=False, path_type=Path),
    help="De eigen kopie (SQLite): pakketten worden verwerkt, en de ontvangst wordt bevestigd.",
)
@option(
    "--vernietig",
    is_flag=True,
    help="Vernietig wat er nog is van scholen die zijn vertrokken, en bevestig dat aan de dienst.",
)
@json_option
def fetch(
    partner: Partner,
    to: Path | None,
    kopie: Path | None,
    vernietig: bool,
    as_json: bool,
) -> int:
    """Haal als partner op wat er nieuw is, controleer het en verwerk het.

    Van elk pakket worden de SHA-256, de handtekening en de aansluiting op het vorige gecontroleerd. Een
    pakket dat niet klopt, wordt afgekeurd en verandert niets. Ontbreekt er een, dan wordt een volledige
    levering aangevraagd. In die gevallen eindigt de opdracht met 1. Wat al in de map van --to ligt, wordt
    niet opnieuw opgehaald.

    Een school die niet meer onder de koppeling valt, wordt genoemd zolang er nog iets van is, en dan eindigt
    de opdracht met 1. Met --vernietig verdwijnt dat uit de kopie en de map. Het bewijs daarvan blijft in de
    kopie staan.
    """
    if to is None and kopie is None:
        raise click.UsageError("geef --to, --kopie of allebei.")
    from uwlr_service.client.gkv_api import GkvClient
    from uwlr_service.client.gkv_kopie import Kopie
    from uwlr_service.client.gkv_ophalen import Ophaler

    trust = trust_of(partner.url, partner)
    results: list[Ophaalresultaat] = []
    with ExitStack() as stack:
        folder = to or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="uwlr-gkv-")))
        client = stack.enter_context(
            GkvClient(partner.url, partner.koppeling, key_of(partner.key_file), trust=trust)
        )
        copy = None
        if kopie is not None:
            copy = stack.enter_context(closing(Kopie(kopie)))
        for result in Ophaler(client, folder, copy, vernietig=vernietig).collect():
            results.append(result)
            if not as_json:
                say(_sentence(result, partner.koppeling), style="" if result.is_good else "red")
    if as_json:
        show_json([asdict(result) for result in results])
    elif not results:
        say("Er is niets nieuws.")
    return GOOD if all(result.is_good for result in results) else JUDGED_WRONG


def _sentence(result: "Ophaalresultaat", koppeling: int) -> str:
    from uwlr_service.client import gkv_ophalen

    if result.uitkomst == gkv_ophalen.BEEINDIGD:
        return f"Koppeling {koppeling} is beëindigd: er is niets meer op te halen."
    if result.uitkomst == gkv_ophalen.AFGEWIKKELD:
        return f"Koppeling {koppeling} is beëindigd, en er is niets meer van."
    if result.uitkomst == gkv_ophalen.VERTROKKEN:
        return f"School {result.school} valt niet meer onder koppeling {koppeling}. {result.uitleg}"
    if result.vernietigd is not None:
        return f"School {result.school}: vernietigd. {_proof(result.vernietigd)} {result.uitleg}"
    if result.uitkomst == gkv_ophalen.GEPAUZEERD:
        return f"School {result.school}: {result.uitleg}"
    if result.volgnummer is None:
        return f"School {result.school}: een volledige levering is aangevraagd. {result.uitleg}"
    why = f". {result.uitleg}" if result.uitleg else "."
    return f"Levering {result.volgnummer} van school {result.school}: {result.uitkomst}{why}"


def _proof(vernietigd: "Vernietiging") -> str:
    """What was destroyed, for people."""
    moment = tijd.format_moment(vernietigd.moment)
    what = f"{vernietigd.objecten} objecten en {vernietigd.pakketten} pakketten op {moment}"
    if vernietigd.volgnummer is None:
        return f"{what}."
    digest = vernietigd.sha256 or "niet bekend"
    return f"{what}; de laatste levering was {vernietigd.volgnummer}, SHA-256 {digest}."
