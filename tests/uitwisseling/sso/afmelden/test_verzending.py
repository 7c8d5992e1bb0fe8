"""Applications hear of logouts: at once, again when they did not answer, and each once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import select

from tests.support.gkv.listening import Listener, listening
from tests.support.servers.waiting import until
from tests.support.sso.toekenningen import Aangemelde, again, grant, sid_of, signed_in
from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from tests.support.statements import recorded
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.sso.afmelding import KEPT, WAITS, Afmelduitkomst
from uwlr_service.domain.sso.client import Adressoort, Algoritme
from uwlr_service.formats.oauth import jwks
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.sso import sso_adres, sso_afmelding
from uwlr_service.repository.sso.afmeldingen import AfmeldingRepository
from uwlr_service.repository.sso.onderwerpen import OnderwerpRepository
from uwlr_service.taken.work import Work
from uwlr_service.uitwisseling.sso.afmelden.verzending import Afmeldingen
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels

ISSUER = "https://las.example/sso"
WORKERS = 4
ENOUGH = 20
"""Seconds that nothing here takes, on a busy machine."""


@pytest.fixture
def sleutels(database: Database, settings: Settings) -> Ssosleutels:
    """The keys of the provider."""
    return Ssosleutels(database, settings.secret)


def afmeldingen_of(database: Database, sleutels: Ssosleutels, *listeners: Listener) -> Afmeldingen:
    """The sender, allowed to call these receivers on this machine."""
    return Afmeldingen(database, sleutels, ISSUER, {listener.host for listener in listeners})


def client_at(database: Database, listener: Listener, algoritme: Algoritme = Algoritme.RS256) -> Proefclient:
    return add_client(
        database,
        add_sso_link(database),
        algoritme=algoritme,
        adressen={Adressoort.AFMELDING: (listener.url,)},
    )


def end(database: Database, persoon: Aangemelde) -> None:
    with database.write() as connection:
        SessieRepository(connection).end(persoon.sessie, Einde.AFGEMELD, tijd.now())


def outcomes(database: Database) -> list[tuple[int, str | None, bool]]:
    """Of each logout how often it was tried, its outcome, and whether it waits."""
    c = sso_afmelding.c
    with database.read() as connection:
        rows = connection.execute(select(c.pogingen, c.uitkomst, c.volgende).order_by(c.id))
        return [(row.pogingen, row.uitkomst, row.volgende is not None) for row in rows]


def tokens_of(listener: Listener) -> list[str]:
    """The logout tokens that a receiver got, each as the only field of a form."""
    tokens = []
    for _, headers, body in listener.heard:
        assert headers["Content-Type"] == "application/x-www-form-urlencoded"
        fields = parse_qs(body.decode(), strict_parsing=True)
        assert fields.keys() == {"logout_token"}
        tokens += fields["logout_token"]
    return tokens


@pytest.mark.parametrize("algoritme", Algoritme)
def test_an_application_hears_who_signed_out(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels, algoritme: Algoritme
) -> None:
    with listening() as listener:
        client = client_at(database, listener, algoritme)
        persoon = signed_in(database)
        number = grant(database, client, persoon)
        end(database, persoon)
        sender = afmeldingen_of(database, sleutels, listener)
        assert sender.deliver() == Counter({Afmelduitkomst.BEZORGD: 1})
        assert sender.deliver() == Counter()
    (token,) = tokens_of(listener)
    public = KeySet([jwks.import_key(key) for key in sleutels.published()])
    claims = jwt.decode(token, public, algorithms=[algoritme.value]).claims
    with database.read() as connection:
        sub = OnderwerpRepository(connection).sub(persoon.account, client.id)
    assert (claims["iss"], claims["aud"]) == (ISSUER, client.client_id)
    assert (claims["sub"], claims["sid"]) == (sub, sid_of(database, number))
    assert outcomes(database) == [(1, "bezorgd", False)]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, (1, "bezorgd", False)),
        (204, (1, "bezorgd", False)),
        (400, (1, "geweigerd", False)),
        (201, (1, None, True)),
        (302, (1, None, True)),
        (500, (1, None, True)),
    ],
)
def test_the_status_decides(
    database: Database,
    stored: Schoolgegevens,
    sleutels: Ssosleutels,
    status: int,
    outcome: tuple[int, str | None, bool],
) -> None:
    with listening() as listener, listening() as elsewhere:
        listener.status = status
        listener.location = elsewhere.url
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        end(database, persoon)
        afmeldingen_of(database, sleutels, listener, elsewhere).deliver()
    assert outcomes(database) == [outcome]
    assert elsewhere.heard == []


def test_it_is_tried_again_and_then_given_up(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    moment = tijd.now()
    with listening() as listener:
        listener.status = 503
        client = client_at(database, listener)
        persoon = signed_in(database)
        grant(database, client, persoon)
        end(database, persoon)
        sender = afmeldingen_of(database, sleutels, listener)
        moment = tijd.now()
        for wachten in WAITS:
            assert sender.deliver(moment)[Afmelduitkomst.UITGESTELD] == 1
            assert sender.deliver(moment + wachten - timedelta(seconds=1)) == Counter()
            moment += wachten + timedelta(seconds=ENOUGH)
        assert sender.deliver(moment) == Counter({Afmelduitkomst.OPGEGEVEN: 1})
    assert [wachten.total_seconds() / 60 for wachten in WAITS] == [1, 5, 30, 120]
    assert len(set(tokens_of(listener))) == 5, "each attempt has a token of its own, for two minutes"
    with database.read() as connection:
        (missed,) = AfmeldingRepository(connection).missed(client.id, 10)
    assert (missed.pogingen, missed.uitkomst) == (5, Afmelduitkomst.OPGEGEVEN)


def test_an_address_in_the_own_network_is_not_called(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    with listening() as listener:
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        end(database, persoon)
        afmeldingen_of(database, sleutels).deliver()
    assert listener.heard == []
    assert outcomes(database) == [(1, None, True)]


def test_an_address_that_was_taken_away_is_given_up(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    with listening() as listener:
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        end(database, persoon)
        with database.write() as connection:
            connection.execute(sso_adres.update().values(vervallen=tijd.now()))
        afmeldingen_of(database, sleutels, listener).deliver()
    assert listener.heard == []
    assert outcomes(database) == [(1, "opgegeven", False)]


def test_one_application_that_fails_does_not_keep_another_waiting(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    with listening() as failing, listening() as listener:
        failing.status = 500
        dead = client_at(database, failing)
        alive = client_at(database, listener)
        people = [signed_in(database) for _ in range(20)]
        for persoon in people:
            grant(database, dead, persoon)
        grant(database, alive, people[0])
        for persoon in people:
            end(database, persoon)
        done = afmeldingen_of(database, sleutels, failing, listener).deliver()
    assert done == Counter({Afmelduitkomst.UITGESTELD: 20, Afmelduitkomst.BEZORGD: 1})
    assert len(failing.heard) <= 8, "no more than were under way when the first one failed"


def test_two_workers_never_send_the_same(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    with listening() as listener:
        client = client_at(database, listener)
        people = [signed_in(database) for _ in range(10)]
        for persoon in people:
            grant(database, client, persoon)
            end(database, persoon)
        sender = afmeldingen_of(database, sleutels, listener)
        with ThreadPoolExecutor(WORKERS) as workers:
            rounds = [workers.submit(sender.deliver) for _ in range(WORKERS)]
            total = sum((done.result() for done in rounds), Counter[Afmelduitkomst]())
    assert total == Counter({Afmelduitkomst.BEZORGD: 10})
    assert len(tokens_of(listener)) == 10


def test_what_a_killed_worker_had_in_hand_is_sent_by_the_next(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    with listening() as listener:
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        end(database, persoon)
        now = tijd.now()
        with database.write() as connection:
            assert AfmeldingRepository(connection).take(now, now + timedelta(minutes=1)) is not None
        sender = afmeldingen_of(database, sleutels, listener)
        assert sender.deliver() == Counter()
        assert sender.deliver(now + timedelta(minutes=1)) == Counter({Afmelduitkomst.BEZORGD: 1})
    assert outcomes(database) == [(2, "bezorgd", False)]


def test_it_is_sent_at_once_and_nobody_waits_for_it(
    database: Database, stored: Schoolgegevens, settings: Settings
) -> None:
    with listening() as listener:
        hosts = replace(settings, webhook_hosts=frozenset({listener.host}))
        diensten = Diensten(hosts, database)
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        diensten.sessies.end(persoon.token)
        until(lambda: outcomes(database) == [(1, "bezorgd", False)])
        assert len(tokens_of(listener)) == 1
        other = again(database, persoon.inlog)
        grant(database, client_at(database, listener), other)
        diensten.sessies.end(other.token)
        database.close()
        assert len(tokens_of(listener)) == 2, "whoever closes waits for what is being sent"


def test_a_quiet_round_costs_one_look(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    sender = afmeldingen_of(database, sleutels)
    with recorded() as statements:
        assert sender.deliver() == Counter()
    assert len(statements) == 1


def test_what_became_of_them_is_forgotten_in_time(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    with listening() as listener:
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        end(database, persoon)
    sender = afmeldingen_of(database, sleutels)
    kept_until: datetime = tijd.now() + KEPT
    assert sender.purge(kept_until - timedelta(minutes=1)) == 0
    assert sender.purge(kept_until + timedelta(minutes=1)) == 1
    assert outcomes(database) == []


def test_without_a_key_that_can_be_read_it_waits(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    with listening() as listener:
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        end(database, persoon)
        sleutels.published()  # made by the secret that the other one has lost
        stranger = Ssosleutels(database, b"another secret of thirty-two bits")
        done = afmeldingen_of(database, stranger, listener).deliver()
        assert done == Counter({Afmelduitkomst.UITGESTELD: 1})
        assert listener.heard == []
        later = tijd.now() + WAITS[0] + timedelta(seconds=1)
        assert afmeldingen_of(database, sleutels, listener).deliver(later)[Afmelduitkomst.BEZORGD] == 1


def test_nothing_is_begun_once_somebody_asked_to_stop(
    database: Database, stored: Schoolgegevens, sleutels: Ssosleutels
) -> None:
    with listening() as listener:
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        end(database, persoon)
        sender = afmeldingen_of(database, sleutels, listener)
        assert sender.deliver(stopped=lambda: True) == Counter()
    assert outcomes(database) == [(0, None, True)]


def test_the_worker_sends_what_is_left(
    database: Database, stored: Schoolgegevens, settings: Settings
) -> None:
    with listening() as listener:
        diensten = Diensten(replace(settings, webhook_hosts=frozenset({listener.host})), database)
        database.after_logout = None  # as when the process was killed right after its commit
        persoon = signed_in(database)
        grant(database, client_at(database, listener), persoon)
        diensten.sessies.end(persoon.token)
        assert listener.heard == []
        Work(diensten).log_out(lambda: False)
    assert outcomes(database) == [(1, "bezorgd", False)]
