"""Traces of everything that the service does hold nothing of people, schools and keys.

Each text that leaves is made of words that stand in the code, so none of them can be one of a caller or of a
row. And nothing that the walk knows of people is anywhere in what leaves, down to the last byte.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from functools import cache
from urllib.parse import parse_qs, urlsplit
from wsgiref.types import WSGIApplication

import pytest
from sqlalchemy import select

from tests.support.callers import call
from tests.support.gkv.generiek import PATH as GENERIEK
from tests.support.gkv.generiek import vraag
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.messages.soap import PULL, request
from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.portaal.people import sign_in
from tests.support.portaal.visiting import HTTPS, Visitor
from tests.support.portaal.world import Place, World
from tests.support.schools.builders import JAAR, PARTS, SCHOOL, schoolgegevens
from tests.support.sso.toekenningen import signed_in
from tests.support.sso.toepassingen import TERUG, add_client, add_sso_link
from tests.support.sso.verzoeken import VERIFIER, asked
from tests.support.toezicht.recorded import Recorded
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.outgoing import mail
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import inlog
from uwlr_service.taken.work import Work
from uwlr_service.tracing import attributes, recording

NIGHT = datetime(2026, 11, 20, 1, tzinfo=UTC)
RESOURCE = {"service.name", "service.version", "service.instance.id"}
LEAST_SIGNS = 5
"""A shorter text is looked for as a word: as part of another one it means nothing."""
MANY = 200
"""Spans of different names that a walk along everything has at least."""


@dataclass
class Walk:
    """What was recorded of everything, and what may not be in it."""

    recorded: Recorded
    secrets: set[str]


def texts(value: object) -> Iterator[str]:
    """Every text in what a school has."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from texts([getattr(value, field.name) for field in dataclasses.fields(value)])
    elif isinstance(value, str):
        yield value
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, Iterable):
        for part in value:
            yield from texts(part)


