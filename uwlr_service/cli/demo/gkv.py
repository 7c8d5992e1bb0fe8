"""The packages of a demo: a parent app gets the school's data as a signed package, and proves it."""

from pathlib import Path

from uwlr_service import demodata
from uwlr_service.cli.demo.exchange import UitwisselingFout
from uwlr_service.cli.demo.folder import file_name
from uwlr_service.cli.demo.narration import Narration
from uwlr_service.cli.files import write_whole
from uwlr_service.cli.gkv.view import show_manifest
from uwlr_service.cli.output import show
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.dossier import write_dossier
from uwlr_service.formats.gkv.pakket import open_pakket

KLANTNAAM = "Ouderapp De Brug"
KLANTCODE = "BRUG-1"
GEGEVENSSET = "gkv-uitgebreid"
JAREN = 3
"""How many years of tests the dossier has."""


def deliver(gegevens: Schoolgegevens, settings: Settings, seed: int, stappen: Narration) -> None:
    """Make a package of everything, and open it as the partner does; raises if it is not right."""
    school = gegevens.school.code
    bestand = (stappen.folder / file_name(school)).with_suffix(".dossier.xml")
    write_whole(bestand, write_dossier(demodata.make_dossier(gegevens, seed, JAREN)))
    diensten = Diensten.open(settings)
    try:
        stappen.say("De school heeft ook een dossier", f"uwlr dossier import {stappen.shown(bestand)}")
        with bestand.open("rb") as source:
            totaal = diensten.dossiers.read_in(source, door=Handelende.opdrachtregel()).totaal
        show(f"{totaal.toegevoegd} objecten: adressen, toetsen, verzorgers, absenties en meer.")
        uitgifte = diensten.koppelingbeheer.add(
            klantnaam=KLANTNAAM,
            klantcode=KLANTCODE,
            scholen=[school],
            gegevensset=GEGEVENSSET,
            door=Handelende.opdrachtregel(),
        )
        koppeling = uitgifte.koppeling.id
        pakketten = stappen.shown(Path(settings.opslag))
        stappen.say(
            "Een ouderapp krijgt elke nacht een pakket; hier het eerste",
            f"uwlr koppeling add --klantnaam '{KLANTNAAM}' --klantcode {KLANTCODE} \\",
            f"    --school {school} --gegevensset {GEGEVENSSET}",
            f"uwlr gkv generate {koppeling}",
            "uwlr gkv jwks > sleutels.json",
            f"uwlr gkv verify --jwks sleutels.json {pakketten}/{koppeling}/*/*.zip",
        )
        levering = diensten.leveringen.make(koppeling, school, door=Handelende.opdrachtregel())
        path = Path(settings.opslag) / str(levering.pad)
        pakket = open_pakket(path, diensten.ondertekening.published())
        pakket.check()
        if pakket.manifest.volgnummer != 1:
            raise UitwisselingFout("Het pakket is niet het eerste van deze koppeling.")
        show_manifest(path, pakket)
    finally:
        diensten.close()
