"""What a partner would be told of whoever signs in with the account of the school."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from uwlr_service.domain.koppeling import ssovrijgave
from uwlr_service.domain.koppeling.besluitvorming.voorbeeld import Leerlingbeeld, Objectbeeld, Regel
from uwlr_service.domain.koppeling.ssoset import ELEMENT_VAN
from uwlr_service.domain.koppeling.ssovrijgave import Persoon, affiliation_of
from uwlr_service.domain.koppeling.woorden import each_of
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.sso.claims import Affiliation
from uwlr_service.domain.taal import Taal
from uwlr_service.uitwisseling.voorbeeld.bron import Bron
from uwlr_service.uitwisseling.voorbeeld.verzamelaar import Verzamelaar


def claims_of(bron: Bron, persoon: Persoon) -> Mapping[str, Any]:
    """The claims about a person that the agreement lets out, by their field.

    Those that are random, and made when somebody signs in, have no value before that.
    """
    gegevens = bron.toestand.gegevens
    school = ssovrijgave.Aanmeldschool(
        code=gegevens.school.code,
        naam=bron.schoolnaam,
        vestigingen=tuple(vestiging.key for vestiging in gegevens.vestigingen),
    )
    aanmeldende = ssovrijgave.Aanmeldende(affiliation=affiliation_of(persoon), persoon=persoon)
    return ssovrijgave.claims_of(bron.veldenlijst.velden, aanmeldende, school)


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
            verzamelaar.count(ELEMENT_VAN[affiliation_of(persoon)])
        for veld, waarde in claims.items():
            if veld in wanted:
                verzamelaar.fill(veld)
            if persoon in (leerling, leerkracht):
                verzamelaar.show(veld, _in_words(bron, veld, waarde, taal))


def _in_words(bron: Bron, veld: str, waarde: Any, taal: Taal) -> tuple[str, ...]:
    return tuple(each_of(veld, waarde, taal, bron.namen))
