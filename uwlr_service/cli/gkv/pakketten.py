"""``uwlr gkv verify`` and ``apply``: a partner proves packages, and keeps a copy of the data in them."""

from contextlib import closing
from pathlib import Path

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG, as_records
from uwlr_service.cli.files import BESTAND, named
from uwlr_service.cli.gkv.view import manifest_record, show_manifest
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.cli.tls import keys_of_sender
from uwlr_service.domain.fouten import Geweigerd, OngeldigBericht

SLEUTELS = option(
    "--jwks",
    required=True,
    type=BESTAND,
    help="De openbare sleutels van de afzender, zoals uwlr gkv jwks ze toont.",
)
PAKKETTEN = click.argument("bestanden", metavar="BESTAND...", nargs=-1, required=True, type=BESTAND)


@click.command(
    cls=Command,
    short_help="Controleer de handtekening en de bestanden.",
    voorbeelden=("uwlr gkv verify --jwks sleutels.json pakket.zip",),
)
@SLEUTELS
@PAKKETTEN
@json_option
def verify(jwks: Path, bestanden: tuple[Path, ...], as_json: bool) -> int:
    """Controleer pakketten: de handtekening, en elk bestand tegen het manifest."""
    from uwlr_service.formats.gkv.pakket import open_pakket

    keys = keys_of_sender(jwks)
    code = GOOD
    records: list[dict[str, object]] = []
    for bestand in bestanden:
        try:
            pakket = open_pakket(bestand, keys)
            pakket.judge()
        except (Geweigerd, OngeldigBericht) as fout:
            code = JUDGED_WRONG
            meldingen = as_records(str(bestand), fout.meldingen)
            records.append({"bestand": str(bestand), "fout": fout.tekst, "meldingen": meldingen})
            if not as_json:
                say(f"Fout: {bestand}: {fout.tekst}", style="red")
        else:
            manifest = manifest_record(pakket.manifest)
            records.append({"bestand": str(bestand), "sleutel": pakket.kid, **manifest})
            if not as_json:
                show_manifest(bestand, pakket)
    if as_json:
        show_json(records)
    return code


@click.command(
    cls=Command,
    short_help="Verwerk pakketten in een eigen kopie.",
    voorbeelden=("uwlr gkv apply --jwks sleutels.json --to kopie.sqlite pakket.zip",),
)
@SLEUTELS
@option(
    "--to",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="De kopie; een SQLite-bestand.",
)
@PAKKETTEN
def apply(jwks: Path, to: Path, bestanden: tuple[Path, ...]) -> None:
    """Verwerk pakketten in een eigen kopie, in de volgorde van hun volgnummer.

    Een pakket dat niet klopt of niet aansluit, verandert niets aan de kopie.
    """
    from uwlr_service.client.gkv_kopie import Kopie, in_words
    from uwlr_service.formats.gkv.pakket import open_pakket

    keys = keys_of_sender(jwks)
    pakketten = []
    for bestand in bestanden:
        with named(bestand):
            pakketten.append(open_pakket(bestand, keys))
    with closing(Kopie(to)) as kopie:
        for pakket in sorted(pakketten, key=lambda pakket: pakket.manifest.volgnummer):
            with named(pakket.path):
                done = "verwerkt" if kopie.apply(pakket) else "was al verwerkt"
            say(f"{in_words(pakket.manifest)}: {done}.")
