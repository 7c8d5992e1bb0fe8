"""An application on oauthlib: signs people in at ISSUER, and shows what it was told of them as JSON.

oauthlib knows OAuth 2.0 and no ID tokens, so those are judged here, by joserfc.
"""

import os
import secrets
from typing import Any

import requests
from flask import Flask, redirect, request, session
from joserfc import jwt
from joserfc.jwk import KeySet
from requests_oauthlib import OAuth2Session
from werkzeug.wrappers import Response

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain http, on this machine only
issuer = os.environ["ISSUER"]
client_id = os.environ["CLIENT_ID"]
here = f"http://127.0.0.1:{os.environ['PORT']}"
metadata = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
told: dict[str, dict[str, Any]] = {}
hints: dict[str, str] = {}

app = Flask(__name__)
app.secret_key = secrets.token_bytes()
app.config["SESSION_COOKIE_NAME"] = "app"


def school(state: str | None = None) -> OAuth2Session:
    """A session of the library, which makes and checks state and code_verifier."""
    return OAuth2Session(
        client_id,
        redirect_uri=f"{here}/terug",
        scope=os.environ["SCOPE"].split(),
        state=state,
        pkce="S256",
    )


def judged(id_token: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token that is right (OpenID Connect Core 1.0, section 3.1.3.7)."""
    keys = KeySet.import_key_set(requests.get(metadata["jwks_uri"], timeout=10).json())
    claims = jwt.decode(id_token, keys, algorithms=[os.environ["ALG"]]).claims
    registry = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client_id},
        nonce={"essential": True, "value": nonce},
        exp={"essential": True},
    )
    registry.validate(claims)
    return claims


@app.get("/")
def show() -> Any:
    """What was told of whoever is signed in; others are sent to the provider."""
    if session.get("key") in told:
        return told[session["key"]]
    session["nonce"] = secrets.token_urlsafe(16)
    oauth = school()
    address, session["state"] = oauth.authorization_url(
        metadata["authorization_endpoint"], nonce=session["nonce"]
    )
    session["verifier"] = oauth._code_verifier
    return redirect(address)


@app.get("/terug")
def finish() -> Response:
    """The answer of the provider; the issuer in it is looked at here (RFC 9207)."""
    if request.args.get("iss") != issuer:
        raise ValueError("another issuer answers")
    oauth = school(session["state"])
    oauth._code_verifier = session["verifier"]
    token = oauth.fetch_token(
        metadata["token_endpoint"],
        authorization_response=request.url,
        client_secret=os.environ["CLIENT_SECRET"],
    )
    key = secrets.token_hex(16)
    told[key] = {
        "id_token": judged(token["id_token"], session["nonce"]),
        "userinfo": oauth.get(metadata["userinfo_endpoint"]).json(),
    }
    hints[key] = token["id_token"]
    session["key"] = key
    return redirect(here)


@app.get("/uit")
def leave() -> Response:
    """Sign out here and at the provider."""
    key = session.pop("key")
    del told[key]
    query = {"id_token_hint": hints.pop(key), "post_logout_redirect_uri": f"{here}/afgemeld", "state": "uit"}
    address = requests.Request("GET", metadata["end_session_endpoint"], params=query).prepare().url
    return redirect(str(address))


@app.get("/afgemeld")
def left() -> str:
    """Where the provider sends people who signed out."""
    return "afgemeld"


app.run("127.0.0.1", int(os.environ["PORT"]))
