"""The kinds of question that a country is asked, each put to the whole WSGI application in this process."""

import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from random import Random
from typing import Any
from wsgiref.types import WSGIApplication

from lxml import html
from werkzeug.test import Client, TestResponse

from bench.landelijk import results
from bench.landelijk.land import GkvLink, Land, LandSchool, UwlrLink
from bench.messages import PATH as PULL
from bench.pushing import PATH as BRING
from bench.report import NotMeasured
from tests.support.messages.soap import envelope, header, verzoek
from tests.support.sso.aanmelding import PASSWORD, VERIFIER, Aanvrager
from tests.support.sso.toepassingen import Proefclient
from uwlr_service.domain import tijd
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.uwlr.write_resultaten import write_leerresultaten

ORIGIN = "http://localhost"
FEED_PAGE = 500


@dataclass(frozen=True, slots=True)
class Question:
    """A kind of question; ``ask`` puts one of them, about a school that it draws by lot."""

    naam: str
    ask: Callable[[], object]


class Country:
    """A country behind an application, and all that ask it; what is not answered raises NotMeasured."""

    def __init__(self, land: Land, app: WSGIApplication, seed: int) -> None:
        self._land = land
        self._app = app
        self._rng = Random(seed)
        self._client = Client(app, use_cookies=False)
        self._tokens: dict[str, str] = {}
        self._uwlr = [(link, code) for link in land.uwlr for code in link.scholen]
        self._gkv = [(link, code) for link in land.gkv for code in link.scholen]
        self._by_code = {school.code: school for school in land.scholen}
        self._cursor = ""

    def questions(self) -> list[Question]:
        """Every kind."""
        return [
            Question("pull, no changes", lambda: self._pull(unchanged=True)),
            Question("pull, all of it", lambda: self._pull(unchanged=False)),
            Question("results, a message", self._bring),
            Question("GKV, token", self._gkv_token),
            Question("GKV, nothing new", self._nothing_new),
            Question("GKV, package", self._package),
            Question("GKV, list of schools", self._list),
            Question("LAS, token", self._las_token),
            Question("LAS, feed without news", self._feed),
            Question("LAS, feed, first page", self._first_page),
            Question("LAS, school sent", self._send),
            Question("sign-in", self._sign_in),
            *(
                Question(f"portal, {naam}", lambda path=path: self._page(path))  # type: ignore[misc]
                for naam, path in (("school", ""), ("links", "/koppelingen"), ("results", "/resultaten"))
            ),
            Question("metrics", lambda: self._told(self._client.get("/metrics"))),
            Question("ready", lambda: self._told(self._client.get("/health/ready"))),
        ]

    # --- publishers -------------------------------------------------------------------------------------

    def _pull(self, *, unchanged: bool) -> None:
        link, school = self._link()
        code = school.schoolcode
        laatst = tijd.format_moment(tijd.now()) if unchanged else None
        vraag = verzoek(
            brincode=code.brincode, dependancecode=code.dependancecode, laatstontvangengegevens=laatst
        )
        answer = self._soap(PULL, link, vraag)
        if ("geenwijzigingen" in answer.text) is not unchanged:
            raise NotMeasured(f"the answer was {answer.text[-300:]}")

    def _bring(self) -> None:
        link, school = self._link()
        omvang = self._land.omvang
        werk = results.Schoolwerk(
            code=school.schoolcode,
            index=school.index,
            schooljaar=Schooljaar(omvang.schooljaar),
            leerlingen=school.leerlingen[: results.IN_A_MESSAGE],
            klantcode=link.klantcode,
            rounds=1,
            seed=self._rng.getrandbits(64),
        )
        bericht = next(results.berichten(werk))
        self._soap(BRING, link, write_leerresultaten(replace(bericht, xsdversie="2.2")).decode())

    def _link(self) -> tuple[UwlrLink, LandSchool]:
        link, code = self._rng.choice(self._uwlr)
        return link, self._by_code[code]

    def _soap(self, path: str, link: UwlrLink, body: str) -> TestResponse:
        message = envelope(body, header(link.sleutel, link.klantcode, link.klantnaam))
        return self._told(self._client.post(path, data=message, content_type="text/xml; charset=utf-8"))

    # --- partners of GKV --------------------------------------------------------------------------------

    def _gkv_token(self) -> None:
        link = self._rng.choice(self._land.gkv)
        self._token(link.client_id, link.key)

    def _nothing_new(self) -> None:
        link, code = self._rng.choice(self._gkv)
        if self._leveringen(link, code, link.volgnummer):
            raise NotMeasured("there is a package behind the last one")

    def _package(self) -> None:
        link, code = self._rng.choice(self._gkv)
        (levering,) = self._leveringen(link, code, link.volgnummer - 1)
        self.get(f"{_place(link, code)}/{levering['id']}/pakket", link.client_id, link.key)

    def _list(self) -> None:
        link = self._rng.choice(self._land.gkv)
        self.get("/gkv/v1/koppelingen", link.client_id, link.key)

    def _leveringen(self, link: GkvLink, code: str, na: int) -> list[dict[str, Any]]:
        answer = self.get(f"{_place(link, code)}?na={na}", link.client_id, link.key)
        leveringen: list[dict[str, Any]] = answer.json["leveringen"]  # type: ignore[index]
        return leveringen

    # --- the LAS ----------------------------------------------------------------------------------------

    def _las_token(self) -> None:
        self._token(self._land.las.client_id, self._land.las.key)

    def _feed(self) -> None:
        if not self._cursor:
            more = True
            while more:
                page = self._read(f"&na={self._cursor}" if self._cursor else "")
                self._cursor = page["cursor"]
                more = page["meer"]
        self._cursor = self._read(f"&na={self._cursor}")["cursor"]

    def _first_page(self) -> None:
        self._read("")

    def _read(self, rest: str) -> dict[str, Any]:
        las = self._land.las
        answer = self.get(f"{self._land.feed}?limiet={FEED_PAGE}{rest}", las.client_id, las.key)
        page: dict[str, Any] = answer.json  # type: ignore[assignment]
        return page

    def _send(self) -> None:
        las = self._land.las
        school = self._rng.choice(self._land.scholen)
        gegevens = self._land.gegevens(school)
        place = f"/las/v1/scholen/{schoolpad.write(school.schoolcode)}"
        self._told(
            self._client.put(
                f"{place}/schooljaren/{gegevens.school.schooljaar}/gegevens",
                data=b"".join(edexml.write(gegevens)),
                content_type="application/xml",
                headers={"Authorization": f"Bearer {self._kept(las.client_id, las.key)}"},
            )
        )

    # --- people -----------------------------------------------------------------------------------------

    def _page(self, rest: str) -> None:
        school = self._rng.choice(self._land.scholen)
        path = f"/portaal/scholen/{schoolpad.write(school.schoolcode)}{rest}"
        self._told(self._client.get(path, headers={"Cookie": f"sessie={school.sessie}"}))

    def _sign_in(self) -> None:
        sso = self._land.sso
        aanvrager = Aanvrager(
            client=Proefclient(
                id=sso.id, client_id=sso.client_id, koppeling=sso.koppeling, geheim=sso.geheim
            ),
            terug=sso.terug,
            scope=sso.scope,
        )
        browser = Client(self._app)
        answer = browser.get("/sso/authorize", query_string=aanvrager.asks())
        while not answer.headers.get("Location", "").startswith(sso.terug):
            answer = self._next(browser, answer)
        code = answer.headers["Location"].partition("code=")[2].partition("&")[0]
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": sso.terug,
            "code_verifier": VERIFIER,
        }
        self._told(self._client.post("/sso/token", data=form, auth=(sso.client_id, sso.geheim)))

    def _next(self, browser: Client, answer: TestResponse) -> TestResponse:
        """Follow where a page leads, or fill in its form."""
        if answer.status_code == HTTPStatus.SEE_OTHER:
            return browser.get(answer.headers["Location"])
        form = html.document_fromstring(self._told(answer).text).find(".//main//form")
        if form is None:
            raise NotMeasured(f"a page without a form: {answer.request.path}")
        fields = dict(form.form_values())
        if PASSWORD in form.inputs:
            school = self._rng.choice(self._land.scholen)
            fields |= {"inlognaam": self._rng.choice(school.inlognamen), PASSWORD: self._land.wachtwoord}
        headers = {"Origin": ORIGIN, "Referer": ORIGIN, "Sec-Fetch-Site": "same-origin"}
        return browser.post(form.action or answer.request.full_path, data=fields, headers=headers)

    # --- tokens -----------------------------------------------------------------------------------------

    def get(self, path: str, client_id: str, key: Mapping[str, Any]) -> TestResponse:
        """What a caller is answered who signs with a key. Raises NotMeasured."""
        headers = {"Authorization": f"Bearer {self._kept(client_id, key)}"}
        return self._told(self._client.get(path, headers=headers))

    def _kept(self, client_id: str, key: Mapping[str, Any]) -> str:
        """The token of a caller, who asks for one once."""
        if client_id not in self._tokens:
            self._tokens[client_id] = self._token(client_id, key)
        return self._tokens[client_id]

    def _token(self, client_id: str, key: Mapping[str, Any]) -> str:
        now = int(time.time())
        claims = {"iss": client_id, "sub": client_id, "aud": f"{ORIGIN}/oauth/token", "jti": uuid.uuid4().hex}
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": clientbewijs.ASSERTION_TYPE,
            "client_assertion": clientbewijs.sign({**claims, "iat": now, "exp": now + 60}, key),
        }
        return str(self._told(self._client.post("/oauth/token", data=form)).json["access_token"])  # type: ignore[index]

    def _told(self, answer: TestResponse) -> TestResponse:
        if answer.status_code != HTTPStatus.OK:
            raise NotMeasured(f"{answer.request.path}: {answer.status_code} {answer.text[:300]}")
        return answer


def _place(link: GkvLink, code: str) -> str:
    school = schoolpad.write(Schoolcode.parse(code))
    return f"/gkv/v1/koppelingen/{link.koppeling}/scholen/{school}/leveringen"
