"""Private keys in files where a partner should send public ones: every kind is refused, wherever it is."""

import re

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_der_private_key

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import pem

GEHEIM = (
    "Dit bestand bevat een geheime sleutel. Stuur alleen het openbare deel, en maak een nieuw paar:"
    " dit is niet meer geheim."
)
PKCS_12 = "Dit is een PKCS #12-bestand (.p12 of .pfx)"
KEYSTORE = "Dit is een keystore van Java"
KLUIS = (
    "{}: daarin zit meestal een geheime sleutel. Stuur alleen het certificaat, als PEM of DER. Zat de geheime"
    " sleutel erbij, maak dan een nieuw paar: dit is niet meer geheim."
)

IN_TEXT = re.compile(r"BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|PuTTY-User-Key-File-", re.ASCII | re.IGNORECASE)
"""PEM of every kind, also where its block is cut off, and PuTTY."""
OF_DOTNET = ("<RSAKeyValue>", "<D>")
"""A key pair in XML; one without ``D`` is a public key."""
LENGTH = rb"(?:[\x00-\x80]|[\x81-\x84][\x00-\xff]{1,4}?)"
OF_PKCS_12 = re.compile(
    rb"\x30" + LENGTH + rb"\x02\x01\x03"
    rb"\x30" + LENGTH + rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x01\x02]"
)
"""PFX ::= SEQUENCE { version 3, authSafe of PKCS #7, ... } (RFC 7292, 4)."""
OF_PRIVATE = re.compile(
    rb"\x30" + LENGTH + rb"(?:\x02\x01[\x00\x01]"
    rb"|\x30" + LENGTH + rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05)"
)
"""How a key in DER begins: with its version (PKCS #8, PKCS #1, SEC 1), or with how it was encrypted."""
OF_JAVA = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")


def refuse(data: bytes) -> None:
    """Raise DocumentOngeldig for a file with a private key in it, or of a kind that is made to hold one.

    This comes before every other judgement: whoever sent a secret must hear so, whatever else is wrong.
    """
    if data.startswith(OF_JAVA):
        raise DocumentOngeldig(KLUIS.format(KEYSTORE))
    text = pem.as_text(data)
    if IN_TEXT.search(text) or all(mark in text for mark in OF_DOTNET):
        raise DocumentOngeldig(GEHEIM)
    _refuse_der(data)
    for der in pem.base64_runs(text):
        _refuse_der(der)


def _refuse_der(data: bytes) -> None:
    if OF_PKCS_12.match(data):
        raise DocumentOngeldig(KLUIS.format(PKCS_12))
    # A key may lie behind a certificate, or behind text that somebody put before it.
    for beginning in OF_PRIVATE.finditer(data):
        value = next(pem.sequences(data[beginning.start() :]), b"")
        if _is_private(value):
            raise DocumentOngeldig(GEHEIM)


def _is_private(der: bytes) -> bool:
    try:
        # Only the kind is asked, and to check the numbers of a large key takes seconds.
        load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
    except ValueError:
        return False
    except (TypeError, UnsupportedAlgorithm):
        return True  # it has a password, or is of a kind that is not known here
    return True
