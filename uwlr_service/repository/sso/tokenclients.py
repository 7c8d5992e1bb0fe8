"""A client as the token endpoint needs it: what it proves itself by, read in one statement."""

from datetime import datetime

from sqlalchemy import and_, bindparam, or_, select

from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.tokenclient import Tokenclient
from uwlr_service.repository.driver import Driver
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.schema.koppeling import koppeling
from uwlr_service.repository.schema.partner import product
from uwlr_service.repository.schema.sso import sso_adres, sso_client, sso_geheim

NAMES = ("id", "client_id", "naam", "koppeling_id", "methode", "algoritme", "offline", "jwks")
CLIENT = FixedQuery(
    select(
        *(sso_client.c[name] for name in NAMES),
        product.c.koppelpartner_id,
        sso_geheim.c.hash,
        sso_adres.c.uri,
    )
    .join_from(sso_client, koppeling, koppeling.c.id == sso_client.c.koppeling_id)
    .outerjoin(product, product.c.klant_id == koppeling.c.klant_id)
    .outerjoin(
        sso_geheim,
        and_(
            sso_geheim.c.sso_client_id == sso_client.c.id,
            sso_geheim.c.ingetrokken.is_(None),
            or_(sso_geheim.c.geldig_tot.is_(None), sso_geheim.c.geldig_tot > bindparam("moment")),
        ),
    )
    .outerjoin(
        sso_adres,
        and_(
            sso_adres.c.sso_client_id == sso_client.c.id,
            sso_adres.c.soort == Adressoort.SLEUTELS.value,
            sso_adres.c.bevestigd.is_not(None),
            sso_adres.c.vervallen.is_(None),
        ),
    )
    .where(sso_client.c.client_id == bindparam("client_id"), sso_client.c.beeindigd.is_(None))
    .order_by(sso_geheim.c.id)
)
"""Asked for every token, and so built once."""


class TokenclientRepository:
    """The clients, asked by themselves: each of them for every token."""

    def __init__(self, holder: Driver) -> None:
        self._holder = holder

    def find(self, client_id: str, moment: datetime) -> Tokenclient | None:
        """A client by the name that it calls itself; as much work whether there is one or not."""
        rows = CLIENT.ask(self._holder, client_id=client_id, moment=moment)
        if not rows:
            return None
        row = rows[0]
        return Tokenclient(
            id=row.id,
            client_id=row.client_id,
            naam=row.naam,
            koppeling=row.koppeling_id,
            koppelpartner=row.koppelpartner_id,
            methode=Bewijswijze(row.methode),
            algoritme=Algoritme(row.algoritme),
            offline=row.offline,
            geheimen=tuple(dict.fromkeys(row.hash for row in rows if row.hash is not None)),
            jwks=row.jwks,
            jwks_uri=row.uri,
        )
