"""The set of SSO: who may sign in at a partner, and which claims that partner is told.

A field is named ``element/veld`` as in the other sets: ``sso/groepen`` for everybody who signs in,
``sso_leerling/given_name`` for pupils alone. ``sso/student`` says whether pupils may sign in at all.
"""

from collections.abc import Mapping
from types import MappingProxyType

from uwlr_service.domain.koppeling.gegevenssets import (
    OPTIONEEL,
    OPTIONEEL_UIT,
    VERPLICHT,
    Gegevensset,
    Veldregel,
)
from uwlr_service.domain.sso.claims import CLAIMS, Affiliation, Claim

SSO = "sso"
SSO_VERSIE = "sso-1"
"""The version of the set; there is one, and no schema, since claims are not a document."""
ELEMENT_VAN: Mapping[Affiliation | None, str] = MappingProxyType(
    {None: "sso", Affiliation.EMPLOYEE: "sso_medewerker", Affiliation.STUDENT: "sso_leerling"}
)
"""The element that a claim lies in, by whom it is about."""


def toegang_van(affiliation: Affiliation) -> str:
    """The field by which a school lets people of an affiliation sign in."""
    return f"{ELEMENT_VAN[None]}/{affiliation.value}"


def veld_of(claim: Claim) -> str:
    """The field of an agreement that lets a claim out."""
    return f"{ELEMENT_VAN[claim.van]}/{claim.naam}"


def may_sign_in(velden: frozenset[str], affiliation: Affiliation) -> bool:
    """Whether the fields of an agreement let people of an affiliation sign in."""
    return toegang_van(affiliation) in velden


def _regel(claim: Claim) -> Veldregel:
    if claim.altijd:
        return VERPLICHT
    return OPTIONEEL if claim.aan else OPTIONEEL_UIT


def _velden() -> dict[str, Veldregel]:
    # Pupils at a partner are a decision of its own: a child signs in at home too.
    velden = {
        toegang_van(Affiliation.EMPLOYEE): OPTIONEEL,
        toegang_van(Affiliation.STUDENT): OPTIONEEL_UIT,
    }
    return velden | {veld_of(claim): _regel(claim) for claim in CLAIMS}


SSO_SETS: Mapping[tuple[str, str], Gegevensset] = MappingProxyType(
    {(SSO, SSO_VERSIE): Gegevensset(SSO, SSO_VERSIE, MappingProxyType(_velden()))}
)
