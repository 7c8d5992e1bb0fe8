"""Refusals that people meet, in the portal and on the command line."""

from uwlr_service.domain.fouten.basis import Geweigerd


class NietToegestaan(Geweigerd):
    """Dit bestaat niet, of u mag het niet zien of doen."""


class LeerlingNietGekozen(NietToegestaan):
    """Deze leerling valt buiten uw keuze."""


class VersBewijsNodig(Geweigerd):
    """Bevestig eerst opnieuw wie u bent."""


class OvergangOngeldig(Geweigerd):
    """Dit kan nu niet meer; kijk hoe het er nu voor staat."""


class VoorstelVeranderd(Geweigerd):
    """Het voorstel is intussen veranderd. Kijk het opnieuw na."""


class AanmeldenMislukt(Geweigerd):
    """De naam of het wachtwoord klopt niet. Na een paar fouten moet u even wachten."""


class CodeOngeldig(Geweigerd):
    """Deze code klopt niet, of is al gebruikt."""


class PogingVoorbij(Geweigerd):
    """Deze poging is voorbij. Begin opnieuw met uw naam en wachtwoord."""


class PasskeyOngeldig(Geweigerd):
    """Deze passkey is niet aangenomen. Probeer het opnieuw, of log in met uw wachtwoord."""


class FactorGeweigerd(Geweigerd):
    """Dit kan niet met uw tweede stap."""


class EigenRol(Geweigerd):
    """Uw eigen rol beëindigt u niet zelf; vraag het een collega."""


class WachtwoordZwak(Geweigerd):
    """Dit wachtwoord is te makkelijk te raden. Kies bijvoorbeeld vier losse woorden."""


class UitnodigingOngeldig(Geweigerd):
    """Deze uitnodiging geldt niet meer. Vraag een nieuwe aan wie u uitnodigde."""


class InlogBestaatAl(Geweigerd):
    """Er is al een inlog met deze naam. Log eerst in, en open dan de uitnodiging opnieuw."""


class AlGebruiker(Geweigerd):
    """Deze persoon heeft deze rol al."""


class GebruikerOnbekend(Geweigerd):
    """Deze gebruiker is niet bekend."""
