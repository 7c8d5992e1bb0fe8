"""The files with certificates that a client is given: what is taken of them, and what is wrong with them."""

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from tests.support.servers.certificates import Issuer
from tests.support.servers.tls import context_of, listening, over_tls
from uwlr_service.client.fouten import CertificaatOnbruikbaar
from uwlr_service.client.netwerk import session_for
from uwlr_service.client.trust import OF_ENVIRONMENT, Trust


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    return Issuer(tmp_path)


def reaches(issuer: Issuer, trust: Trust) -> bool:
    """Whether a call arrives at a server of this issuer."""
    with listening(over_tls(context_of(issuer.issue("server", "127.0.0.1")))) as port:
        url = f"https://127.0.0.1:{port}/"
        with session_for(url, trust=trust) as session:
            return session.get(url, timeout=10).status_code == 404


def test_issuers_come_from_a_file_or_a_folder(issuer: Issuer, tmp_path: Path) -> None:
    assert reaches(issuer, Trust.read(issuer.path, environ={}))
    folder = tmp_path / "uitgevers"
    folder.mkdir()
    Issuer(folder, "Een ander")
    issuer.path.rename(folder / "0a1b2c3d.0")  # as OpenSSL names them
    (folder / "lees mij.txt").write_text("Geen certificaat.")
    (folder / "map").mkdir()
    assert reaches(issuer, Trust.read(folder, environ={}))


def test_a_certificate_in_der_is_taken_too(issuer: Issuer, tmp_path: Path) -> None:
    made = x509.load_pem_x509_certificate(issuer.path.read_bytes())
    path = tmp_path / "uitgever.cer"
    path.write_bytes(made.public_bytes(Encoding.DER))
    assert reaches(issuer, Trust.read(path, environ={}))


def test_a_comment_in_any_language_does_no_harm(issuer: Issuer) -> None:
    issuer.path.write_bytes("# Onze uitgever, geëerd\n".encode() + issuer.path.read_bytes())
    assert reaches(issuer, Trust.read(issuer.path, environ={}))


@pytest.mark.parametrize("name", OF_ENVIRONMENT)
def test_the_environment_names_issuers_also_for_this_machine(issuer: Issuer, name: str) -> None:
    assert reaches(issuer, Trust.read(environ={name: str(issuer.path)}))
    assert reaches(issuer, Trust.read(environ={name: str(issuer.path.parent)}))


def test_an_option_goes_before_the_environment_and_an_empty_variable_is_none(
    issuer: Issuer, tmp_path: Path
) -> None:
    other = Issuer(tmp_path, "Een ander")
    assert reaches(issuer, Trust.read(issuer.path, environ={"REQUESTS_CA_BUNDLE": str(other.path)}))
    assert Trust.read(environ={"REQUESTS_CA_BUNDLE": ""}) == Trust()


def test_a_variable_that_a_machine_sets_by_itself_does_not_hide_another(
    issuer: Issuer, tmp_path: Path
) -> None:
    other = Issuer(tmp_path, "Een ander")
    environ = {"SSL_CERT_FILE": str(issuer.path), "REQUESTS_CA_BUNDLE": str(other.path)}
    assert reaches(issuer, Trust.read(environ=environ))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "het bestand of de map is er niet"),
        (b"", "hier staat geen certificaat in"),
        (b"0geen DER", "niet te lezen"),
        (b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n", "niet te lezen"),
    ],
)
def test_issuers_that_cannot_be_read_are_told_with_their_place(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    for ca, environ in ((path, {}), (None, {"SSL_CERT_FILE": str(path)})):
        with pytest.raises(CertificaatOnbruikbaar) as raised:
            Trust.read(ca, environ=environ)
        assert str(path) in raised.value.tekst
        assert words in raised.value.tekst
    assert raised.value.tekst.startswith("SSL_CERT_FILE")


def test_a_device_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CertificaatOnbruikbaar, match="geen gewoon bestand"):
        Trust.read(Path("/dev/null"), environ={})
    with pytest.raises(CertificaatOnbruikbaar, match="geen certificaat"):
        Trust.read(tmp_path, environ={})


def parts(path: Path) -> tuple[bytes, bytes]:
    """The key and the certificate of a file that has both."""
    secret, mark, certificate = path.read_bytes().partition(b"-----BEGIN CERTIFICATE-----")
    return secret, mark + certificate


def test_a_key_may_be_in_a_file_of_its_own(issuer: Issuer, tmp_path: Path) -> None:
    secret, certificate = parts(issuer.issue("beller"))
    (tmp_path / "sleutel").write_bytes(secret)
    (tmp_path / "certificaat").write_bytes(certificate)
    trust = Trust.read(issuer.path, tmp_path / "certificaat", tmp_path / "sleutel", environ={})
    context = context_of(issuer.issue("server", "127.0.0.1"), asks=issuer.path)
    with listening(over_tls(context)) as port:
        url = f"https://127.0.0.1:{port}/"
        with session_for(url, trust=trust) as session:
            assert session.get(url, timeout=10).status_code == 404


def test_what_is_wrong_with_a_certificate_of_the_caller_is_told(issuer: Issuer, tmp_path: Path) -> None:
    both = issuer.issue("beller")
    secret, certificate = parts(both)
    other = issuer.issue("ander")
    alone = tmp_path / "alleen.pem"
    alone.write_bytes(certificate)
    key = load_pem_private_key(secret, None)
    assert isinstance(key, EllipticCurvePrivateKey)
    locked = tmp_path / "op slot.pem"
    locked.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")) + certificate
    )
    packed = tmp_path / "beller.p12"
    packed.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"x", key, x509.load_pem_x509_certificate(certificate), None, BestAvailableEncryption(b"x")
        )
    )
    damaged = tmp_path / "kapot.pem"
    damaged.write_bytes(secret + certificate.replace(b"MII", b"!!!", 1))
    for cert, cert_key, words in (
        (None, both, "noem dat met --cert"),
        (alone, None, "noem het bestand met de sleutel in --cert-key"),
        (alone, other, "hoort niet bij het certificaat"),
        (locked, None, "met een wachtwoord beveiligd"),
        (packed, None, "openssl pkcs12"),
        (damaged, None, "niet te lezen"),
        (tmp_path / "weg.pem", None, "is er niet"),
    ):
        with pytest.raises(CertificaatOnbruikbaar, match=words):
            Trust.read(None, cert, cert_key, environ={})
