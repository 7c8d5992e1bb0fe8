"""What a partner can do about each outcome of a call that is not an answer, in Dutch and in English."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from uwlr_service.domain.taal import Taal

GOED = frozenset(
    {
        "gegevens",
        "geenwijzigingen",
        "geengegevens",
        "bevestigd",
        "herhaald",
        "200",
        "201",
        "202",
        "204",
        "206",
        "304",
    }
)
"""The outcomes that need nothing to be done."""


@dataclass(frozen=True, slots=True)
class Advies:
    """What happened and what to do about it."""

    nl: str
    en: str

    def words(self, taal: Taal) -> str:
        """It in one language."""
        return self.en if taal is Taal.EN else self.nl


ANDERS = Advies(
    "Dit hoort niet. Neem contact op met de beheerder van deze dienst.",
    "This should not happen. Contact the operator of this service.",
)
ADVIEZEN: Mapping[str, Advies] = MappingProxyType(
    {
        # UWLR (UWLR 2.2.1, foutafhandeling) and GeneriekeService
        "VersionMismatch": Advies(
            "De envelop is geen SOAP 1.1. Zet uw toolkit op SOAP 1.1.",
            "The envelope is not SOAP 1.1. Set your toolkit to SOAP 1.1.",
        ),
        "MustUnderstand": Advies(
            "Uw bericht eist een header die deze dienst niet kent. Zet daar mustUnderstand uit.",
            "Your message demands a header that this service does not know. Turn mustUnderstand off there.",
        ),
        "Client": Advies(
            "Het bericht is niet te verwerken. De faultstring zegt waarom.",
            "The message cannot be worked on. The faultstring says why.",
        ),
        "Client.OngeldigBericht": Advies(
            "Het bericht past niet bij het schema. In detail staat de regel en het pad. "
            "Keur uw bericht met 'uwlr validate'.",
            "The message does not meet the schema. The detail has the line and the path. "
            "Judge your message with 'uwlr validate'.",
        ),
        "Client.OngeldigeKlantIdentificatie": Advies(
            "De klantnaam en klantcode horen niet bij elkaar. Gebruik ze zoals ze bij de koppeling staan.",
            "The klantnaam and klantcode do not belong together. Use those of the page of the link.",
        ),
        "Client.AutorisatieOngeldig": Advies(
            "De sleutel opent deze school niet. Kijk of de school meedoet, en of de sleutel nog geldt.",
            "The key does not open this school. Does the school take part, and is the key still valid?",
        ),
        "Client.XsdVersieOngeldig": Advies(
            "Vraag versie 2.1, 2.2 of 2.3 aan.",
            "Ask for version 2.1, 2.2 or 2.3.",
        ),
        "Client.LeerlingOngeldig": Advies(
            "Een leerling hoort niet bij deze school of koppeling. Haal de leerlingen opnieuw op, en stuur "
            "alleen hun resultaten.",
            "A pupil is not of this school or link. Pull the pupils again, and send only their results.",
        ),
        "Client.ToetsNormeringOngeldig": Advies(
            "Een normering klopt niet. De melding noemt welke; verbeter de definitie van die toets.",
            "A norm is not right. The message names which one; mend the definition of that test.",
        ),
        "Client.ScoreOngeldig": Advies(
            "Een score valt buiten de grenzen van de toets. De melding noemt welke.",
            "A score is outside the bounds of its test. The message names which one.",
        ),
        "Client.EldResultaatOngeldig": Advies(
            "Een OSO-resultaat klopt niet. De melding noemt welk.",
            "An OSO result is not right. The message names which one.",
        ),
        "Client.VocabulaireTermOngeldig": Advies(
            "Een waarde staat niet in het vocabulaire. Gebruik een van de termen daaruit.",
            "A value is not in its vocabulary. Use one of the terms in it.",
        ),
        "Client.LeverancierOngeldig": Advies(
            "De leveranciersnaam of -sleutel klopt niet. Gebruik ze zoals ze bij de koppeling staan.",
            "The name or key of the supplier is not right. Use them as the page of the link shows them.",
        ),
        "Client.GeneriekUit": Advies(
            "GeneriekeService staat uit voor deze koppeling. De beheerder van deze dienst kan het aanzetten.",
            "GeneriekeService is off for this link. The operator of this service can switch it on.",
        ),
        "Client.AdresGeweigerd": Advies(
            "U belt vanaf een ander adres dan is afgesproken. Geef het nieuwe adres door aan de beheerder.",
            "You call from another address than was agreed. Tell the operator the new address.",
        ),
        "Client.SchoolNietGekoppeld": Advies(
            "Deze school doet niet mee met uw koppeling. Doe de school een voorstel.",
            "This school takes no part in your link. Make it a proposal.",
        ),
        "Client.VestigingOnduidelijk": Advies(
            "Onder dit BRIN vallen meer vestigingen. Noem ook het nummer van de vestiging.",
            "This BRIN has several locations. Name the number of the location too.",
        ),
        "Client.TeVeelVerzoeken": Advies(
            "U vraagt te vaak. Wacht een minuut, en vraag daarna met grotere tussenpozen.",
            "You ask too often. Wait a minute, and ask at longer intervals after that.",
        ),
        "Server.InterneFout": Advies(
            "Dat ligt aan ons. Meld het nummer uit de faultstring bij de beheerder van deze dienst.",
            "That is our fault. Tell the operator of this service the number in the faultstring.",
        ),
        "Server.TijdelijkNietBeschikbaar": Advies(
            "De dienst is even niet bereikbaar. Probeer het over enkele minuten opnieuw.",
            "The service cannot be reached for a while. Try again in a few minutes.",
        ),
        # The pull API (docs/gkv-api.rst)
        "verzoek-ongeldig": Advies(
            "Het verzoek is niet te lezen. Vergelijk het met /gkv/v1/openapi.json.",
            "The request cannot be read. Compare it with /gkv/v1/openapi.json.",
        ),
        "token-ongeldig": Advies(
            "Het token is verlopen of klopt niet. Vraag een nieuw token aan.",
            "The token has expired or is not right. Ask for a new one.",
        ),
        "koppeling-beeindigd": Advies(
            "De koppeling is beëindigd. Vernietig de gegevens, en bevestig dat.",
            "The link was ended. Destroy the data, and confirm it.",
        ),
        "scope-ontbreekt": Advies(
            "Het token is voor iets anders. Vraag een token aan met de juiste scope.",
            "The token is for something else. Ask for a token with the right scope.",
        ),
        "niet-gevonden": Advies(
            "De school, koppeling of levering is er niet voor u. Kijk of de school nog meedoet.",
            "The school, link or delivery is not there for you. See whether the school still takes part.",
        ),
        "gepauzeerd": Advies(
            "De school heeft de koppeling gepauzeerd. Wacht tot de school verdergaat; u houdt wat u hebt.",
            "The school paused the link. Wait until it goes on; you keep what you have.",
        ),
        "opgeschort": Advies(
            "De beheerder van deze dienst heeft uw product stilgezet. Neem contact op.",
            "The operator of this service stopped your product. Contact them.",
        ),
        "afspraak_gewijzigd": Advies(
            "De afspraak is kleiner geworden. Haal de volgende levering op: die is volledig.",
            "The agreement was narrowed. Collect the next delivery, which is a full one.",
        ),
        "pakket-vervallen": Advies(
            "Het pakket is te oud. Vraag om een volledige levering.",
            "The package is too old. Ask for a full delivery.",
        ),
        "pakket-veranderd": Advies(
            "De ETag is die van een ander pakket. Haal het pakket opnieuw op, vanaf het begin.",
            "The ETag is that of another package. Collect the package again, from its beginning.",
        ),
        "deel-ongeldig": Advies(
            "U vraagt om een deel voorbij het einde. Haal het pakket opnieuw op.",
            "You ask for a part beyond the end. Collect the package again.",
        ),
        "ontvangst-ongeldig": Advies(
            "De ontvangstbevestiging klopt niet. De melding zegt wat.",
            "The confirmation of receipt is not right. The message says what.",
        ),
        "methode-ongeldig": Advies(
            "Dit adres kent deze methode niet. De header Allow noemt welke wel.",
            "This address does not know this method. The header Allow names those it knows.",
        ),
        "te-groot": Advies(
            "Wat u stuurt, is te groot. Stuur alleen wat er in /gkv/v1/openapi.json staat.",
            "What you send is too large. Send only what /gkv/v1/openapi.json asks for.",
        ),
        "mediatype-ongeldig": Advies(
            "Stuur application/json in UTF-8, zonder Content-Encoding.",
            "Send application/json in UTF-8, without Content-Encoding.",
        ),
        "te-veel-verzoeken": Advies(
            "U vraagt te vaak. Wacht zo lang als de header Retry-After zegt.",
            "You ask too often. Wait as long as the header Retry-After says.",
        ),
        "niet-beschikbaar": Advies(
            "De dienst is even niet bereikbaar. Probeer het over enkele minuten opnieuw.",
            "The service cannot be reached for a while. Try again in a few minutes.",
        ),
        "interne-fout": Advies(
            "Dat ligt aan ons. Meld het nummer uit het antwoord bij de beheerder van deze dienst.",
            "That is our fault. Tell the operator of this service the number in the answer.",
        ),
    }
)


def is_fault(uitkomst: str) -> bool:
    """Whether something should be done about an outcome."""
    return uitkomst not in GOED


def advies(uitkomst: str) -> Advies | None:
    """What to do about an outcome; None if nothing needs to be done."""
    if not is_fault(uitkomst):
        return None
    known = ADVIEZEN.get(uitkomst)
    # A fault without a code of its own names its class behind that of its family.
    return known or ADVIEZEN.get(uitkomst.rpartition(".")[0], ANDERS)


def what_to_do(uitkomst: str, taal: Taal) -> str:
    """The same in words; empty if nothing needs to be done."""
    known = advies(uitkomst)
    return "" if known is None else known.words(taal)
