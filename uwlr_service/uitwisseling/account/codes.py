"""One-time codes of an app (RFC 6238), and recovery codes for somebody who lost the app.

A code works once: the last step that was used is kept. A code of one step earlier or later is taken too, for
clocks that differ. The seed is encrypted by the secret of the service, as the signing keys are.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp

from uwlr_service.domain.fouten import SleutelOnleesbaar
from uwlr_service.uitwisseling.kluis import Kluis

STEP = 30
"""Seconds for which a code holds."""
GRACE = 1
"""Steps that a clock may be early or late."""
DIGITS = 6
CODES = 10
"""Recovery codes that somebody gets at once."""
ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without the signs that look like another one."""
SIGNS = 20
"""Signs of a recovery code: 116 bits, so that a fast hash is enough (OWASP ASVS 5.0, 6.5.2)."""
PART = 5


class Codes:
    """Makes and checks codes; the secrets encrypt the seeds and key the hashes of recovery codes."""

    def __init__(self, secret: bytes, old_secret: bytes | None = None) -> None:
        self._kluis = Kluis(b"eenmalige codes", secret, old_secret)
        given = [secret] if old_secret is None else [secret, old_secret]
        self._keys = [hashlib.sha256(b"herstelcodes\0" + key).digest() for key in given]

    def new_seed(self) -> str:
        """A new seed, encrypted."""
        return self._kluis.wrap(pyotp.random_base32())

    def renewed(self, wrapped: str) -> str | None:
        """A seed as the secret of now encrypts it; None if it does already."""
        return self._kluis.renewed(wrapped)

    def seed(self, wrapped: str) -> str:
        """A seed as somebody types it in an app. Raises SleutelOnleesbaar."""
        content = self._kluis.unwrap(wrapped)
        if content is None:
            raise SleutelOnleesbaar
        return content.decode("ascii")

    def address(self, wrapped: str, inlognaam: str, uitgever: str) -> str:
        """What an app reads in a QR code: the seed, with what it is for."""
        return pyotp.TOTP(self.seed(wrapped)).provisioning_uri(name=inlognaam, issuer_name=uitgever)

    def step_of(self, wrapped: str, code: str, moment: datetime) -> int | None:
        """The step that a code is of; None for a code that is of none of now."""
        digits = "".join(code.split())
        if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
            return None
        totp = pyotp.TOTP(self.seed(wrapped))
        now = int(moment.timestamp()) // STEP
        # Each is looked at whichever is right, so that the time tells nothing.
        right = [
            step for step in range(now - GRACE, now + GRACE + 1) if _is_same(totp.generate_otp(step), digits)
        ]
        return right[-1] if right else None

    def new_recovery_codes(self) -> list[str]:
        """Recovery codes as a person keeps them, in parts that can be read."""
        return [_new_recovery_code() for _ in range(CODES)]

    def hashes(self, code: str) -> list[str]:
        """What may be kept of a recovery code: by the secret of now, and by the one before."""
        typed = "".join(sign for sign in code if sign in ALPHABET).encode()
        return [hmac.new(key, typed, hashlib.sha256).hexdigest() for key in self._keys]

    def hash(self, code: str) -> str:
        """What is kept of a new recovery code."""
        return self.hashes(code)[0]


def _is_same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _new_recovery_code() -> str:
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    return "-".join(signs[start : start + PART] for start in range(0, SIGNS, PART))
