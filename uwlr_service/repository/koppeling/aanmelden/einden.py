"""Schools, suppliers and operators let people sign in at a partner no more: what was granted ends."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, select

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.ssoset import SSO_VERSIE, may_sign_in
from uwlr_service.domain.sso.claims import Affiliation
from uwlr_service.domain.sso.niveau import affiliation_of
from uwlr_service.repository import einden
from uwlr_service.repository.einden import TOEGANG, Beeindigd
from uwlr_service.repository.koppeling.standen import delivers
from uwlr_service.repository.schema.account import account
from uwlr_service.repository.schema.koppeling import deelname, gegevensafspraak, klant, koppeling
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.sso import sso_client, sso_toekenning


def of_link(connection: Connection, koppeling_id: int, moment: datetime) -> None:
    """End what was granted over a link to people of schools that are in it no more, or not now."""
    which = _is_barred_over(sso_client.c.koppeling_id == koppeling_id)
    over = f"koppeling {koppeling_id}"
    einden.note(connection, Beeindigd(which=which, waarom=TOEGANG, moment=moment, over=over))


def of_klant(connection: Connection, klant_id: ColumnElement[int], moment: datetime) -> None:
    """The same for every link of a supplier, whose product may have been suspended or ended."""
    links = select(koppeling.c.id).where(
        koppeling.c.klant_id == klant_id, koppeling.c.richting == Richting.INLOGGEN.value
    )
    which = _is_barred_over(sso_client.c.koppeling_id.in_(links))
    einden.note(connection, Beeindigd(which=which, waarom=TOEGANG, moment=moment))


def _is_barred_over(links: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a grant over some links, a condition on ``sso_client``, is of a school that lets nobody in."""
    c = sso_toekenning.c
    of_links = select(sso_client.c.id).where(links)
    return and_(c.sso_client_id.in_(of_links), c.afspraak_id.is_not(None), ~_is_let_in())


def _is_let_in() -> ColumnElement[bool]:
    """Whether the school of a grant is in the link of its application, and data may leave over that."""
    return (
        exists()
        .where(
            sso_client.c.id == sso_toekenning.c.sso_client_id,
            koppeling.c.id == sso_client.c.koppeling_id,
            koppeling.c.ingetrokken.is_(None),
            klant.c.id == koppeling.c.klant_id,
            account.c.id == sso_toekenning.c.account_id,
            school.c.id == account.c.school_id,
            deelname.c.koppeling_id == koppeling.c.id,
            deelname.c.school_id == school.c.id,
            delivers(),
        )
        .correlate(sso_toekenning)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Toegekend:
    """An earlier agreement under which people of a school were let in; its choice of pupils as it is kept."""

    school_id: int
    afspraak_id: int
    selectie: dict[str, list[str]]


def granted(connection: Connection, koppeling_id: int, school_ids: Collection[int]) -> list[Toegekend]:
    """The agreements under which people of schools were let in over a link, as far as that still holds."""
    c = gegevensafspraak.c
    clients = select(sso_client.c.id).where(sso_client.c.koppeling_id == koppeling_id)
    under_them = select(sso_toekenning.c.afspraak_id).where(
        sso_toekenning.c.sso_client_id.in_(clients), sso_toekenning.c.ingetrokken.is_(None)
    )
    rows = connection.execute(
        select(c.school_id, c.id, c.selectie).where(c.id.in_(under_them), c.school_id.in_(school_ids))
    )
    return [Toegekend(school_id=row.school_id, afspraak_id=row.id, selectie=row.selectie) for row in rows]


def of_agreement(
    connection: Connection,
    toegekend: Toegekend,
    was: Leerlingselectie,
    afspraak: Gegevensafspraak,
    moment: datetime,
) -> None:
    """End what was granted under an earlier agreement to those whom the present one does not let in.

    Where a school chose fewer pupils, all of its pupils sign in anew: whoever is still among them can.
    """
    barred = [rol.value for rol in Rol if _is_barred(rol, was, afspraak)]
    if barred:
        accounts = select(account.c.id).where(account.c.rol.in_(barred))
        c = sso_toekenning.c
        which = and_(c.afspraak_id == toegekend.afspraak_id, c.account_id.in_(accounts))
        einden.note(connection, Beeindigd(which=which, waarom=TOEGANG, moment=moment))


def _is_barred(rol: Rol, was: Leerlingselectie, afspraak: Gegevensafspraak) -> bool:
    affiliation = affiliation_of(rol)
    if affiliation is None:
        return False
    if not may_sign_in(afspraak.veldenlijst(SSO_VERSIE).velden, affiliation):
        return True
    return affiliation is Affiliation.STUDENT and not was.is_within(afspraak.selectie)
