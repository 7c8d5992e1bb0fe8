"""The words of states, outcomes and kinds, as an operator reads them."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraagstand
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.partner import Sleutelsoort
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.portaal.publiek.aanvragen.woorden import STANDEN

DEELNAMEN: Mapping[str, LazyString] = {
    Deelnamestand.VOORGESTELD: lazy_gettext("voorgesteld"),
    Deelnamestand.ACTIEF: lazy_gettext("actief"),
    Deelnamestand.GEPAUZEERD: lazy_gettext("gepauzeerd"),
    Deelnamestand.INGETROKKEN: lazy_gettext("ingetrokken"),
    Deelnamestand.AFGEROND: lazy_gettext("afgerond"),
    Deelnamestand.AFGEWEZEN: lazy_gettext("afgewezen"),
    Deelnamestand.VERVALLEN: lazy_gettext("vervallen"),
}
AANVRAGEN: Mapping[Aanvraagstand, LazyString] = {
    **STANDEN,
    Aanvraagstand.AANVULLEN: lazy_gettext("Wacht op het bedrijf"),
}
"""The states of applications; an applicant reads of a question that it waits for them."""
TOELATINGEN: Mapping[str, LazyString] = {
    Toelatingstand.SANDBOX: lazy_gettext("in de proeftuin"),
    Toelatingstand.KWALIFICATIE: lazy_gettext("gekwalificeerd"),
    Toelatingstand.OVEREENKOMST: lazy_gettext("overeenkomst getekend"),
    Toelatingstand.ACTIEF: lazy_gettext("actief"),
    Toelatingstand.OPGESCHORT: lazy_gettext("stilgezet"),
    Toelatingstand.BEEINDIGD: lazy_gettext("beëindigd"),
}
SLEUTELS: Mapping[str, LazyString] = {
    "autorisatiesleutel": lazy_gettext("autorisatiesleutel"),
    Sleutelsoort.JWKS: lazy_gettext("JWK Set"),
    Sleutelsoort.CERTIFICATE: lazy_gettext("certificaat"),
}
NACHT: Mapping[Uitkomst, LazyString] = {
    Uitkomst.WACHT: lazy_gettext("wacht"),
    Uitkomst.BEZIG: lazy_gettext("bezig"),
    Uitkomst.GEMAAKT: lazy_gettext("gemaakt"),
    Uitkomst.GEWEIGERD: lazy_gettext("geweigerd"),
    Uitkomst.MISLUKT: lazy_gettext("mislukt"),
}
ADRESSEN: Mapping[Adressoort, LazyString] = {
    Adressoort.TERUG: lazy_gettext("terug na het inloggen"),
    Adressoort.AFGEMELD: lazy_gettext("na het uitloggen"),
    Adressoort.AFMELDING: lazy_gettext("voor afmeldingen"),
    Adressoort.SLEUTELS: lazy_gettext("voor de sleutels van het bedrijf"),
    Adressoort.START: lazy_gettext("om te beginnen"),
}
"""What an address of a client of SSO is for."""
