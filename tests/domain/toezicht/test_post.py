"""The address of a mail server, and when a mail is tried again."""

import pytest

from uwlr_service.domain.toezicht.post import Mailserver, Tls


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://mail.example.nl", "mail.example.nl", 587, Tls.AFTER_STARTTLS),
        ("smtps://mail.example.nl", "mail.example.nl", 465, Tls.AT_ONCE),
        ("smtp+plain://mail.example.nl", "mail.example.nl", 25, Tls.NEVER),
        ("smtp://localhost", "localhost", 587, Tls.NEVER),
        ("smtp://[::1]:2525", "::1", 2525, Tls.NEVER),
        ("smtps://127.0.0.1:26", "127.0.0.1", 26, Tls.AT_ONCE),
    ],
)
def test_tls_and_port_follow_from_the_address(url: str, host: str, port: int, tls: Tls) -> None:
    server = Mailserver.parse(url)
    assert (server.host, server.port, server.tls, server.gebruiker) == (host, port, tls, None)


def test_a_password_may_have_any_sign_and_is_not_shown() -> None:
    server = Mailserver.parse("smtps://naam%40x:ge%2Fheim%3A@mail.example.nl")
    assert (server.gebruiker, server.wachtwoord) == ("naam@x", "ge/heim:")
    assert "heim" not in repr(server)


def test_a_password_stays_within_tls_or_this_machine() -> None:
    assert Mailserver.parse("smtp+plain://naam:geheim@localhost").wachtwoord == "geheim"
    with pytest.raises(ValueError, match="zonder TLS"):
        Mailserver.parse("smtp+plain://naam:geheim@mail.example.nl")
