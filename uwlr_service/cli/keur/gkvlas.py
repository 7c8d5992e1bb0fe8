"""``uwlr keur gkv-las``: judge who delivers GKV: a pull API, packages in files, the drop-in service."""

import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.call.calling import warn_unsafe
from uwlr_service.cli.call.options import SLEUTEL
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened, warn_unknown
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.keur.verslag import (
    BESTANDEN,
    GROEPEN,
    ONDERTEKEN,
    PAUZE,
    Verslagen,
    hand_over,
    require_groups,
)
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import say
from uwlr_service.cli.tls import TLS, key_of, keys_of_sender, trust_of
from uwlr_service.client.adres import TIMEOUT
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

if TYPE_CHECKING:
    from uwlr_service.conformiteit.geval import Suite
    from uwlr_service.conformiteit.gkv.doel import DropIn, Gkvdoel, PullApi
    from uwlr_service.conformiteit.rapport import Rapport
    from uwlr_service.conformiteit.verkeer import Verkeer


@dataclass(frozen=True, slots=True, kw_only=True)
class Levering:
    """Who delivers, and how that is judged; ``pauze`` is in seconds."""

    url: str | None
    koppeling: int | None
    key_file: Path | None
    school: Schoolcode | None
    andere_school: Schoolcode | None
    bevestigen: bool
    pakketten: tuple[Path, ...]
    jwks: Path | None
    drop_in: str | None
    leveranciernaam: str | None
    sleutel: str | None = field(repr=False)
    schooljaar: Schooljaar
    groepen: tuple[str, ...]
    pauze: float
    timeout: float
    ca: Path | None
    cert: Path | None
    cert_key: Path | None
    product: int | None
    onderteken: Path | None
    namens: str | None
    html: Path | None
    junit: Path | None
    as_json: bool


OPTIONS = collected(
    Levering,
    "levering",
    option("--url", type=parameters.ADRES, metavar="ADRES", help="Het adres van een dienst met de pull-API."),
    option("--koppeling", type=parameters.NUMMER, help="Het nummer van de koppeling bij die dienst."),
    option("--key-file", type=BESTAND, help="De geheime sleutel van de partner (JWK of PEM)."),
    option(
        "--school",
        type=parameters.SCHOOL,
        help="De school die wordt bekeken; bij --url anders de eerste met een levering.",
    ),
    option(
        "--andere-school",
        type=parameters.SCHOOL,
        help="Een school van dezelfde dienst waarvoor de koppeling niet is: blijft die dicht?",
    ),
    option(
        "--bevestigen",
        is_flag=True,
        help="Bevestig ook de laatste levering en vraag een volledige aan: dat verandert iets bij de dienst.",
    ),
    option(
        "--pakket",
        "pakketten",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        metavar="BESTAND|MAP",
        help="Een pakket, of een map met de pakketten van één school; mag vaker.",
    ),
    option("--jwks", type=BESTAND, help="De openbare sleutels van de afzender van die pakketten."),
    option(
        "--drop-in",
        type=parameters.ADRES,
        metavar="ADRES",
        help="Het adres van een dienst met getLeerlingen en getMedewerkers.",
    ),
    option("--leveranciernaam", help="De naam waarmee --drop-in de leverancier kent."),
    option(
        "--sleutel",
        envvar=SLEUTEL,
        help=f"De leveranciersleutel van --drop-in. Geef hem liever in {SLEUTEL}: wat op de opdrachtregel"
        " staat, kan iedereen op deze machine lezen.",
    ),
    parameters.schooljaar_option,
    GROEPEN,
    PAUZE,
    option("--timeout", default=TIMEOUT, type=parameters.SECONDEN, help="Seconden wachten op antwoord."),
    *TLS,
    option(
        "--product",
        type=parameters.NUMMER,
        help="Het nummer van het product waar een ondertekend rapport over gaat.",
    ),
    ONDERTEKEN,
    option("--namens", metavar="NAAM", help="Namens wie u ondertekent."),
    *BESTANDEN,
    json_option,
)


