"""The clients of SSO when their product leaves the proeftuin, where nobody judged what they have."""

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.sso import adresregels
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.sso.adressen import AdresRepository
from uwlr_service.repository.sso.beheer import BeheerRepository
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


def leave_proeftuin(connection: Transaction, product: Product, door: Handelende) -> None:
    """Let every address wait for an operator, and take away those on the developer's own machine.

    A secret or a JWK Set of the proeftuin proves nothing any more: as a key of there, it opens no school that
    is real.
    """
    now = tijd.now()
    repository = AdresRepository(connection)
    beheer = BeheerRepository(connection)
    for toepassing in beheer.of_links(product.koppelingen, now):
        own_machine = [adres.id for adres in toepassing.adressen if adresregels.is_loopback(adres.uri)]
        waiting = [adres.id for adres in toepassing.adressen if adres.id not in own_machine]
        repository.expire(own_machine, now)
        repository.hold(waiting)
        beheer.withdraw_geheimen([geheim.id for geheim in toepassing.geheimen], now)
        if toepassing.jwks is not None:
            beheer.change(toepassing.id, jwks=None)
        record(
            connection,
            Gebeurtenis(
                soort=Logsoort.BESLUIT,
                wat="toepassing-wacht",
                door=door,
                koppelpartner_id=product.koppelpartner,
                inhoud={
                    "koppeling": toepassing.koppeling,
                    "client": toepassing.id,
                    "wacht": len(waiting),
                    "weg": len(own_machine),
                    "geheimen": len(toepassing.geheimen),
                    "sleutels": len(toepassing.own_keys),
                },
            ),
        )
        tell(connection, _to_partner(product, toepassing.koppeling))
        if waiting:
            tell(connection, _to_operators(product, toepassing.koppeling, len(waiting)))


def _to_partner(product: Product, koppeling: int) -> Bericht:
    return Bericht(
        soort=Berichtsoort.TOEPASSING_GEWIJZIGD,
        aan=Geadresseerde.partnerbeheerders(product.koppelpartner),
        parameters={"product": product.naam, "koppeling": koppeling},
        pad=f"/partners/{product.koppelpartner}/koppelingen/{koppeling}/toepassing",
    )


def _to_operators(product: Product, koppeling: int, aantal: int) -> Bericht:
    return Bericht(
        soort=Berichtsoort.TOEPASSING_WACHT,
        aan=Geadresseerde.operators(),
        parameters={"product": product.naam, "koppeling": koppeling, "aantal": aantal},
        pad=f"/beheer/partners/{product.koppelpartner}/toepassing/{koppeling}",
    )
