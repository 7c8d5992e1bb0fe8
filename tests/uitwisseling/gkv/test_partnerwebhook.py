"""A partner tries its webhook: a signed message that says nothing, and an answer within seconds."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.listening import listening
from tests.support.partners.products import product_of
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, VersBewijsNodig
from uwlr_service.formats.gkv import webhook
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.partnerwebhook import Partnerwebhook

DOOR = Handelende.opdrachtregel("Proef")


@pytest.fixture
def gkv(database: Database, stored: object, tmp_path: Path) -> Gkv:
    return Gkv(database, tmp_path)


def webhook_of(gkv: Gkv, *hosts: str) -> Partnerwebhook:
    """The use case; these hosts of the own network may be called."""
    return Partnerwebhook(gkv.database, Ondertekening(gkv.database, SECRET), hosts)


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


def test_only_its_own_partner_with_a_fresh_proof_changes_a_webhook(gkv: Gkv) -> None:
    tried = webhook_of(gkv)
    stranger = Account(id=1, rol=Rol.PARTNERBEHEERDER, koppelpartner=4711)
    aanbieder = product_of(gkv.database, gkv.beheer.find(gkv.koppeling).klant.code)
    own = Account(id=2, rol=Rol.PARTNERBEHEERDER, koppelpartner=aanbieder.koppelpartner)
    long_ago = tijd.now() - timedelta(minutes=11)
    for account, proof, fout in (
        (stranger, tijd.now(), NietToegestaan),
        (own, long_ago, VersBewijsNodig),
    ):
        door = Handelende(herkomst=Herkomst.PORTAAL, naam="X", accounts=(account,), bewezen=proof)
        for act in (
            lambda door=door: tried.set(gkv.koppeling, "https://partner.example/x", door=door),
            lambda door=door: tried.off(gkv.koppeling, door=door),
            lambda door=door: tried.test(gkv.koppeling, door=door),
        ):
            with pytest.raises(fout):
                act()
