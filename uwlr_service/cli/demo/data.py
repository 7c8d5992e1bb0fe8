"""``uwlr demo-data``: schools that do not exist, to try things with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.text import Text

from uwlr_service import demodata
from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.demo.folder import file_name
from uwlr_service.cli.edexml.vrijstelling import vrijstelling_options
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import write_whole
from uwlr_service.cli.listing import FoldedPath
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import cell, plain, show, show_json, table
from uwlr_service.cli.parameters import schooljaar_option
from uwlr_service.demodata.proeftuin import SCRIPT
from uwlr_service.domain.account.handelende import Handelende
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


@dataclass(frozen=True, slots=True)
class Keuze:
    """What is to be made: schools by their size, or the schools of the proeftuin of a product."""

    schools: int | None
    pupils: int | None
    seed: int | None
    proeftuin: int | None

    def omvang(self, context: click.Context) -> Omvang | None:
        """The size; None for a proeftuin, which has its own. Raises a usage error for both, or for half."""
        given = {"schools": self.schools, "pupils": self.pupils, "seed": self.seed}
        if self.proeftuin is not None:
            if any(value is not None for value in given.values()):
                raise click.UsageError("--proeftuin gaat niet samen met --schools, --pupils en --seed.")
            return None
        for param in context.command.params:
            if param.name in given and given[param.name] is None:
                raise click.MissingParameter(ctx=context, param=param)
        return Omvang(self.schools or 0, self.pupils or 0, self.seed or 0)


KEUZE = (
    option("--schools", type=click.IntRange(min=1), help="Hoeveel scholen."),
    option("--pupils", type=click.IntRange(min=1), help="Hoeveel leerlingen per school."),
    option("--seed", type=int, help="Hetzelfde getal geeft steeds dezelfde scholen."),
    option(
        "--proeftuin",
        type=parameters.NUMMER,
        metavar="PRODUCT",
        help="Maak in plaats daarvan de testscholen van een product, zoals 'uwlr proeftuin make'.",
    ),
)


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr demo-data --schools 3 --pupils 200 --seed 1",
        "uwlr demo-data --schools 3 --pupils 200 --seed 1 --to proefscholen",
        "uwlr demo-data --schools 1 --pupils 250 --seed 1 --dossier 6",
        "uwlr demo-data --proeftuin 5",
    ),
)
@collected(Keuze, "keuze", *KEUZE)
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
@click.pass_context
def command(
    context: click.Context,
    keuze: Keuze,
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
    omvang = keuze.omvang(context)
    if omvang is None and (to is not None or dossier is not None):
        raise click.UsageError("--proeftuin gaat niet samen met --to en --dossier.")

    def dossiers(gegevens: Schoolgegevens) -> Dossier | None:
        if dossier is None or omvang is None:
            return None
        return demodata.make_dossier(gegevens, omvang.seed, dossier)

    made: Made
    if omvang is None:
        made = _make_proeftuin(keuze.proeftuin or 0)
    else:
        verzonnen = demodata.schools(omvang.schools, omvang.pupils, omvang.seed, schooljaar)
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


def _make_proeftuin(product: int) -> Made:
    with opened() as diensten:
        proeftuin = diensten.proeftuinen.make(product, door=Handelende.opdrachtregel())
    for stand in SCRIPT.standen(proeftuin):
        yield stand.jaren[0], None
