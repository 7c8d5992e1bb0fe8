"""What a partner would be told of whoever signs in with the account of the school."""

import json
from collections.abc import Iterable
from typing import Any

from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Leerlingbeeld, Objectbeeld, Regel
from uwlr_service.domain.koppeling.ssoset import ELEMENT_VAN, may_sign_in, veld_of
from uwlr_service.domain.koppeling.woorden import each_of
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.sso.claims import CLAIMS, Affiliation
from uwlr_service.domain.taal import Taal
from uwlr_service.uitwisseling.voorbeeld.bron import Bron
from uwlr_service.uitwisseling.voorbeeld.verzamelaar import Verzamelaar

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


def claims_of(bron: Bron, persoon: Persoon) -> dict[str, Any]:
    """The claims about a person that the agreement lets out, by their field.

    Those that are random, and made when somebody signs in, have no value before that.
    """
    affiliation = _affiliation(persoon)
    velden = bron.veldenlijst.velden
    if not may_sign_in(velden, affiliation):
        return {}
    claims = {}
    for claim in CLAIMS:
        veld = veld_of(claim)
        if veld in velden and claim.van in (None, affiliation):
            waarde = _waarde(bron, claim.naam, persoon)
            if waarde:
                claims[veld] = waarde
    return claims


def of(bron: Bron, leerling: Leerling, taal: Taal) -> Leerlingbeeld:
    """All that a partner is told when a pupil signs in; the document is the JSON of it."""
    claims = claims_of(bron, leerling)
    regels = tuple(
        Regel(veld=veld, waarden=_in_words(bron, veld, waarde, taal)) for veld, waarde in claims.items()
    )
    named = {veld.partition("/")[2]: waarde for veld, waarde in claims.items()}
    return Leerlingbeeld(
        leerling=leerling,
        objecten=(Objectbeeld(entiteit=ELEMENT_VAN[Affiliation.STUDENT], regels=regels),),
        document=json.dumps(named, ensure_ascii=False, indent=2),
    )


def gather(
    bron: Bron, velden: Iterable[str], leerling: Leerling | None, taal: Taal, verzamelaar: Verzamelaar
) -> None:
    """Count the claims of everybody who may sign in, and keep those of a pupil and of a teacher."""
    gegevens = bron.uitsnede.gegevens
    leerkracht = gegevens.leerkrachten[0] if gegevens.leerkrachten else None
    wanted = frozenset(velden)
    everybody: tuple[Persoon, ...] = (*gegevens.leerlingen, *gegevens.leerkrachten)
    for persoon in everybody:
        claims = claims_of(bron, persoon)
        if claims:
            verzamelaar.count(ELEMENT_VAN[None])
            verzamelaar.count(ELEMENT_VAN[_affiliation(persoon)])
        for veld, waarde in claims.items():
            if veld in wanted:
                verzamelaar.fill(veld)
            if persoon in (leerling, leerkracht):
                verzamelaar.show(veld, _in_words(bron, veld, waarde, taal))


def _in_words(bron: Bron, veld: str, waarde: Any, taal: Taal) -> tuple[str, ...]:
    return tuple(each_of(veld, waarde, taal, bron.namen))


def _affiliation(persoon: Persoon) -> Affiliation:
    if isinstance(persoon, Leerling):
        return Affiliation.STUDENT
    return Affiliation.EMPLOYEE


def _waarde(bron: Bron, naam: str, persoon: Persoon) -> Any:
    """The value of a claim; the names of people lie in the same attributes for pupils and teachers."""
    attribute = OF_PERSON.get(naam)
    if attribute is not None:
        return getattr(persoon, attribute)
    code = bron.toestand.gegevens.school.code
    match naam:
        case "affiliation":
            return _affiliation(persoon).value
        case "organisatie" | "nlEduPersonHomeOrganizationId":
            return code.brincode or code.schoolkey
        case "nlEduPersonHomeOrganization":
            return bron.schoolnaam
        case "vestigingen":
            return _vestigingen(bron, persoon)
        case "groepen":
            return _groepen(persoon)
        case "rollen":
            return _rollen(persoon)
        case "name":
            return " ".join(filter(None, (persoon.roepnaam, persoon.voorvoegsel, persoon.achternaam)))
    return None


def _groepen(persoon: Persoon) -> tuple[str, ...]:
    if isinstance(persoon, Leerkracht):
        return tuple(binding.key for binding in persoon.groepen)
    return tuple(filter(None, (persoon.groep, *persoon.samengestelde_groepen)))


def _vestigingen(bron: Bron, persoon: Persoon) -> tuple[str, ...]:
    if isinstance(persoon, Leerling) and persoon.vestiging is not None:
        return (persoon.vestiging,)
    return tuple(vestiging.key for vestiging in bron.toestand.gegevens.vestigingen)


def _rollen(persoon: Persoon) -> tuple[str, ...]:
    if isinstance(persoon, Leerling):
        return ()
    return tuple(rol.code for rol in persoon.rollen if rol.code is not None)
