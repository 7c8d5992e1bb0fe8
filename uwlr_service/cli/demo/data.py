"""``uwlr demo-data``: schools that do not exist, to try things with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.text import Text

from uwlr_service import demodata
from uwlr_service.cli.command import Command
from uwlr_service.cli.demo.folder import file_name
from uwlr_service.cli.edexml.vrijstelling import vrijstelling_options
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import write_whole
from uwlr_service.cli.listing import FoldedPath
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import cell, plain, show, show_json, table
from uwlr_service.cli.parameters import schooljaar_option
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.rem import Vrijstelling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

Made = Iterator[tuple[Schoolgegevens, Path | None]]
Dossiermaker = Callable[[Schoolgegevens], Dossier | None]


@dataclass(frozen=True, slots=True)
class Omvang:
    """How many schools of how many pupils, and the number that they are made from."""

    schools: int
    pupils: int
    seed: int


OMVANG = (
    option("--schools", required=True, type=click.IntRange(min=1), help="Hoeveel scholen."),
    option("--pupils", required=True, type=click.IntRange(min=1), help="Hoeveel leerlingen per school."),
    option("--seed", required=True, type=int, help="Hetzelfde getal geeft steeds dezelfde scholen."),
)


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr demo-data --schools 3 --pupils 200 --seed 1",
        "uwlr demo-data --schools 3 --pupils 200 --seed 1 --to proefscholen",
        "uwlr demo-data --schools 1 --pupils 250 --seed 1 --dossier 6",
    ),
)
@collected(Omvang, "omvang", *OMVANG)
@option(
    "--to", type=click.Path(file_okay=False, path_type=Path), help="Schrijf EDEXML-bestanden in deze map."
)
@option(
    "--dossier",
    type=click.IntRange(min=1, max=8),
    metavar="JAREN",
    help="Verzin ook een dossier: adressen, verzorgers, absenties en zoveel jaren aan toetsen.",
)
@schooljaar_option
@vrijstelling_options
@json_option
def command(
    omvang: Omvang,
    to: Path | None,
    dossier: int | None,
    schooljaar: Schooljaar,
    vrijstelling: Vrijstelling,
    as_json: bool,
) -> None:
    """Verzin scholen met leerlingen, groepen en leerkrachten.

    Zonder --to komen ze in de database, en gelden dezelfde grenzen als voor een import: staat daar al een
    school met deze code, dan mag er niet te veel van verdwijnen. Alle personen zijn verzonnen.

    Met hetzelfde getal en een volgend --schooljaar schuift iedereen een groep op.
    """
    verzonnen = demodata.schools(omvang.schools, omvang.pupils, omvang.seed, schooljaar)

    def dossiers(gegevens: Schoolgegevens) -> Dossier | None:
        if dossier is None:
            return None
        return demodata.make_dossier(gegevens, omvang.seed, dossier)

    made = _store(verzonnen, dossiers, vrijstelling) if to is None else _write(verzonnen, to, dossiers)
    rows = [_record(gegevens, path) for gegevens, path in made]
    if as_json:
        show_json(rows)
        return
    columns = [name for name in rows[0] if name != "bestand" or to]
    listing = table("Verzonnen scholen", *columns, right=("groepen", "leerlingen", "leerkrachten"))
    for row in rows:
        listing.add_row(*(_shown(row[name]) for name in columns))
    show(listing)


def _record(gegevens: Schoolgegevens, path: Path | None) -> dict[str, object]:
    return {
        "school": str(gegevens.school.code),
        "schooljaar": gegevens.school.schooljaar,
        "groepen": len(gegevens.groepen),
        "leerlingen": len(gegevens.leerlingen),
        "leerkrachten": len(gegevens.leerkrachten),
        "bestand": path and str(path),
    }


def _shown(value: object) -> FoldedPath | Text:
    """A value in the table; a path and a code of a school may be folded at their slashes."""
    text = plain(value)
    if "/" in text:
        return FoldedPath(text)
    return cell(text)


def _write(verzonnen: Iterator[Schoolgegevens], folder: Path, dossiers: Dossiermaker) -> Made:
    from uwlr_service.formats import edexml
    from uwlr_service.formats.dossier import write_dossier

    folder.mkdir(parents=True, exist_ok=True)
    for gegevens in verzonnen:
        path = folder / file_name(gegevens.school.code)
        write_whole(path, edexml.write(gegevens))
        if dossier := dossiers(gegevens):
            write_whole(path.with_suffix(".dossier.xml"), write_dossier(dossier))
        yield gegevens, path


def _store(verzonnen: Iterator[Schoolgegevens], dossiers: Dossiermaker, vrijstelling: Vrijstelling) -> Made:
    with opened() as diensten:
        for gegevens in verzonnen:
            diensten.edexml.store(gegevens, vrijstelling)
            if dossier := dossiers(gegevens):
                diensten.dossiers.store(dossier, allow_shrink=vrijstelling.allow_shrink)
            yield gegevens, None
