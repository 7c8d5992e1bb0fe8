"""A partner registers its client of SSO on a page, changes it, replaces its secret, and ends it."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from joserfc.jwk import ECKey
from sqlalchemy import insert, select, update

from tests.support.partners.handelenden import DOOR
from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import add_link
from tests.support.sso.instellingen import geheimen, in_force
from tests.support.sso.mensen import partner_of
from tests.support.sso.toepassingen import TERUG, add_client, add_sso_link
from tests.support.toezicht import logged
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.afmelding import Afmelduitkomst
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze
from uwlr_service.domain.sso.geheim import hash_geheim
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import sessie
from uwlr_service.repository.schema.sso import sso_afmelding, sso_client

FORM = {
    "naam": "Leeslijst",
    "terug": f"{TERUG}\r\nhttps://lezen.example/ook",
    "afgemeld": "",
    "afmelding": "https://lezen.example/weg",
    "methode": Bewijswijze.GEHEIM.value,
    "jwks": "",
    "sleutels": "",
    "algoritme": "RS256",
}
PRIVE = ECKey.generate_key("P-256", {"use": "sig"})
PUBLIEK = json.dumps({"keys": [PRIVE.as_dict(private=False)]})


@dataclass(frozen=True, kw_only=True)
class Plek:
    """A link of SSO, and somebody of its partner who looks at it."""

    visitor: Visitor
    koppeling: int
    path: str


def plek(portaal: Flask, database: Database, stand: Toelatingstand) -> Plek:
    koppeling = add_sso_link(database, [], stand=stand)
    partner = partner_of(database, koppeling)
    inlog = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=partner)
    return Plek(
        visitor=Visitor(portaal, token=people.sign_in(database, inlog)),
        koppeling=koppeling,
        path=f"/portaal/partners/{partner}/koppelingen/{koppeling}",
    )


@pytest.fixture
def proeftuin(portaal: Flask, database: Database) -> Plek:
    return plek(portaal, database, Toelatingstand.SANDBOX)


@pytest.fixture
def actief(portaal: Flask, database: Database) -> Plek:
    return plek(portaal, database, Toelatingstand.ACTIEF)


def test_a_client_is_registered_and_its_secret_is_shown_once(
    diensten: Diensten, database: Database, proeftuin: Plek
) -> None:
    visitor = proeftuin.visitor
    link = visitor.get(proeftuin.path).text
    assert f"{proeftuin.path}/toepassing" in link
    assert "SOAP" not in link
    empty = visitor.get(f"{proeftuin.path}/toepassing").text
    assert f"{diensten.sso_issuer}/.well-known/openid-configuration" in empty
    answer = visitor.submit(f"{proeftuin.path}/toepassing/instellingen", FORM)
    assert answer.location == f"{proeftuin.path}/toepassing/geheim/nieuw"
    shown = visitor.get(answer.location).text
    with database.read() as connection:
        client_id = connection.execute(select(sso_client.c.client_id)).scalar_one()
    client = in_force(database, client_id)
    secrets = [code for code in re.findall(r"<code>([^<]+)</code>", shown) if code != client_id]
    assert [hash_geheim(secret) for secret in secrets] == list(geheimen(database, client.client_id))
    assert client.uris(Adressoort.TERUG) == (TERUG, "https://lezen.example/ook")
    assert secrets[0] not in visitor.get(answer.location).text
    page = visitor.get(f"{proeftuin.path}/toepassing").text
    assert client_id in page
    assert secrets[0] not in page
    assert "Wacht op de beheerder" not in page


def test_a_partner_says_where_people_begin(proeftuin: Plek) -> None:
    form = f"{proeftuin.path}/toepassing/instellingen"
    start = "https://lezen.example/start"
    proeftuin.visitor.submit(form, FORM | {"start": start})
    assert start in proeftuin.visitor.get(f"{proeftuin.path}/toepassing").text
    assert start in proeftuin.visitor.get(form).text
    proeftuin.visitor.submit(form, FORM | {"start": f"{start}?iss=x"})
    assert "vult deze dienst zelf in" in proeftuin.visitor.get(form).text
    proeftuin.visitor.submit(form, FORM | {"start": ""})
    assert start not in proeftuin.visitor.get(f"{proeftuin.path}/toepassing").text


def test_outside_the_proeftuin_the_page_says_what_waits(actief: Plek) -> None:
    actief.visitor.submit(f"{actief.path}/toepassing/instellingen", FORM)
    page = actief.visitor.get(f"{actief.path}/toepassing").text
    assert page.count("Wacht op de beheerder") == 3
    assert "3 adressen wachten op de beheerder." in page


def test_the_form_shows_what_is_there_and_changes_it(database: Database, actief: Plek) -> None:
    client = add_client(database, actief.koppeling)
    form = f"{actief.path}/toepassing/instellingen"
    page = document(actief.visitor.get(form))
    assert page.xpath("//textarea[@name='terug']")[0].text.strip() == TERUG
    answer = actief.visitor.submit(form, FORM | {"naam": "Boeken", "terug": TERUG, "algoritme": "ES256"})
    assert answer.location == f"{actief.path}/toepassing"
    assert in_force(database, client.client_id).naam == "Boeken"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("naam", "", "vereist"),
        ("naam", "a" * 65, "1 tot en met 64"),
        ("terug", "", "vereist"),
        ("terug", "http://lezen.example/", "https://"),
        ("terug", "http://127.0.0.1/", "Alleen in de proeftuin"),
        ("terug", "https://lezen.example/#x", "hekje"),
        ("afgemeld", "https://u@lezen.example/", "gebruiker"),
        ("afmelding", "https://localhost/", "127.0.0.1"),
        ("methode", "", "vereist"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(actief: Plek, field: str, value: str, said: str) -> None:
    form = f"{actief.path}/toepassing/instellingen"
    answer = actief.visitor.submit(form, FORM | {field: value})
    assert answer.location == form
    page = actief.visitor.get(form)
    assert said in " ".join(document(page).xpath(f"//*[@id='{field}-fout']//text()"))
    assert "Leeslijst" in page.text or field == "naam"


def test_an_address_in_the_own_network_is_refused(actief: Plek) -> None:
    form = f"{actief.path}/toepassing/instellingen"
    actief.visitor.submit(form, FORM | {"afmelding": "https://10.0.0.1/weg"})
    page = actief.visitor.get(form).text
    assert "Het adres https://10.0.0.1/weg ligt in het eigen netwerk van deze dienst" in page
    assert "Vraag de beheerder van de dienst" in page


def test_a_client_without_a_key_is_told_so(database: Database, actief: Plek) -> None:
    add_client(database, actief.koppeling, methode=Bewijswijze.SLEUTEL)
    page = f"{actief.path}/toepassing"
    assert "Er werkt nu geen sleutel" not in actief.visitor.get(page).text
    with database.write() as connection:
        connection.execute(update(sso_client).values(jwks=None))
    assert "Er werkt nu geen sleutel" in actief.visitor.get(page).text


def test_the_proeftuin_leads_to_the_client_and_to_no_key(diensten: Diensten, proeftuin: Plek) -> None:
    page = document(proeftuin.visitor.get(f"{proeftuin.path.partition('/koppelingen')[0]}/sandbox"))
    links = page.xpath("//main//a/@href")
    assert f"{proeftuin.path}/toepassing" in links
    assert f"{proeftuin.path}/sleutel" not in links
    answer = proeftuin.visitor.submit(f"{proeftuin.path}/sleutel")
    assert "Die heeft een toepassing, en geen sleutel" in answer.text
    assert diensten.sleutelbeheer.of_partner(proeftuin.koppeling, door=DOOR) == []


def test_a_client_proves_itself_by_its_key(database: Database, proeftuin: Plek) -> None:
    form = f"{proeftuin.path}/toepassing/instellingen"
    by_key = FORM | {"methode": Bewijswijze.SLEUTEL.value}
    proeftuin.visitor.submit(form, by_key)
    assert "JWK Set of het adres ervan" in proeftuin.visitor.get(form).text
    answer = proeftuin.visitor.submit(form, by_key | {"jwks": PUBLIEK})
    assert answer.location == f"{proeftuin.path}/toepassing"
    assert (
        PRIVE.thumbprint() in document(proeftuin.visitor.get(form)).xpath("//textarea[@name='jwks']")[0].text
    )
    page = proeftuin.visitor.get(f"{proeftuin.path}/toepassing").text
    assert "Nieuw geheim" not in page
    # What belongs to the other choice is passed over, since no script hides it.
    answer = proeftuin.visitor.submit(form, FORM | {"jwks": "geen set", "sleutels": "geen adres"})
    assert answer.location == f"{proeftuin.path}/toepassing/geheim/nieuw"


def test_a_private_key_is_refused_and_kept_nowhere(database: Database, proeftuin: Plek) -> None:
    form = f"{proeftuin.path}/toepassing/instellingen"
    private = json.dumps(PRIVE.as_dict(private=True))
    answer = proeftuin.visitor.submit(form, FORM | {"methode": Bewijswijze.SLEUTEL.value, "jwks": private})
    assert answer.status_code == 422
    assert "geheime sleutel" in answer.text
    secret = str(PRIVE.as_dict(private=True)["d"])
    assert secret not in answer.text
    with database.read() as connection:
        kept = str(connection.execute(select(sessie)).all())
    assert secret not in kept
    assert secret not in proeftuin.visitor.get(form).text


def test_a_secret_is_replaced_with_some_days_between(database: Database, actief: Plek) -> None:
    client = add_client(database, actief.koppeling)
    page = f"{actief.path}/toepassing/geheim"
    for wrong in ("", "-1", "91", "x"):
        assert actief.visitor.submit(page, {"dagen": wrong}).location == page
    answer = actief.visitor.submit(page, {"dagen": "7"})
    assert answer.location == f"{page}/nieuw"
    assert len(geheimen(database, client.client_id)) == 2
    assert "Werkt tot" in actief.visitor.get(f"{actief.path}/toepassing").text


def test_a_client_with_a_key_gets_no_secret(database: Database, actief: Plek) -> None:
    add_client(database, actief.koppeling, methode=Bewijswijze.SLEUTEL)
    page = f"{actief.path}/toepassing/geheim"
    assert actief.visitor.submit(page, {"dagen": "7"}).location == page
    assert "bewijst zich met een eigen sleutel" in actief.visitor.get(page).text


def test_a_client_is_ended_after_a_look_at_what_that_means(database: Database, actief: Plek) -> None:
    add_client(database, actief.koppeling)
    page = f"{actief.path}/toepassing/beeindigen"
    assert "Leeslijst" in actief.visitor.get(page).text
    assert actief.visitor.submit(page).location == f"{actief.path}/toepassing"
    after = actief.visitor.get(f"{actief.path}/toepassing").text
    assert "Er is nog geen toepassing." in after
    assert logged(database)[-1] == "toepassing-beeindigd"
    for gone in (page, f"{actief.path}/toepassing/geheim"):
        assert actief.visitor.get(gone).status_code == 400


def test_a_link_that_ended_gets_no_client(diensten: Diensten, actief: Plek) -> None:
    diensten.intrekkingen.withdraw(actief.koppeling, door=DOOR)
    page = actief.visitor.get(f"{actief.path}/toepassing").text
    assert "Deze koppeling is gestopt." in page
    assert "Toepassing aanmelden" not in page
    form = f"{actief.path}/toepassing/instellingen"
    actief.visitor.submit(form, FORM)
    assert "is ingetrokken" in actief.visitor.get(form).text


def test_without_a_fresh_proof_nothing_changes(portaal: Flask, database: Database, actief: Plek) -> None:
    partner = partner_of(database, actief.koppeling)
    inlog = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=partner)
    long_ago = tijd.now() - timedelta(hours=1)
    visitor = Visitor(portaal, token=people.sign_in(database, inlog, bewezen=long_ago))
    answer = visitor.submit(f"{actief.path}/toepassing/instellingen", FORM)
    assert "/bevestigen" in answer.location
    assert "Er is nog geen toepassing." in visitor.get(f"{actief.path}/toepassing").text


def test_a_link_of_another_kind_has_no_client(portaal: Flask, database: Database) -> None:
    other = add_link(database, "GKV1").koppeling
    partner = partner_of(database, other)
    inlog = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=partner)
    visitor = Visitor(portaal, token=people.sign_in(database, inlog))
    for page in ("toepassing", "toepassing/instellingen", "toepassing/geheim", "toepassing/beeindigen"):
        answer = visitor.get(f"/portaal/partners/{partner}/koppelingen/{other}/{page}")
        assert answer.status_code == 400
        assert "geen SSO-koppeling" in answer.text


def test_the_page_lists_the_logouts_that_did_not_arrive(database: Database, actief: Plek) -> None:
    client = add_client(database, actief.koppeling)
    heading = "Berichten over uitloggen die niet aankwamen"
    assert heading not in actief.visitor.get(f"{actief.path}/toepassing").text
    outcomes = (Afmelduitkomst.BEZORGD, Afmelduitkomst.OPGEGEVEN, Afmelduitkomst.GEWEIGERD)
    with database.write() as connection:
        for pogingen, uitkomst in enumerate(outcomes, start=3):
            values = {"sub": "onderwerp", "sid": "sessienaam", "aangemaakt": tijd.now(), "klaar": tijd.now()}
            connection.execute(
                insert(sso_afmelding).values(
                    sso_client_id=client.id, pogingen=pogingen, uitkomst=uitkomst.value, **values
                )
            )
    page = actief.visitor.get(f"{actief.path}/toepassing")
    (cards,) = document(page).xpath(f"//h2[.='{heading}']/following-sibling::ul[1]")
    written = [" ".join(card.text_content().split()) for card in cards]
    assert [text.rpartition("Pogingen ")[2] for text in written] == [
        "5 Wat er misging Uw toepassing weigerde het bericht (400)",
        "4 Wat er misging Uw toepassing gaf geen goed antwoord (200 of 204)",
    ]
    assert "onderwerp" not in page.text
    assert "sessienaam" not in page.text