@pytest.fixture(scope="module")
def walk(migrated_sqlite: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Calls at every door and tasks of the clock, right ones and wrong ones, with the small school."""
    folder = tmp_path_factory.mktemp("sporen")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())  # type: ignore[attr-defined]
    environ = {
        "UWLR_DATABASE_URL": f"sqlite:///{path}",
        "UWLR_VAR": str(folder / "var"),
        "UWLR_BASE_URL": "https://localhost",
    }
    settings = Settings.from_environment(environ)
    app = create_app(settings)
    diensten = Diensten.open(settings)
    database = Database.open(settings.database_url)
    world = World(database)
    recorded = Recorded()
    recording.start("sqlite", recorded.processor)
    try:
        secrets = set(texts([PARTS[name] for name in ("leerlingen", "leerkrachten", "vestigingen")]))
        secrets |= set(walk_soap(app, diensten))
        secrets |= set(walk_pages(app, world))
        secrets |= set(walk_sso(app, database))
        work(diensten)
        secrets |= {str(SCHOOL), "99XX", "99YY", JAAR, "Anna de Vries", "Moeder van Sanne"}
        with database.read() as connection:
            secrets |= set(connection.execute(select(inlog.c.inlognaam)).scalars())
        yield Walk(recorded, secrets)
    finally:
        recording.stop()
        database.close()
        diensten.close()
        app.close()


def walk_soap(app: WSGIApplication, diensten: Diensten) -> Iterator[str]:
    """Every operation, and what is refused; gives what a partner has of its own."""
    diensten.edexml.store(schoolgegevens())
    made = diensten.koppelingbeheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG, door=DOOR
    )
    sleutel = made.sleutel
    yield from ("Uitgeverij", "U1", sleutel)
    groep = '<groepen><groep key="G1"/></groepen>'
    for naam, extra in (("leerlinggegevens", None), ("structuur", None), ("leerlingen", groep)):
        for _ in range(2):
            call(app, request(sleutel, naam, extra=extra))
    call(app, request(sleutel, "leerkrachten", extra=groep))
    results = bericht(sleutel, toetsafname("L1", resultaat("Sanne-1", 7)), toetsafname("L2"))
    wrong = bericht(sleutel, toetsafname("Jansen"), toetsafname("L1", resultaat("Sanne-2", "Çelik")))
    for message in (results, results, wrong, b"<Sanne", b"", b"Jansen" * 1000):
        call(app, message, BRENG)
    call(app, request("verkeerde-sleutel"))
    call(app, request(sleutel, brincode=None, dependancecode=None, schoolkey="Sanne Jansen"))
    call(app, request(sleutel), "/uwlr/Jansen", QUERY_STRING="leerling=Jansen")
    call(app, request(sleutel), REQUEST_METHOD="SANNE", HTTP_X_REQUEST_ID="Sanne-Jansen-2017")
    call(app, request(sleutel), HTTP_TRACEPARENT="Sanne", HTTP_TRACESTATE="leerling=Jansen")
    call(app, b"", "/portaal/school/Jansen", REQUEST_METHOD="GET", QUERY_STRING="naam=Sanne")
    call(app, b"", f"{PULL}", REQUEST_METHOD="GET", QUERY_STRING="wsdl")
    call(app, vraag("verkeerde-sleutel", leveranciernaam="Sanne Jansen"), GENERIEK)
    generiek = diensten.koppelingbeheer.add(
        klantnaam="Meekijker",
        klantcode="MK",
        scholen=[SCHOOL],
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )
    yield from ("Meekijker", "MK", generiek.sleutel)
    for operatie in ("getLeerlingen", "getMedewerkers"):
        call(app, vraag(generiek.sleutel, operatie, leveranciernaam="Meekijker"), GENERIEK)
    for address in ("/gkv/v1/leveringen", "/las/v1/scholen/99XX-16", "/oauth/token"):
        call(app, b"client_id=Jansen", address, CONTENT_TYPE="application/x-www-form-urlencoded")


def walk_pages(app: WSGIApplication, world: World) -> Iterator[str]:
    """Every page of the portal as somebody who may see it; gives what their browsers have."""
    visitors: dict[str, Visitor] = {}
    for adres in ALLE:
        roles = ROLLEN_VAN[adres.actie] if isinstance(adres.actie, Actie) else ()
        who = min((rol.value for rol in roles), default="applicant")
        if who not in visitors:
            visitors[who] = Visitor(app, token=world.token(who), origin=HTTPS)
        address = world.address(adres.endpoint, adres.rule, Place.OWN)
        for method in adres.methods:
            visitors[who].open(f"{address}?zoek=Jansen", method=method, data={"naam": "Sanne"})
        yield address
    stranger = Visitor(app, origin=HTTPS)
    stranger.submit("/portaal/aanmelden", {"naam": "sanne@school.example", "wachtwoord": "geheim-van-Sanne"})
    yield "geheim-van-Sanne"
    yield from (visitor.token or "" for visitor in visitors.values())


def walk_sso(app: WSGIApplication, database: Database) -> Iterator[str]:
    """Signing in at an application and out again; gives the codes and tokens."""
    client = add_client(database, add_sso_link(database), offline=True)
    person = signed_in(database)
    visitor = Visitor(app, origin=HTTPS)
    visitor.get(asked(client, state="staat-van-Sanne"))
    visitor.take(sign_in(database, person.inlog))
    told = visitor.get(visitor.get(asked(client, scope="openid organisatie offline_access")).location)
    answer = visitor.press(told.location)
    assert answer.location.startswith(TERUG)
    (code,) = parse_qs(urlsplit(answer.location).query)["code"]
    proof = {"client_id": client.client_id, "client_secret": client.geheim}
    traded = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": TERUG,
        "code_verifier": VERIFIER,
    }
    tokens = visitor.post("/sso/token", data={**proof, **traded}).json
    assert tokens is not None
    claims = visitor.get("/sso/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"})
    assert claims.json is not None
    visitor.post("/sso/token", data={**proof, **traded})  # a second time, so all of it is taken back
    visitor.post("/sso/revoke", data={**proof, "token": tokens["refresh_token"]})
    visitor.get(f"/sso/logout?id_token_hint={tokens['id_token']}")
    yield from (code, client.client_id, client.geheim, str(visitor.token), str(claims.json["sub"]))
    yield from (tokens[name] for name in ("access_token", "refresh_token", "id_token"))


def work(diensten: Diensten) -> None:
    """What the clock does in a night and the morning after it, and mail that nobody takes."""
    night = Work(diensten, lambda: NIGHT)
    due = night.tick()
    assert due is not None
    for rij in due[1]:
        night.make(due[0], rij)
    morning = Work(diensten, lambda: NIGHT + timedelta(hours=5))
    morning.tick()
    morning.post(lambda: False)
    message = EmailMessage()
    message["To"] = "sanne@school.example"
    place = mail.Place(host="127.0.0.1", port=1, tls=False, starttls=False)
    with suppress(mail.NotSent):
        mail.send(message, place)


@cache
def words_of_the_code() -> frozenset[str]:
    """Every word in the modules of the service, and the names of exceptions of Python and the libraries."""
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "uwlr_service").rglob("*.py"))
    return frozenset(word for source in sources for word in re.findall(r"[A-Za-z_0-9]+", source))


def said(walk: Walk) -> Iterator[tuple[str, object]]:
    """Everything that a span says, by the name of where it stands."""
    for span in walk.recorded.spans():
        yield "name", span.name
        yield from (span.attributes or {}).items()


def test_every_layer_and_door_is_walked(walk: Walk) -> None:
    doors = {"soap", "generiek", "portaal", "sso", "web"}
    assert doors | {"uitwisseling", "repository", "formats", "paginas", "taken", "outgoing"} == set(
        walk.recorded.layers()
    )
    assert len(set(walk.recorded.names())) >= MANY
    assert {"taken tick", "taken pakket", "outgoing mail", "sso sso.token", "portaal school.leerling"} <= set(
        walk.recorded.names()
    )


def test_a_span_says_what_is_on_the_list_and_no_more(walk: Walk) -> None:
    names = {name for name, _ in attributes.ALLOWED.values()} | {"name"}
    assert {name for name, _ in said(walk)} - names == set()
    for span in walk.recorded.spans():
        assert not span.events
        assert not span.links
        assert span.status.description is None
        assert not span.context.trace_state
        assert {key for key in span.resource.attributes if not key.startswith("telemetry.")} == RESOURCE


def test_every_word_is_one_of_the_code(walk: Walk) -> None:
    values = {str(value) for _, value in said(walk) if isinstance(value, str)}
    strange = {value for value in values if not set(re.findall(r"\w+", value)) <= words_of_the_code()}
    assert strange - {attributes.OTHER} == set()


def test_nothing_that_is_known_of_people_is_in_what_leaves(walk: Walk) -> None:
    sent = walk.recorded.sent()
    words = {word for _, value in said(walk) for word in re.findall(r"\w+", str(value))}
    assert "leerlinggegevens" in words
    assert b"leerlinggegevens" in sent
    secrets = {secret for secret in walk.secrets if len(secret) > 1}
    assert {"Jansen", "2017-05-06", "sanne@school.example", "1234AB", "99XX"} <= secrets
    found = {
        secret
        for secret in secrets
        if (secret.encode() in sent if len(secret) >= LEAST_SIGNS else secret in words)
    }
    assert found == set()
