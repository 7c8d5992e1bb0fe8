"""``uwlr gkv``: the packages that partners collect, made here and checked there."""

from contextlib import closing
from pathlib import Path
from typing import Any

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG, as_records, report
from uwlr_service.cli.files import named
from uwlr_service.cli.gkv import nacht
from uwlr_service.cli.gkv.fetch import fetch
from uwlr_service.cli.gkv.formaat import describe, schema
from uwlr_service.cli.gkv.preview import preview
from uwlr_service.cli.gkv.view import (
    gevolgd_record,
    levering_record,
    manifest_record,
    show_gevolgd,
    show_leveringen,
    show_manifest,
)
from uwlr_service.cli.gkv.volgen import dormant, notify
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.client.gkv_kopie import Kopie, in_words
from uwlr_service.domain.fouten import DocumentOngeldig, Geweigerd, OngeldigBericht
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv.pakket import open_pakket
from uwlr_service.formats.oauth.jwks import read_published

BESTAND = click.Path(exists=True, dir_okay=False, path_type=Path)
SLEUTELS = option(
    "--jwks",
    required=True,
    type=BESTAND,
    help="De openbare sleutels van de afzender, zoals uwlr gkv jwks ze toont.",
)
PAKKETTEN = click.argument("bestanden", metavar="BESTAND...", nargs=-1, required=True, type=BESTAND)


@click.group(
    cls=Group,
    voorbeelden=(
        "uwlr gkv generate 1                        maak de volgende levering van koppeling 1",
        "uwlr gkv list 1                            wat er is gemaakt",
        "uwlr gkv verify --jwks sleutels.json pakket.zip",
    ),
)
def command() -> None:
    """GKV: pakketten met de gegevens van een school, genummerd en ondertekend."""


@command.command(
    voorbeelden=(
        "uwlr gkv generate 1",
        "uwlr gkv generate 1 --school 99XX/16 --volledig",
    ),
)
@parameters.KOPPELING
@option("--school", type=parameters.SCHOOL, help="Alleen deze school; anders elke school van de koppeling.")
@option("--volledig", is_flag=True, help="De hele set, ook als de wijzigingen genoeg zijn.")
@option("--allow-shrink", is_flag=True, help="Ook als meer dan een vijfde van de leerlingen vervalt.")
@json_option
def generate(
    koppeling: int, school: Schoolcode | None, volledig: bool, allow_shrink: bool, as_json: bool
) -> int:
    """Maak nu de volgende levering van een koppeling.

    De eerste is volledig, en daarna elke week een, na een wijziging van de afspraak en in een nieuw
    schooljaar. De andere bevatten wat er is gewijzigd. Een levering die niet kan worden gemaakt, houdt
    die van de andere scholen niet op.
    """
    made: list[Levering] = []
    refused: list[dict[str, Any]] = []
    with opened() as diensten:
        known = diensten.koppelingbeheer.get(koppeling).koppeling
        for code in (school,) if school is not None else known.scholen:
            try:
                levering = diensten.leveringen.make(
                    koppeling, code, volledig=volledig, allow_shrink=allow_shrink
                )
            except Geweigerd as fout:
                if not as_json:
                    report(fout)
                refused.append({"school": str(code), "fout": fout.tekst})
            else:
                made.append(levering)
    if as_json:
        show_json({"leveringen": [levering_record(one) for one in made], "geweigerd": refused})
    elif made:
        show_leveringen(f"Leveringen aan koppeling {koppeling}", made)
    return JUDGED_WRONG if refused else GOOD


@command.command("list", voorbeelden=("uwlr gkv list 1", "uwlr gkv list 1 --json"))
@parameters.KOPPELING
@json_option
def list_(koppeling: int, as_json: bool) -> None:
    """Toon de leveringen van een koppeling, en of zij zijn opgehaald en verwerkt."""
    with opened() as diensten:
        found = diensten.volger.of_koppeling(koppeling)
    if as_json:
        show_json([gevolgd_record(one) for one in found])
    else:
        show_gevolgd(f"Leveringen aan koppeling {koppeling} ({len(found)})", found)


@command.command(voorbeelden=("uwlr gkv jwks > sleutels.json", "uwlr gkv jwks --rotate"))
@option("--rotate", is_flag=True, help="Onderteken voortaan met een nieuwe sleutel.")
def jwks(rotate: bool) -> None:
    """Toon de openbare sleutels waarmee pakketten zijn ondertekend (JWK Set)."""
    with opened() as diensten:
        if rotate:
            diensten.ondertekening.rotate()
        show_json({"keys": diensten.ondertekening.published()})


@command.command(voorbeelden=("uwlr gkv verify --jwks sleutels.json pakket.zip",))
@SLEUTELS
@PAKKETTEN
@json_option
def verify(jwks: Path, bestanden: tuple[Path, ...], as_json: bool) -> int:
    """Controleer pakketten: de handtekening, en elk bestand tegen het manifest."""
    keys, code = _keys(jwks), GOOD
    records: list[dict[str, object]] = []
    for bestand in bestanden:
        try:
            pakket = open_pakket(bestand, keys)
            pakket.check()
        except (Geweigerd, OngeldigBericht) as fout:
            code = JUDGED_WRONG
            meldingen = as_records(str(bestand), fout.meldingen)
            records.append({"bestand": str(bestand), "fout": fout.tekst, "meldingen": meldingen})
            if not as_json:
                say(f"Fout: {bestand}: {fout.tekst}", style="red")
        else:
            records.append(
                {"bestand": str(bestand), "sleutel": pakket.kid, **manifest_record(pakket.manifest)}
            )
            if not as_json:
                show_manifest(bestand, pakket)
    if as_json:
        show_json(records)
    return code


@command.command("apply", voorbeelden=("uwlr gkv apply --jwks sleutels.json --to kopie.sqlite pakket.zip",))
@SLEUTELS
@option(
    "--to",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="De kopie; een SQLite-bestand.",
)
@PAKKETTEN
def apply_(jwks: Path, to: Path, bestanden: tuple[Path, ...]) -> None:
    """Verwerk pakketten in een eigen kopie, in de volgorde van hun volgnummer.

    Een pakket dat niet klopt of niet aansluit, verandert niets aan de kopie.
    """
    keys = _keys(jwks)
    pakketten = []
    for bestand in bestanden:
        with named(bestand):
            pakketten.append(open_pakket(bestand, keys))
    with closing(Kopie(to)) as kopie:
        for pakket in sorted(pakketten, key=lambda one: one.manifest.volgnummer):
            with named(pakket.path):
                done = "verwerkt" if kopie.apply(pakket) else "was al verwerkt"
            say(f"{in_words(pakket.manifest)}: {done}.")


def _keys(path: Path) -> list[dict[str, Any]]:
    try:
        found = read_published(path.read_bytes())
    except DocumentOngeldig as fout:
        raise click.BadParameter(f"{path}: {fout.tekst}", param_hint="--jwks") from fout
    if not found:
        raise click.BadParameter(f"{path}: Hierin staat geen sleutel van een afzender.", param_hint="--jwks")
    return found


command.add_command(nacht.command, "nacht")
for found in (fetch, dormant, notify, preview, schema, describe):
    command.add_command(found)
