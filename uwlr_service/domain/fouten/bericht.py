"""Errors in a message: each becomes a SOAP fault with its national code (UWLR 2.2.1, foutafhandeling)."""

from collections.abc import Sequence

from uwlr_service.domain.fouten.basis import EN_MEER, Fout, Melding

MELDINGEN_IN_FAULTSTRING = 3
VAN = " van het bericht"
"""Lines are counted in the whole message as it was sent, its envelope included."""


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
        meldingen = [melding for melding in self.meldingen if melding is not EN_MEER]
        genoemd = "; ".join(melding.told(VAN) for melding in meldingen[:MELDINGEN_IN_FAULTSTRING])
        verzwegen = len(meldingen) - MELDINGEN_IN_FAULTSTRING
        if verzwegen > 0:
            genoemd += f"; en nog {verzwegen}"
            if EN_MEER in self.meldingen:
                genoemd += " of meer"
        return f"{self.tekst.rstrip('.')}: {genoemd}."


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

    @classmethod
    def of(cls, meldingen: Sequence[Melding]) -> "OngeldigBericht":
        """The error for findings; its sentence says whether the form is wrong or the content alone."""
        if all(melding.is_inhoud or melding is EN_MEER for melding in meldingen):
            return InhoudOngeldig(meldingen=meldingen)
        return cls(meldingen=meldingen)


class InhoudOngeldig(OngeldigBericht):
    """De inhoud van het bericht klopt niet."""


class BerichtTeGroot(OngeldigBericht):
    """Het bericht is groter dan deze dienst aanneemt."""


class AdresOnbekend(OngeldigBericht):
    """Op dit adres staat geen dienst."""


class MediaTypeOngeldig(OngeldigBericht):
    """Stuur het bericht als XML (Content-Type: text/xml), en zonder multipart."""


class InpakkingOngeldig(OngeldigBericht):
    """Stuur het bericht zonder Content-Encoding, of ingepakt met gzip (Content-Encoding: gzip)."""


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


class VestigingOnduidelijk(BerichtFout):
    """Bij dit brinnummer horen voor deze koppeling meer vestigingen."""

    def __init__(self, brincode: str, brinnummers: list[str]) -> None:
        genoemd = ", ".join(brinnummers[:MELDINGEN_IN_FAULTSTRING])
        verzwegen = len(brinnummers) - MELDINGEN_IN_FAULTSTRING
        if verzwegen > 0:
            genoemd += f" en nog {verzwegen}"
        super().__init__(
            f"Bij brinnummer {brincode} horen voor deze koppeling meer vestigingen. Zet het nummer van de"
            f" dependance erachter, zoals {brincode}01. Deze koppeling kent: {genoemd}."
        )


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
        """The number of seconds after which a call is taken again."""


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
