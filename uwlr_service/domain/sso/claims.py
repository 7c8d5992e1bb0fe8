"""The claims of OpenID Connect that a partner can be given, each with the scope that asks for it.

BSN, date of birth, address and photo are not among them: there is no way by which they could leave.
"""

import enum
from dataclasses import dataclass


class Affiliation(enum.StrEnum):
    """What somebody is at the school; an agreement says which of these may sign in at all."""

    EMPLOYEE = "employee"
    STUDENT = "student"


class Scope(enum.StrEnum):
    """The groups in which a partner asks for claims."""

    OPENID = "openid"
    ORGANISATIE = "organisatie"
    GROEPEN = "groepen"
    PROFIEL = "profiel"
    """Not ``profile``: of that one the standard claims would be expected that we do not have."""
    EMAIL = "email"
    ECKID = "eckid"
    OFFLINE_ACCESS = "offline_access"
    """Asks for no claims: to go on after the person left (OpenID Connect Core 1.0, section 11)."""
    KOPPELBEWIJS = "koppelbewijs"
    """Asks for no claims of the person: proof that they decide about links at their school."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim; ``van`` is the affiliation that it is about, None for everybody.

    The protocol cannot do without one that is ``altijd``; ``aan`` is the state of the others until a school
    switches them. One that is ``in_id_token`` goes there as well when its scope asks for it; what names a
    person does not, since ID tokens travel through browsers.
    """

    naam: str
    scope: Scope
    van: Affiliation | None = None
    altijd: bool = False
    aan: bool = True
    in_id_token: bool = False


NAMEN = ("given_name", "family_name", "middle_name", "name")
"""The parts of a name; of a pupil only the first, unless the school agreed to more."""


def _claims(
    scope: Scope, namen: str, *, altijd: bool = False, aan: bool = True, in_id_token: bool = False
) -> tuple[Claim, ...]:
    return tuple(
        Claim(naam=naam, scope=scope, altijd=altijd, aan=aan, in_id_token=in_id_token)
        for naam in namen.split()
    )


CLAIMS: tuple[Claim, ...] = (
    *_claims(Scope.OPENID, "sub sid acr amr", altijd=True),
    *_claims(
        Scope.ORGANISATIE,
        "affiliation organisatie nlEduPersonHomeOrganizationId nlEduPersonHomeOrganization",
        in_id_token=True,
    ),
    *_claims(Scope.ORGANISATIE, "rollen"),
    *_claims(Scope.ORGANISATIE, "vestigingen", aan=False, in_id_token=True),
    *_claims(Scope.GROEPEN, "groepen gkv_key", aan=False),
    *_claims(Scope.ECKID, "eckid", aan=False),
    *(Claim(naam=naam, scope=Scope.PROFIEL, van=Affiliation.EMPLOYEE) for naam in NAMEN),
    *(Claim(naam=naam, scope=Scope.PROFIEL, van=Affiliation.STUDENT, aan=naam == NAMEN[0]) for naam in NAMEN),
    Claim(naam="email", scope=Scope.EMAIL, van=Affiliation.EMPLOYEE),
    Claim(naam="email", scope=Scope.EMAIL, van=Affiliation.STUDENT, aan=False),
)
