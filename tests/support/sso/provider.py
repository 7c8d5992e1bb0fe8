"""An OpenID provider of a school over real HTTP, which can lie about everything."""

import hmac
import json
import threading
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from uwlr_service.domain import tijd

CLIENT_ID = "school-1"
GEHEIM = "geheim-van-de-school"
ACCESS_TOKEN = "een-access-token"
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})
STRANGE = ECKey.generate_key("P-256", {"kid": "ec"})
"""A key of somebody else under the name of one of ours."""


@dataclass(kw_only=True)
class Proefprovider:
    """What it says; tests change that."""

    issuer: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    alg: str = "RS256"
    key: Any = field(default_factory=lambda: RSA)
    keys: list[dict[str, Any]] = field(
        default_factory=lambda: [RSA.as_dict(private=False), EC.as_dict(private=False)]
    )
    redeemed: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    sign: Callable[["Proefprovider", dict[str, Any]], str] | None = None

    @property
    def host(self) -> str:
        """Its host and port."""
        return urlsplit(self.issuer).netloc

    def said(self) -> dict[str, Any]:
        """Its document."""
        usual = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "authorization_response_iss_parameter_supported": True,
        }
        return {name: value for name, value in {**usual, **self.document}.items() if value is not None}

    def token(self, nonce: str) -> str:
        """An ID token."""
        now = int(tijd.now().timestamp())
        usual = {
            "iss": self.issuer,
            "sub": "medewerker-1",
            "aud": CLIENT_ID,
            "exp": now + 300,
            "iat": now,
            "auth_time": now,
            "nonce": nonce,
            "amr": ["pwd", "mfa"],
            "at_hash": hash_of(ACCESS_TOKEN),
        }
        claims = {name: value for name, value in {**usual, **self.claims}.items() if value is not None}
        if self.sign is not None:
            return self.sign(self, claims)
        header = {"alg": self.alg, "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[self.alg])

    def logout_token(self, typ: str | None = "logout+jwt", **changed: Any) -> str:
        """A logout token of the person of its ID tokens; what is None is left out."""
        now = int(tijd.now().timestamp())
        usual = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 120,
            "jti": uuid.uuid4().hex,
            "sub": "medewerker-1",
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        claims = {name: value for name, value in {**usual, **changed}.items() if value is not None}
        if self.sign is not None:
            return self.sign(self, claims)
        header = {"alg": self.alg, "kid": self.key.kid, "typ": typ}
        signed = {name: value for name, value in header.items() if value is not None}
        return jwt.encode(signed, claims, self.key, algorithms=[self.alg])


def hash_of(token: str) -> str:
    """The half of a hash that an ID token has of an access token (OpenID Connect Core 1.0, 3.1.3.6)."""
    return urlsafe_b64encode(sha256(token.encode()).digest()[:16]).rstrip(b"=").decode()


def unsigned(_provider: Proefprovider, claims: dict[str, Any]) -> str:
    """A token that nobody signed."""
    parts = [json.dumps({"alg": "none"}), json.dumps(claims)]
    return ".".join([*(urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts), ""])


def signed_by_the_public_key(_provider: Proefprovider, claims: dict[str, Any]) -> str:
    """A token whose secret is the public key, which everybody has."""
    # By hand, for the library that makes the other tokens does not do this any more.
    header = {"alg": "HS256", "kid": "rsa"}
    signed = ".".join(_encoded(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{_encoded(hmac.digest(RSA.as_pem(private=False), signed.encode(), 'sha256'))}"


def _encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


@contextmanager
def provider() -> Iterator[Proefprovider]:
    """A provider that listens, for as long as a test needs it."""
    made = Proefprovider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            if self.path == "/.well-known/openid-configuration":
                self._answer(200, made.said())
            elif self.path == "/jwks":
                self._answer(200, {"keys": made.keys})
            else:
                self._answer(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = dict(parse_qsl(body))
            made.redeemed.append({**form, "authorization": self.headers.get("Authorization", "")})
            code, _, nonce = form["code"].partition(":")
            if code != "goed":
                self._answer(400, {"error": "invalid_grant"})
                return
            answer = {"access_token": ACCESS_TOKEN, "token_type": "Bearer", "id_token": made.token(nonce)}
            self._answer(200, answer)

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def parameters_of(address: str) -> dict[str, str]:
    """What we ask a provider, in the address that a browser is led to."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
