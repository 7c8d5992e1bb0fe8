"""A partner makes, changes and ends the client of its link of SSO."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey
from sqlalchemy import func, select

from tests.support.partners.handelenden import DOOR
from tests.support.sso.instellingen import adressen, geheimen, in_force, instellingen, logged, told
from tests.support.sso.mensen import operator, partnerbeheerder
from tests.support.sso.toepassingen import TERUG, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd, KoppelingOnbekend, NietToegestaan, VersBewijsNodig
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.geheim import hash_geheim
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.schema.sso import sso_client
from uwlr_service.repository.sso.clients import ClientRepository
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

T = Adressoort.TERUG
AT_ONCE = 4
PUBLIEK = ECKey.generate_key("P-256", {"use": "sig"})
JWKS = json.dumps({"keys": [PUBLIEK.as_dict(private=False)]})


def test_a_change_of_nothing_is_not_in_the_log(
    diensten: Diensten, database: Database, koppeling: int
) -> None:
    add_client(database, koppeling, adressen={T: [TERUG]})
    door = partnerbeheerder(database, koppeling)
    assert diensten.toepassingen.change(koppeling, instellingen(), door=door).geheim is None
    assert logged(database) == []
    diensten.toepassingen.change(koppeling, instellingen(naam="Boeken", algoritme=Algoritme.ES256), door=door)
    ((wat, inhoud),) = logged(database)
    assert (wat, inhoud["instellingen"]) == ("toepassing-gewijzigd", ["naam", "algoritme"])


def test_a_client_goes_over_to_a_key_and_back(diensten: Diensten, database: Database, proeftuin: int) -> None:
    door = partnerbeheerder(database, proeftuin)
    made = diensten.toepassingen.add(
        proeftuin, instellingen(methode=Bewijswijze.SLEUTEL, jwks=JWKS), door=door
    )
    client_id = made.toepassing.client_id
    client = in_force(database, client_id)
    assert made.geheim is None
    assert client.methode is Bewijswijze.SLEUTEL
    assert client.jwks is not None
    (key,) = json.loads(client.jwks)["keys"]
    assert (key["kid"], "d" in key) == (PUBLIEK.thumbprint(), False)
    back = diensten.toepassingen.change(proeftuin, instellingen(), door=door)
    client = in_force(database, client_id)
    assert back.geheim is not None
    assert (client.jwks, geheimen(database, client.client_id)) == (None, (hash_geheim(back.geheim),))
    diensten.toepassingen.change(
        proeftuin, instellingen(methode=Bewijswijze.SLEUTEL, jwks=client.jwks or JWKS), door=door
    )
    assert geheimen(database, client_id) == ()


def test_two_secrets_at_most_prove_something(diensten: Diensten, database: Database, koppeling: int) -> None:
    client = add_client(database, koppeling)
    door = partnerbeheerder(database, koppeling)
    second = diensten.toepassingen.rotate(koppeling, timedelta(days=2), door=door)
    third = diensten.toepassingen.rotate(koppeling, timedelta(days=2), door=door)
    assert second.geheim is not None
    assert third.geheim is not None
    assert geheimen(database, client.client_id) == (
        hash_geheim(second.geheim),
        hash_geheim(third.geheim),
    )
    last = diensten.toepassingen.rotate(koppeling, timedelta(), door=door)
    assert last.geheim is not None
    assert geheimen(database, client.client_id) == (hash_geheim(last.geheim),)
    assert [wat for wat, _ in logged(database)] == ["toepassing-geheim"] * 3
    for overlap in (timedelta(days=-1), timedelta(days=91)):
        with pytest.raises(Geweigerd, match="0 tot en met 90"):
            diensten.toepassingen.rotate(koppeling, overlap, door=door)


def test_a_client_with_a_key_has_no_secret_to_replace(
    diensten: Diensten, database: Database, koppeling: int
) -> None:
    add_client(database, koppeling, methode=Bewijswijze.SLEUTEL)
    with pytest.raises(Geweigerd, match="eigen sleutel"):
        diensten.toepassingen.rotate(koppeling, timedelta(), door=DOOR)


def test_a_link_has_one_client_at_a_time(diensten: Diensten, database: Database, koppeling: int) -> None:
    first = diensten.toepassingen.add(koppeling, instellingen(), door=DOOR)
    with pytest.raises(Geweigerd, match="heeft al een toepassing"):
        diensten.toepassingen.add(koppeling, instellingen(), door=DOOR)
    diensten.toepassingen.end(koppeling, door=partnerbeheerder(database, koppeling))
    assert diensten.toepassingen.of_link(koppeling, door=DOOR) is None
    assert logged(database)[-1][0] == "toepassing-beeindigd"
    second = diensten.toepassingen.add(koppeling, instellingen(), door=DOOR)
    assert second.toepassing.client_id != first.toepassing.client_id
    for act in (diensten.toepassingen.change, diensten.toepassingen.add):
        with pytest.raises(KoppelingOnbekend):
            act(koppeling + 1, instellingen(), door=DOOR)


def test_of_those_who_make_one_at_once_one_makes_it(
    diensten: Diensten, database: Database, koppeling: int
) -> None:
    start = Barrier(AT_ONCE)

    def make(_number: int) -> bool:
        start.wait()
        try:
            diensten.toepassingen.add(koppeling, instellingen(), door=DOOR)
        except Geweigerd:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(make, range(AT_ONCE))) == 1
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(sso_client)).scalar_one() == 1


def test_without_a_client_there_is_nothing_to_change(diensten: Diensten, koppeling: int) -> None:
    for act in (
        lambda: diensten.toepassingen.change(koppeling, instellingen(), door=DOOR),
        lambda: diensten.toepassingen.rotate(koppeling, timedelta(), door=DOOR),
        lambda: diensten.toepassingen.end(koppeling, door=DOOR),
    ):
        with pytest.raises(Geweigerd, match="geen toepassing"):
            act()


PRIVE = ECKey.generate_key("P-256")


@pytest.mark.parametrize(
    ("velden", "said"),
    [
        ({"naam": "  "}, "Een naam heeft"),
        ({"adressen": {}}, "ten minste één adres"),
        ({"adressen": adressen(terug="http://lezen.example/")}, "https://"),
        ({"adressen": adressen(afmelding="https://10.0.0.1/weg")}, "eigen netwerk"),
        ({"adressen": adressen(afmelding="https://[fd00::1]/weg")}, "eigen netwerk"),
        ({"adressen": adressen(afmelding="https://a.example https://b.example")}, "ten hoogste één"),
        ({"jwks": JWKS}, "geen eigen sleutels"),
        ({"adressen": adressen(sleutels="https://lezen.example/jwks")}, "geen eigen sleutels"),
        ({"methode": Bewijswijze.SLEUTEL}, "niet allebei"),
        (
            {
                "methode": Bewijswijze.SLEUTEL,
                "jwks": JWKS,
                "adressen": adressen(sleutels="https://lezen.example/jwks"),
            },
            "niet allebei",
        ),
        ({"methode": Bewijswijze.SLEUTEL, "jwks": "[]"}, "JWK"),
        ({"methode": Bewijswijze.SLEUTEL, "jwks": json.dumps(PRIVE.as_dict(private=True))}, "geheime"),
        (
            {"methode": Bewijswijze.SLEUTEL, "jwks": json.dumps(OctKey.generate_key(256).as_dict())},
            "geheime",
        ),
    ],
)
def test_what_a_client_may_not_be(
    diensten: Diensten, database: Database, koppeling: int, velden: dict[str, Any], said: str
) -> None:
    with pytest.raises(Geweigerd, match=said):
        diensten.toepassingen.add(
            koppeling, instellingen(**velden), door=partnerbeheerder(database, koppeling)
        )
    assert diensten.toepassingen.of_link(koppeling, door=DOOR) is None


def test_nobody_else_manages_a_client(diensten: Diensten, database: Database, koppeling: int) -> None:
    other = partnerbeheerder(database, add_sso_link(database, []))
    strangers = [other, Handelende.aanvrager()]
    for door in [*strangers, operator()]:
        for act in (
            lambda door=door: diensten.toepassingen.add(koppeling, instellingen(), door=door),
            lambda door=door: diensten.toepassingen.change(koppeling, instellingen(), door=door),
            lambda door=door: diensten.toepassingen.rotate(koppeling, timedelta(), door=door),
            lambda door=door: diensten.toepassingen.end(koppeling, door=door),
        ):
            with pytest.raises(NietToegestaan):
                act()
    for door in [*strangers, operator()]:
        with pytest.raises(NietToegestaan):
            diensten.toepassingen.of_link(koppeling, door=door)
    made = add_client(database, koppeling)
    (toepassing,) = diensten.toepassingen.of_links([koppeling], door=operator())
    assert toepassing.client_id == made.client_id
    for door in [*strangers, partnerbeheerder(database, koppeling)]:
        with pytest.raises(NietToegestaan):
            diensten.toepassingen.of_links([koppeling], door=door)
    with pytest.raises(VersBewijsNodig):
        diensten.toepassingen.add(
            koppeling, instellingen(), door=partnerbeheerder(database, koppeling, fresh=False)
        )


def test_only_a_link_of_sso_has_a_client(diensten: Diensten, uitgifte: Uitgifte) -> None:
    with pytest.raises(Geweigerd, match="geen SSO-koppeling"):
        diensten.toepassingen.add(uitgifte.koppeling.id, instellingen(), door=DOOR)
    with pytest.raises(Geweigerd, match="geen SSO-koppeling"):
        diensten.toepassingen.of_link(uitgifte.koppeling.id, door=DOOR)


def test_a_link_takes_its_client_along_when_it_ends(
    diensten: Diensten, database: Database, koppeling: int
) -> None:
    client = add_client(database, koppeling)
    diensten.intrekkingen.withdraw(koppeling, door=DOOR)
    with database.read() as connection:
        assert ClientRepository(connection).get(client.id) is None
    with pytest.raises(Geweigerd, match="is ingetrokken"):
        diensten.toepassingen.add(koppeling, instellingen(), door=DOOR)


def test_a_klant_that_nobody_applied_for_has_nobody_to_tell(diensten: Diensten, database: Database) -> None:
    with database.write() as connection:
        koppelingen = KoppelingRepository(connection)
        klant_id = koppelingen.ensure_klant("Oud", "OUD")
        number = koppelingen.add(klant_id, Richting.INLOGGEN, SSO, tijd.now())
    diensten.toepassingen.add(number, instellingen(), door=DOOR)
    assert told(database) == []
    with pytest.raises(NietToegestaan):
        diensten.toepassingen.of_link(number, door=partnerbeheerder(database, add_sso_link(database, [])))
