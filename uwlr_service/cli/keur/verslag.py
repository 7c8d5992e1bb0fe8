"""What every judging shares on the command line: which groups, and where the report goes."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from uwlr_service.cli.errors import JUDGED_WRONG, USAGE, report
from uwlr_service.cli.files import Uitvoer, write_whole
from uwlr_service.cli.options import option
from uwlr_service.cli.output import show_json

if TYPE_CHECKING:
    from uwlr_service.conformiteit.geval import Suite
    from uwlr_service.conformiteit.rapport import Rapport

LAS_GOED = "Het LAS doet wat het moet, voor zover hier is gekeken."
LAS_FOUT = "Het LAS doet niet alles wat het moet."
GROEPEN = option("--groep", "groepen", multiple=True, help="Alleen de gevallen van deze groep; mag vaker.")
PAUZE = option("--pauze", default=0.0, type=click.FloatRange(0, 60), help="Seconden tussen twee vragen.")
ONDERTEKEN = option(
    "--onderteken",
    type=Uitvoer(is_replaced=True),
    help="Onderteken het rapport, en schrijf het in JSON in dit bestand.",
)
BESTANDEN = (
    option(
        "--html",
        type=Uitvoer(),
        help="Schrijf het rapport ook als webpagina, om te bewaren of af te drukken.",
    ),
    option(
        "--junit",
        type=Uitvoer(),
        help="Schrijf het rapport ook als JUnit XML.",
    ),
)


def require_groups(groepen: Collection[str], suite: "Suite") -> None:
    """Raise UsageError for a group that a suite does not have."""
    known = [groep.naam for groep in suite.groepen]
    for naam in groepen:
        if naam not in known:
            raise click.UsageError(f"'{naam}' is geen groep van gevallen; kies uit {', '.join(known)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verslagen:
    """The files that a report was asked for in."""

    html: Path | None
    junit: Path | None
    onderteken: Path | None = None

    @property
    def are_asked(self) -> bool:
        """Whether there is any."""
        return (self.html, self.junit, self.onderteken) != (None, None, None)

    def write(self, rapport: "Rapport") -> Iterator[OSError]:
        """Write each file, whatever becomes of the others; what goes wrong comes out with its name."""
        for path, write in (
            (self.html, _write_html),
            (self.junit, _write_junit),
            (self.onderteken, _write_signed),
        ):
            if path is None:
                continue
            try:
                write(path, rapport)
            except OSError as error:
                error.filename = str(path)  # the system does not name a file that was open already
                yield error


def hand_over(
    rapport: "Rapport",
    verslagen: Verslagen,
    *,
    as_json: bool,
    goed: str = LAS_GOED,
    fout: str = LAS_FOUT,
    erbij: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Write a report wherever it was asked for, and end the command with what came of the judging.

    ``goed`` and ``fout`` are the last sentence on the screen (Dutch); ``erbij`` are more fields for JSON.
    A file that cannot be written is told after the report, which names what was left behind at a LAS.
    """
    failures = list(verslagen.write(rapport))
    if as_json:
        show_json({**rapport.as_record(), **erbij})
    else:
        from uwlr_service.cli.keur.scherm import show_rapport

        show_rapport(rapport, goed=goed, fout=fout)
    for failure in failures:
        report(failure)
    if failures:
        click.get_current_context().exit(USAGE)
    if not rapport.is_good:
        click.get_current_context().exit(JUDGED_WRONG)


def _write_html(path: Path, rapport: "Rapport") -> None:
    from uwlr_service.conformiteit.bladzijde import as_html

    path.write_bytes(as_html(rapport))


def _write_junit(path: Path, rapport: "Rapport") -> None:
    path.write_bytes(rapport.as_junit())


def _write_signed(path: Path, rapport: "Rapport") -> None:
    """A report with its signature, for whoever wants to prove it."""
    write_whole(path, [json.dumps(rapport.as_record(), ensure_ascii=False, indent=2).encode()])