@click.command(
    "gkv-las",
    cls=Command,
    short_help="Keur wie GKV levert: een dienst, pakketten of de drop-in.",
    voorbeelden=(
        "uwlr keur gkv-las --url https://las.example.nl --koppeling 1 \\",
        "    --key-file sleutel.json",
        "uwlr keur gkv-las --url https://las.example.nl --koppeling 1 \\",
        "    --key-file sleutel.json --product 5 --onderteken rapport.json",
        "uwlr keur gkv-las --pakket 42.zip --jwks sleutels.json",
        "uwlr keur gkv-las --pakket map-met-pakketten --jwks sleutels.json    ook de keten",
        "uwlr keur gkv-las --drop-in https://las.example.nl/gkv/GeneriekeService \\",
        '    --leveranciernaam "Identity & Access" --school 99XX/16',
    ),
)
@OPTIONS
def gkv_las(levering: Levering) -> None:
    """Keur de kant van GKV die levert, zoals een partner die ziet.

    Geef een dienst met de pull-API, pakketten in bestanden, een dienst met getLeerlingen, of meer daarvan.
    Zonder --bevestigen verandert er niets bij de dienst. In het rapport staan geen sleutel en geen gegevens
    van leerlingen. Op de machine van onze eigen dienst ondertekent --onderteken wat hij hier zelf opvraagt.

    Eindigt met 1 als er iets niet is zoals het moet, en met 3 als er op een adres niets antwoordt.
    """
    from uwlr_service.conformiteit.suitebestand import SUITES, read_suite

    warn_unknown()
    suite = read_suite(SUITES / "gkv-las")
    require_groups(levering.groepen, suite)
    _require_sense(levering)
    rapport = _judge(levering, suite) if levering.onderteken is None else _signed(levering, suite)
    verslagen = Verslagen(html=levering.html, junit=levering.junit, onderteken=levering.onderteken)
    hand_over(rapport, verslagen, as_json=levering.as_json)


def _require_sense(levering: Levering) -> None:
    """Raise UsageError for options that do not go together."""
    if not (levering.url or levering.pakketten or levering.drop_in):
        raise click.UsageError("geef --url, --pakket of --drop-in.")
    if levering.url and (levering.koppeling is None or levering.key_file is None):
        raise click.UsageError("bij --url horen --koppeling en --key-file.")
    if levering.drop_in and (levering.leveranciernaam is None or levering.school is None):
        raise click.UsageError("bij --drop-in horen --leveranciernaam en --school.")
    if levering.drop_in and levering.sleutel is None:
        raise click.UsageError(f"de leveranciersleutel ontbreekt: geef hem in {SLEUTEL}.")
    if levering.drop_in and levering.school is not None and levering.school.brincode is None:
        raise click.UsageError("geef bij --drop-in een school met een BRIN, zoals 99XX/16.")
    if (levering.onderteken is None) != (levering.product is None):
        raise click.UsageError("--onderteken en --product horen bij elkaar.")
    if levering.onderteken is not None and levering.pakketten:
        raise click.UsageError(
            "--onderteken kan niet bij --pakket: deze dienst heeft niet gezien waar een bestand vandaan komt."
        )
    if levering.onderteken is not None and levering.groepen:
        raise click.UsageError("--onderteken kan niet bij --groep: een deel zegt niet of alles goed is.")


def _signed(levering: Levering, suite: "Suite") -> "Rapport":
    """The judgment with our signature, which only the machine of the service can give: it ran this itself.

    What would be refused afterwards is refused before anybody is asked anything.
    """
    from uwlr_service.conformiteit.waarmerk import Waarmerk

    door = Handelende.opdrachtregel(levering.namens)
    product = levering.product or 0
    with opened() as diensten:
        diensten.keurmerken.require(product, door=door)
        rapport = _judge(levering, suite)
        waarmerk = Waarmerk.under(rapport.inhoud(), product, diensten, door=door)
    return replace(rapport, waarmerk=waarmerk)


