"""What an application hears of who signs in, in words."""

from uwlr_service.domain.koppeling.ssoset import veld_of
from uwlr_service.domain.koppeling.teksten.veldteksten import Tekst, teksten
from uwlr_service.domain.sso.claims import CLAIMS
from uwlr_service.paginas import talen
from uwlr_service.uitwisseling.sso.toegang import Ingang


def told(ingang: Ingang) -> list[Tekst]:
    """The texts about what the agreement lets out of this person; the protocol's own is not among them."""
    known = teksten(talen.chosen()).velden
    return [
        known[veld_of(claim)]
        for claim in CLAIMS
        if not claim.altijd and claim.van in (None, ingang.affiliation) and veld_of(claim) in ingang.velden
    ]
