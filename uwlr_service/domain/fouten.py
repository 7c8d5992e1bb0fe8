"""The errors of the service, each with the words and the code that its receiver needs.

    Fout
      + BerichtFout                     becomes a SOAP fault; ``faultcode`` is the standard's
        - VersionMismatch               SOAP 1.1, 4.4.1
        - MustUnderstand                SOAP 1.1, 4.4.1
        - OngeldigBericht
        - BerichtTeGroot
        - MediaTypeOngeldig
        - MethodeOngeldig
        - OngeldigeKlantIdentificatie   header: carries no detail
        - AutorisatieOngeldig           header: carries no detail
        - XsdVersieOngeldig
        - LeerlingOngeldig
        - ToetsNormeringOngeldig
        - ScoreOngeldig
        - EldResultaatOngeldig
        - VocabulaireTermOngeldig
        - LeverancierOngeldig           GeneriekeService, as are the next three; no national code
        - SchoolNietGekoppeld
        - GeneriekUit
        - AdresGeweigerd
        - TeVeelVerzoeken
        - InterneFout
        - TijdelijkNietBeschikbaar
            DatabaseOnbereikbaar
      + Geweigerd                       an order of an operator or school that is not carried out
        - DocumentOngeldig              a file that does not meet its standard
        - SchoolKrimpt
        - SchoolOnbekend
        - KlantcodeBezet
        - KoppelingOnbekend
        - LeveringAangehouden
        - VeldOngeldig
        - LeveringOnbekend
        - PakketVervallen
        - PakketOnleesbaar
        - SleutelOnleesbaar
        - OntvangstOngeldig
        - VerzoekOngeldig               a call of the pull API that cannot be read
      + OpslagOnbruikbaar               where packages lie; the words are a partner's, ``plaats`` is not
      + Toegangsfout                    the pull API says no; ``code`` is that of OAuth 2
        - TokenverzoekOngeldig          RFC 6749, 5.2
        - GrantOngeldig
        - ClientOngeldig
        - ScopeOngeldig
        - TokenOngeldig                 RFC 6750, 3.1
        - ScopeOntbreekt

A class raised without a text says its own docstring, which is therefore Dutch where a partner reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MELDINGEN_IN_FAULTSTRING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """One finding in a document: what is wrong (Dutch), and where.

    ``regel`` is the line, ``pad`` the path of local names, ``key`` the key of the object it lies in,
    ``verwacht`` what the schema would have accepted, ``code`` the fault code of this finding by itself.
    """

    tekst: str
    regel: int | None = None
    pad: str | None = None
    key: str | None = None
    verwacht: str | None = None
    code: str | None = None

    def __str__(self) -> str:
        plaats = [f"regel {self.regel}"] if self.regel else []
        plaats += [self.pad] if self.pad else []
        return f"{self.tekst} ({', '.join(plaats)})" if plaats else self.tekst


class Fout(Exception):
    """Er is iets misgegaan."""

    def __init__(self, tekst: str | None = None, meldingen: Sequence[Melding] = ()) -> None:
        self.tekst = tekst or (self.__doc__ or "").strip()
        self.meldingen = tuple(meldingen)
        super().__init__(self.tekst)


class BerichtFout(Fout):
    """Het bericht kan niet worden verwerkt."""

    faultcode = "Client"
    heeft_detail = True
    """SOAP 1.1, 4.4: a fault about a header entry must not carry a detail."""

    @property
    def faultstring(self) -> str:
        """The Dutch sentence for the sender, with at most three findings (UWLR 2.2.1, foutafhandeling)."""
        if not self.meldingen:
            return self.tekst
        genoemd = "; ".join(str(melding) for melding in self.meldingen[:MELDINGEN_IN_FAULTSTRING])
        rest = len(self.meldingen) - MELDINGEN_IN_FAULTSTRING
        meer = f"; en nog {rest}" if rest > 0 else ""
        return f"{self.tekst.rstrip('.')}: {genoemd}{meer}."


class VersionMismatch(BerichtFout):
    """De envelop is geen SOAP 1.1-envelop (http://schemas.xmlsoap.org/soap/envelope/)."""

    faultcode = "VersionMismatch"
    heeft_detail = False


class MustUnderstand(BerichtFout):
    """Een verplichte SOAP-header wordt niet begrepen."""

    faultcode = "MustUnderstand"
    heeft_detail = False


class OngeldigBericht(BerichtFout):
    """Het bericht voldoet niet aan het UWLR-schema."""

    faultcode = "Client.OngeldigBericht"


class BerichtTeGroot(OngeldigBericht):
    """Het bericht is groter dan deze dienst aanneemt."""


class MediaTypeOngeldig(OngeldigBericht):
    """Stuur het bericht als XML (Content-Type: text/xml), zonder Content-Encoding en zonder multipart."""


class MethodeOngeldig(OngeldigBericht):
    """Dit adres neemt SOAP-berichten aan met de HTTP-methode POST."""


class OngeldigeKlantIdentificatie(BerichtFout):
    """De klantnaam en klantcode zijn niet bekend of horen niet bij elkaar."""

    faultcode = "Client.OngeldigeKlantIdentificatie"
    heeft_detail = False


class AutorisatieOngeldig(BerichtFout):
    """De autorisatiesleutel is ongeldig of geeft geen toegang tot de gevraagde school."""

    faultcode = "Client.AutorisatieOngeldig"
    heeft_detail = False


class XsdVersieOngeldig(BerichtFout):
    """De gevraagde xsdversie wordt niet ondersteund."""

    faultcode = "Client.XsdVersieOngeldig"


class LeerlingOngeldig(BerichtFout):
    """Niet elke leerling in het bericht is bekend bij deze school en valt onder deze koppeling."""

    faultcode = "Client.LeerlingOngeldig"


class ToetsNormeringOngeldig(BerichtFout):
    """Een normering in het bericht klopt niet."""

    faultcode = "Client.ToetsNormeringOngeldig"


class ScoreOngeldig(BerichtFout):
    """Een score in het bericht kan niet worden verwerkt."""

    faultcode = "Client.ScoreOngeldig"


class EldResultaatOngeldig(BerichtFout):
    """Een OSO-resultaat in het bericht klopt niet."""

    faultcode = "Client.EldResultaatOngeldig"


class VocabulaireTermOngeldig(BerichtFout):
    """Een waarde in het bericht komt niet voor in het vocabulaire dat erbij is genoemd."""

    faultcode = "Client.VocabulaireTermOngeldig"


class LeverancierOngeldig(BerichtFout):
    """De leveranciernaam of de leveranciersleutel is niet juist."""


class SchoolNietGekoppeld(BerichtFout):
    """Deze school valt niet onder de koppeling van deze leverancier."""


class GeneriekUit(BerichtFout):
    """De GeneriekeService staat uit voor deze koppeling."""


class AdresGeweigerd(BerichtFout):
    """De GeneriekeService is voor deze koppeling niet te gebruiken vanaf dit adres."""


class TeVeelVerzoeken(BerichtFout):
    """Er zijn te veel verzoeken in korte tijd. Probeer het later opnieuw."""

    def __init__(self, seconden: int) -> None:
        super().__init__(
            f"Er zijn te veel verzoeken in korte tijd. Probeer het over {seconden} seconden opnieuw."
        )
        self.seconden = seconden
        """After how many a call is taken again."""


class InterneFout(BerichtFout):
    """Er is een interne fout opgetreden."""

    faultcode = "Server.InterneFout"
    heeft_detail = False


class TijdelijkNietBeschikbaar(BerichtFout):
    """De dienst is tijdelijk niet beschikbaar. Probeer het later opnieuw."""

    faultcode = "Server.TijdelijkNietBeschikbaar"
    heeft_detail = False


class DatabaseOnbereikbaar(TijdelijkNietBeschikbaar):
    """De gegevens zijn op dit moment niet bereikbaar. Probeer het later opnieuw."""


class Geweigerd(Fout):
    """De opdracht is geweigerd."""


class DocumentOngeldig(Geweigerd):
    """Het document voldoet niet aan zijn standaard."""


class SchoolKrimpt(Geweigerd):
    """Het bestand bevat meer dan een vijfde minder leerlingen dan de vorige stand."""


class SchoolOnbekend(Geweigerd):
    """Deze school is niet bekend."""


class KlantcodeBezet(Geweigerd):
    """Deze klantcode hoort bij een andere klantnaam."""


class KoppelingOnbekend(Geweigerd):
    """Deze koppeling bestaat niet."""


class LeveringAangehouden(Geweigerd):
    """De levering zou te veel leerlingen verwijderen en wacht op iemand die haar bekijkt."""


class VeldOngeldig(Geweigerd):
    """Dit veld kan in deze koppeling niet aan of uit worden gezet."""


class LeveringOnbekend(Geweigerd):
    """Deze levering bestaat niet, of is niet voor deze koppeling en school."""


class PakketOnleesbaar(Geweigerd):
    """Dit pakket is nu niet te lezen. Probeer het later opnieuw."""


class SleutelOnleesbaar(Geweigerd):
    """De dienst kan nu niet ondertekenen. Probeer het later opnieuw."""


class PakketVervallen(Geweigerd):
    """Dit pakket wordt niet meer bewaard. Haal de laatste volledige levering op, of vraag er een aan."""


class OntvangstOngeldig(Geweigerd):
    """Deze ontvangstbevestiging kan niet worden verwerkt."""


class VerzoekOngeldig(Geweigerd):
    """Het verzoek is niet te lezen."""


class OpslagOnbruikbaar(Fout):
    """De opslag van pakketten is op dit moment niet te gebruiken."""

    def __init__(self, plaats: str) -> None:
        super().__init__()
        self.plaats = plaats
        """For the operator: partners read why a night gave no package, and not where it would lie."""


class Toegangsfout(Fout):
    """De toegang is geweigerd."""

    code = "invalid_request"
    reden: str | None = None
    """Why, in a word for the log of the operator: whoever is refused must not learn it."""
    koppeling: int | None = None
    """Whom it claims to be of, where there is such a link; for the log as well."""


class TokenverzoekOngeldig(Toegangsfout):
    """Het verzoek om een token is niet volledig, of noemt iets dubbel."""


class GrantOngeldig(Toegangsfout):
    """Alleen grant_type client_credentials wordt ondersteund."""

    code = "unsupported_grant_type"


class ClientOngeldig(Toegangsfout):
    """De client is niet bekend, of heeft zich niet bewezen."""

    code = "invalid_client"

    def __init__(self, reden: str) -> None:
        super().__init__()
        self.reden = reden


class ScopeOngeldig(Toegangsfout):
    """Deze scope valt niet onder de koppeling."""

    code = "invalid_scope"


class TokenOngeldig(Toegangsfout):
    """Het token ontbreekt, is verlopen of geeft hier geen toegang. Vraag een nieuw token aan."""

    code = "invalid_token"


class ScopeOntbreekt(Toegangsfout):
    """De scope van het token is te klein voor dit verzoek."""

    code = "insufficient_scope"
