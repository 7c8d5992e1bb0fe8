"""The peer for SSO: the certified provider of node, with what it keeps in PostgreSQL."""

import base64
import hashlib
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

from bench.report import NotMeasured
from bench.servers import Server, free_port, running

SOURCES = Path(__file__).parent / "oidc"
CLIENT = "meting"
TERUG = "http://127.0.0.1:9/terug"
SCOPE = "openid organisatie groepen profiel"
MOST_HOPS = 10
PATIENCE = 30
INSTALLING = 300
VERIFIER = secrets.token_urlsafe(32)
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True, kw_only=True)
class Peer:
    """The running provider, with the session of somebody in a browser, and the application they go to."""

    server: Server
    secret: str
    browser: requests.Session = field(default_factory=requests.Session)
    application: requests.Session = field(default_factory=requests.Session)

    @property
    def issuer(self) -> str:
        """What it calls itself."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def userinfo(self) -> str:
        """Where the claims are."""
        return f"{self.issuer}/me"

    def code(self) -> str:
        """A fresh code. Raises NotMeasured."""
        address = f"{self.issuer}/auth"
        parameters: dict[str, str] | None = {
            "client_id": CLIENT,
            "redirect_uri": TERUG,
            "response_type": "code",
            "scope": SCOPE,
            "state": "staat",
            "nonce": "eenmalig",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        for _ in range(MOST_HOPS):
            answer = self.browser.get(address, params=parameters, allow_redirects=False, timeout=PATIENCE)
            address = urljoin(address, answer.headers.get("Location", ""))
            parameters = None
            if address.startswith(TERUG):
                given = parse_qs(urlsplit(address).query)
                if "code" in given:
                    return given["code"][0]
                break
        raise NotMeasured(f"the peer gave no code: {answer.status_code} {address[:200]}")

    def redeem(self, code: str) -> requests.Response:
        """Ask for the tokens of a code."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": TERUG,
            "code_verifier": VERIFIER,
        }
        return self.application.post(
            f"{self.issuer}/token", data=form, auth=(CLIENT, self.secret), timeout=PATIENCE
        )


@contextmanager
def serving(database_url: str, folder: Path) -> Iterator[Peer]:
    """The peer, installed outside of the checkout. Raises NotMeasured without node, npm or the registry."""
    missing = [tool for tool in ("node", "npm") if shutil.which(tool) is None]
    if missing:
        raise NotMeasured(f"{', '.join(missing)} not found (Debian: apt-get install nodejs npm)")
    place = folder / "oidc"
    shutil.copytree(SOURCES, place)
    done = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=INSTALLING,
    )
    if done.returncode:
        raise NotMeasured(f"oidc-provider could not be installed: {done.stderr.strip()[-200:]}")
    port = free_port()
    secret = secrets.token_urlsafe(32)
    environ = {
        "DATABASE_URL": database_url.replace("postgresql+psycopg:", "postgresql:"),
        "NODE_ENV": "production",
    }
    command = ["node", str(place / "server.js"), str(port), CLIENT, secret, TERUG]
    with running(command, port, folder, environ) as server:
        yield Peer(server=server, secret=secret)
