"""The exchange of a demo: a publisher's client pulls, and what it got is compared with the school."""

from uwlr_service.cli.narration import Narration
from uwlr_service.cli.output import show
from uwlr_service.cli.pulled import LEEG, leerlingen_table
from uwlr_service.client import Antwoord, Soort, UwlrClient
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.gegevensafspraak import INGESCHREVEN
from uwlr_service.domain.schoolgegevens import Schoolgegevens
from uwlr_service.formats.findings import findings
from uwlr_service.formats.schemas import LEERLINGGEGEVENS
from uwlr_service.uitwisseling.koppelingen import Uitgifte

XSDVERSIE = "2.2"


class UitwisselingFout(Geweigerd):
    """De uitwisseling was niet goed."""


def pull_twice(wsdl: str, uitgifte: Uitgifte, gegevens: Schoolgegevens, stappen: Narration) -> None:
    """Pull everything, then only what changed since; UitwisselingFout when either is not what it should be.

    The client knows the address of the WSDL and what was printed with the key, nothing else.
    """
    klant, school = uitgifte.koppeling.klant, uitgifte.koppeling.scholen[0]
    schooljaar = gegevens.school.schooljaar
    call = f"uwlr call leerlinggegevens --url '{wsdl}' ..."
    with UwlrClient(wsdl, klant.naam, klant.code, uitgifte.sleutel) as client:
        stappen.say("Een uitgever haalt de leerlingen op", call)
        antwoord = client.leerlinggegevens(school, schooljaar, XSDVERSIE)
        _check(antwoord, gegevens)
        show(leerlingen_table(antwoord))
        show(f"Goed: precies de {len(antwoord.leerlingen)} ingeschreven leerlingen van {schooljaar},")
        show(f"in een antwoord dat voldoet aan het schema van UWLR {XSDVERSIE}.")
        stappen.say("En vraagt opnieuw", f"{call} --laatst {antwoord.aanmaakdatum}")
        again = client.leerlinggegevens(school, schooljaar, XSDVERSIE, laatstontvangen=antwoord.aanmaakdatum)
    if again.soort is not Soort.GEENWIJZIGINGEN:
        raise UitwisselingFout(f"Er is niets gewijzigd, maar het antwoord is '{again.soort}'.")
    show(LEEG[again.soort])


def _check(antwoord: Antwoord, gegevens: Schoolgegevens) -> None:
    today = tijd.today()
    ingeschreven = {p.key for p in gegevens.leerlingen if p.status(today) in INGESCHREVEN}
    pulled = [str(leerling.get("key")) for leerling in antwoord.leerlingen]
    if set(pulled) != ingeschreven or len(pulled) != len(ingeschreven):
        raise UitwisselingFout(
            f"De school heeft {len(ingeschreven)} ingeschreven leerlingen; het antwoord bevat er"
            f" {len(pulled)}, waarvan {len(ingeschreven.intersection(pulled))} dezelfde."
        )
    found = findings(LEERLINGGEGEVENS[XSDVERSIE], antwoord.element)
    if found:
        raise UitwisselingFout("Het antwoord voldoet niet aan zijn schema.", found)
