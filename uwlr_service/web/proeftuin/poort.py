"""The gate below ``/proeftuin/<nummer>/``: the pull API itself, watched, for the schools there."""

import json
import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.proeftuin.waarneming import DEEL, GOED, LONGEST_TEXT, Ingreep, Waarneming
from uwlr_service.domain.school import schoolpad
from uwlr_service.stopping import IS_STOPPING
from uwlr_service.uitwisseling.proeftuin.bezoek import Bezoek, visiting
from uwlr_service.uitwisseling.proeftuin.traagheid import Traagheid
from uwlr_service.uitwisseling.proeftuin.waarnemen import Waarnemer
from uwlr_service.web import problem
from uwlr_service.web.adressen import BELOW
from uwlr_service.web.proeftuin.ingrepen import Antwoord, spoiled

BERICHT = re.compile(r"/([a-z]+)(\.json)?", re.ASCII)
SCHOOL = re.compile(r"/scholen/([^/]+)/")
CONTROL = re.compile(r"[^ -~]")
NIET_GEVONDEN = "404 Not Found"
ONBEKEND = "Deze proeftuin is er niet."
BEGIN = "bytes 0-"
PAKKET = "/pakket"
"""How the addresses of packages end."""
LENGTH = re.compile("[0-9]{1,9}", re.ASCII)


class Gkvpoort:
    """Lets the pull API answer a call for its proeftuin, and notes that; it may then spoil the answer."""

    def __init__(
        self,
        path: re.Pattern[str],
        web: WSGIApplication,
        find: Callable[[int], Proeftuin],
        waarnemer: Waarnemer,
        traagheid: Traagheid,
    ) -> None:
        self._path = path
        self._web = web
        self._find = find
        self._waarnemer = waarnemer
        self._traagheid = traagheid

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        match = self._path.fullmatch(environ["PATH_INFO"])
        try:
            proeftuin = self._find(int(match[2]) if match else 0)
        except ProeftuinOnbekend:
            return _unknown(start_response)
        below, path = (match[1], match[3]) if match else ("", "")
        with visiting(proeftuin) as bezoek:
            antwoord = self._answered({**environ, "PATH_INFO": path, BELOW: below})
        with self._traagheid.plek() as plek:
            try:
                waarneming = _seen(environ, path, bezoek, antwoord)
                ingegrepen = self._waarnemer.note_gkv(proeftuin.id, waarneming, plek=plek)
            except BaseException:
                antwoord.close()  # nobody will send it
                raise
            if ingegrepen is not None and ingegrepen.ingreep is Ingreep.TRAAG:
                plek.wait(environ.get(IS_STOPPING, lambda: False))
        if antwoord.is_good and environ["REQUEST_METHOD"] == "GET":
            antwoord = spoiled(ingegrepen, waarneming.bericht, antwoord)
        return antwoord.send(start_response)

    def _answered(self, environ: WSGIEnvironment) -> Antwoord:
        """What the pull API says: a package as it is read, anything else as a whole."""
        began: list[Any] = []

        def begin(status: str, headers: list[tuple[str, str]], _error: object = None) -> Callable[..., Any]:
            began[:] = [status, headers]
            return lambda _piece: None

        pieces = self._web(environ, begin)
        status, headers = began
        antwoord = Antwoord(status, headers, pieces)
        return antwoord if environ["PATH_INFO"].endswith(PAKKET) else antwoord.whole()


def _seen(environ: WSGIEnvironment, path: str, bezoek: Bezoek, antwoord: Antwoord) -> Waarneming:
    words = BERICHT.findall(path)
    school = SCHOOL.search(path)
    code = None if school is None else schoolpad.read(school[1])
    is_here = code is not None and code.brincode == bezoek.proeftuin.brincode
    length = environ.get("CONTENT_LENGTH", "")
    return Waarneming(
        moment=tijd.now(),
        stap=None,
        bericht=words[-1][0][:32] if words else None,
        xsdversie=None,
        school=code.dependancecode if is_here and code is not None else None,
        soapactie="",
        mediatype=_text(environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()),
        accept_encoding=_text(environ.get("HTTP_ACCEPT_ENCODING", "")),
        laatstontvangen=None,
        aanmaakdatum=None,
        sleutel=bezoek.sleutel,
        bytes_in=int(length) if LENGTH.fullmatch(length) else 0,
        uitkomst=_uitkomst(environ, path, antwoord),
        plek=None if bezoek.pakket is None else str(bezoek.pakket),
    )


def _uitkomst(environ: WSGIEnvironment, path: str, antwoord: Antwoord) -> str:
    """What came of a call: what was confirmed, whether that was all, or the status."""
    if not antwoord.is_good or environ["REQUEST_METHOD"] == "HEAD":
        return antwoord.status[:3]
    if path.endswith("/ontvangstbevestiging"):
        return str(json.loads(b"".join(antwoord.pieces))["status"])
    if antwoord.header("Content-Range") and not antwoord.header("Content-Range").startswith(BEGIN):
        return DEEL
    return GOED


def _text(value: str) -> str:
    return CONTROL.sub("?", value[:LONGEST_TEXT])


def _unknown(start_response: StartResponse) -> Iterable[bytes]:
    document = problem.refusal(HTTPStatus.NOT_FOUND, ONBEKEND)
    start_response(
        NIET_GEVONDEN,
        [("Content-Type", problem.MEDIA_TYPE), ("Content-Length", str(len(document)))],
    )
    return [document]
