"""The way back of a demo: the publisher brings results, and the school sees them with their norms."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from uwlr_service.cli.demo.exchange import UitwisselingFout
from uwlr_service.cli.demo.narration import Narration
from uwlr_service.cli.output import show
from uwlr_service.cli.resultaten.view import show_table
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.resultaten import ResultatenClient
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import INGESCHREVEN
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.domain.uwlr.toets import Norm, Normering, Normkleur, Term, Toets
from uwlr_service.formats.uwlr.bestand.resultaten import read_bestand
from uwlr_service.formats.uwlr.write_toetsen import write_toetsdefinities
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

XSDVERSIE = "2.2"
COLUMNS = ("leerling", "afnamedatum", "toetscode", "score")
AANTAL = 8
HIGHEST = 20
OPAQUE = Decimal(1)

TOETS = Toets(
    toetscode=Term("REKENEN-4-2"),
    toetsnaam="Rekenen, blok 4, toets 2",
    toetsnormering=Normering(
        normen=(
            Norm(
                term="onvoldoende",
                beginnormwaarde=0,
                eindnormwaarde=9,
                omschrijving=None,
                normkleur=Normkleur(rood=200, groen=40, blauw=40, transparantie=OPAQUE),
                schoolcijfer_vanaf=Decimal(1),
                schoolcijfer_totenmet=Decimal("5.4"),
            ),
            Norm(
                term="voldoende",
                beginnormwaarde=10,
                eindnormwaarde=15,
                omschrijving=None,
                normkleur=Normkleur(rood=230, groen=170, blauw=20, transparantie=OPAQUE),
                schoolcijfer_vanaf=Decimal("5.5"),
                schoolcijfer_totenmet=Decimal("7.4"),
            ),
            Norm(
                term="goed",
                beginnormwaarde=16,
                eindnormwaarde=HIGHEST,
                omschrijving=None,
                normkleur=Normkleur(rood=30, groen=150, blauw=60, transparantie=OPAQUE),
                schoolcijfer_vanaf=Decimal("7.5"),
                schoolcijfer_totenmet=Decimal(10),
            ),
        )
    ),
)


def bring_results(
    wsdl: str,
    uitgifte: Uitgifte,
    gegevens: Schoolgegevens,
    settings: Settings,
    stappen: Narration,
) -> None:
    """Bring results of some pupils and show them to the school; UitwisselingFout if they differ."""
    klant = uitgifte.koppeling.klant
    school = uitgifte.koppeling.scholen[0]
    rows = list(_rows(gegevens))
    bestand = stappen.folder / "resultaten.csv"
    toetsen = stappen.folder / "toetsen.xml"
    toetsen.write_bytes(write_toetsdefinities([TOETS]))
    with bestand.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([COLUMNS, *rows])
    stappen.say(
        "De uitgever stuurt resultaten terug",
        f"uwlr call leerresultaten {stappen.shown(bestand)} \\",
        f"    --toetsen {stappen.shown(toetsen)} \\",
        f"    --url '{wsdl}' \\",
        f"    --klantnaam '{klant.naam}' --klantcode {klant.code} --school {school}",
    )
    bericht = read_bestand(bestand, toetsen).as_bericht(
        school, gegevens.school.schooljaar, XSDVERSIE, tijd.whole_second(tijd.now())
    )
    caller = Klantgegevens(klantnaam=klant.naam, klantcode=klant.code, autorisatiesleutel=uitgifte.sleutel)
    with ResultatenClient(wsdl, caller) as client:
        client.leerresultaten(bericht)
    show(f"Bevestigd: {bericht.aantal} resultaten.")
    stappen.say("En de school ziet ze", f"uwlr resultaten list --school {school}")
    diensten = Diensten.open(settings)
    try:
        regels = diensten.resultatenoverzicht.of_school(school, Resultatenfilter())
        leerlingen = diensten.resultatenoverzicht.leerlingen(school)
    finally:
        diensten.close()
    seen = {(regel.resultaat.afname.leerling, regel.resultaat.uitslag) for regel in regels}
    sent = {(leerling, score) for leerling, _, _, score in rows}
    if seen != sent or len(regels) != len(rows):
        raise UitwisselingFout(f"Er zijn {len(rows)} resultaten bevestigd, maar de school ziet andere.")
    show_table(school, regels, leerlingen, history=False)
    show(f"Goed: de school heeft precies de {len(regels)} bevestigde resultaten, elk met zijn norm.")


def _rows(gegevens: Schoolgegevens) -> Iterator[tuple[str, str, str, int]]:
    today = tijd.today()
    enrolled = [leerling for leerling in gegevens.leerlingen if leerling.status(today) in INGESCHREVEN]
    day = today - timedelta(days=1)
    for number, leerling in enumerate(enrolled[:AANTAL]):
        score = (number * 7 + 5) % (HIGHEST + 1)
        yield leerling.key, day.isoformat(), TOETS.toetscode.waarde, score
