"""``/gkv/v1``: the pull API of GKV packages (docs/gkv-api.rst); ``openapi.json`` describes it."""

import re
from functools import cache
from pathlib import Path

from flask import Response, jsonify, request

from uwlr_service.domain.fouten import SchoolOnbekend, VerzoekOngeldig
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.domain.school import schoolpad
from uwlr_service.uitwisseling.gkv.ophalen import Plaats
from uwlr_service.web import inhoud
from uwlr_service.web.gkv import pakket as sending
from uwlr_service.web.gkv import weergave
from uwlr_service.web.gkv.toegang import houder
from uwlr_service.web.state import diensten

OPENAPI = Path(__file__).with_name("openapi.json")
ACCEPTED = 202


def openapi() -> Response:
    """The description of this API, for anybody."""
    return Response(_document(), content_type="application/json", headers={"Cache-Control": "no-cache"})


def koppelingen() -> Response:
    """The link of the token, with its schools; a list, because a token could hold for more of them."""
    scholen = diensten().ophaalloket.scholen(houder())
    return jsonify(koppelingen=[weergave.koppeling(houder(), scholen)])


def leveringen(koppeling: int, school: str) -> Response:
    """The deliveries of a school behind the number ``na``, oldest first, a page at a time."""
    page, more = diensten().ophaalloket.leveringen(houder(), _plaats(koppeling, school), _na())
    return jsonify(leveringen=[weergave.levering(levering) for levering in page], meer=more)


def pakket(koppeling: int, school: str, levering: str) -> Response:
    """A package, or a part of it."""
    loket = diensten().ophaalloket
    return sending.send(loket, loket.levering(houder(), _plaats(koppeling, school), levering))


def manifest(koppeling: int, school: str, levering: str) -> Response:
    """The manifest of a package by itself, with its detached signature (RFC 7515, appendix F)."""
    loket = diensten().ophaalloket
    content, signature = loket.manifest(loket.levering(houder(), _plaats(koppeling, school), levering))
    headers = {"X-JWS-Signature": signature, "Cache-Control": sending.CACHE}
    return Response(content, content_type="application/xml", headers=headers)


def ontvangstbevestiging(koppeling: int, school: str, levering: str) -> Response:
    """What the partner says that became of a package; answers what is kept of it."""
    kept = diensten().ophaalloket.confirm(
        houder(), _plaats(koppeling, school), levering, inhoud.json_document()
    )
    return jsonify(weergave.bevestiging(kept))


def volledig(koppeling: int, school: str) -> tuple[Response, int]:
    """Ask for a full delivery the next time."""
    diensten().ophaalloket.ask_volledig(houder(), _plaats(koppeling, school))
    return jsonify(detail="De volgende levering van deze school is een volledige."), ACCEPTED


def verwijderverzoeken() -> Response:
    """The data that the partner has to destroy, and what it confirmed of that."""
    verzoeken = diensten().verwijderverzoeken.of_houder(houder())
    return jsonify(verwijderverzoeken=[weergave.verwijderverzoek(verzoek) for verzoek in verzoeken])


def bevestiging(verzoek: int) -> Response:
    """The partner destroyed the data; answers what is kept of it."""
    return jsonify(weergave.verwijderverzoek(diensten().verwijderverzoeken.confirm(houder(), verzoek)))


@cache
def _document() -> bytes:
    return OPENAPI.read_bytes()


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
    if not re.fullmatch("[0-9]{1,10}", text, re.ASCII) or int(text) > LARGEST_NUMBER:
        raise VerzoekOngeldig(f"De parameter 'na' is een geheel getal van 0 tot en met {LARGEST_NUMBER}.")
    return int(text)
