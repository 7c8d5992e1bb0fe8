"""A client as the token endpoint needs it: what it proves itself by, read in one statement."""

from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.tokenclient import Tokenclient
from uwlr_service.repository.schema.koppeling import koppeling
from uwlr_service.repository.schema.partner import product
from uwlr_service.repository.schema.sso import sso_adres, sso_client, sso_geheim


class TokenclientRepository:
    """The clients, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, client_id: str, moment: datetime) -> Tokenclient | None:
        """A client by the name that it calls itself; as much work whether there is one or not."""
        geheim = sso_geheim.c
        adres = sso_adres.c
        rows = self._connection.execute(
            select(
                *(sso_client.c[name] for name in NAMES),
                product.c.koppelpartner_id,
                geheim.hash,
                adres.uri,
            )
            .join_from(sso_client, koppeling, koppeling.c.id == sso_client.c.koppeling_id)
            .outerjoin(product, product.c.klant_id == koppeling.c.klant_id)
            .outerjoin(
                sso_geheim,
                and_(
                    geheim.sso_client_id == sso_client.c.id,
                    geheim.ingetrokken.is_(None),
                    or_(geheim.geldig_tot.is_(None), geheim.geldig_tot > moment),
                ),
            )
            .outerjoin(
                sso_adres,
                and_(
                    adres.sso_client_id == sso_client.c.id,
                    adres.soort == Adressoort.SLEUTELS.value,
                    adres.bevestigd.is_not(None),
                    adres.vervallen.is_(None),
                ),
            )
            .where(sso_client.c.client_id == client_id, sso_client.c.beeindigd.is_(None))
            .order_by(geheim.id)
        ).all()
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


NAMES = ("id", "client_id", "naam", "koppeling_id", "methode", "algoritme", "offline", "jwks")
