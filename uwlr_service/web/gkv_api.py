"""``/gkv/v1``: the pull API of GKV packages (docs/gkv-api.rst); ``openapi.json`` describes it."""

import re
import time
from pathlib import Path

from flask import Blueprint, Response, g, jsonify, request
from werkzeug.exceptions import BadRequest

from uwlr_service import logs, metrics
from uwlr_service.config import Settings
from uwlr_service.domain.fouten import SchoolOnbekend, TokenOngeldig, VerzoekOngeldig
from uwlr_service.domain.koppeling.partner import Tokenhouder
from uwlr_service.domain.school import schoolpad
from uwlr_service.uitwisseling.gkv.ophalen import Ophaalloket, Plaats
from uwlr_service.uitwisseling.gkv.tokens import Tokens
from uwlr_service.web import adressen, gkv_json, problem
from uwlr_service.web import pakket as sending
from uwlr_service.web.oauth import too_fast
from uwlr_service.web.tempo import Tempo

OPENAPI = Path(__file__).with_name("openapi.json")
BEARER = re.compile(r"Bearer +([A-Za-z0-9._~+/=-]+)", re.IGNORECASE | re.ASCII)
SCHOOL = "/koppelingen/<int:koppeling>/scholen/<school>"
LEVERING = f"{SCHOOL}/leveringen/<levering>"
MAX_NUMBER = 2**31 - 1
OPEN = "gkv.openapi"
"""The one address that asks for no token."""


def blueprint(settings: Settings, tokens: Tokens, loket: Ophaalloket, tempo: Tempo) -> Blueprint:
    """The addresses of the pull API."""
    gkv = Blueprint("gkv", __name__, url_prefix="/gkv/v1")
    problem.handle(gkv)
    document = OPENAPI.read_bytes()

    @gkv.before_request
    def admit() -> Response | None:
        g.started = time.perf_counter()
        if request.endpoint == OPEN:
            return None
        given = BEARER.fullmatch(request.headers.get("Authorization", ""))
        if given is None:
            raise TokenOngeldig
        g.adressen = adressen.own(settings)
        g.houder = tokens.check(given[1], adressen.shown_certificate(settings), g.adressen)
        wait = tempo.take(g.houder.koppeling)
        return too_fast(wait) if wait else None

    @gkv.after_request
    def finish(response: Response) -> Response:
        response.headers.setdefault("Cache-Control", "no-store")
        seconds, operation = time.perf_counter() - g.started, str(request.endpoint)
        metrics.record_call(operation, str(response.status_code), seconds)
        fields = {"koppeling": g.houder.koppeling} if "houder" in g else {}
        logs.log_call(operation, str(response.status_code), seconds, **fields)
        return response

    @gkv.get("/openapi.json")
    def openapi() -> Response:
        return Response(document, content_type="application/json", headers={"Cache-Control": "no-cache"})

    @gkv.get("/koppelingen")
    def koppelingen() -> Response:
        return jsonify(koppelingen=[gkv_json.koppeling(_houder(), loket.scholen(_houder()))])

    @gkv.get(f"{SCHOOL}/leveringen")
    def leveringen(koppeling: int, school: str) -> Response:
        found, more = loket.leveringen(_houder(), _plaats(koppeling, school), _na())
        return jsonify(leveringen=[gkv_json.levering(one) for one in found], meer=more)

    @gkv.get(f"{LEVERING}/pakket")
    def pakket(koppeling: int, school: str, levering: str) -> Response:
        return sending.send(loket, loket.levering(_houder(), _plaats(koppeling, school), levering))

    @gkv.get(f"{LEVERING}/manifest")
    def manifest(koppeling: int, school: str, levering: str) -> Response:
        found = loket.levering(_houder(), _plaats(koppeling, school), levering)
        content, signature = loket.manifest(found)
        headers = {"X-JWS-Signature": signature, "Cache-Control": sending.CACHE}
        return Response(content, content_type="application/xml", headers=headers)

    @gkv.post(f"{LEVERING}/ontvangstbevestiging")
    def ontvangstbevestiging(koppeling: int, school: str, levering: str) -> Response:
        try:
            said = request.get_json()
        except (BadRequest, RecursionError) as error:
            raise VerzoekOngeldig("De inhoud van het verzoek is geen leesbare JSON.") from error
        kept = loket.confirm(_houder(), _plaats(koppeling, school), levering, said)
        return jsonify(gkv_json.bevestiging(kept))

    @gkv.post(f"{SCHOOL}/volledig")
    def volledig(koppeling: int, school: str) -> tuple[Response, int]:
        loket.ask_volledig(_houder(), _plaats(koppeling, school))
        return jsonify(detail="De volgende levering van deze school is een volledige."), 202

    return gkv


def _houder() -> Tokenhouder:
    houder: Tokenhouder = g.houder
    return houder


def _plaats(koppeling: int, school: str) -> Plaats:
    code = schoolpad.read(school)
    if code is None:
        raise SchoolOnbekend
    return Plaats(koppeling, code)


def _na() -> int:
    given = request.args.getlist("na")
    if len(given) > 1:
        raise VerzoekOngeldig("De parameter 'na' staat er meer dan eens.")
    text = given[0] if given else "0"
    if not re.fullmatch("[0-9]{1,10}", text, re.ASCII) or int(text) > MAX_NUMBER:
        raise VerzoekOngeldig(f"De parameter 'na' is een geheel getal van 0 tot en met {MAX_NUMBER}.")
    return int(text)
