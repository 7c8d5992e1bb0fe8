"""The texts of messages in Dutch: plain words, sentences of at most twenty of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort as B


@dataclass(frozen=True, slots=True)
class Berichttekst:
    """A line that says what it is about, and the message; both with the names of parameters in braces."""

    titel: str
    tekst: str


NEDERLANDS: Mapping[B, Berichttekst] = MappingProxyType(
    {
        B.AANVRAAG_INGEDIEND: Berichttekst(
            "Nieuwe aanvraag van {partner}",
            "{partner} vraagt een koppeling aan voor {product}. De aanvraag wacht op een beoordeling.",
        ),
        B.AANVRAAG_ONTVANGEN: Berichttekst(
            "Wij hebben uw aanvraag voor {product} ontvangen",
            "Een beheerder gaat uw aanvraag beoordelen. U hoort het als dat begint.",
        ),
        B.AANVRAAG_VERLOOPT: Berichttekst(
            "Uw aanvraag voor {product} verloopt",
            "U hebt de aanvraag nog niet verstuurd. Op {datum} verwijderen wij het concept.",
        ),
        B.AANVRAAG_VERLOPEN: Berichttekst(
            "Uw aanvraag voor {product} is verlopen",
            "U hebt de aanvraag niet binnen 30 dagen verstuurd. Het concept is verwijderd.",
        ),
        B.AANVRAAG_OPGEPAKT: Berichttekst(
            "Uw aanvraag voor {product} is in behandeling",
            "Een beheerder beoordeelt uw aanvraag. U hoort het als er iets ontbreekt.",
        ),
        B.AANVRAAG_VRAAG: Berichttekst(
            "Vraag over uw aanvraag voor {product}",
            "De beheerder heeft een vraag. Uw aanvraag gaat verder als u die hebt beantwoord.",
        ),
        B.AANVRAAG_AANGEVULD: Berichttekst(
            "Aanvraag van {partner} is aangevuld",
            "{partner} heeft uw vragen over {product} beantwoord.",
        ),
        B.AANVRAAG_TWEEDE: Berichttekst(
            "Aanvraag van {partner} wacht op een tweede beheerder",
            "De aanvraag voor {product} bevat bijzondere gegevens. Ook een tweede beheerder moet instemmen.",
        ),
        B.AANVRAAG_TOEGELATEN: Berichttekst(
            "Uw aanvraag voor {product} is toegelaten",
            "U kunt beginnen in de proeftuin. Daar staan testscholen voor u klaar.",
        ),
        B.AANVRAAG_AFGEWEZEN: Berichttekst(
            "Uw aanvraag voor {product} is afgewezen",
            "De beheerder heeft uw aanvraag afgewezen. De reden: {reden}",
        ),
        B.AANVRAAG_INGETROKKEN: Berichttekst(
            "Aanvraag van {partner} is ingetrokken",
            "{partner} heeft de aanvraag voor {product} ingetrokken. U hoeft niets te doen.",
        ),
        B.TOELATING_VERDER: Berichttekst(
            "{product} is een stap verder",
            "De toelating van {product} staat nu op: {stand}.",
        ),
        B.TOELATING_OPGESCHORT: Berichttekst(
            "{product} is overal stilgezet",
            "De beheerder van deze dienst heeft {product} stilgezet. Er gaan geen gegevens meer naartoe. "
            "De reden: {reden}",
        ),
        B.TOELATING_HERVAT: Berichttekst(
            "{product} werkt weer",
            "De beheerder van deze dienst laat {product} weer toe. De koppelingen werken als voorheen.",
        ),
        B.TOELATING_BEEINDIGD: Berichttekst(
            "{product} is beëindigd",
            "De toelating van {product} is beëindigd. Alle gegevens van scholen moeten worden vernietigd.",
        ),
        B.DEELNAME_VOORGESTELD: Berichttekst(
            "{product} vraagt een koppeling",
            "{partner} vraagt of {school} wil koppelen met {product}. Er gaan nog geen gegevens naartoe. "
            "U beslist.",
        ),
        B.DEELNAME_TWEEDE: Berichttekst(
            "{product} wacht op een tweede beheerder",
            "Een beheerder van {school} wil koppelen met {product}. "
            "Er zijn bijzondere gegevens bij, dus een tweede beheerder moet ook toestemmen.",
        ),
        B.DEELNAME_ACTIEF: Berichttekst(
            "{school} koppelt met {product}",
            "{school} heeft toestemming gegeven voor {product}. De koppeling werkt vanaf nu.",
        ),
        B.DEELNAME_AFGEWEZEN: Berichttekst(
            "{school} koppelt niet met {product}",
            "{school} heeft uw voorstel voor {product} afgewezen. Na 30 dagen mag u het opnieuw vragen.",
        ),
        B.DEELNAME_VERVALLEN: Berichttekst(
            "Voorstel van {product} aan {school} is vervallen",
            "Er is geen besluit meer nodig. Er zijn geen gegevens uitgewisseld.",
        ),
        B.DEELNAME_VERSMALD: Berichttekst(
            "{school} geeft {product} minder gegevens",
            "{school} heeft de afspraak voor {product} verkleind. Bij de koppeling ziet u wat nog meegaat.",
        ),
        B.DEELNAME_GEPAUZEERD: Berichttekst(
            "{school} heeft {product} gepauzeerd",
            "Er gaan nu geen gegevens van {school} naar {product}. Wat er al is, mag blijven.",
        ),
        B.DEELNAME_HERVAT: Berichttekst(
            "{school} gaat verder met {product}",
            "De pauze is voorbij. De koppeling van {school} met {product} werkt weer.",
        ),
        B.DEELNAME_ONGEBRUIKT: Berichttekst(
            "{product} is lang niet gebruikt",
            "{product} heeft lang niets opgehaald bij {school}. "
            "Zonder bevestiging van de school gaat de koppeling op {datum} op pauze.",
        ),
        B.DEELNAME_INGETROKKEN: Berichttekst(
            "{school} stopt met {product}",
            "{school} heeft de toestemming voor {product} ingetrokken. Er gaan geen gegevens meer naartoe. "
            "De leverancier vernietigt alles uiterlijk op {datum} en bevestigt dat.",
        ),
        B.DEELNAME_AFGEROND: Berichttekst(
            "{product} heeft de gegevens vernietigd",
            "{partner} bevestigt dat alle gegevens van {school} in {product} zijn vernietigd.",
        ),
        B.VERWIJDEREN_HERINNERING: Berichttekst(
            "Vernietig de gegevens van {school}",
            "{school} is gestopt met {product}. Bevestig uiterlijk op {datum} dat alles is vernietigd.",
        ),
        B.VERWIJDEREN_TE_LAAT: Berichttekst(
            "{partner} bevestigt de vernietiging niet",
            "{school} is gestopt met {product}. De leverancier had dit op {datum} moeten bevestigen.",
        ),
        B.SCHOOL_ZONDER_BEHEERDER: Berichttekst(
            "{school} heeft geen beheerder",
            "Er wacht een voorstel van {product} voor {school}. Nodig een eerste beheerder uit.",
        ),
        B.VOORSTEL_OPEN: Berichttekst(
            "{product} vraagt meer gegevens",
            "{partner} vraagt {school} om meer gegevens voor {product}. Tot u beslist, verandert er niets.",
        ),
        B.VOORSTEL_TWEEDE: Berichttekst(
            "Uitbreiding van {product} wacht op een tweede beheerder",
            "Een beheerder van {school} wil {product} meer gegevens geven. "
            "Er zijn bijzondere gegevens bij, dus een tweede beheerder moet ook toestemmen.",
        ),
        B.VOORSTEL_GEACCEPTEERD: Berichttekst(
            "{school} geeft {product} meer gegevens",
            "{school} neemt uw voorstel voor {product} aan. Bij de koppeling ziet u wat nu meegaat.",
        ),
        B.VOORSTEL_AFGEWEZEN: Berichttekst(
            "{school} geeft {product} niet meer gegevens",
            "{school} heeft uw voorstel voor {product} afgewezen. De koppeling gaat door zoals die was.",
        ),
        B.VOORSTEL_VERVALLEN: Berichttekst(
            "Voorstel van {product} aan {school} geldt niet meer",
            "Er is geen besluit meer nodig. De koppeling gaat door zoals die was.",
        ),
        B.INZAGE_HERINNERING: Berichttekst(
            "Een verzoek om inzage wacht op antwoord",
            "{school} moet verzoek {nummer} uiterlijk op {datum} beantwoorden.",
        ),
        B.VERGETEN_TERUG: Berichttekst(
            "Een vergeten leerling staat weer in het bestand",
            "In de laatste import van {school} staat iemand die was vergeten. Verwijder die in het LAS.",
        ),
        B.HERSTEL_GEVRAAGD: Berichttekst(
            "{naam} krijgt een nieuwe uitnodiging",
            "{naam} kon niet meer aanmelden. Een beheerder heeft een nieuwe uitnodiging gestuurd. "
            "Klopt dit niet? Neem dan contact op met de beheerder.",
        ),
        B.FACTOR_GEWIJZIGD: Berichttekst(
            "Uw manier van aanmelden is gewijzigd",
            "Er is iets veranderd aan uw wachtwoord, passkey of code. "
            "Was u dit niet? Neem dan meteen contact op met de beheerder.",
        ),
        B.NIEUW_APPARAAT: Berichttekst(
            "Aangemeld op een nieuw apparaat",
            "Iemand meldde zich met uw naam aan op een nieuw apparaat. "
            "Daarvoor lukte dat een paar keer niet. "
            "Was u dit niet? Neem dan meteen contact op met de beheerder.",
        ),
        B.GEBRUIKER_BEEINDIGD: Berichttekst(
            "De toegang van {naam} is beëindigd",
            "{naam} kan niet meer aanmelden als {rol}.",
        ),
        B.SLEUTEL_GEMAAKT: Berichttekst(
            "Nieuwe sleutel voor {product}",
            "Er is een nieuwe sleutel gemaakt voor koppeling {koppeling} van {product}. "
            "Hebt u dit niet gevraagd? Neem dan contact op met de beheerder.",
        ),
        B.TOEPASSING_GEWIJZIGD: Berichttekst(
            "De toepassing voor inloggen van {product} is gewijzigd",
            "Er is iets gewijzigd aan de toepassing van koppeling {koppeling}, zoals een adres of sleutel. "
            "Klopt dit niet? Neem dan meteen contact op met de beheerder.",
        ),
        B.TOEPASSING_WACHT: Berichttekst(
            "Adressen van {product} wachten op u",
            "Aantal adressen van koppeling {koppeling} op een server die nieuw is: {aantal}. "
            "Ze worden pas gebruikt als u ze bevestigt.",
        ),
        B.TOEPASSING_BEVESTIGD: Berichttekst(
            "Adressen van {product} zijn bevestigd",
            "Aantal adressen van koppeling {koppeling} dat nu werkt: {aantal}.",
        ),
        B.TOEPASSING_GEWEIGERD: Berichttekst(
            "Adressen van {product} zijn niet bevestigd",
            "Aantal adressen van koppeling {koppeling} dat is geweigerd: {aantal}. "
            "De beheerder schrijft: {reden}",
        ),
        B.NACHT_MISLUKT: Berichttekst(
            "Niet alle pakketten van {datum} zijn gemaakt",
            "Aantal pakketten dat niet is gemaakt: {aantal}. In het verslag van de nacht staat waarom.",
        ),
    }
)
