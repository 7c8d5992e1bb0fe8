"""An application of a partner at the endpoints: it asks tokens for codes that somebody was granted."""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import select, update
from werkzeug.test import Client, TestResponse

from tests.support.sso.toekenningen import Aangemelde, signed_in
from tests.support.sso.toepassingen import TERUG, Proefclient
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.sso.niveau import Niveau
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account
from uwlr_service.repository.schema.koppeling import deelname
from uwlr_service.repository.sso.onderwerpen import OnderwerpRepository
from uwlr_service.repository.sso.toekenningen import Gunning, ToekenningRepository
from uwlr_service.uitwisseling.account import bewijzen

VERIFIER = secrets.token_urlsafe(48)
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
OFFLINE = "openid offline_access"
NONCE = "n-0S6_WzA2Mj"


def person_of(database: Database, rol: Rol, key: str, school: Schoolcode | None = None) -> Aangemelde:
    """A leerkracht or leerling of the data of a school, who is signed in."""
    person = signed_in(database, rol) if school is None else signed_in(database, rol, school)
    with database.write() as connection:
        connection.execute(update(account).where(account.c.id == person.account).values(persoon=key))
    return person


@dataclass(kw_only=True)
class Toepassing:
    """The application of a client; ``http`` calls the endpoints."""

    http: Client
    database: Database
    client: Proefclient
    headers: Mapping[str, str] = field(default_factory=dict)

    def code(
        self,
        person: Aangemelde,
        scope: str = "openid",
        *,
        claims: Mapping[str, Sequence[str]] | None = None,
        **changed: Any,
    ) -> str:
        """A code as the authorization endpoint gives one."""
        now = tijd.now()
        code = bewijzen.new()
        with self.database.write() as connection:
            OnderwerpRepository(connection).ensure(person.account, self.client.id)
            toekenningen = ToekenningRepository(connection)
            granted: dict[str, Any] = {
                "sessie": person.sessie,
                "account": person.account,
                "client": self.client.id,
                "afspraak": connection.execute(
                    select(deelname.c.afspraak_id).where(deelname.c.koppeling_id == self.client.koppeling)
                ).scalar(),
                "sid": toekenningen.sid_of(person.sessie, self.client.id) or bewijzen.new(),
                "scope": tuple(scope.split()),
                "claims": claims or {},
                "nonce": NONCE,
                "aangemeld": now - timedelta(minutes=3),
                "acr": Niveau.MFA.value,
                "amr": ("pwd", "otp", "mfa"),
                "terugadres": TERUG,
                "uitdaging": CHALLENGE,
                "code": bewijzen.digest(code),
                "code_tot": now + timedelta(seconds=60),
                "geldig_tot": now + timedelta(hours=10),
            }
            toekenningen.add(Gunning(**(granted | changed)))
        return code

    def post(self, path: str, form: dict[str, Any], **headers: str) -> TestResponse:
        """A form, with the secret of the client unless the form has another proof."""
        proof: dict[str, Any] = {"client_id": self.client.client_id, "client_secret": self.client.geheim}
        filled = {name: value for name, value in (proof | form).items() if value is not None}
        return self.http.post(path, data=filled, headers=headers)

    def trade(self, code: str, /, **changed: Any) -> TestResponse:
        """The answer to a code."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": TERUG,
            "code_verifier": VERIFIER,
        }
        return self.post("/sso/token", form | changed)

    def refresh(self, refresh_token: str, **changed: Any) -> TestResponse:
        """The answer to a refresh token."""
        return self.post(
            "/sso/token", {"grant_type": "refresh_token", "refresh_token": refresh_token} | changed
        )

    def tokens(self, person: Aangemelde, scope: str = "openid", **granted: Any) -> dict[str, Any]:
        """The tokens that come of a code."""
        answer = self.trade(self.code(person, scope, **granted))
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return dict(answer.json)

    def userinfo(self, access_token: str) -> TestResponse:
        """The answer to an access token."""
        return self.http.get("/sso/userinfo", headers={"Authorization": f"Bearer {access_token}"})

    def introspect(self, token: str) -> dict[str, Any]:
        """What the provider says of a token."""
        answer = self.post("/sso/introspect", {"token": token})
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return dict(answer.json)

    def read(self, id_token: str) -> jwt.Token:
        """An ID token, proven by the published keys."""
        keys = KeySet.import_key_set(self.http.get("/sso/jwks.json").json or {})  # type: ignore[arg-type]
        return jwt.decode(id_token, keys, algorithms=["RS256", "ES256"])


def refused(answer: TestResponse, error: str, status: int | None = None) -> None:
    """An error as RFC 6749, section 5.2, has it, which nobody may keep."""
    expected = status or (401 if error == "invalid_client" else 400)
    document = answer.json or {}
    assert (answer.status_code, document.get("error")) == (expected, error), answer.text
    assert document["error_description"].isascii()
    assert answer.headers["Cache-Control"] == "no-store"
    assert "access_token" not in document


def later(monkeypatch: pytest.MonkeyPatch, **much: float) -> None:
    """Let the time be so much later."""
    moment = tijd.now() + timedelta(**much)
    monkeypatch.setattr(tijd, "now", lambda: moment)
