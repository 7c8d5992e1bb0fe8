"""Who makes an application: somebody who followed its link, or a user of the koppelpartner."""

from flask import session

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraagdossier
from uwlr_service.paginas import sessie, state

KEY = "aanvragen"
"""Where the numbers of the applications of this session are kept."""
MOST = 20
"""How many of them; nobody works on more at once."""


def door_of(nummer: int) -> Handelende:
    """Who acts for an application in this session. Raises NietToegestaan for a stranger."""
    if nummer in session.get(KEY, ()):
        return Handelende.aanvrager(nummer)
    handelende = state.person()
    if handelende is None:
        raise NietToegestaan
    return handelende


def take_on(nummer: int) -> None:
    """Let this session act for an application from now on, under a new value: it can do more than before."""
    numbers = session.get(KEY, [])
    session[KEY] = [*(number for number in numbers if number != nummer), nummer][-MOST:]
    bezoek = sessie.current()
    bezoek.renew(state.diensten().sessies.renew(bezoek.waarde or ""))


def dossier_of(nummer: int) -> Aanvraagdossier:
    """An application of this session. Raises NietToegestaan."""
    return state.diensten().aanvraagbalie.aanvragen.dossier(nummer, door=door_of(nummer))
