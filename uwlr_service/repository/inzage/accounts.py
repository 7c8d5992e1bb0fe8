"""The account of a pupil with all that hangs on it: read for an overview, removed when forgotten."""

import itertools
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, Select, Table, and_, delete, func, or_, select, update

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.inzage.account import Accountinzage, Toepassinginzage
from uwlr_service.domain.koppeling.ssoset import SSO_VERSIE
from uwlr_service.domain.koppeling.ssovrijgave import asked_of
from uwlr_service.domain.sso.claims import Affiliation
from uwlr_service.repository import einden
from uwlr_service.repository.einden import Beeindigd
from uwlr_service.repository.koppeling.afspraken import AFSPRAAK, afspraak_of
from uwlr_service.repository.schema.account import (
    account,
    inlog,
    inlog_apparaat,
    inlog_herstelcode,
    inlog_passkey,
    inlog_totp,
    sessie,
    uitnodiging,
)
from uwlr_service.repository.schema.klas import klasfout, leerling_middel
from uwlr_service.repository.schema.koppeling import gegevensafspraak
from uwlr_service.repository.schema.sso import (
    sso_afmelding,
    sso_client,
    sso_onderwerp,
    sso_toekenning,
    sso_token,
    sso_verzoek,
)
from uwlr_service.repository.schema.toezicht import bericht, bericht_gelezen, berichtvoorkeur

OF_INLOG: tuple[Table, ...] = (inlog_passkey, inlog_totp, inlog_herstelcode, inlog_apparaat)
"""What somebody proves themselves with."""


