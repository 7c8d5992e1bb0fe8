"""``uwlr gkv export``: a school as OneRoster or Microsoft SDS, in files for its partner."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from uwlr_service import private
from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.files import target_of, write_whole
from uwlr_service.cli.gkv.weigeringen import Weigeringen, without_school
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import counted, say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gkvsets import ROOSTERS
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.formats.rooster import Rooster, Vorm
    from uwlr_service.uitwisseling.gkv.rooster.export import Uitgave

ZIP = ".zip"
MEERVOUD = {"leerling": "leerlingen", "leerkracht": "leerkrachten", "groep": "groepen"}


@click.command(
    cls=Command,
    short_help="Schrijf een school als OneRoster of SDS (CSV).",
    voorbeelden=(
        "uwlr gkv export 1 --formaat oneroster --school 99XX/16 --to rooster.zip",
        "uwlr gkv export 1 --formaat sds --to map         een map voor elke school",
    ),
)
@parameters.KOPPELING
@option(
    "--formaat",
    required=True,
    type=click.Choice(ROOSTERS),
    help="OneRoster 1.2 of Microsoft School Data Sync v2.1.",
)
@option("--school", type=parameters.SCHOOL, help="Alleen deze school; anders elke school van de koppeling.")
@option(
    "--to",
    required=True,
    type=click.Path(path_type=Path),
    metavar="BESTAND|MAP",
    help="Een ZIP, die een eerdere vervangt, of een map die er nog niet is of leeg is; zonder --school met"
    " een map voor elke school.",
)
@option(
    "--allow-shrink",
    is_flag=True,
    help="Ook als meer dan een twintigste van de leerlingen niet past of geen account heeft.",
)
@json_option
def export(
    koppeling: int,
    formaat: str,
    school: Schoolcode | None,
    to: Path,
    allow_shrink: bool,
    as_json: bool,
) -> int:
    """Schrijf wat een leverancier van een school mag hebben, als OneRoster of SDS.

    Het zijn de leerlingen en de velden van de afspraak die nu geldt, en wat eruit gaat, staat in het register
    en in het logboek. Vraagt het formaat een veld dat niet is afgesproken, dan noemt het programma dat en
    schrijft het niets. Wie niet in het formaat past, wordt weggelaten en geteld; met --json staat er wie. Is
    dat meer dan een twintigste van de leerlingen, dan schrijft het niets zonder --allow-shrink.

    Een school die pauzeert, houdt de andere niet op: het programma noemt die en eindigt met 1.
    """
    is_zip = to.suffix.lower() == ZIP
    if is_zip and school is None:
        raise click.UsageError("een ZIP is van één school: noem die met --school.")
    _require_place(to, is_zip=is_zip)
    from uwlr_service.formats.rooster import VORMEN, zipped

    vorm = VORMEN[formaat]
    door = Handelende.opdrachtregel()
    weigeringen = Weigeringen(is_silent=as_json)
    with opened() as diensten:
        link = diensten.koppelingbeheer.get(koppeling).koppeling
        scholen = link.scholen if school is None else (school,)
        if not scholen:
            weigeringen.add(None, without_school(link))
        uitgaven = diensten.roosterexport.make(
            koppeling, scholen, formaat, allow_shrink=allow_shrink, door=door
        )
        for code, fout in uitgaven.geweigerd:
            weigeringen.add(code, fout)
        if uitgaven.gemaakt:
            with _appearing(to) as draft:
                if is_zip:
                    write_whole(draft, zipped(vorm, uitgaven.gemaakt[0].rooster))
                else:
                    for uitgave in uitgaven.gemaakt:
                        folder = draft if school else draft / _name(uitgave.school)
                        _write_files(vorm, uitgave.rooster, folder)
                # Before anybody has them, and not if the disk has no room for them.
                diensten.roosterexport.record(uitgaven.gemaakt, door=door)
    if as_json:
        roosters = [_record(uitgave, vorm) for uitgave in uitgaven.gemaakt]
        show_json({"roosters": roosters, "geweigerd": weigeringen.records})
    elif uitgaven.gemaakt:
        for uitgave in uitgaven.gemaakt:
            _tell(uitgave, vorm)
        say(f"Geschreven: {to}")
    return JUDGED_WRONG if weigeringen.records else GOOD


def _require_place(to: Path, *, is_zip: bool) -> None:
    """Raise UsageError if nothing can be written there, with the cause and what was expected."""
    try:
        cause = _fault(to, is_zip=is_zip)
    except OSError as error:
        cause = oorzaak(error) or type(error).__name__
    if cause is None:
        return
    expected = "een map die er nog niet is of leeg is, of een bestand dat op .zip eindigt"
    if is_zip:
        expected = "een ZIP-bestand, dat er nog niet is of wordt vervangen"
    raise click.UsageError(f"'{to}' is niet te schrijven: {cause}. Verwacht: {expected}.")


def _fault(to: Path, *, is_zip: bool) -> str | None:
    """What is wrong with a place to write; None if nothing is, and nothing is left there. Raises OSError."""
    if to.is_dir():
        if is_zip:
            return "het is een map"
        if any(to.iterdir()):
            return "de map is niet leeg"
    elif to.exists():
        if not to.is_file():
            return "het is geen gewoon bestand"
        if not is_zip:
            return "het is een bestand"
    folder = target_of(to).parent
    if not folder.is_dir():
        return f"de map '{folder}' is er niet"
    try:
        tempfile.TemporaryDirectory(dir=folder).cleanup()
    except OSError as error:
        cause = oorzaak(error) or type(error).__name__
        return f"in de map '{folder}' lukt dat niet, want {cause}"
    return None


@contextmanager
def _appearing(to: Path) -> Iterator[Path]:
    """A place to write a file or folder that appears at ``to`` when all of it is there.

    An OSError names that place, and leaves nothing behind.
    """
    target = target_of(to)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".rooster-") as drafts:
            draft = Path(drafts) / target.name
            yield draft
            os.replace(draft, target)
    except OSError as error:
        say("Er is niets geschreven.")
        error.filename = str(to)
        raise


def _name(school: Schoolcode) -> str:
    """The folder of one of several schools; a schoolkey may hold any sign, and one of them is a slash."""
    return quote(str(school).replace("/", "-", 1) if school.brincode else str(school), safe="")


def _write_files(vorm: "Vorm", rooster: "Rooster", folder: Path) -> None:
    from uwlr_service.formats.rooster import write

    private.make_folder(folder)
    for naam, content in write(vorm, rooster):
        write_whole(folder / naam, [content])


def _record(uitgave: "Uitgave", vorm: "Vorm") -> dict[str, object]:
    """What was written of a school, as a program reads it."""
    rooster = uitgave.rooster
    return {
        "school": str(uitgave.school),
        "schooljaar": rooster.jaar,
        "formaat": vorm.formaat.naam,
        "leerlingen": rooster.leerlingen,
        "medewerkers": rooster.medewerkers,
        "groepen": len(rooster.klassen),
        "plaatsingen": len(rooster.plaatsingen),
        "dubbele_accounts": vorm.shared_accounts(rooster),
        "weggelaten": [
            {"soort": weg.soort, "key": weg.key, "waarom": weg.waarom} for weg in rooster.weggelaten
        ],
    }


def _tell(uitgave: "Uitgave", vorm: "Vorm") -> None:
    """What was written of a school, and who did not fit."""
    rooster = uitgave.rooster
    say(
        f"School {uitgave.school}, {rooster.jaar}, als {vorm.formaat.titel}:"
        f" {counted(rooster.leerlingen, 'leerling', 'leerlingen')},"
        f" {counted(rooster.medewerkers, 'medewerker', 'medewerkers')},"
        f" {counted(len(rooster.klassen), 'groep', 'groepen')}."
    )
    if shared := vorm.shared_accounts(rooster):
        say(f"Let op: {shared} personen delen hun {vorm.formaat.account} met een ander.", style="yellow")
    reasons = Counter((weg.soort, weg.waarom) for weg in rooster.weggelaten)
    for (soort, waarom), number in reasons.items():
        say(f"Let op: weggelaten: {counted(number, soort, MEERVOUD[soort])}, {waarom}.", style="yellow")
