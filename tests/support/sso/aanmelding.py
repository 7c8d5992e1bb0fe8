"""A browser with a session that goes through the pages of the provider, and the client that sent it there."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import requests
from lxml import html

from tests.support.sso.toepassingen import Proefclient

VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
PATIENCE = 20
MOST_PAGES = 10
PASSWORD = "wachtwoord"
LOCALHOST = "localhost.local"
"""How the cookie jar of Python calls a host without a dot."""
BROWSERS = {"Accept": "text/html,*/*;q=0.8", "Sec-Fetch-Mode": "navigate"}
"""By what an application knows that a person opens a page; some answer anything else with 401."""


@dataclass(frozen=True, kw_only=True)
class Aanvrager:
    """A client with the address that it is answered at, and what it asks for."""

    client: Proefclient
    terug: str
    scope: str = "openid"
    has_pkce: bool = True

    def asks(self, **parameters: str) -> dict[str, str]:
        """An authorization request, with other parameters in the place of the usual ones."""
        usual = {
            "client_id": self.client.client_id,
            "redirect_uri": self.terug,
            "response_type": "code",
            "scope": self.scope,
            "state": "staat",
            "nonce": "eenmalig",
        }
        if self.has_pkce:
            usual |= {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
        return usual | parameters


class Browser:
    """Somebody at the provider: with a session, of which ``sessie`` is the cookie, or with what they type.

    ``typed`` has the words for fields by their names; each is typed once, from the first on.
    """

    def __init__(
        self, url: str, sessie: str | None = None, typed: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self.url = url
        self.signed_in = 0
        """How often a password was asked for."""
        self._typed = {name: iter(words) for name, words in (typed or {}).items()}
        self._http = requests.Session()
        self._http.trust_env = False
        if sessie is not None:
            self._http.cookies.set("sessie", sessie, domain=LOCALHOST, path="/")

    def answer_to(self, aanvrager: Aanvrager, **parameters: str) -> dict[str, str]:
        """What the client hears, after every page that comes between was agreed to."""
        query = urlencode(aanvrager.asks(**parameters))
        return self.led_to(f"{self.url}/sso/authorize?{query}", aanvrager.terug)

    def led_to(self, address: str, terug: str) -> dict[str, str]:
        """What the browser brings an application, to which the provider leads from an address of its own."""
        answer = self._http.get(address, allow_redirects=False, timeout=PATIENCE)
        for _ in range(MOST_PAGES):
            location = answer.headers.get("Location", "")
            if location.startswith(terug):
                return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
            answer = self._follow(location) if location else self._agree(answer)
        raise AssertionError(f"no answer came to the client: {answer.status_code} {answer.text[:2000]}")

    def code(self, aanvrager: Aanvrager, **parameters: str) -> str:
        """A fresh code for a client."""
        answer = self.answer_to(aanvrager, **parameters)
        assert "code" in answer, answer
        return answer["code"]

    def visit(self, address: str) -> requests.Response:
        """The page of an application in the end, after every page of the provider was agreed to."""
        page = self._http.get(address, headers=BROWSERS, timeout=PATIENCE)
        for _ in range(MOST_PAGES):
            if not page.url.startswith(self.url):
                return page
            page = self._agree(page, go_on=True)
        raise AssertionError(f"the browser stays at the provider: {page.status_code} {page.text[:2000]}")

    def press(self, path: str) -> None:
        """Open a page of the service, and press its first button."""
        page = self._http.get(self.url + path, headers=BROWSERS, timeout=PATIENCE)
        assert self._agree(page, go_on=True).ok

    def is_signed_in(self, address: str) -> bool:
        """Whether an application knows the browser; one that does not sends it away."""
        page = self._http.get(address, headers=BROWSERS, allow_redirects=False, timeout=PATIENCE)
        return page.status_code == requests.codes.ok

    def _follow(self, location: str) -> requests.Response:
        path = location.removeprefix(self.url)
        return self._http.get(self.url + path, allow_redirects=False, timeout=PATIENCE)

    def _agree(self, page: requests.Response, *, go_on: bool = False) -> requests.Response:
        """Press the first button of a page, which goes on; ``go_on`` is whether to follow what comes."""
        assert page.status_code == requests.codes.ok, page.text[:2000]
        (form, *_) = html.document_fromstring(page.text, base_url=page.url).xpath("//main//form")
        fields = dict(form.form_values())
        self.signed_in += PASSWORD in fields
        names = set(form.inputs.keys())  # also of a choice that nobody made yet
        fields |= {name: next(self._typed[name]) for name in names & self._typed.keys()}
        return self._http.post(
            urljoin(page.url, form.action or page.url),
            data=fields,
            headers={"Origin": self.url, "Referer": page.url, "Sec-Fetch-Site": "same-origin", **BROWSERS},
            allow_redirects=go_on,
            timeout=PATIENCE,
        )


class Tokenpost:
    """The token endpoint, as a client with a secret speaks to it; by a connection of its own each time.

    An application that keeps its connection gives the ``session`` that holds it.
    """

    def __init__(self, url: str, aanvrager: Aanvrager, session: requests.Session | None = None) -> None:
        self._url = url
        self._aanvrager = aanvrager
        self._post = requests.post if session is None else session.post

    def redeem(self, code: str) -> requests.Response:
        """Ask for the tokens of a code."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self._aanvrager.terug}
        if self._aanvrager.has_pkce:
            form["code_verifier"] = VERIFIER
        return self.post("token", **form)

    def refresh(self, token: str) -> requests.Response:
        """Ask new tokens for a refresh token."""
        return self.post("token", grant_type="refresh_token", refresh_token=token)

    def post(self, place: str, **form: str) -> requests.Response:
        """A form to an address for clients."""
        client = self._aanvrager.client
        return self._post(
            f"{self._url}/sso/{place}",
            data=form,
            auth=(client.client_id, client.geheim),
            timeout=PATIENCE,
        )

    def tokens(self, code: str) -> dict[str, str]:
        """The tokens for a code."""
        answer = self.redeem(code)
        assert answer.status_code == requests.codes.ok, answer.text
        tokens: dict[str, str] = json.loads(answer.text)
        return tokens
