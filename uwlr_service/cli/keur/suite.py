"""``uwlr keur suite``: look a folder of cases over before anybody is judged by it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.output import counted, say

if TYPE_CHECKING:
    from uwlr_service.conformiteit.geval import Suite


@click.command(
    cls=Command,
    short_help="Kijk een map met eigen gevallen na.",
    voorbeelden=(
        "uwlr keur suite ./eigen",
        "uwlr keur las --suite ./eigen ...          keurt daarna een LAS met die gevallen",
        "uwlr keur uitgever --suite ./eigen ...     of een client, met een draaiboek",
    ),
)
@click.argument("folder", metavar="MAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
def suite(folder: Path) -> None:
    """Kijk een map met eigen gevallen of een draaiboek na: vorm, berichten, XPath en namen.

    Er gaat niets het net op. Eindigt met 1 als er iets niet goed is; dan staat er welk bestand, welk geval,
    wat er niet kan en wat er verwacht werd. Hoe u gevallen schrijft staat in docs/keurgevallen.rst.
    """
    from uwlr_service.conformiteit.suitebestand import Inhoud, inhoud_of

    if inhoud_of(folder) is Inhoud.DRAAIBOEK:
        _show_draaiboek(folder)
    else:
        _show_suite(folder)


def _show_suite(folder: Path) -> None:
    from uwlr_service.conformiteit.suitebestand import read_suite

    read = read_suite(folder)
    sent = {stap.bericht for geval in read.gevallen for stap in geval.stappen}
    _show_unused(
        [
            *_unused_groups(folder, read),
            *(f"berichten/{name}" for name in sorted(read.berichten.keys() - sent)),
        ]
    )
    _show_counts(read, sum(len(geval.stappen) for geval in read.gevallen))


def _show_draaiboek(folder: Path) -> None:
    from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek

    read = read_draaiboek(folder)
    judged = {stap for grond in read.gronden.values() for stap in grond.stappen}
    stappen = [f"stap {stap.id}" for stap in read.stappen if stap.id not in judged]
    _show_unused([*_unused_groups(folder, read.suite), *stappen])
    _show_counts(read.suite, len(read.stappen))


def _show_counts(suite: "Suite", stappen: int) -> None:
    groepen = counted(len(suite.groepen), "groep", "groepen")
    gevallen = counted(len(suite.gevallen), "geval", "gevallen")
    say(f"{suite.titel}: {groepen}, {gevallen}, {counted(stappen, 'stap', 'stappen')}. De map is goed.")


def _show_unused(names: Iterable[str]) -> None:
    for name in names:
        say(f"Niet gebruikt: {name}.", style="yellow")


def _unused_groups(folder: Path, suite: "Suite") -> list[str]:
    """The files with groups that the head does not name."""
    named = {f"{groep.naam}.toml" for groep in suite.groepen} | {"suite.toml"}
    return sorted({path.name for path in folder.glob("*.toml")} - named)
