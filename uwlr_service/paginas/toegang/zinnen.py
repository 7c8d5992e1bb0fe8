"""What is refused in signing in, in the language of the visitor."""

from flask_babel import gettext, lazy_gettext

from uwlr_service.domain.fouten import Geweigerd

ZINNEN = (
    lazy_gettext("De naam of het wachtwoord klopt niet. Na een paar fouten moet u even wachten."),
    lazy_gettext("Deze code klopt niet, of is al gebruikt."),
    lazy_gettext("Deze poging is voorbij. Begin opnieuw met uw naam en wachtwoord."),
    lazy_gettext("Deze passkey is niet aangenomen. Probeer het opnieuw, of log in met uw wachtwoord."),
    lazy_gettext("Dit wachtwoord is te makkelijk te raden. Kies bijvoorbeeld vier losse woorden."),
    lazy_gettext("Dit wachtwoord is te kort: het heeft 12 tekens of meer."),
    lazy_gettext("Dit wachtwoord is te kort: het heeft 10 tekens of meer."),
    lazy_gettext("Dit wachtwoord is te lang: het heeft ten hoogste 256 tekens."),
    lazy_gettext("Deze uitnodiging geldt niet meer. Vraag een nieuwe aan wie u uitnodigde."),
    lazy_gettext("Er is al een inlog met deze naam. Log eerst in, en open dan de uitnodiging opnieuw."),
    lazy_gettext("Deze persoon heeft deze rol al."),
    lazy_gettext("In deze groep is niemand die nog een blad nodig heeft."),
    lazy_gettext("Dat zijn meer dan 100 bladen. Maak ze per persoon."),
    lazy_gettext("Deze leerling logt in op het scherm van de klas, of met een kaart."),
    lazy_gettext("Voor deze persoon kan geen blad worden gemaakt."),
    lazy_gettext("Dit is uw laatste tweede stap. Voeg eerst een andere toe."),
    lazy_gettext("U kunt ten hoogste 10 passkeys hebben. Verwijder er eerst een."),
    lazy_gettext("Dit account is van een demonstratie, en logt in met een link."),
    lazy_gettext("Inloggen met het account van uw organisatie is niet gelukt. Probeer het opnieuw."),
    lazy_gettext(
        "Dit account is hier nog niet gekoppeld. Log in met uw wachtwoord, en koppel het bij 'Mijn account'."
        " Hebt u geen wachtwoord, vraag dan een beheerder van uw school om een blad."
    ),
    lazy_gettext(
        "Uw organisatie noemt geen tweede stap. Kies daarom hier een wachtwoord en een tweede stap."
    ),
    lazy_gettext("Dit account van uw organisatie is hier al van iemand anders."),
    lazy_gettext(
        "U hebt ook een rol buiten deze school. Log daarom in met uw eigen wachtwoord, of met een passkey."
    ),
    lazy_gettext("Uw eigen rol beëindigt u niet zelf; vraag het een collega."),
)
"""The sentences of those refusals, so that they are gathered to be translated."""


def in_words(fout: Geweigerd) -> str:
    """A refusal in the language of the visitor."""
    return gettext(fout.tekst)
