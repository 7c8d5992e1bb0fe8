"""A LAS in tests: a key pair, assertions with anything wrong that a test wants, and tokens."""

import json
import time
import uuid
from collections.abc import Sequence
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey
from werkzeug.test import Client, TestResponse

from tests.support.partners.handelenden import DOOR
from uwlr_service.diensten import Diensten
from uwlr_service.domain.las.las import client_id
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.oauth.clientbewijs import ASSERTION_TYPE

TOKEN = "http://localhost/oauth/token"
API = "/las/v1"


class Beller:
    """One LAS, as it calls the service; without schools it has all of them."""

    def __init__(
        self, client: Client, diensten: Diensten, naam: str = "Proeflas", scholen: Sequence[Schoolcode] = ()
    ) -> None:
        self.client = client
        self.diensten = diensten
        self.las = diensten.lasregister.add(naam, scholen, alle_scholen=not scholen, door=DOOR).las
        self.name = client_id(self.las.id)
        self.key = ECKey.generate_key("P-256")
        self.sleutel = diensten.lassleutels.add_jwks(self.las.id, self.jwks(), door=DOOR)

    def jwks(self) -> bytes:
        """What the LAS hands over."""
        return json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()

    def assertion(self, **changed: Any) -> str:
        """An assertion that is right but for what is changed; None leaves a claim out."""
        now = int(time.time())
        claims = {"iss": self.name, "sub": self.name, "aud": TOKEN, "iat": now, "exp": now + 60}
        claims |= {"jti": str(uuid.uuid4()), **changed}
        head = {"alg": "ES256", "kid": self.key.thumbprint()}
        given = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(head, given, self.key, algorithms=["ES256"])

    def ask(self, assertion: str | None = None, **form: Any) -> TestResponse:
        """Ask for a token; None leaves a parameter out."""
        given = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion or self.assertion(),
            **form,
        }
        present = {name: value for name, value in given.items() if value is not None}
        return self.client.post("/oauth/token", data=present)

    def token(self, **form: Any) -> str:
        """A token."""
        answer = self.ask(**form)
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return str(answer.json["access_token"])

    def call(self, path: str, token: str | None = None, method: str = "GET", **options: Any) -> TestResponse:
        """Call the API, with a fresh token unless one is given; the path is the part behind ``/las/v1``."""
        headers = {"Authorization": f"Bearer {token or self.token()}", **options.pop("headers", {})}
        return self.client.open(f"{API}{path}", method=method, headers=headers, **options)
