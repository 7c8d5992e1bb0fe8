"""A partner of GKV in tests: a key pair, assertions with anything wrong that a test wants, and tokens."""

import json
import time
import uuid
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from werkzeug.test import Client, TestResponse

from tests.support.partners.handelenden import DOOR
from uwlr_service.domain.koppeling.partner import client_id
from uwlr_service.formats.oauth.clientbewijs import ASSERTION_TYPE
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.partnersleutels import Partnersleutelbeheer

TOKEN = "http://localhost/oauth/token"
EC = {"alg": "ES256", "use": "sig"}


class Partner:
    """One link, as its partner calls the service."""

    def __init__(self, client: Client, database: Database, koppeling: int, kind: str = "EC") -> None:
        self.client = client
        self.koppeling = koppeling
        self.name = client_id(koppeling)
        self.key: ECKey | RSAKey = ECKey.generate_key("P-256") if kind == "EC" else RSAKey.generate_key(2048)
        self.beheer = Partnersleutelbeheer(database)
        self.sleutel = self.beheer.add_jwks(koppeling, self.jwks(), door=DOOR)

    @property
    def private(self) -> dict[str, Any]:
        """The key with its secret."""
        return {**self.key.as_dict(private=True), "kid": self.key.thumbprint()}

    def jwks(self) -> bytes:
        """What the partner hands over."""
        return json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()

    def assertion(self, header: dict[str, Any] | None = None, key: Any = None, **changed: Any) -> str:
        """An assertion that is right but for what is changed; None leaves a claim out."""
        now = int(time.time())
        claims = {"iss": self.name, "sub": self.name, "aud": TOKEN, "iat": now, "exp": now + 60}
        claims |= {"jti": str(uuid.uuid4()), **changed}
        alg = "ES256" if isinstance(self.key, ECKey) else "PS256"
        head = {"alg": alg, "kid": self.key.thumbprint(), **(header or {})}
        given = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(head, given, key or self.key, algorithms=[head["alg"]])

    def ask(self, assertion: str | None = None, **form: Any) -> TestResponse:
        """Ask for a token; None leaves a parameter out."""
        given = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion or self.assertion(),
            **form,
        }
        return self.client.post("/oauth/token", data={k: v for k, v in given.items() if v is not None})

    def token(self, **form: Any) -> str:
        """A token."""
        answer = self.ask(**form)
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return str(answer.json["access_token"])

    def call(self, path: str, token: str | None = None, method: str = "GET", **options: Any) -> TestResponse:
        """Call the API, with a fresh token unless one is given; a relative path is of the small school."""
        headers = {"Authorization": f"Bearer {token or self.token()}", **options.pop("headers", {})}
        if not path.startswith(("/", "http")):
            path = f"/gkv/v1/koppelingen/{self.koppeling}/scholen/99XX-16/{path}"
        return self.client.open(path, method=method, headers=headers, **options)
