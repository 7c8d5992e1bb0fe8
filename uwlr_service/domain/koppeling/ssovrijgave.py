"""What a partner is told of somebody: what the agreement lets out of what there is (docs/sso.rst).

Every claim about a person goes through ``claims_of``: the provider's answers, and the examples that a school
sees before it decides.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from uwlr_service.domain.koppeling.ssoset import may_sign_in, veld_of
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import HOOFDVESTIGING, Schoolcode
from uwlr_service.domain.sso.claims import CLAIMS, Affiliation

Persoon = Leerling | Leerkracht
OF_PERSON = {
    "given_name": "roepnaam",
    "family_name": "achternaam",
    "middle_name": "voorvoegsel",
    "gkv_key": "key",
    "eckid": "eckid",
    "email": "emailadres",
}
"""The claims that stand in one attribute of a pupil or a teacher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanmeldschool:
    """The school of who signs in; ``vestigingen`` are the keys of its locations.

    ``has_gkv`` is whether the same partner gets the data of this school: only then a key of those says
    something to it.
    """

    code: Schoolcode
    naam: str | None
    vestigingen: tuple[str, ...] = ()
    has_gkv: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanmeldende:
    """Who signs in: a pupil or teacher of the school's data, or somebody else who works there.

    Of those others only ``naam`` and ``email`` are known, which are those of their credentials.
    """

    affiliation: Affiliation
    persoon: Persoon | None = None
    naam: str | None = None
    email: str | None = None


def affiliation_of(persoon: Persoon) -> Affiliation:
    """What a person of the data is at the school."""
    return Affiliation.STUDENT if isinstance(persoon, Leerling) else Affiliation.EMPLOYEE


def claims_of(velden: Collection[str], aanmeldende: Aanmeldende, school: Aanmeldschool) -> Mapping[str, Any]:
    """The claims about a person that fields of an agreement let out, by their field.

    What has no value is not there.
    Those that are made when somebody signs in (sub, sid, acr, amr) are no part of it.
    """
    affiliation = aanmeldende.affiliation
    if not may_sign_in(frozenset(velden), affiliation):
        return {}
    claims = {}
    for claim in CLAIMS:
        veld = veld_of(claim)
        if veld in velden and claim.van in (None, affiliation):
            waarde = _waarde(claim.naam, aanmeldende, school)
            if waarde:
                claims[veld] = waarde
    return claims


def asked_of(
    velden: Collection[str], affiliation: Affiliation, scope: Collection[str], namen: Collection[str]
) -> frozenset[str]:
    """The fields of an agreement that scopes and claims ask for, of people of an affiliation."""
    return frozenset(
        veld_of(claim)
        for claim in CLAIMS
        if veld_of(claim) in velden
        and claim.van in (None, affiliation)
        and (claim.scope in scope or claim.naam in namen)
    )


def proof_of(school: Aanmeldschool) -> Mapping[str, Any]:
    """The claims by which somebody proves which school they decide for; nothing about the person."""
    return {
        "organisatie": _organisatie(school.code),
        "vestigingen": list(school.vestigingen),
        "koppelbewijs": True,
    }


def _waarde(naam: str, aanmeldende: Aanmeldende, school: Aanmeldschool) -> Any:
    match naam:
        case "affiliation":
            return aanmeldende.affiliation.value
        case "organisatie" | "nlEduPersonHomeOrganizationId":
            return _organisatie(school.code)
        case "nlEduPersonHomeOrganization":
            return school.naam
        case "vestigingen":
            return _vestigingen(aanmeldende.persoon, school)
        case "gkv_key" if not school.has_gkv:
            return None
    if aanmeldende.persoon is None:
        return {"name": aanmeldende.naam, "email": aanmeldende.email}.get(naam)
    return _of_person(naam, aanmeldende.persoon)


def _organisatie(code: Schoolcode) -> str | None:
    """The BRIN as Entree Federatie writes it: of 4 signs, or of 6 for a location that is not the main one."""
    if code.brincode is None:
        return code.schoolkey
    if code.dependancecode == HOOFDVESTIGING:
        return code.brincode
    return f"{code.brincode}{code.dependancecode}"


def _of_person(naam: str, persoon: Persoon) -> Any:
    """A claim that stands in the data of a pupil or teacher."""
    attribute = OF_PERSON.get(naam)
    if attribute is not None:
        return getattr(persoon, attribute)
    match naam:
        case "groepen":
            return _groepen(persoon)
        case "rollen":
            return _rollen(persoon)
        case "name":
            return " ".join(filter(None, (persoon.roepnaam, persoon.voorvoegsel, persoon.achternaam)))
    return None


def _vestigingen(persoon: Persoon | None, school: Aanmeldschool) -> tuple[str, ...]:
    if isinstance(persoon, Leerling) and persoon.vestiging is not None:
        return (persoon.vestiging,)
    return school.vestigingen


def _groepen(persoon: Persoon) -> tuple[str, ...]:
    if isinstance(persoon, Leerkracht):
        return tuple(binding.key for binding in persoon.groepen)
    return tuple(filter(None, (persoon.groep, *persoon.samengestelde_groepen)))


def _rollen(persoon: Persoon) -> tuple[str, ...]:
    if isinstance(persoon, Leerling):
        return ()
    return tuple(rol.code for rol in persoon.rollen if rol.code is not None)
