"""Who may sign in where: the one decision that every answer of the provider asks anew (docs/sso.rst)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.ssoset import SSO_VERSIE, may_sign_in
from uwlr_service.domain.koppeling.ssovrijgave import Aanmeldende, Aanmeldschool, Persoon, claims_of
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.sso.claims import Affiliation
from uwlr_service.domain.sso.niveau import affiliation_of
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.personen import PersoonRepository
from uwlr_service.repository.sso.toegang import Ssotoegang, SsotoegangRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingang:
    """An account that may sign in at an application now, with the fields that its school agreed to."""

    toegang: Ssotoegang
    affiliation: Affiliation
    velden: frozenset[str]
    persoon: Persoon | None


def find(connection: Transaction, client: int, account: int, moment: datetime) -> Ingang | None:
    """The way in of an account at an application; None when there is none (any more).

    The link, the product, the school's agreement, the account and, of a pupil, the choice of pupils must all
    let it. Nothing of this is kept: what a school withdraws is refused in the next request.
    """
    toegang = SsotoegangRepository(connection).find(client, account, moment)
    if toegang is None:
        return None
    affiliation = affiliation_of(toegang.rol)
    velden = toegang.afspraak.veldenlijst(SSO_VERSIE).velden
    if affiliation is None or not may_sign_in(velden, affiliation):
        return None
    persoon = _persoon(connection, toegang)
    if affiliation is Affiliation.STUDENT and not _is_chosen(toegang, persoon, moment):
        return None
    return Ingang(toegang=toegang, affiliation=affiliation, velden=velden, persoon=persoon)


def released(connection: Transaction, ingang: Ingang) -> Mapping[str, Any]:
    """All claims about a person that the agreement lets out, by their field; whatever was asked for."""
    toegang = ingang.toegang
    school = Aanmeldschool(
        code=toegang.school,
        naam=toegang.schoolnaam,
        vestigingen=PersoonRepository(connection).vestigingen(toegang.school_id),
        has_gkv=SsotoegangRepository(connection).has_data_link(toegang.koppeling, toegang.school_id),
    )
    aanmeldende = Aanmeldende(
        affiliation=ingang.affiliation, persoon=ingang.persoon, naam=toegang.naam, email=toegang.email
    )
    return claims_of(ingang.velden, aanmeldende, school)


def _persoon(connection: Transaction, toegang: Ssotoegang) -> Persoon | None:
    """The pupil or teacher in the data of the school, for an account of one of them."""
    if toegang.persoon is None:
        return None
    personen = PersoonRepository(connection)
    if toegang.rol is Rol.LEERLING:
        return personen.leerling(toegang.school_id, toegang.persoon)
    return personen.leerkracht(toegang.school_id, toegang.persoon)


def _is_chosen(toegang: Ssotoegang, persoon: Persoon | None, moment: datetime) -> bool:
    """Whether the agreement is about this pupil: a school may keep to some groups."""
    if not isinstance(persoon, Leerling):
        return False
    return toegang.afspraak.selectie.holds(persoon, tijd.today(moment))
