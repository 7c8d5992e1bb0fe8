"""Whether somebody may sign in at an application: the question behind every answer of the provider."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.repository.account.accounts import holds
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.koppeling.afspraken import AFSPRAAK, afspraak_of
from uwlr_service.repository.koppeling.standen import delivers
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.koppeling import deelname, gegevensafspraak, klant, koppeling
from uwlr_service.repository.schema.school import leerling, school
from uwlr_service.repository.schema.sso import sso_adres, sso_client, sso_onderwerp
from uwlr_service.repository.school.personen import LEERLING, is_now, leerling_of
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ssotoegang:
    """An account that its school lets sign in at an application, with the agreement about it.

    ``persoon`` is the key of the leerkracht or leerling in the data of the school, if it is one of them, and
    ``leerling`` the pupil there now; ``naam`` and ``email`` are those of the credentials. ``sub`` is how the
    application knows the account, and ``verteld`` the version of the agreement that its person was told of.
    """

    account: int
    inlog: int
    rol: Rol
    school: Schoolcode
    school_id: int
    schoolnaam: str | None
    persoon: str | None
    eckid: str | None
    naam: str
    email: str | None
    koppeling: int
    afspraak_id: int
    afspraak: Gegevensafspraak
    leerling: Leerling | None
    sub: str | None
    verteld: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Startplaats:
    """An application that people can begin at from here, and what lets an account in there."""

    client: int
    toepassing: str
    uri: str
    toegang: Ssotoegang


INGANGEN = (
    select(
        account.c.id.label("account_id"),
        account.c.rol,
        account.c.persoon,
        account.c.eckid,
        inlog.c.id.label("inlog_id"),
        inlog.c.naam.label("inlog_naam"),
        inlog.c.email,
        koppeling.c.id.label("koppeling_id"),
        school.c.id.label("school_id"),
        school.c.naam.label("schoolnaam"),
        gegevensafspraak.c.id.label("afspraak_id"),
        sso_onderwerp.c.sub,
        sso_onderwerp.c.gemeld_afspraak_id,
        *CODE,
        *AFSPRAAK,
        *LEERLING,
    )
    .join_from(sso_client, koppeling, koppeling.c.id == sso_client.c.koppeling_id)
    .join(klant, klant.c.id == koppeling.c.klant_id)
    .join(deelname, deelname.c.koppeling_id == koppeling.c.id)
    .join(school, school.c.id == deelname.c.school_id)
    .join(gegevensafspraak, gegevensafspraak.c.id == deelname.c.afspraak_id)
    .join(account, account.c.school_id == school.c.id)
    .join(inlog, inlog.c.id == account.c.inlog_id)
    .outerjoin(
        sso_onderwerp,
        and_(sso_onderwerp.c.account_id == account.c.id, sso_onderwerp.c.sso_client_id == sso_client.c.id),
    )
    .outerjoin(
        leerling,
        and_(
            account.c.rol == Rol.LEERLING.value,
            leerling.c.key == account.c.persoon,
            is_now(leerling, school.c.id),
        ),
    )
    .where(
        sso_client.c.beeindigd.is_(None),
        koppeling.c.richting == Richting.INLOGGEN.value,
        koppeling.c.ingetrokken.is_(None),
        delivers(),
        holds(bindparam("moment")),
        inlog.c.uitgeschakeld.is_(None),
    )
    .order_by(account.c.id)
)
"""What lets accounts in, at every application."""
OF_ACCOUNTS = INGANGEN.where(account.c.id.in_(bindparam("accounts", expanding=True)))
AT_CLIENT = sso_client.c.id == bindparam("client")
OF_ACCOUNT_AT_CLIENT = FixedQuery(INGANGEN.where(account.c.id == bindparam("account"), AT_CLIENT))
OF_ACCOUNTS_AT_CLIENT = OF_ACCOUNTS.where(AT_CLIENT)
"""Asked for every answer of the provider, as those below are, and so built once."""
STARTPLAATSEN = (
    OF_ACCOUNTS.add_columns(
        sso_client.c.id.label("client"), sso_client.c.naam.label("toepassing"), sso_adres.c.uri
    )
    .join(
        sso_adres,
        and_(
            sso_adres.c.sso_client_id == sso_client.c.id,
            sso_adres.c.soort == Adressoort.START.value,
            sso_adres.c.bevestigd.is_not(None),
            sso_adres.c.vervallen.is_(None),
        ),
    )
    .order_by(sso_client.c.id)
)
OWN = koppeling.alias("own")
DATAKOPPELING = (
    select(koppeling.c.id)
    .where(
        OWN.c.id == bindparam("koppeling"),
        koppeling.c.klant_id == OWN.c.klant_id,
        koppeling.c.richting != Richting.INLOGGEN.value,
        koppeling.c.ingetrokken.is_(None),
        deelname.c.koppeling_id == koppeling.c.id,
        deelname.c.school_id == bindparam("school"),
        klant.c.id == koppeling.c.klant_id,
        school.c.id == deelname.c.school_id,
        delivers(),
    )
    .limit(1)
)


class SsotoegangRepository:
    """The question, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, client: int, account_ids: Collection[int], moment: datetime) -> list[Ssotoegang]:
        """What lets accounts in: the application, its link, the product, the school, and the account.

        One statement, so that all of it holds at the same moment; those that are not let in are not there.
        What the agreement says of roles and pupils is for the use case.
        """
        parameters = {"client": client, **_at(moment)}
        if len(account_ids) == 1:
            (number,) = account_ids
            rows = OF_ACCOUNT_AT_CLIENT.all(self._connection, account=number, **parameters)
        else:
            parameters["accounts"] = list(account_ids)
            rows = list(self._connection.execute(OF_ACCOUNTS_AT_CLIENT, parameters))
        return [_toegang(row) for row in rows]

    def places_to_begin(self, account_ids: Collection[int], moment: datetime) -> list[Startplaats]:
        """Where accounts are let in that can begin here, of all applications; in one statement too."""
        rows = self._connection.execute(STARTPLAATSEN, {"accounts": list(account_ids), **_at(moment)})
        return [
            Startplaats(client=row.client, toepassing=row.toepassing, uri=row.uri, toegang=_toegang(row))
            for row in rows
        ]

    def has_data_link(self, koppeling_id: int, school_id: int) -> bool:
        """Whether the supplier of a link gets data of a school too, over another link."""
        parameters = {"koppeling": koppeling_id, "school": school_id}
        return self._connection.execute(DATAKOPPELING, parameters).first() is not None


def _at(moment: datetime) -> dict[str, Any]:
    """The parameters of a moment, and of the school year that it falls in."""
    return {"moment": moment, "schooljaar": Schooljaar.at(tijd.today(moment))}


def _toegang(row: AnyRow) -> Ssotoegang:
    return Ssotoegang(
        account=row.account_id,
        inlog=row.inlog_id,
        rol=Rol(row.rol),
        school=code_of(row),
        school_id=row.school_id,
        schoolnaam=row.schoolnaam,
        persoon=row.persoon,
        eckid=row.eckid,
        naam=row.inlog_naam,
        email=row.email,
        koppeling=row.koppeling_id,
        afspraak_id=row.afspraak_id,
        afspraak=afspraak_of(row),
        leerling=leerling_of(row),
        sub=row.sub,
        verteld=row.gemeld_afspraak_id,
    )
