"""``uwlr keur suite``: look a folder of cases over before anybody is judged by it."""

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
        "uwlr keur las --suite ./eigen ...     keurt daarna een LAS met die gevallen",
    ),
)
@click.argument("folder", metavar="MAP", type=click.Path(exists=True, file_okay=False, path_type=Path))
def suite(folder: Path) -> None:
    """Kijk een map met eigen gevallen na: vorm, berichten, XPath en namen.

    Er gaat niets het net op. Eindigt met 1 als er iets niet goed is; dan staat er welk bestand, welk geval,
    wat er niet kan en wat er verwacht werd. Hoe u gevallen schrijft staat in docs/keurgevallen.rst.
    """
    from uwlr_service.conformiteit.suitebestand import read_suite

    read = read_suite(folder)
    for bestand in _unused(folder, read):
        say(f"Niet gebruikt: {bestand}.", style="yellow")
    gevallen = [geval for groep in read.groepen for geval in groep.gevallen]
    stappen = sum(len(geval.stappen) for geval in gevallen)
    groepen = counted(len(read.groepen), "groep", "groepen")
    aantal = counted(len(gevallen), "geval", "gevallen")
    say(f"{read.titel}: {groepen}, {aantal}, {counted(stappen, 'stap', 'stappen')}. De map is goed.")


def _unused(folder: Path, read: "Suite") -> list[str]:
    """The groups and messages that nothing in the suite names."""
    named = {f"{groep.naam}.toml" for groep in read.groepen} | {"suite.toml"}
    gevallen = [geval for groep in read.groepen for geval in groep.gevallen]
    sent = {stap.bericht for geval in gevallen for stap in geval.stappen}
    groepen = sorted({path.name for path in folder.glob("*.toml")} - named)
    return groepen + [f"berichten/{name}" for name in sorted(read.berichten.keys() - sent)]