def _judge(levering: Levering, suite: "Suite") -> "Rapport":
    from uwlr_service.conformiteit.gkv.uitvoeren import Gkvkeuring
    from uwlr_service.conformiteit.rapport import Rapport

    doel = _doel(levering)
    begonnen = tijd.now()
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="uwlr-keur-")))
        verkeer, generiek = (_traffic(levering, url, stack) for url in (levering.url, levering.drop_in))
        keuring = Gkvkeuring(suite, doel, folder, verkeer, generiek)
        uitkomsten = []
        for uitkomst in keuring.run(levering.groepen):
            if not levering.as_json:
                say(f"{uitkomst.stand.value:<12} {uitkomst.geval.id}")
            uitkomsten.append(uitkomst)
    addresses = [doel.verhulling.adres(url) for url in (levering.url, levering.drop_in) if url is not None]
    named = [*addresses, *(path.name for path in levering.pakketten)]
    return Rapport(
        suite=suite,
        doel=", ".join(named),
        begonnen=begonnen,
        seconds=time.monotonic() - began,
        calls=sum(each.calls for each in (verkeer, generiek) if each is not None),
        uitkomsten=uitkomsten,
        beletsels=tuple(keuring.beletsels),
    )


def _traffic(levering: Levering, url: str | None, stack: ExitStack) -> "Verkeer | None":
    """The calls to an address. Raises Onbereikbaar if nothing answers there."""
    from uwlr_service.client.fouten import Onbereikbaar
    from uwlr_service.conformiteit.antwoord import GeenAntwoord
    from uwlr_service.conformiteit.verhulling import Verhulling
    from uwlr_service.conformiteit.verkeer import Verkeer

    if url is None:
        return None
    warn_unsafe(url)
    verkeer = stack.enter_context(Verkeer(url, levering.timeout, trust_of(url, levering), levering.pauze))
    try:
        verkeer.fetch(url)
    except GeenAntwoord as error:
        raise Onbereikbaar(f"Op {Verhulling(()).adres(url)} komt geen antwoord: {error.oorzaak}.") from error
    return verkeer


def _doel(levering: Levering) -> "Gkvdoel":
    from uwlr_service.conformiteit.gkv.doel import Gkvdoel

    return Gkvdoel(
        pull=_pull(levering),
        drop_in=_drop_in(levering),
        pakketten=tuple(_files(levering.pakketten)),
        sleutels=_keys(levering.jwks),
    )


def _pull(levering: Levering) -> "PullApi | None":
    from uwlr_service.conformiteit.gkv.doel import PullApi

    if levering.url is None or levering.koppeling is None or levering.key_file is None:
        return None
    return PullApi(
        url=levering.url,
        koppeling=levering.koppeling,
        key=key_of(levering.key_file),
        school=levering.school,
        andere_school=levering.andere_school,
        mag_schrijven=levering.bevestigen,
    )


def _drop_in(levering: Levering) -> "DropIn | None":
    from uwlr_service.conformiteit.gkv.doel import DropIn

    if levering.drop_in is None or levering.leveranciernaam is None or levering.school is None:
        return None
    return DropIn(
        url=levering.drop_in,
        leveranciernaam=levering.leveranciernaam,
        sleutel=levering.sleutel or "",
        school=levering.school,
        schooljaar=levering.schooljaar,
    )


def _files(given: tuple[Path, ...]) -> list[Path]:
    """The packages that were named, and those of folders that were. Raises BadParameter for an empty one."""
    files: list[Path] = []
    for path in given:
        within = sorted(path.glob("*.zip")) if path.is_dir() else [path]
        if not within:
            raise click.BadParameter(f"in {path} staat geen pakket (*.zip).", param_hint="--pakket")
        files += within
    return files


def _keys(jwks: Path | None) -> list[dict[str, Any]]:
    return [] if jwks is None else keys_of_sender(jwks)
