"""The words of a partner's pages for states, sets, nights and calls."""

from flask_babel import lazy_gettext

from uwlr_service.conformiteit.clientkeuring.verloop import Stapstand
from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gegevenssets import LVS_SET, SMALLE_SET, VOLLEDIG
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.afmelding import Afmelduitkomst
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze

STANDEN = {
    Deelnamestand.VOORGESTELD: lazy_gettext("Wacht op de school"),
    Deelnamestand.ACTIEF: lazy_gettext("Loopt"),
    Deelnamestand.GEPAUZEERD: lazy_gettext("Gepauzeerd door de school"),
    Deelnamestand.INGETROKKEN: lazy_gettext("Gestopt; vernietig de gegevens"),
    Deelnamestand.AFGEROND: lazy_gettext("Gestopt; gegevens vernietigd"),
    Deelnamestand.AFGEWEZEN: lazy_gettext("Afgewezen"),
    Deelnamestand.VERVALLEN: lazy_gettext("Vervallen"),
}
"""How a school stands in a link."""
TOELATINGEN = {
    Toelatingstand.SANDBOX: lazy_gettext("Proeftuin: u werkt met testscholen."),
    Toelatingstand.KWALIFICATIE: lazy_gettext("Gekwalificeerd. Nu volgt de overeenkomst."),
    Toelatingstand.OVEREENKOMST: lazy_gettext(
        "De overeenkomst is getekend. De beheerder zet het product aan."
    ),
    Toelatingstand.ACTIEF: lazy_gettext("Toegelaten: u mag scholen een koppeling voorstellen."),
    Toelatingstand.OPGESCHORT: lazy_gettext("Stopgezet door de beheerder: er gaan geen gegevens uit."),
    Toelatingstand.BEEINDIGD: lazy_gettext("Beëindigd."),
}
"""How far a product was admitted, and what that means."""
SETS = {
    VOLLEDIG: lazy_gettext("UWLR, volledig"),
    SMALLE_SET: lazy_gettext("UWLR, smalle set"),
    LVS_SET: lazy_gettext("UWLR, LVS-set"),
    GKV_BASIS: lazy_gettext("GKV basis"),
    GKV_UITGEBREID: lazy_gettext("GKV uitgebreid"),
    SSO: lazy_gettext("Inloggen met het schoolaccount (SSO)"),
}
NACHTEN = {
    Uitkomst.WACHT: lazy_gettext("wacht"),
    Uitkomst.BEZIG: lazy_gettext("bezig"),
    Uitkomst.GEMAAKT: lazy_gettext("gemaakt"),
    Uitkomst.GEWEIGERD: lazy_gettext("niet gemaakt"),
    Uitkomst.MISLUKT: lazy_gettext("mislukt"),
}
"""What became of the packages of a night."""
GEBRUIK = {
    Veldgebruik.NODIG: lazy_gettext("Nodig"),
    Veldgebruik.MAG: lazy_gettext("Mag, maar hoeft niet"),
}
"""How firmly a partner asks for a field."""
AFMELDINGEN = {
    Afmelduitkomst.GEWEIGERD: lazy_gettext("Uw toepassing weigerde het bericht (400)"),
    Afmelduitkomst.OPGEGEVEN: lazy_gettext("Uw toepassing gaf geen goed antwoord (200 of 204)"),
}
"""Why an application did not hear that somebody signed out."""
BEWIJZEN = {
    Bewijswijze.SLEUTEL: lazy_gettext("Met een eigen sleutel (private_key_jwt)"),
    Bewijswijze.GEHEIM: lazy_gettext("Met een geheim dat wij maken (client_secret)"),
}
"""How a client of SSO proves itself."""
ADRESSEN = {
    Adressoort.TERUG: lazy_gettext("Om naar terug te gaan"),
    Adressoort.AFGEMELD: lazy_gettext("Na het uitloggen"),
    Adressoort.AFMELDING: lazy_gettext("Voor afmeldingen"),
    Adressoort.SLEUTELS: lazy_gettext("Van uw sleutels"),
    Adressoort.START: lazy_gettext("Om te beginnen"),
}
"""What an address of a client of SSO is for."""
KEURSOORTEN = {
    "uitgever": lazy_gettext("Een programma van een uitgever (UWLR)"),
    "gkv-partner": lazy_gettext("Een programma dat pakketten ophaalt (GKV)"),
}
"""What can be judged, by the name of its suite."""
KEURADRESSEN = {
    "uitgever": ("/uwlr/leerlinggegevens?wsdl", "/uwlr/leerresultaten?wsdl"),
    "gkv-partner": ("",),
}
"""The addresses to set in the client, behind that of the proeftuin."""
STAPSTANDEN = {
    Stapstand.GEDAAN: lazy_gettext("Gedaan"),
    Stapstand.NU: lazy_gettext("Nu"),
    Stapstand.OVERGESLAGEN: lazy_gettext("Overgeslagen"),
    Stapstand.STRAKS: lazy_gettext("Nog niet"),
}
"""How a step of a judging stands."""
KEURUITKOMSTEN = {
    Stand.GOED: lazy_gettext("Goed"),
    Stand.AFWIJKING: lazy_gettext("Niet goed"),
    Stand.OVERGESLAGEN: lazy_gettext("Niet te zeggen"),
}
"""What came of a case."""
NOG_TE_ZIEN = {
    Stand.GOED: lazy_gettext("Tot nu toe goed"),
    Stand.AFWIJKING: lazy_gettext("Nog niet goed"),
    Stand.OVERGESLAGEN: lazy_gettext("Nog niet te zeggen"),
}
"""The same while its step is at hand."""
