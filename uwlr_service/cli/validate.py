"""``uwlr validate``: what is wrong with a document, for whoever has to mend it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.errors import JUDGED_WRONG, as_records, meldingen_table
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import counted, say, show, show_json
from uwlr_service.domain.koppeling.gegevenssets import PROFIELEN, XSDVERSIES
from uwlr_service.domain.school import edexml

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.keuring.oordeel import Oordeel

VERSIES = sorted({*edexml.VERSIES, *XSDVERSIES})


@click.command(
    cls=Command,
    short_help="Keur documenten: EDEXML en berichten van UWLR.",
    voorbeelden=(
        "uwlr validate school.xml                           een EDEXML-bestand",
        "uwlr validate vraag.xml antwoord.xml               berichten van UWLR, met of zonder envelop",
        "uwlr validate antwoord.xml --profiel smalle-set",
        "uwlr validate antwoord.xml --json",
    ),
)
@click.argument("bestanden", metavar="BESTAND...", nargs=-1, required=True, type=BESTAND)
@option("--versie", type=click.Choice(VERSIES), help="Keur met deze versie, wat het document ook zegt.")
@option(
    "--profiel",
    type=click.Choice(PROFIELEN),
    help="Keur de gegevens ook met het schema van dit profiel.",
)
@json_option
def command(bestanden: tuple[Path, ...], versie: str | None, profiel: str | None, as_json: bool) -> None:
    """Keur documenten: EDEXML 2.0 en 2.1, berichten van UWLR 2.1 tot en met 2.3, dossiers en VDEX.

    Wat een document is, blijkt uit zijn eerste element; de versie uit xsdversie. Elke fout staat er
    met regel, pad en wat er verwacht werd, zoals de import of de SOAP-dienst die zou melden. Wat alleen
    de database weet, zoals welke leerlingen er zijn, telt niet mee.
    Eindigt met 1 als er een fout is.
    """
    from uwlr_service.uitwisseling.keuring.oordeel import judge_bestand as judge

    oordelen = [(bestand, judge(bestand, versie, profiel)) for bestand in bestanden]
    if as_json:
        records: list[dict[str, object]] = []
        for bestand, oordeel in oordelen:
            records += as_records(str(bestand), oordeel.meldingen)
        show_json(records)
    else:
        for bestand, oordeel in oordelen:
            _show(bestand, oordeel)
    if any(oordeel.meldingen for _, oordeel in oordelen):
        click.get_current_context().exit(JUDGED_WRONG)


def _show(bestand: Path, oordeel: "Oordeel") -> None:
    if not oordeel.meldingen:
        say(f"{bestand}: geldig ({oordeel.wat})", style="green")
        return
    aantal = len(oordeel.meldingen) - oordeel.is_cut
    telling = counted(aantal, "fout", "fouten")
    if oordeel.is_cut:
        telling = f"de eerste {telling}"
    show(meldingen_table(f"{bestand}: {telling} ({oordeel.wat})", oordeel.meldingen))
