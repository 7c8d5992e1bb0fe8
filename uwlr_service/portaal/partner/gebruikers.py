"""The users of a koppelpartner."""

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.paginas.gebruikers.kring import Kring


def kring(koppelpartner: int) -> Kring:
    """Where the users of a koppelpartner are looked after."""
    return Kring(
        endpoint="partner.gebruikers",
        rollen=(Rol.PARTNERBEHEERDER,),
        koppelpartner=koppelpartner,
        waarden={"koppelpartner": koppelpartner},
    )
