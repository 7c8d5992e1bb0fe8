"""``uwlr keur verify``: whether a report of the test facility is what a service signed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.client.adres import TIMEOUT, is_loopback
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig

if TYPE_CHECKING:
    from uwlr_service.formats.keurmerk import Verklaring


def _address(_ctx: click.Context, _param: click.Parameter, url: str | None) -> str | None:
    """The address of a service without a slash at its end. Raises BadParameter where it proves nothing."""
    if url is None:
        return None
    is_safe = url.startswith("https://") or (url.startswith("http://") and is_loopback(url))
    if not is_safe:
        raise click.BadParameter("geef het adres van de dienst met https://, anders bewijst het niets.")
    return url.rstrip("/")


@click.command(
    cls=Command,
    short_help="Controleer de handtekening onder een keurrapport.",
    voorbeelden=(
        "uwlr keur verify rapport.json --uitgever https://uwlr.example.nl",
        "uwlr keur verify rapport.json --jwks sleutels.json",
    ),
)
@click.argument("rapport", metavar="RAPPORT", type=BESTAND)
@option("--uitgever", metavar="URL", callback=_address, help="De dienst die het ondertekend moet hebben.")
@option("--jwks", type=BESTAND, help="De openbare sleutels van die dienst, om niets op te halen.")
@option("--timeout", default=TIMEOUT, type=click.FloatRange(min=0, min_open=True), help="Seconden.")
@json_option
def verify(rapport: Path, uitgever: str | None, jwks: Path | None, timeout: float, as_json: bool) -> None:
    """Controleer of een rapport in JSON zo is ondertekend door de dienst die u noemt.

    De sleutels komen van het adres dat u opgeeft, of uit uw eigen bestand, en nooit van een adres dat in het
    rapport staat. Met --uitgever en --jwks samen wordt niets opgehaald, en moet de uitgever wel kloppen.

    Eindigt met 1 als het rapport niet ondertekend is of de handtekening niet klopt, en met 3 als de sleutels
    niet op te halen zijn. Of het product goed is gekeurd, staat in het rapport zelf.
    """
    from uwlr_service.formats.bestanden import read_whole
    from uwlr_service.formats.keurmerk import BESTAND as MOST
    from uwlr_service.formats.keurmerk import NIET_ONDERTEKEND, KeurmerkOngeldig, is_signed, proven

    data = read_whole(rapport, MOST.bytes)
    if not is_signed(data):  # then there is nothing to fetch keys for
        raise KeurmerkOngeldig(NIET_ONDERTEKEND)
    verklaring = proven(data, _keys(uitgever, jwks, timeout), tijd.now())
    if uitgever is not None and verklaring.uitgever != uitgever:
        raise KeurmerkOngeldig("Het rapport is van een andere uitgever dan u noemt.")
    if as_json:
        show_json(_record(verklaring))
    else:
        _show(verklaring)


def _keys(uitgever: str | None, jwks: Path | None, timeout: float) -> list[dict[str, Any]]:
    from uwlr_service.formats.bestanden import read_whole
    from uwlr_service.formats.limits import JSON
    from uwlr_service.formats.oauth.jwks import read_published

    if jwks is not None:
        try:
            return read_published(read_whole(jwks, JSON.bytes))
        except DocumentOngeldig as fout:
            raise click.BadParameter(f"{jwks}: {fout.tekst}", param_hint="--jwks") from fout
    if uitgever is not None:
        from uwlr_service.conformiteit.sleutels import fetch_keys

        return fetch_keys(uitgever, timeout)
    raise click.UsageError("geef --uitgever of --jwks.")


def _record(verklaring: "Verklaring") -> dict[str, Any]:
    return {
        "uitgever": verklaring.uitgever,
        "ondertekend": verklaring.moment,
        "geldig_tot": verklaring.tot,
        "product": verklaring.product,
        "productnaam": verklaring.productnaam,
        **{name: verklaring.rapport.get(name) for name in ("suite", "versie", "begonnen", "goed")},
    }


def _show(verklaring: "Verklaring") -> None:
    rapport = verklaring.rapport
    say(
        f"De handtekening klopt: {verklaring.uitgever} ondertekende dit op {amsterdam(verklaring.moment)},"
        f" geldig tot {amsterdam(verklaring.tot)}.",
        style="green",
    )
    say(f"Product {verklaring.product}: {verklaring.productnaam}.")
    outcome = "alles wat moet is goed" if rapport.get("goed") is True else "niet alles wat moet is goed"
    say(f"Gevallen: {rapport.get('suite')}, versie {rapport.get('versie')}; {outcome}.")
