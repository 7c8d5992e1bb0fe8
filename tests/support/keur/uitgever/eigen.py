"""Our own client in the hands of somebody who does what the steps say."""

from collections.abc import Callable

from lxml import etree

from tests.support.keur.uitgever.client import Client, Geweigerd, Mislukt
from tests.support.messages import results
from uwlr_service.client.antwoord import Antwoord
from uwlr_service.client.fouten import Onbereikbaar, SoapFout
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.resultaten import ResultatenClient
from uwlr_service.client.uwlr import UwlrClient
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS
from uwlr_service.formats.uwlr.resultaten import read_leerresultaten


class Eigenclient(Client):
    """Pulls and brings by ``client/uwlr.py`` and ``client/resultaten.py``; keeps what a program keeps."""

    @property
    def _klant(self) -> Klantgegevens:
        return Klantgegevens(
            klantnaam=self.proef.klantnaam, klantcode=self.proef.klantcode, autorisatiesleutel=self.sleutel
        )

    def _haal_once(self, school: int, jaar: str) -> None:
        wsdl = f"{self.address}{self.proef.pad}/uwlr/leerlinggegevens?wsdl"
        try:
            with UwlrClient(wsdl, self._klant) as client:
                antwoord = client.leerlinggegevens(
                    self.proef.proeftuin.school(school),
                    jaar,
                    laatstontvangen=self._moments.get((school, jaar)),
                )
        except SoapFout as error:
            raise (Geweigerd if error.code == "Client.AutorisatieOngeldig" else Mislukt) from error
        except (Onbereikbaar, OngeldigBericht) as error:
            raise Mislukt from error
        if antwoord.aanmaakdatum is not None:
            self._moments[school, jaar] = antwoord.aanmaakdatum

    def _structuur(self) -> list[str]:
        antwoord = self._getrapt_by(lambda client: client.structuur(self._derde, self._jaar))
        return [groep.get("key", "") for groep in antwoord.element.iter(f"{{{LEERLINGGEGEVENS}}}groep")]

    def _haal_deel(self, deel: str, keys: list[str]) -> None:
        groepen = [Groepskeuze(False, key) for key in (*keys, None)]
        self._getrapt_by(lambda client: getattr(client, deel)(self._derde, self._jaar, groepen))

    @property
    def _derde(self) -> Schoolcode:
        return self.proef.proeftuin.school(3)

    def _getrapt_by(self, ask: Callable[[UwlrClient], Antwoord]) -> Antwoord:
        wsdl = f"{self.address}{self.proef.pad}/uwlr/leerlinggegevens?wsdl"
        with UwlrClient(wsdl, self._klant) as client:
            return ask(client)

    def _breng_once(self, score: int) -> None:
        body = results.verzoek(
            results.toetsafname(self.proef.leerling, results.resultaat(f"R{score}", score)),
            schooljaar=self._jaar,
            brincode=self.proef.proeftuin.brincode,
            dependancecode="02",
        )
        wsdl = f"{self.address}{self.proef.pad}/uwlr/leerresultaten?wsdl"
        try:
            with ResultatenClient(wsdl, self._klant) as client:
                client.leerresultaten(read_leerresultaten(etree.fromstring(body)))
        except (SoapFout, Onbereikbaar, OngeldigBericht) as error:
            raise Mislukt from error
