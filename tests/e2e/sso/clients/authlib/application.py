"""An application on Authlib: signs people in at ISSUER, and shows what it was told of them as JSON."""

import os
import secrets
from typing import Any

from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, session
from werkzeug.wrappers import Response

here = f"http://127.0.0.1:{os.environ['PORT']}"
told: dict[str, dict[str, Any]] = {}
hints: dict[str, str] = {}

app = Flask(__name__)
app.secret_key = secrets.token_bytes()
app.config["SESSION_COOKIE_NAME"] = "app"
school = OAuth(app).register(
    "school",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    server_metadata_url=f"{os.environ['ISSUER']}/.well-known/openid-configuration",
    client_kwargs={"scope": os.environ["SCOPE"], "code_challenge_method": "S256"},
)


@app.get("/")
def show() -> Any:
    """What was told of whoever is signed in; others are sent to the provider."""
    if session.get("key") in told:
        return told[session["key"]]
    return school.authorize_redirect(f"{here}/terug")


@app.get("/terug")
def finish() -> Response:
    """The answer of the provider: state, issuer, nonce and at_hash are looked at by the library."""
    token = school.authorize_access_token()
    key = secrets.token_hex(16)
    told[key] = {"id_token": token["userinfo"], "userinfo": school.userinfo(token=token)}
    hints[key] = token["id_token"]
    session["key"] = key
    return redirect(here)


@app.get("/uit")
def leave() -> Response:
    """Sign out here and at the provider."""
    key = session.pop("key")
    del told[key]
    address = school.create_logout_url(f"{here}/afgemeld", hints.pop(key), state="uit")
    return redirect(address["url"])


@app.get("/afgemeld")
def left() -> str:
    """Where the provider sends people who signed out."""
    return "afgemeld"


app.run("127.0.0.1", int(os.environ["PORT"]))
