"""Who may sign in where: the one decision that every answer of the provider asks anew (docs/sso.rst)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.ssoset import ELEMENT_VAN, SSO_VERSIE, may_sign_in
from uwlr_service.domain.koppeling.ssovrijgave import Aanmeldende, Aanmeldschool, Persoon, claims_of
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.sso.claims import Affiliation
from uwlr_service.domain.sso.niveau import affiliation_of
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.personen import PersoonRepository
from uwlr_service.repository.sso.toegang import Ssotoegang, SsotoegangRepository

VESTIGINGEN = f"{ELEMENT_VAN[None]}/vestigingen"
GKV_KEY = f"{ELEMENT_VAN[None]}/gkv_key"
"""The fields for which more has to be read than the person; few agreements have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingang:
    """An account that may sign in at an application now, with the fields that its school agreed to.

    ``leerling`` is the pupil in the data of the school, for the account of one.
    """

    toegang: Ssotoegang
    affiliation: Affiliation
    velden: frozenset[str]
    leerling: Leerling | None = None


def find(connection: Transaction, client: int, account: int, moment: datetime) -> Ingang | None:
    """The way in of an account at an application; None when there is none (any more)."""
    return next(iter(find_all(connection, client, [account], moment)), None)


def find_all(
    connection: Transaction, client: int, accounts: Collection[int], moment: datetime
) -> list[Ingang]:
    """The ways in of accounts at an application.

    The link, the product, the school's agreement, the account and, of a pupil, the choice of pupils must all
    let it. Nothing of this is kept: what a school withdraws is refused in the next request.
    """
    toegangen = SsotoegangRepository(connection).find(client, accounts, moment)
    judged = (judge(toegang, moment) for toegang in toegangen)
    return [ingang for ingang in judged if ingang is not None]


def judge(toegang: Ssotoegang, moment: datetime) -> Ingang | None:
    """The way in of an account that is let in as far as rows say; None when the agreement leaves it out."""
    affiliation = affiliation_of(toegang.rol)
    velden = toegang.afspraak.veldenlijst(SSO_VERSIE).velden
    if affiliation is None or not may_sign_in(velden, affiliation):
        return None
    leerling = None
    if affiliation is Affiliation.STUDENT:
        leerling = _chosen(toegang, moment)
        if leerling is None:
            return None
    return Ingang(toegang=toegang, affiliation=affiliation, velden=velden, leerling=leerling)


def released(connection: Transaction, ingang: Ingang) -> Mapping[str, Any]:
    """All claims about a person that the agreement lets out, by their field; whatever was asked for."""
    toegang = ingang.toegang
    personen = PersoonRepository(connection)
    persoon: Persoon | None = ingang.leerling
    if toegang.rol is Rol.LEERKRACHT and toegang.persoon is not None:
        persoon = personen.leerkracht(toegang.school_id, toegang.persoon)
    vestigingen: tuple[str, ...] = ()
    if VESTIGINGEN in ingang.velden:
        vestigingen = personen.vestigingen(toegang.school_id)
    has_gkv = GKV_KEY in ingang.velden and SsotoegangRepository(connection).has_data_link(
        toegang.koppeling, toegang.school_id
    )
    school = Aanmeldschool(
        code=toegang.school, naam=toegang.schoolnaam, vestigingen=vestigingen, has_gkv=has_gkv
    )
    aanmeldende = Aanmeldende(
        affiliation=ingang.affiliation, persoon=persoon, naam=toegang.naam, email=toegang.email
    )
    return claims_of(ingang.velden, aanmeldende, school)


def _chosen(toegang: Ssotoegang, moment: datetime) -> Leerling | None:
    """The pupil of an account, if the agreement is about them: a school may keep to some groups."""
    leerling = toegang.leerling
    if leerling is None or not toegang.afspraak.selectie.holds(leerling, tijd.today(moment)):
        return None
    return leerling
