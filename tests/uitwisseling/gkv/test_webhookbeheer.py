"""The webhook of a link: who may set, turn off and try it, what is written down, and how it is tried."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.listening import listening
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of
from tests.support.toezicht import logged
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, VersBewijsNodig
from uwlr_service.formats.gkv import webhook
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhookbeheer import Webhookbeheer


@pytest.fixture
def gkv(database: Database, stored: object, tmp_path: Path) -> Gkv:
    return Gkv(database, tmp_path)


def webhook_of(gkv: Gkv, *hosts: str) -> Webhookbeheer:
    """The use case; these hosts of the own network may be called."""
    return Webhookbeheer(gkv.database, Ondertekening(gkv.database, SECRET), hosts)


def partner_of(gkv: Gkv) -> Handelende:
    """Somebody of the company behind the link, who just proved themselves."""
    aanbieder = product_of(gkv.database, gkv.beheer.find(gkv.koppeling).klant.code)
    account = Account(id=2, rol=Rol.PARTNERBEHEERDER, koppelpartner=aanbieder.koppelpartner)
    return Handelende(herkomst=Herkomst.PORTAAL, naam="X", accounts=(account,), bewezen=tijd.now())


def test_a_message_that_is_taken_says_nothing_and_is_signed(gkv: Gkv) -> None:
    with listening() as partner:
        tried = webhook_of(gkv, partner.host)
        tried.set(gkv.koppeling, partner.url, door=DOOR)
        assert tried.test(gkv.koppeling, door=DOOR) is None
        ((_, headers, body),) = partner.heard
        keys = Ondertekening(gkv.database, SECRET).published()
        typ, said = webhook.verify(body, headers[webhook.HEADER], keys, partner.url, tijd.now())
        assert (typ, said) == (webhook.PROEF, {"koppeling": gkv.koppeling})
        partner.status = 500
        assert tried.test(gkv.koppeling, door=DOOR) == "HTTP 500"
    assert tried.test(gkv.koppeling, door=DOOR) is not None
    assert tried.off(gkv.koppeling, door=DOOR)
    with pytest.raises(Geweigerd, match="geen webhook"):
        tried.test(gkv.koppeling, door=DOOR)
    assert logged(gkv.database)[-5:] == ["webhook-gezet", *["webhook-geprobeerd"] * 3, "webhook-uit"]


def test_an_operator_may_set_an_address_before_it_is_allowed(gkv: Gkv) -> None:
    inside = "https://10.0.0.1/gkv"
    gkv.webhookbeheer.set(gkv.koppeling, inside, door=DOOR)
    assert gkv.webhookbeheer.url(gkv.koppeling) == inside
    assert gkv.webhookbeheer.is_refused(inside)
    with pytest.raises(Geweigerd, match="eigen netwerk"):
        gkv.webhookbeheer.set(gkv.koppeling, inside, door=partner_of(gkv))


def test_turning_off_what_is_off_is_not_written_down(gkv: Gkv) -> None:
    assert not gkv.webhookbeheer.off(gkv.koppeling, door=DOOR)
    assert "webhook-uit" not in logged(gkv.database)


def test_only_its_own_partner_with_a_fresh_proof_changes_a_webhook(gkv: Gkv) -> None:
    tried = webhook_of(gkv)
    stranger = replace(
        partner_of(gkv), accounts=(Account(id=1, rol=Rol.PARTNERBEHEERDER, koppelpartner=4711),)
    )
    long_ago = replace(partner_of(gkv), bewezen=tijd.now() - timedelta(minutes=11))
    for door, fout in ((stranger, NietToegestaan), (long_ago, VersBewijsNodig)):
        for act in (
            lambda door=door: tried.set(gkv.koppeling, "https://partner.example/x", door=door),
            lambda door=door: tried.off(gkv.koppeling, door=door),
            lambda door=door: tried.test(gkv.koppeling, door=door),
        ):
            with pytest.raises(fout):
                act()
