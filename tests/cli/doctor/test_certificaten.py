"""``uwlr doctor`` on certificates: those of our addresses and those in files, by their dates."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.servers.certificates import Issuer, make_certificate, make_key_and_certificate, serving
from tests.support.servers.mail import DRIP, mailserver
from tests.support.servers.vreemd import showing
from tests.support.toezicht.doctor import Doctor
from uwlr_service.client.installatie import tlscertificaat
from uwlr_service.client.installatie.tlscertificaat import shown_at, shown_by_mail
from uwlr_service.domain import tijd
from uwlr_service.outgoing.bounds import Bounds

ABOUT = "Certificaten"
SHORT = Bounds(largest=0, seconds=0.5)
HANDSHAKE = b"\x16\x03\x03\x3f\xff"
"""The head of a record of TLS whose 16383 bytes are still to come (RFC 8446, 5.1)."""
DATES = [
    (timedelta(days=22), "goed", "geldt tot"),
    (timedelta(days=20), "let op", "verloopt op"),
    (timedelta(days=6), "herstel", "verloopt op"),
    (timedelta(days=-1), "herstel", "is verlopen op"),
]


@pytest.mark.parametrize(("left", "ernst", "says"), DATES)
def test_the_certificate_of_an_address(
    doctor: Doctor, tmp_path: Path, left: timedelta, ernst: str, says: str
) -> None:
    with showing(tmp_path, tijd.now() + left) as shown:
        found = doctor.about(ABOUT, "--ca", shown.issuer, UWLR_BASE_URL=shown.address)
    assert found.keys() == {ernst}
    assert f"Het certificaat van {shown.address} {says}" in found[ernst]


@pytest.mark.parametrize(("left", "ernst", "says"), DATES)
def test_a_certificate_in_a_file(
    doctor: Doctor, tmp_path: Path, left: timedelta, ernst: str, says: str
) -> None:
    path = tmp_path / "fullchain.pem"
    now = tijd.now()
    # Of a chain it is the first to end that counts.
    path.write_bytes(
        make_certificate(now - timedelta(days=2), now + left) + make_certificate(end=now + timedelta(days=90))
    )
    found = doctor.about(ABOUT, "--certificaat", path)
    assert found.keys() == {ernst}
    assert f"Het certificaat in {path} {says}" in found[ernst]


def test_none_to_look_at_is_said(doctor: Doctor) -> None:
    found = doctor.about(ABOUT)
    assert found.keys() == {"onbekend"}
    assert "--certificaat" in found["onbekend"]


def test_one_that_does_not_hold_yet(doctor: Doctor, tmp_path: Path) -> None:
    path = tmp_path / "later.pem"
    path.write_bytes(make_certificate(begin=tijd.now() + timedelta(days=1)))
    assert "geldt pas vanaf" in doctor.about(ABOUT, "--certificaat", path)["herstel"]


def test_a_file_that_is_not_there_or_holds_none(doctor: Doctor, tmp_path: Path) -> None:
    path = tmp_path / "weg.pem"
    assert "niet te lezen" in doctor.about(ABOUT, "--certificaat", path)["herstel"]
    path.write_text("geen certificaat")
    assert "niet te lezen" in doctor.about(ABOUT, "--certificaat", path)["herstel"]


def test_the_files_of_the_database_are_known(doctor: Doctor, tmp_path: Path) -> None:
    path = tmp_path / "root.crt"
    path.write_bytes(make_certificate(end=tijd.now() + timedelta(days=2)))
    url = f"postgresql://uwlr@127.0.0.1:1/uwlr?sslrootcert={path}&sslmode=verify-full"
    assert str(path) in doctor.about(ABOUT, UWLR_DATABASE_URL=url)["herstel"]


@contextmanager
def dripping() -> Iterator[int]:
    """The port of a server that begins an answer of TLS, and then sends a byte of it now and then."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    connection.sendall(HANDSHAKE)
                    while True:
                        connection.sendall(b"2")
                        time.sleep(0.1)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


def mail_to(url: str) -> dict[str, str]:
    """Settings that send mail by a server."""
    return {"UWLR_SMTP_URL": url, "UWLR_MAIL_FROM": "dienst@example.nl"}


@pytest.mark.parametrize(("left", "ernst", "says"), DATES)
def test_the_certificate_of_the_mail_server(
    doctor: Doctor, tmp_path: Path, left: timedelta, ernst: str, says: str
) -> None:
    now = tijd.now()
    context = serving(
        Issuer(tmp_path).issue("post", "localhost", begin=now - timedelta(days=2), end=now + left)
    )
    with mailserver(at_once=context) as server:
        found = doctor.about(ABOUT, **mail_to(f"smtps://{server.host}"))
    assert f"Het certificaat van de mailserver {says}" in found[ernst]


def test_a_mail_server_that_shows_none(doctor: Doctor) -> None:
    assert "De mailserver toont" in doctor.about(ABOUT, **mail_to("smtps://localhost:1"))["onbekend"]
    # To this machine itself mail goes without TLS: there is none to look at.
    assert "mailserver" not in doctor.about(ABOUT, **mail_to("smtp://localhost:1"))["onbekend"]


def test_the_certificate_behind_starttls(tmp_path: Path) -> None:
    path = make_key_and_certificate(tmp_path, "localhost")
    with mailserver(starttls=serving(path)) as server:
        shown = shown_by_mail("localhost", server.port, is_at_once=False)
    assert shown is not None
    assert shown.decode().strip() in path.read_text()
    with mailserver() as server:
        assert shown_by_mail("localhost", server.port, is_at_once=False) is None


@pytest.mark.parametrize("word", ["CONNECT", "EHLO", "STARTTLS"])
def test_a_mail_server_that_drips_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    monkeypatch.setattr(tlscertificaat, "BOUNDS", SHORT)
    starttls = serving(make_key_and_certificate(tmp_path, "localhost"))
    with mailserver({word: DRIP}, starttls=starttls) as server:
        assert shown_by_mail("localhost", server.port, is_at_once=False) is None


@pytest.mark.parametrize("is_mail", [True, False])
def test_tls_that_drips_holds_nobody_up(monkeypatch: pytest.MonkeyPatch, *, is_mail: bool) -> None:
    monkeypatch.setattr(tlscertificaat, "BOUNDS", SHORT)
    with dripping() as port:
        if is_mail:
            assert shown_by_mail("127.0.0.1", port, is_at_once=True) is None
        else:
            assert shown_at(f"https://127.0.0.1:{port}") is None


def test_what_was_not_looked_at_is_said(doctor: Doctor) -> None:
    nobody = doctor.about(ABOUT, UWLR_BASE_URL="https://localhost:1")
    assert "toont geen certificaat" in nobody["onbekend"]


def test_issuers_of_no_use_are_refused(doctor: Doctor, tmp_path: Path) -> None:
    path = tmp_path / "leeg.pem"
    path.write_text("")
    assert "hier staat geen certificaat in" in Uwlr(tmp_path).refused("doctor", "--ca", path, exit_code=2)
