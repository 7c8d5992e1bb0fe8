"""``uwlr call leerresultaten``: bring results from a file, as a publisher does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli.call.calling import told_to_programs, warn_unsafe
from uwlr_service.cli.call.options import CALLER, Caller
from uwlr_service.cli.command import Command
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import counted, show, show_json
from uwlr_service.cli.tls import trust_of
from uwlr_service.client.fouten import SoapFout
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Melding

if TYPE_CHECKING:
    from uwlr_service.formats.uwlr.bestand.resultaten import Resultatenbestand


@click.command(
    cls=Command,
    short_help="Breng de resultaten uit een bestand.",
    voorbeelden=(
        "uwlr call leerresultaten toets.csv \\",
        "    --url http://127.0.0.1:8080/uwlr/leerresultaten?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr call leerresultaten toets.csv --toetsen definities.xml ...",
        "uwlr call leerresultaten toets.json ...",
    ),
)
@click.argument("bestand", type=BESTAND)
@option("--toetsen", type=BESTAND, help="Een XML-document Toetsdefinities, met normen bij de resultaten.")
@collected(Caller, "caller", *CALLER)
@json_option
def leerresultaten(bestand: Path, toetsen: Path | None, caller: Caller, as_json: bool) -> None:
    """Breng de resultaten uit een bestand (BrengLeerresultaten).

    CSV heeft per resultaat een rij, met de kolommen leerling (de LAS-key) of eckid, afnamedatum,
    toetscode en score, en naar keuze key, versie, toetsonderdeelcode, infourl en resultaatverwerkerid.
    Zonder key krijgt een rij er een die bij dezelfde leerling, toets en dag altijd dezelfde is.

    De eerste rij is de kop. Een puntkomma, komma of tab scheidt de cellen; de tekens zijn UTF-8.
    Spaties om een cel, hoofdletters in de kop en lege rijen tellen niet. Een datum is 2026-11-02 of
    2-11-2026, een score is een geheel getal. Als één rij niet goed is, gaat er niets weg, en noemt het
    programma elke fout.

    JSON is een lijst van zulke rijen, of een object met 'resultaten' en 'toetsen' (definities met
    normen, onder de namen van de standaard). Wat de dienst weigert, staat er met de regel of het
    nummer in het bestand.
    """
    from uwlr_service.client.resultaten import ResultatenClient
    from uwlr_service.formats.uwlr.bestand.resultaten import read_bestand

    warn_unsafe(caller.url)
    trust = trust_of(caller.url, caller)
    with told_to_programs(as_json):
        gelezen = read_bestand(bestand, toetsen)
        now = tijd.whole_second(tijd.now())
        bericht = gelezen.as_bericht(caller.school, caller.schooljaar, caller.xsdversie, now)
        with (
            _told_by_line(gelezen),
            ResultatenClient(caller.url, caller.klant, caller.timeout, trust) as client,
        ):
            client.leerresultaten(bericht)
    leerlingen = len({(afname.leerlingid, afname.eckid) for afname in bericht.toetsafnames})
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
        f"Bevestigd: {counted(bericht.aantal, 'resultaat', 'resultaten')} van"
        f" {counted(leerlingen, 'leerling', 'leerlingen')} voor"
        f" {counted(len(bericht.toetsen), 'toets', 'toetsen')}."
    )


@contextmanager
def _told_by_line(gelezen: "Resultatenbestand") -> Iterator[None]:
    """Let findings name the line of the file instead of that of a message that nobody sees."""
    try:
        yield
    except SoapFout as fout:
        meldingen = [_by_line(gelezen, melding) for melding in fout.meldingen]
        raise fout.placed(meldingen) from fout


def _by_line(gelezen: "Resultatenbestand", melding: Melding) -> Melding:
    if melding.key is None or melding.key not in gelezen.regels:
        return melding
    return replace(melding, regel=gelezen.regels[melding.key], pad=None)
