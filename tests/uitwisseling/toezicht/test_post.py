"""Mail: it waits in the database, is tried again for two days, and never longer than its time each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.servers.certificates import make_key_and_certificate, serving
from tests.support.servers.mail import DRIP, Mailserver, mailserver
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.toezicht import post
from uwlr_service.domain.toezicht.post import Afzender, Brief, Nietverzonden, Tls
from uwlr_service.outgoing import mail
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import postbericht
from uwlr_service.uitwisseling.toezicht.post import Postbus

SECRET = b"een geheim van tweeendertig tekens"
VAN = "De dienst <noreply@uwlr.example.nl>"
BRIEF = Brief("jo@school.example", "Uw uitnodiging", "Open https://x.example/uitnodiging/geheim\n")
OPDRACHT = Handelende.opdrachtregel("een test")


def postbus(database: Database, url: str, tls: Tls | None = None) -> Postbus:
    """The mail of a service that hands it in there."""
    server = post.Mailserver.parse(url)
    if tls is not None:  # an address of this machine asks for none
        server = replace(server, tls=tls)
    return Postbus(database, SECRET, None, Afzender(server=server, van=VAN))


def put(box: Postbus, database: Database, *brieven: Brief) -> None:
    """Keep mails, one by default."""
    with database.write() as connection:
        assert box.put(connection, *(brieven or (BRIEF,)))


def unsent(box: Postbus) -> list[Nietverzonden]:
    """What the operator sees."""
    return box.unsent(door=OPDRACHT)


@pytest.fixture
def server() -> Iterator[Mailserver]:
    """A server that takes everything."""
    with mailserver() as running:
        yield running


def test_a_mail_arrives_as_it_was_meant(database: Database, server: Mailserver) -> None:
    box = postbus(database, f"smtp://{server.host}")
    put(box, database, Brief("jo@school.example", "Één\nregel", "Dag Zoë,\n.\n\nTot ziens\n"))
    assert box.deliver() == 1
    (letter,) = server.letters
    assert (letter["To"], letter["From"], letter["Subject"]) == ("jo@school.example", VAN, "Één regel")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().splitlines() == ["Dag Zoë,", ".", "", "Tot ziens"]
    assert server.recipients == ["jo@school.example"]
    assert box.deliver() == 0
    assert unsent(box) == []


def test_what_waits_cannot_be_read_in_the_database_and_goes_when_it_was_sent(
    database: Database, server: Mailserver
) -> None:
    box = postbus(database, f"smtp://{server.host}")
    put(box, database)
    with database.read() as connection:
        kept = connection.execute(select(postbericht.c.inhoud)).scalar_one()
    assert "geheim" not in kept
    assert "geheim" not in repr(BRIEF)
    box.deliver()
    with database.read() as connection:
        assert connection.execute(select(postbericht.c.inhoud)).scalar_one() is None


def test_with_the_transaction_the_mail_goes_too(database: Database, server: Mailserver) -> None:
    box = postbus(database, f"smtp://{server.host}")

    def put_and_fail() -> None:
        with database.write() as connection:
            box.put(connection, BRIEF)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_and_fail()
    assert box.deliver() == 0


def test_without_settings_nothing_is_kept(database: Database) -> None:
    box = Postbus(database, SECRET, None, None)
    assert not box.is_open
    with database.write() as connection:
        assert not box.put(connection, BRIEF)
    assert box.deliver() == 0


def test_a_server_that_is_away_is_tried_again_for_two_days(database: Database) -> None:
    box = postbus(database, "smtp://localhost:1")
    put(box, database)
    now = tijd.now()
    waits = []
    for _ in range(6):
        assert box.deliver(now) == 0
        (later,) = unsent(box)
        assert later.fout == "ConnectionRefusedError"
        assert later.volgende is not None
        waits.append(round((later.volgende - now).total_seconds() / 60))
        now = later.volgende
    assert waits == [1, 5, 30, 120, 120, 120]
    box.deliver(now + timedelta(days=2))
    assert [brief.volgende for brief in unsent(box)] == [None]


def test_others_do_not_wait_for_the_same_server(database: Database) -> None:
    box = postbus(database, "smtp://localhost:1")
    put(box, database, BRIEF, BRIEF)
    assert box.deliver() == 0
    assert [brief.pogingen for brief in unsent(box)] == [1]


def test_an_address_that_is_refused_for_good_is_given_up_and_the_others_go(database: Database) -> None:
    with mailserver({"RCPT": "550 5.1.1 no such user"}) as server:
        box = postbus(database, f"smtp://{server.host}")
        put(box, database)
        assert box.deliver() == 0
        server.answers.clear()
        put(box, database, Brief("an@school.example", "x", "y"))
        assert box.deliver() == 1
    (refused,) = unsent(box)
    assert (refused.aan, refused.fout, refused.volgende) == (
        "jo@school.example",
        "550 5.1.1 no such user",
        None,
    )


@pytest.mark.parametrize("adres", ["jo", "", "a@b\nBcc: c@d", "a b@c", "<a@b>", "a@b, c@d", "@", "a@"])
def test_an_address_that_is_none_is_given_up(database: Database, server: Mailserver, adres: str) -> None:
    box = postbus(database, f"smtp://{server.host}")
    put(box, database, Brief(adres, "x", "y"), BRIEF)
    assert box.deliver() == 1
    assert server.recipients == ["jo@school.example"]
    assert [(brief.aan, brief.volgende) for brief in unsent(box)] == [(adres, None)]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("CONNECT", "421 later"),
        ("MAIL", "451 later"),
        ("RCPT", "450 later"),
        ("DATA", "451 later"),
        ("TAKEN", "452 full"),
        ("AUTH", "535 wrong"),
    ],
)
def test_what_may_pass_is_tried_again(database: Database, command: str, answer: str) -> None:
    with mailserver({command: answer}) as server:
        box = postbus(database, f"smtp://naam:wachtwoord@{server.host}")
        put(box, database)
        assert box.deliver() == 0
    (later,) = unsent(box)
    assert later.fout == answer
    assert later.volgende is not None


@pytest.mark.parametrize("command", ["CONNECT", "EHLO", "RCPT", "TAKEN"])
def test_a_server_that_drips_is_broken_off(
    database: Database, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "BOUNDS", Bounds(largest=0, seconds=1.0))
    with mailserver({command: DRIP}) as server:
        box = postbus(database, f"smtp://{server.host}")
        put(box, database)
        assert box.deliver() == 0
    assert [brief.fout for brief in unsent(box)] == ["it took too long"]


def test_a_goodbye_that_fails_sends_nothing_twice(database: Database) -> None:
    with mailserver({"QUIT": "500 what"}) as server:
        box = postbus(database, f"smtp://{server.host}")
        put(box, database)
        assert box.deliver() == 1
        assert box.deliver() == 0
        assert len(server.letters) == 1


@pytest.mark.parametrize("tls", [Tls.AT_ONCE, Tls.AFTER_STARTTLS])
def test_tls_as_the_address_says(
    database: Database, tmp_path: Path, tls: Tls, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_key_and_certificate(tmp_path, "localhost")
    context = serving(certificate)
    is_at_once = tls is Tls.AT_ONCE
    with mailserver(at_once=context) if is_at_once else mailserver(starttls=context) as server:
        box = postbus(database, f"smtp://naam:wacht%40woord@{server.host}", tls)
        put(box, database)
        assert box.deliver() == 0  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert box.deliver(tijd.now() + timedelta(minutes=2)) == 1
        assert {"AUTH", "MAIL", "DATA"} <= set(server.encrypted)


def test_nothing_goes_out_when_the_server_has_no_starttls(database: Database, server: Mailserver) -> None:
    box = postbus(database, f"smtp://naam:wachtwoord@{server.host}", Tls.AFTER_STARTTLS)
    put(box, database)
    assert box.deliver() == 0
    assert not any(command.startswith(("AUTH", "MAIL")) for command in server.commands)


def test_another_secret_ends_what_waits(database: Database, server: Mailserver) -> None:
    put(postbus(database, f"smtp://{server.host}"), database)
    afzender = Afzender(server=post.Mailserver.parse(f"smtp://{server.host}"), van=VAN)
    other = Postbus(database, b"een ander geheim van genoeg tekens", None, afzender)
    assert other.deliver() == 0
    assert [brief.volgende for brief in unsent(other)] == [None]
    renewed = Postbus(database, b"een ander geheim van genoeg tekens", SECRET, afzender)
    put(postbus(database, f"smtp://{server.host}"), database)
    assert renewed.deliver() == 1


def test_settled_mail_is_forgotten_after_a_month(database: Database, server: Mailserver) -> None:
    box = postbus(database, f"smtp://{server.host}")
    put(box, database)
    assert box.purge(tijd.now() + timedelta(days=31)) == 0
    box.deliver()
    assert box.purge(tijd.now() + timedelta(days=29)) == 0
    assert box.purge(tijd.now() + timedelta(days=31)) == 1
