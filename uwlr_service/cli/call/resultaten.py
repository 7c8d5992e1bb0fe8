"""``uwlr call leerresultaten``: bring results from a file, as a publisher does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from uwlr_service.cli.call.options import caller_options, warn_unsafe
from uwlr_service.cli.call.pulled import told_to_programs
from uwlr_service.cli.command import Command
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import show, show_json
from uwlr_service.client.fouten import SoapFout
from uwlr_service.client.resultaten import ResultatenClient
from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.uwlr.resultatenbestand import Bestand, read_bestand

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr call leerresultaten toets.csv \\",
        "    --url http://127.0.0.1:8080/uwlr/leerresultaten?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr call leerresultaten toets.csv --toetsen definities.xml ...",
        "uwlr call leerresultaten toets.json ...",
    ),
)
@click.argument("bestand", type=FILE)
@option("--toetsen", type=FILE, help="Een XML-document Toetsdefinities, met normen bij de resultaten.")
@caller_options
@json_option
def leerresultaten(
    bestand: Path,
    toetsen: Path | None,
    url: str,
    klantnaam: str,
    klantcode: str,
    sleutel: str,
    school: Schoolcode,
    schooljaar: Schooljaar,
    xsdversie: str,
    timeout: float,
    as_json: bool,
) -> None:
    """Breng de resultaten uit een bestand (BrengLeerresultaten).

    CSV heeft per resultaat een rij, met de kolommen leerling (de LAS-key) of eckid, afnamedatum,
    toetscode en score, en naar keuze key, versie, toetsonderdeelcode, infourl en resultaatverwerkerid.
    Zonder key krijgt een rij er een die bij dezelfde leerling, toets en dag altijd dezelfde is.

    JSON is een lijst van zulke rijen, of een object met 'resultaten' en 'toetsen' (definities met
    normen, onder de namen van de standaard). Wat de dienst weigert, staat er met de regel of het
    nummer in het bestand.
    """
    warn_unsafe(url)
    gelezen = read_bestand(bestand, toetsen)
    bericht = gelezen.as_bericht(school, schooljaar, xsdversie, tijd.whole_second(tijd.now()))
    with (
        told_to_programs(as_json),
        _told_by_line(gelezen),
        ResultatenClient(url, klantnaam, klantcode, sleutel, timeout) as client,
    ):
        client.leerresultaten(bericht)
    leerlingen = len({(one.leerlingid, one.eckid) for one in bericht.toetsafnames})
    if as_json:
        show_json(
            {
                "antwoord": "bevestigd",
                "resultaten": bericht.aantal,
                "leerlingen": leerlingen,
                "toetsen": len(bericht.toetsen),
            }
        )
        return
    show(
        f"Bevestigd: {_count(bericht.aantal, 'resultaat', 'resultaten')} van"
        f" {_count(leerlingen, 'leerling', 'leerlingen')} voor"
        f" {_count(len(bericht.toetsen), 'toets', 'toetsen')}."
    )


@contextmanager
def _told_by_line(gelezen: Bestand) -> Iterator[None]:
    """Let findings name the line of the file instead of that of a message that nobody sees."""
    try:
        yield
    except SoapFout as fout:
        meldingen = [
            replace(melding, regel=gelezen.regels.get(melding.key or ""), pad=None)
            if melding.key in gelezen.regels
            else melding
            for melding in fout.meldingen
        ]
        raise SoapFout(fout.code, fout.tekst, meldingen) from fout


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
