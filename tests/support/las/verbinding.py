"""A LAS that calls a real server over HTTP."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

import requests
from joserfc.jwk import ECKey

from tests.support.partners.handelenden import DOOR
from tests.support.servers.uwlr import Server
from uwlr_service.domain import tijd
from uwlr_service.domain.las.las import client_id
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.oauth.clientbewijs import ASSERTION_TYPE
from uwlr_service.uitwisseling.las.registratie import Lasregister
from uwlr_service.uitwisseling.las.sleutels import Lassleutelbeheer

SECONDS = 60


class Verbinding:
    """A LAS that was registered at a server; without schools it has all of them."""

    def __init__(self, server: Server, scholen: Sequence[Schoolcode] = ()) -> None:
        self.server = server
        self.http = requests.Session()
        naam = f"Las {uuid.uuid4().hex}"
        register = Lasregister(server.database)
        self.las = register.add(naam, scholen, alle_scholen=not scholen, door=DOOR).las
        key = ECKey.generate_key("P-256")
        self.private: dict[str, Any] = {**key.as_dict(private=True), "kid": key.thumbprint()}
        self.sleutels = Lassleutelbeheer(server.database)
        public = json.dumps({"keys": [key.as_dict(private=False)]}).encode()
        self.sleutel = self.sleutels.add_jwks(self.las.id, public, door=DOOR)

    def token(self, scope: str | None = None) -> str:
        """A token, with every scope unless one is named."""
        endpoint = f"{self.server.url}/oauth/token"
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": clientbewijs.write(
                client_id(self.las.id), endpoint, self.private, tijd.now()
            ),
        }
        if scope is not None:
            form["scope"] = scope
        answer = self.http.post(endpoint, data=form, timeout=SECONDS)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def call(
        self, path: str, token: str | None = None, method: str = "GET", **options: Any
    ) -> requests.Response:
        """Call the API, with a fresh token unless one is given; the path is the part behind ``/las/v1``."""
        headers = {"Authorization": f"Bearer {token or self.token()}", **options.pop("headers", {})}
        url = f"{self.server.url}/las/v1{path}"
        return self.http.request(method, url, headers=headers, timeout=SECONDS, **options)

    def close(self) -> None:
        """Hang up."""
        self.http.close()
