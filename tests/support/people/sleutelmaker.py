"""An authenticator in software: makes passkeys and signs with them, as a browser would send it (WebAuthn)."""

import hashlib
import json
import os
import struct
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT = 0x01
VERIFIED = 0x04
WITH_KEY = 0x40


@dataclass
class Sleutelmaker:
    """A device with one passkey; what it says of itself can be changed to what is wrong."""

    origin: str
    host: str
    flags: int = PRESENT | VERIFIED
    teller: int = 0
    handvat: bytes = b""
    sleutel_id: bytes = field(default_factory=lambda: os.urandom(32))
    sleutel: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, opties: str) -> str:
        """Answer to ``navigator.credentials.create``."""
        asked = json.loads(opties)
        self.handvat = base64url_to_bytes(asked["user"]["id"])
        numbers = self.sleutel.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        key = b"\0" * 16 + struct.pack(">H", len(self.sleutel_id)) + self.sleutel_id + cbor2.dumps(cose)
        data = self._authenticator_data(WITH_KEY) + key
        return self._answer(
            {
                "clientDataJSON": bytes_to_base64url(self._client_data("webauthn.create", asked)),
                "attestationObject": bytes_to_base64url(
                    cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
                ),
            }
        )

    def sign(self, opties: str) -> str:
        """Answer to ``navigator.credentials.get``."""
        client_data = self._client_data("webauthn.get", json.loads(opties))
        data = self._authenticator_data(0)
        signed = data + hashlib.sha256(client_data).digest()
        return self._answer(
            {
                "clientDataJSON": bytes_to_base64url(client_data),
                "authenticatorData": bytes_to_base64url(data),
                "signature": bytes_to_base64url(self.sleutel.sign(signed, ec.ECDSA(hashes.SHA256()))),
                "userHandle": bytes_to_base64url(self.handvat),
            }
        )

    def _client_data(self, kind: str, asked: dict[str, str]) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _authenticator_data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(
            ">BI", self.flags | flags, self.teller
        )

    def _answer(self, response: dict[str, str]) -> str:
        name = bytes_to_base64url(self.sleutel_id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )
