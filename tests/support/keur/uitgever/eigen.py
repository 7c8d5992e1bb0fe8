"""Our own client in the hands of somebody who does what the steps say."""

from lxml import etree

from tests.support.keur.uitgever.client import Client, Geweigerd, Mislukt
from tests.support.messages import results
from uwlr_service.client.fouten import Onbereikbaar, SoapFout
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.resultaten import ResultatenClient
from uwlr_service.client.uwlr import UwlrClient
from uwlr_service.domain.fouten import OngeldigBericht
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