class LeerlingaccountRepository:
    """The accounts of the pupils of one school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id

    def read(self, key: str, eckids: Collection[str]) -> tuple[Accountinzage, ...]:
        """The accounts of a pupil, with the applications that know them."""
        accounts = self._connection.execute(
            select(
                account.c.id,
                account.c.inlog_id,
                account.c.van,
                account.c.tot,
                inlog.c.inlognaam,
                inlog.c.naam,
            )
            .join_from(account, inlog)
            .where(account.c.id.in_(self._of(key, eckids)))
            .order_by(account.c.id)
        )
        return tuple(
            Accountinzage(
                inlognaam=row.inlognaam,
                naam=row.naam,
                van=row.van,
                tot=row.tot,
                sessies=self._sessions(row.inlog_id),
                toepassingen=self._applications(row.id),
            )
            for row in accounts.all()
        )

    def _sessions(self, inlog_id: int) -> int:
        statement = select(func.count()).select_from(sessie).where(sessie.c.inlog_id == inlog_id)
        return int(self._connection.execute(statement).scalar_one())

    def _applications(self, account_id: int) -> tuple[Toepassinginzage, ...]:
        c = sso_toekenning.c
        velden = self._fields(account_id)
        rows = self._connection.execute(
            select(
                sso_client.c.id,
                sso_client.c.naam,
                sso_onderwerp.c.sub,
                func.count(c.id).label("keren"),
                func.min(c.aangemeld).label("eerste"),
                func.max(c.aangemeld).label("laatste"),
            )
            .join_from(sso_onderwerp, sso_client)
            .outerjoin(
                sso_toekenning,
                and_(
                    c.account_id == sso_onderwerp.c.account_id,
                    c.sso_client_id == sso_onderwerp.c.sso_client_id,
                    c.code_gebruikt.is_not(None),  # of a code that nobody used nothing was told
                ),
            )
            .where(sso_onderwerp.c.account_id == account_id)
            .group_by(sso_client.c.id, sso_client.c.naam, sso_onderwerp.c.sub)
            .order_by(sso_client.c.id)
        )
        return tuple(
            Toepassinginzage(
                naam=row.naam,
                sub=row.sub,
                keren=row.keren,
                eerste=row.eerste,
                laatste=row.laatste,
                velden=tuple(sorted(velden[row.id])),
            )
            for row in rows
        )

    def _fields(self, account_id: int) -> Mapping[int, set[str]]:
        """By application the fields that it could ask for, by the agreement of each time."""
        c = sso_toekenning.c
        rows = self._connection.execute(
            select(c.sso_client_id, c.scope, c.claims, *AFSPRAAK)
            .join_from(sso_toekenning, gegevensafspraak, gegevensafspraak.c.id == c.afspraak_id)
            .where(c.account_id == account_id, c.code_gebruikt.is_not(None))
        )
        velden: dict[int, set[str]] = defaultdict(set)
        for row in rows:
            agreed = afspraak_of(row).veldenlijst(SSO_VERSIE).velden
            named = frozenset(itertools.chain.from_iterable(row.claims.values()))
            velden[row.sso_client_id] |= asked_of(agreed, Affiliation.STUDENT, row.scope.split(), named)
        return velden

    def erase(self, key: str, eckids: Collection[str], moment: datetime) -> dict[str, int]:
        """Remove the accounts of a pupil, and credentials that nothing else belongs to; the rows by table.

        Applications where the pupil is still signed in at this moment hear that it ended.
        """
        rows = self._connection.execute(
            select(account.c.id, account.c.inlog_id).where(account.c.id.in_(self._of(key, eckids)))
        ).all()
        accounts = [row.id for row in rows]
        if not accounts:
            return {}
        erased = self._erase_accounts(accounts, moment)
        others = select(account.c.inlog_id).where(account.c.inlog_id.in_([row.inlog_id for row in rows]))
        kept = set(self._connection.execute(others).scalars())
        inloggen = [row.inlog_id for row in rows if row.inlog_id not in kept]
        return erased | self._erase_inloggen(inloggen)

    def _of(self, key: str, eckids: Collection[str]) -> Select[tuple[int]]:
        """The accounts of a pupil by key; one whose key somebody else has since, by ECK-iD."""
        c = account.c
        return select(c.id).where(
            c.school_id == self._school_id,
            c.rol == Rol.LEERLING.value,
            or_(c.persoon == key, and_(c.persoon.is_(None), c.eckid.in_(eckids))),
        )

    def _erase_accounts(self, accounts: Collection[int], moment: datetime) -> dict[str, int]:
        which = sso_toekenning.c.account_id.in_(accounts)
        gone = Beeindigd(which=which, waarom=Einde.UITGESCHAKELD.value, moment=moment)
        einden.settle(self._connection, gone)
        subs = select(sso_onderwerp.c.sub).where(sso_onderwerp.c.account_id.in_(accounts))
        given = select(sso_toekenning.c.id).where(sso_toekenning.c.account_id.in_(accounts))
        # A logout that still waits is how a partner hears that somebody is gone; it holds chance alone.
        self._connection.execute(
            delete(sso_afmelding).where(sso_afmelding.c.sub.in_(subs), sso_afmelding.c.volgende.is_(None))
        )
        self._connection.execute(
            update(sso_verzoek).where(sso_verzoek.c.account_id.in_(accounts)).values(account_id=None)
        )
        statements = {
            "sso_token": delete(sso_token).where(sso_token.c.toekenning_id.in_(given)),
            "sso_toekenning": delete(sso_toekenning).where(sso_toekenning.c.account_id.in_(accounts)),
            "sso_onderwerp": delete(sso_onderwerp).where(sso_onderwerp.c.account_id.in_(accounts)),
            "klasfout": delete(klasfout).where(klasfout.c.account_id.in_(accounts)),
            "leerling_middel": delete(leerling_middel).where(leerling_middel.c.account_id.in_(accounts)),
            "account": delete(account).where(account.c.id.in_(accounts)),
        }
        return {
            table: self._connection.execute(statement).rowcount for table, statement in statements.items()
        }

    def _erase_inloggen(self, inloggen: Collection[int]) -> dict[str, int]:
        if not inloggen:
            return {}
        for table in OF_INLOG:
            self._connection.execute(delete(table).where(table.c.inlog_id.in_(inloggen)))
        for personal in (bericht_gelezen, berichtvoorkeur, bericht):
            self._connection.execute(delete(personal).where(personal.c.inlog_id.in_(inloggen)))
        # A sheet may lie in the session of whoever typed its code.
        sheets = select(uitnodiging.c.id).where(uitnodiging.c.inlog_id.in_(inloggen))
        of_them = or_(sessie.c.inlog_id.in_(inloggen), sessie.c.uitnodiging_id.in_(sheets))
        statements = {
            "sessie": delete(sessie).where(of_them),
            "uitnodiging": delete(uitnodiging).where(uitnodiging.c.inlog_id.in_(inloggen)),
            "inlog": delete(inlog).where(inlog.c.id.in_(inloggen)),
        }
        return {
            table: self._connection.execute(statement).rowcount for table, statement in statements.items()
        }
