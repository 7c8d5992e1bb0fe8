"""The private key that a client proves itself with: a JWK, or PEM as openssl writes it."""

from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc.jwk import ECKey, RSAKey

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import jwks

BEGIN = b"-----BEGIN "


def read(data: bytes) -> dict[str, Any]:
    """The key as a JWK; whether it can sign is judged when it does. Raises DocumentOngeldig."""
    if BEGIN not in data:
        return jwks.read_jwk(data)
    try:
        key = load_pem_private_key(data, None)
    except TypeError as error:
        raise DocumentOngeldig("Deze sleutel is met een wachtwoord beveiligd.") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise DocumentOngeldig("Deze geheime sleutel (PEM) is niet te lezen.") from error
    if isinstance(key, RSAPrivateKey):
        return RSAKey.import_key(data).as_dict(private=True)
    if isinstance(key, EllipticCurvePrivateKey):
        return ECKey.import_key(data).as_dict(private=True)
    raise DocumentOngeldig("Deze sleutel is niet van de soort EC (P-256) of RSA.")
