"""The choices and the states of applications, in words for people."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Foutsoort
from uwlr_service.domain.koppeling.aanvraag.formulier import Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Koppelsoort
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraaggebeurtenis, Aanvraagstand
from uwlr_service.domain.koppeling.teksten import Merk

Woorden = Mapping[str, LazyString]

STAPPEN: Mapping[Formulierdeel, LazyString] = {
    Formulierdeel.ORGANISATIE: lazy_gettext("Uw organisatie"),
    Formulierdeel.PRODUCT: lazy_gettext("Uw product"),
    Formulierdeel.GEGEVENS: lazy_gettext("Koppelingen en gegevens"),
    Formulierdeel.BEVEILIGING: lazy_gettext("Privacy en beveiliging"),
}
CONTROLE = lazy_gettext("Controleren en versturen")

DOELGROEPEN: Woorden = {
    "po": lazy_gettext("Basisonderwijs (po)"),
    "so": lazy_gettext("Speciaal onderwijs (so)"),
    "sbo": lazy_gettext("Speciaal basisonderwijs (sbo)"),
    "vso": lazy_gettext("Voortgezet speciaal onderwijs (vso)"),
}
PRODUCTSOORTEN: Woorden = {
    "leermiddel": lazy_gettext("Leermiddel"),
    "toets": lazy_gettext("Toets of leerlingvolgsysteem"),
    "ouderapp": lazy_gettext("App voor ouders"),
    "iam": lazy_gettext("Beheer van accounts"),
    "dashboard": lazy_gettext("Dashboard of rapportage"),
    "planning": lazy_gettext("Rooster of planning"),
    "anders": lazy_gettext("Iets anders"),
}
CONVENANTEN: Woorden = {
    "deelnemer": lazy_gettext("Ja, als deelnemer"),
    "medestander": lazy_gettext("Ja, als medestander"),
    "nee": lazy_gettext("Nee"),
}
JA_NEE: Woorden = {"ja": lazy_gettext("Ja"), "nee": lazy_gettext("Nee")}
DPIA: Woorden = {**JA_NEE, "niet-nodig": lazy_gettext("Niet nodig")}
KEURMERKEN: Woorden = {
    "iso-27001": lazy_gettext("ISO 27001"),
    "nen-7510": lazy_gettext("NEN 7510"),
    "geen": lazy_gettext("Geen van deze"),
}
NIVEAUS: Woorden = {
    "laag": lazy_gettext("Laag"),
    "midden": lazy_gettext("Midden"),
    "hoog": lazy_gettext("Hoog"),
}
LANDEN: Woorden = {
    "nederland": lazy_gettext("Nederland"),
    "eer": lazy_gettext("Een ander land in de Europese Economische Ruimte"),
    "buiten-eer": lazy_gettext("Buiten de Europese Economische Ruimte"),
}
SOORTEN: Mapping[Koppelsoort, LazyString] = {
    Koppelsoort.UWLR: lazy_gettext("UWLR: leerlinggegevens ophalen en leerresultaten terugsturen"),
    Koppelsoort.GKV_BASIS: lazy_gettext("GKV basis: elke ochtend een vaste, kleine set gegevens"),
    Koppelsoort.GKV_UITGEBREID: lazy_gettext("GKV uitgebreid: elke ochtend de gegevens die u kiest"),
    Koppelsoort.SSO: lazy_gettext("SSO: inloggen met het account van de school"),
}
KORT: Mapping[Koppelsoort, LazyString] = {
    Koppelsoort.UWLR: lazy_gettext("UWLR"),
    Koppelsoort.GKV_BASIS: lazy_gettext("GKV basis"),
    Koppelsoort.GKV_UITGEBREID: lazy_gettext("GKV uitgebreid"),
    Koppelsoort.SSO: lazy_gettext("SSO"),
}
GEGEVENSSETS: Woorden = {
    "volledig": lazy_gettext("Volledig"),
    "smalle-set": lazy_gettext("Smalle set"),
    "lvs-set": lazy_gettext("LVS-set"),
}
RICHTINGEN: Woorden = {
    "beide": lazy_gettext("Leerlinggegevens ophalen en resultaten terugsturen"),
    "ophalen": lazy_gettext("Alleen leerlinggegevens ophalen"),
    "brengen": lazy_gettext("Alleen resultaten terugsturen"),
}
XSDVERSIES: Woorden = {
    "2.1": lazy_gettext("UWLR 2.1"),
    "2.2": lazy_gettext("UWLR 2.2"),
    "2.3": lazy_gettext("UWLR 2.3"),
}
GRONDSLAGEN: Woorden = {
    "taak-van-algemeen-belang": lazy_gettext("Taak van algemeen belang: het onderwijs"),
    "wettelijke-plicht": lazy_gettext("Wettelijke plicht"),
    "overeenkomst": lazy_gettext("Overeenkomst met de leerling of de ouders"),
    "toestemming": lazy_gettext("Toestemming van de ouders"),
    "gerechtvaardigd-belang": lazy_gettext("Gerechtvaardigd belang"),
    "vitaal-belang": lazy_gettext("Vitaal belang: een noodgeval"),
}
GEBRUIK: Woorden = {
    "nodig": lazy_gettext("Nodig"),
    "mag": lazy_gettext("Mag"),
    "nee": lazy_gettext("Nee"),
}
STANDEN: Mapping[Aanvraagstand, LazyString] = {
    Aanvraagstand.CONCEPT: lazy_gettext("Concept"),
    Aanvraagstand.INGEDIEND: lazy_gettext("Verstuurd"),
    Aanvraagstand.IN_BEOORDELING: lazy_gettext("Wordt beoordeeld"),
    Aanvraagstand.AANVULLEN: lazy_gettext("Wacht op uw antwoord"),
    Aanvraagstand.TOEGELATEN: lazy_gettext("Toegelaten"),
    Aanvraagstand.AFGEWEZEN: lazy_gettext("Afgewezen"),
    Aanvraagstand.INGETROKKEN: lazy_gettext("Ingetrokken"),
    Aanvraagstand.VERLOPEN: lazy_gettext("Verlopen"),
}
NU: Mapping[Aanvraagstand, LazyString] = {
    Aanvraagstand.CONCEPT: lazy_gettext("Vul de stappen in en verstuur de aanvraag."),
    Aanvraagstand.INGEDIEND: lazy_gettext("De beheerder van deze dienst gaat uw aanvraag beoordelen."),
    Aanvraagstand.IN_BEOORDELING: lazy_gettext("De beheerder van deze dienst beoordeelt uw aanvraag."),
    Aanvraagstand.AANVULLEN: lazy_gettext("De beheerder heeft een vraag. Beantwoord die hieronder."),
    Aanvraagstand.TOEGELATEN: lazy_gettext("U kunt beginnen in de proeftuin."),
    Aanvraagstand.AFGEWEZEN: lazy_gettext("De aanvraag is afgewezen. De reden staat hieronder."),
    Aanvraagstand.INGETROKKEN: lazy_gettext("De aanvraag is ingetrokken. U kunt een nieuwe doen."),
    Aanvraagstand.VERLOPEN: lazy_gettext("Het concept is verlopen. U kunt een nieuwe aanvraag doen."),
}
"""Who does what next, in each state."""
FOUTEN: Mapping[Foutsoort, LazyString] = {
    Foutsoort.LEEG: lazy_gettext("Vul dit in."),
    Foutsoort.KIES: lazy_gettext("Kies een antwoord."),
    Foutsoort.TE_LANG: lazy_gettext("Gebruik ten hoogste {getal} tekens."),
    Foutsoort.TE_KORT: lazy_gettext("Gebruik ten minste {getal} tekens."),
    Foutsoort.STUURTEKEN: lazy_gettext("Hier staat een teken in dat niemand kan zien. Typ het opnieuw."),
    Foutsoort.KVK: lazy_gettext("Een KvK-nummer heeft acht cijfers, zoals 12345678."),
    Foutsoort.POSTCODE: lazy_gettext("Vul een postcode in zoals 1234 AB."),
    Foutsoort.TELEFOON: lazy_gettext("Vul een telefoonnummer in zoals 088-1234567."),
    Foutsoort.MAIL: lazy_gettext("Vul een e-mailadres in zoals naam@bedrijf.nl."),
    Foutsoort.ADRES: lazy_gettext("Vul een adres in dat begint met https://, zoals https://www.bedrijf.nl."),
    Foutsoort.KEUZE: lazy_gettext("Kies een van de antwoorden die er staan."),
    Foutsoort.GEEN: lazy_gettext("Kies ‘geen van deze’ alleen zonder een ander antwoord."),
    Foutsoort.GETAL: lazy_gettext("Vul een getal in van 1 tot en met {getal}."),
    Foutsoort.DATUM: lazy_gettext("Vul een dag in die al geweest is."),
    Foutsoort.SCHOOL: lazy_gettext("Vul een BRIN-nummer in zoals 99XX of 99XX/16."),
    Foutsoort.NETWERK: lazy_gettext("Schrijf op elke regel één adres, zoals 192.0.2.7 of 192.0.2.0/24."),
    Foutsoort.ADRESSEN: lazy_gettext("Schrijf op elke regel één adres dat begint met https://."),
    Foutsoort.DOORGIFTE: lazy_gettext(
        "Leg uit waarom de gegevens buiten Europa staan, en wat u daarvoor regelde."
    ),
}
"""What is wrong with an answer; the Dutch sentences are those of the use case."""
SETVRAGEN: Woorden = {
    "doel": lazy_gettext("Waarvoor?"),
    "grondslag": lazy_gettext("Grondslag"),
    "bewaartermijn": lazy_gettext("Hoe lang bewaart u dit?"),
}
GEEN_MAIL = lazy_gettext(
    "Deze dienst verstuurt geen mail. Vraag de beheerder van deze dienst om een link naar uw aanvraag."
)
"""How an applicant comes back where nothing can be mailed: the operator hands a link over."""
KIES_EEN_KOPPELING = lazy_gettext("Kies ten minste één koppeling.")
GEBEURTENISSEN: Mapping[Aanvraaggebeurtenis, LazyString] = {
    Aanvraaggebeurtenis.BEGIN: lazy_gettext("Begonnen"),
    Aanvraaggebeurtenis.SEND: lazy_gettext("Verstuurd"),
    Aanvraaggebeurtenis.TAKE_UP: lazy_gettext("De beoordeling is begonnen"),
    Aanvraaggebeurtenis.ASK_MORE: lazy_gettext("De beheerder stelde een vraag"),
    Aanvraaggebeurtenis.SUPPLEMENT: lazy_gettext("De vragen zijn beantwoord"),
    Aanvraaggebeurtenis.AGREE_FIRST: lazy_gettext("Een eerste beheerder stemde in"),
    Aanvraaggebeurtenis.ADMIT: lazy_gettext("Toegelaten"),
    Aanvraaggebeurtenis.REJECT: lazy_gettext("Afgewezen"),
    Aanvraaggebeurtenis.WITHDRAW: lazy_gettext("Ingetrokken"),
    Aanvraaggebeurtenis.EXPIRE: lazy_gettext("Verlopen"),
}
MERKEN: Mapping[Merk, LazyString] = {
    Merk.LET_OP: lazy_gettext("Let op"),
    Merk.EXTRA_BESCHERMD: lazy_gettext("Extra beschermd"),
}
