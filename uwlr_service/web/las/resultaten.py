"""Results out: the feed, as JSON or for one school as messages of UWLR, and up to where a LAS took over."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Response, jsonify, request

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import VerzoekOngeldig
from uwlr_service.domain.fouten.lasfeed import ToetsdefinitieOnbekend
from uwlr_service.domain.las.feed import Feedbericht, Feedresultaat
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.las.resultaten.feed import Feedpagina, Feedvraag
from uwlr_service.web.las import versies, vraag, wachten, zending
from uwlr_service.web.las.adres import Adres
from uwlr_service.web.las.toegang import admit_again, las
from uwlr_service.web.state import diensten

JSON = "application/json"
XML = "application/xml"
CURSOR = "Uwlr-Cursor"
"""Where a message of UWLR has no place for it."""
FOR_EVER = "private, max-age=31536000, immutable"
HEXADECIMAL = frozenset("0123456789abcdef")
SHA256 = 64


def feed() -> Response:
    """The results behind ``na``; with ``Prefer: wait`` as soon as there are any."""
    wanted = Feedvraag(na=vraag.once("na"), limiet=vraag.limiet(), school=_school())
    if request.accept_mimetypes.best_match((JSON, XML), JSON) == XML:
        return _document(wanted)

    def read() -> Feedpagina:
        return diensten().resultaatfeed.page(las(), wanted)

    def read_again() -> Feedpagina:
        # What this LAS may have is judged when it gets it, and not when it began to wait.
        admit_again(Lasscope.RESULTATEN)
        _school()
        return read()

    page, headers = wachten.first_filled(read, read_again, wachten.asked())
    # Written at once and in our own order: Flask's own way takes twice as long, for ten thousands of these.
    response = Response(_written(page), content_type=JSON, headers=headers)
    response.headers["Vary"] = "Accept, Prefer"
    return response


def bevestiging() -> Response:
    """A LAS took over all up to a cursor."""
    document = zending.document()
    cursor = document.get("cursor") if isinstance(document, dict) else None
    if not isinstance(cursor, str):
        raise VerzoekOngeldig('Stuur een JSON-object met een cursor: {"cursor": "..."}.')
    kept = diensten().resultaatontvangst.confirm(las(), cursor)
    return jsonify(
        school=None if kept.school is None else str(kept.school),
        overgenomen_tot=None if kept.tot is None else tijd.format_moment(kept.tot),
        moment=tijd.format_moment(kept.moment),
    )


def toetsdefinitie(digest: str) -> Response:
    """A definition, which never changes: whoever has it need not ask again."""
    if len(digest) != SHA256 or not HEXADECIMAL.issuperset(digest):
        raise ToetsdefinitieOnbekend
    definitie = diensten().lasdefinities.get(digest)
    present = versies.known(digest)
    if present is not None:
        return versies.unchanged(present, FOR_EVER)
    response = Response(definitie, content_type=JSON)
    response.headers["Cache-Control"] = FOR_EVER
    response.set_etag(digest)
    return response


def _document(wanted: Feedvraag) -> Response:
    """The next message of one school; with nothing to read there is no message."""
    if wanted.school is None:
        raise VerzoekOngeldig(
            "Een bericht van UWLR gaat over een school: noem die met de parameter 'school'."
        )
    document = diensten().resultaatdocumenten.next(las(), wanted)
    status = HTTPStatus.NO_CONTENT if document.inhoud is None else HTTPStatus.OK
    response = Response(document.inhoud, status, content_type=XML)
    query = {"school": schoolpad.write(wanted.school), "limiet": wanted.limiet, "na": document.cursor}
    response.headers["Link"] = f'<{request.path}?{urlencode(query)}>; rel="next"'
    response.headers[CURSOR] = document.cursor
    response.headers["Vary"] = "Accept"
    if document.inhoud is None:
        response.headers["Retry-After"] = str(wachten.RETRY_SECONDS)
    return response


def _school() -> Schoolcode | None:
    """The school that is named. Raises SchoolOnbekend if it is not one of this LAS."""
    text = vraag.once("school")
    if text is None:
        return None
    return diensten().lastoegang.school(las(), text)


def _written(page: Feedpagina) -> bytes:
    afzenders: dict[int, dict[str, Any]] = {}
    resultaten = [
        _resultaat(resultaat, cursor, afzenders)
        for resultaat, cursor in zip(page.deel.resultaten, page.cursors, strict=True)
    ]
    document = {"resultaten": resultaten, "cursor": page.cursor, "meer": page.deel.meer}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _resultaat(
    resultaat: Feedresultaat, cursor: str, of_messages: dict[int, dict[str, Any]]
) -> dict[str, Any]:
    bericht = of_messages.get(resultaat.bericht.volgnummer)
    if bericht is None:
        bericht = _bericht(resultaat.bericht)
        of_messages[resultaat.bericht.volgnummer] = bericht
    uitslag = None if resultaat.uitslag is None else json.loads(resultaat.uitslag)
    return {
        "cursor": cursor,
        **bericht,
        "leerling": resultaat.leerling,
        "key": resultaat.key,
        "vervangt": list(resultaat.vervangt),
        "geldig": resultaat.geldig,
        "afnamedatum": resultaat.afnamedatum.isoformat(),
        "toetsdefinitie": resultaat.digest,
        "toetscode": resultaat.toetscode,
        "versie": resultaat.versie,
        "toetsonderdeelcode": resultaat.toetsonderdeelcode,
        "soort": _soort(uitslag),
        "score": resultaat.score,
        "uitslag": uitslag,
        "infourl": resultaat.infourl,
        "resultaatverwerkerid": resultaat.resultaatverwerkerid,
    }


def _bericht(bericht: Feedbericht) -> dict[str, Any]:
    """What the results of a message share."""
    return {
        "school": str(bericht.school),
        "schooljaar": bericht.schooljaar,
        "ontvangen": tijd.format_moment(bericht.ontvangen),
        "aanmaakdatum": tijd.format_moment(bericht.aanmaakdatum),
        "afzender": {
            "klantcode": bericht.klantcode,
            "klantnaam": bericht.klantnaam,
            "koppeling": bericht.koppeling,
            "auteur": bericht.auteur,
        },
    }


def _soort(uitslag: dict[str, Any] | None) -> str:
    if uitslag is None:
        return "score"
    return "ander" if "xml" in uitslag else "oso"


ADRESSEN = (
    Adres(rule="/resultaten", naam="resultaten", view=feed, scope=Lasscope.RESULTATEN),
    Adres(
        rule="/resultaten/ontvangstbevestiging",
        naam="ontvangstbevestiging",
        view=bevestiging,
        scope=Lasscope.RESULTATEN,
        methods=("POST",),
    ),
    Adres(
        rule="/toetsdefinities/<digest>",
        naam="toetsdefinitie",
        view=toetsdefinitie,
        scope=Lasscope.RESULTATEN,
    ),
)
