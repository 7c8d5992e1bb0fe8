"""The namespace and the operations of GeneriekeService; used here for interoperability only."""

PARNASSYS = "http://www.topicus.nl/parnassys"
GET_LEERLINGEN = "getLeerlingen"
GET_MEDEWERKERS = "getMedewerkers"
OPERATIES = (GET_LEERLINGEN, GET_MEDEWERKERS)
