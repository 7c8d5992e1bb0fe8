"""The defects that the suite for a LAS has to catch, each with the cases that see it."""

from tests.support.keur.gebreken import fouten, gegevens, http, mensen, resultaten, sleutels, verzoeken, wsdl

PER_ONDERWERP = {
    "De WSDL en de schema's": wsdl.GEBREKEN,
    "Antwoorden": gegevens.GEBREKEN,
    "Mensen en groepen": mensen.GEBREKEN,
    "Verzoeken die geweigerd horen te worden": verzoeken.GEBREKEN,
    "Fouten": fouten.GEBREKEN,
    "HTTP": http.GEBREKEN,
    "Twee sleutels": sleutels.GEBREKEN,
    "Resultaten": resultaten.GEBREKEN,
}
GEBREKEN = tuple(gebrek for gebreken in PER_ONDERWERP.values() for gebrek in gebreken)
