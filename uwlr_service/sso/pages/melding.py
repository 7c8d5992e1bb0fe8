"""What an application hears of who signs in, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import LazyString, lazy_gettext

from uwlr_service.domain.koppeling.ssoset import veld_of
from uwlr_service.domain.koppeling.teksten.veldteksten import Tekst, teksten
from uwlr_service.domain.sso.claims import CLAIMS, Claim
from uwlr_service.paginas import talen
from uwlr_service.uitwisseling.sso.toegang import Ingang

AAN_LEERLING: Mapping[str, LazyString] = MappingProxyType(
    {
        "affiliation": lazy_gettext("dat je leerling bent"),
        "organisatie": lazy_gettext("op welke school je zit"),
        "nlEduPersonHomeOrganizationId": lazy_gettext("het nummer van je school"),
        "nlEduPersonHomeOrganization": lazy_gettext("hoe je school heet"),
        "vestigingen": lazy_gettext("bij welke vestiging van je school je hoort"),
        "groepen": lazy_gettext("in welke groepen je zit"),
        "gkv_key": lazy_gettext("de code die het programma al van je kent"),
        "eckid": lazy_gettext("de vaste code van jou voor leermiddelen"),
        "given_name": lazy_gettext("je voornaam"),
        "family_name": lazy_gettext("je achternaam"),
        "middle_name": lazy_gettext("het stukje voor je achternaam"),
        "name": lazy_gettext("je hele naam"),
        "email": lazy_gettext("je e-mailadres"),
    }
)
"""What a pupil reads about each claim: the texts of an agreement speak to the school about the pupil.

There are no ``rollen``: those are of who works at the school, and nothing goes out of a pupil.
"""


def told(ingang: Ingang) -> list[Tekst]:
    """The texts about what the agreement lets out of somebody who works at the school."""
    known = teksten(talen.chosen()).velden
    return [known[veld_of(claim)] for claim in _let_out(ingang)]


def told_leerling(ingang: Ingang) -> list[LazyString]:
    """What the agreement lets out of a pupil, in words to that pupil."""
    return [AAN_LEERLING[claim.naam] for claim in _let_out(ingang) if claim.naam in AAN_LEERLING]


def _let_out(ingang: Ingang) -> list[Claim]:
    """The claims about this person; the protocol's own are not among them."""
    return [
        claim
        for claim in CLAIMS
        if not claim.altijd and claim.van in (None, ingang.affiliation) and veld_of(claim) in ingang.velden
    ]
