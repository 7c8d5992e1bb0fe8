"""Refusals that people meet, in the portal and on the command line."""

from collections.abc import Sequence
from typing import Self

from uwlr_service.domain.fouten.basis import Geweigerd


class NietToegestaan(Geweigerd):
    """Dit bestaat niet, of u mag het niet zien of doen."""


class LeerlingNietGekozen(NietToegestaan):
    """Deze leerling valt buiten uw keuze."""


class AanvraagOnbekend(NietToegestaan):
    """Deze aanvraag is er niet."""


class ProductOnbekend(NietToegestaan):
    """Dit product is er niet."""


class KoppelpartnerOnbekend(NietToegestaan):
    """Deze koppelpartner is er niet."""


class UitnodigingOnbekend(NietToegestaan):
    """Deze uitnodiging is er niet."""


class VersBewijsNodig(Geweigerd):
    """Bevestig eerst opnieuw wie u bent."""


class AlleenInPortaal(Geweigerd):
    """Over extra beschermde gegevens beslissen twee mensen, die daarvoor zelf inloggen in het portaal."""


class OvergangOngeldig(Geweigerd):
    """Dit kan nu niet meer; kijk hoe het er nu voor staat."""

    mogelijk: Sequence[str] = ()
    """What can happen instead: events of the table of states that refused."""

    @classmethod
    def in_stand(cls, stand: str | None, mogelijk: Sequence[str], *, is_done: bool) -> Self:
        """An event that a state refuses; ``is_done`` says that it led to this state before."""
        refused = "Dit is al gebeurd" if is_done else "Dit kan nu niet"
        now = "er is nog niets begonnen" if stand is None else f"de stand is nu {_in_words(stand)}"
        instead = ", ".join(map(_in_words, mogelijk))
        possible = f"Nu kan: {instead}." if instead else "Verder kan er nu niets."
        error = cls(f"{refused}: {now}. {possible}")
        error.mogelijk = tuple(mogelijk)
        return error


SPELLED = {
    "sandbox": "proeftuin (sandbox)",
    "beeindigd": "beëindigd",
    "beeindigen": "beëindigen",
    "terugnemen-ja": "het eerste ja terugnemen",
}
"""States and events whose name is not how people write them."""


def _in_words(naam: str) -> str:
    return SPELLED.get(naam, naam.replace("_", " ").replace("-", " "))


class BesluitOngeldig(Geweigerd):
    """Dit besluit is niet te lezen."""


class KoppelingVeranderd(OvergangOngeldig):
    """De koppeling of de afspraak is intussen veranderd. Kijk opnieuw wat er nu geldt."""


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
