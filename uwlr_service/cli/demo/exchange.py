"""The exchange of a demo: a publisher's client pulls, and what it got is compared with the school."""

from rich.table import Table

from uwlr_service.cli.call.pulled import LEEG, naam_of
from uwlr_service.cli.demo.narration import Narration
from uwlr_service.cli.output import cell, show, table
from uwlr_service.client.antwoord import Antwoord, Record
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.uwlr import UwlrClient
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.gegevensafspraak import INGESCHREVEN
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort
from uwlr_service.formats.findings import findings
from uwlr_service.formats.schemas import LEERLINGGEGEVENS
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

XSDVERSIE = "2.2"


class UitwisselingFout(Geweigerd):
    """De uitwisseling was niet goed."""


def call_command(wsdl: str, uitgifte: Uitgifte) -> tuple[str, ...]:
    """The command that pulls as the demo does, once UWLR_SLEUTEL holds the key."""
    klant = uitgifte.koppeling.klant
    school = uitgifte.koppeling.scholen[0]
    return (
        f"uwlr call leerlinggegevens --url '{wsdl}' \\",
        f"    --klantnaam '{klant.naam}' --klantcode {klant.code} --school {school}",
    )


def pull_twice(wsdl: str, uitgifte: Uitgifte, gegevens: Schoolgegevens, stappen: Narration) -> None:
    """Pull everything, then only what changed since; UitwisselingFout if either is not what it should be.

    The client knows the address of the WSDL and what was printed with the key, nothing else.
    """
    klant = uitgifte.koppeling.klant
    school = uitgifte.koppeling.scholen[0]
    schooljaar = gegevens.school.schooljaar
    call = call_command(wsdl, uitgifte)
    caller = Klantgegevens(klantnaam=klant.naam, klantcode=klant.code, autorisatiesleutel=uitgifte.sleutel)
    with UwlrClient(wsdl, caller) as client:
        stappen.say("Een uitgever haalt de leerlingen op", *call)
        antwoord = client.leerlinggegevens(school, schooljaar, XSDVERSIE)
        _check(antwoord, gegevens)
        show(_on_screen(antwoord))
        show(
            f"Goed: het antwoord voldoet aan het schema van UWLR {XSDVERSIE} en bevat precies de"
            f" {len(antwoord.leerlingen)} ingeschreven leerlingen van {schooljaar}."
        )
        stappen.say(
            "En vraagt opnieuw", *call[:-1], f"{call[-1]} \\", f"    --laatst {antwoord.aanmaakdatum}"
        )
        again = client.leerlinggegevens(school, schooljaar, XSDVERSIE, laatstontvangen=antwoord.aanmaakdatum)
    if again.soort is not Antwoordsoort.GEENWIJZIGINGEN:
        raise UitwisselingFout(f"Er is niets gewijzigd, maar het antwoord is '{again.soort}'.")
    show(LEEG[again.soort])


def _on_screen(antwoord: Antwoord) -> Table:
    """The pupils as a publisher would list them: by group and name, without the long keys."""
    namen = {
        str(groep["key"]): str(groep["naam"])
        for groep in (*antwoord.groepen, *antwoord.samengestelde_groepen)
    }
    rows = sorted(_row(leerling, namen) for leerling in antwoord.leerlingen)
    columns = ("groep", "jaar", "naam", "geboren", "samengesteld", "ECK-iD")
    listing = table(
        f"Leerlingen van school {antwoord.school['brincode']}/{antwoord.school['dependancecode']}"
        f" in {antwoord.school['schooljaar']} ({len(rows)})",
        *columns,
        fixed=("jaar", "geboren"),
    )
    for row in rows:
        listing.add_row(*map(cell, row))
    return listing


def _row(leerling: Record, namen: dict[str, str]) -> tuple[str, ...]:
    samengesteld = leerling.get("samengestelde_groepen", ())
    groep = leerling.get("groep")
    return (
        namen.get(str(groep), "–"),
        str(leerling.get("jaargroep", "")),
        naam_of(leerling),
        str(leerling.get("geboortedatum", "")),
        ", ".join(namen[str(key)] for key in samengesteld),
        "ja" if leerling.get("eckid") else "nee",
    )


def _check(antwoord: Antwoord, gegevens: Schoolgegevens) -> None:
    today = tijd.today()
    leerlingen = [leerling for leerling in gegevens.leerlingen if leerling.status(today) in INGESCHREVEN]
    ingeschreven = {leerling.key for leerling in leerlingen}
    pulled = [str(leerling.get("key")) for leerling in antwoord.leerlingen]
    if set(pulled) != ingeschreven or len(pulled) != len(ingeschreven):
        raise UitwisselingFout(
            f"De school heeft {len(ingeschreven)} ingeschreven leerlingen; het antwoord bevat er"
            f" {len(pulled)}, waarvan {len(ingeschreven.intersection(pulled))} dezelfde."
        )
    meldingen = findings(LEERLINGGEGEVENS[XSDVERSIE], antwoord.element)
    if meldingen:
        raise UitwisselingFout("Het antwoord voldoet niet aan zijn schema.", meldingen)
