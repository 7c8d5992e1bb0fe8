"""The front below ``/proeftuin/<nummer>/``: the same SOAP application, watched, for the schools there."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.proeftuin.waarneming import (
    LONGEST_TEXT,
    Herkenning,
    Ingreep,
    Waarneming,
    groepskenmerken,
    herkenningen,
)
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.domain.uwlr.verzoek import Bericht, Verzoek
from uwlr_service.formats import parsing
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS
from uwlr_service.soap import descriptions, elsewhere, transport
from uwlr_service.soap.call import Call
from uwlr_service.soap.dispatch import Dispatch
from uwlr_service.soap.front import Front
from uwlr_service.soap.intake import Intake
from uwlr_service.soap.proeftuin.ingrepen import Antwoord, spoiled
from uwlr_service.stopping import IS_STOPPING
from uwlr_service.uitwisseling.beurten import Turns
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.proeftuin.bezoek import Bezoek, visiting
from uwlr_service.uitwisseling.proeftuin.traagheid import Traagheid
from uwlr_service.uitwisseling.proeftuin.waarnemen import Waarnemer

PATH = re.compile(r"(/proeftuin/([1-9][0-9]{0,8}))(/uwlr/.*)", re.ASCII)
AANMAAKDATUM = re.compile(rb"<aanmaakdatum>([^<]{1,40})</aanmaakdatum>")
BEGINNING = 4096
"""Bytes of an answer within which it says when its data were made."""
GROEP = f"{{{LEERLINGGEGEVENS}}}groep"
SAMENGESTELDE_GROEP = f"{{{LEERLINGGEGEVENS}}}samengestelde_groep"
GROEPEN = (GROEP, SAMENGESTELDE_GROEP)
CONTROL = re.compile(r"[^ -~]")
OURS = "uwlr.proeftuin"
"""Under this name a call has its proeftuin in its environ."""


class Proeftuinpoort:
    """The WSGI application below ``/proeftuin/``: finds the proeftuin, and hands the call to its front."""

    def __init__(self, find: Callable[[int], Proeftuin], front: "Proeftuinfront") -> None:
        self._find = find
        self._front = front

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        match = PATH.fullmatch(environ.get("PATH_INFO", ""))
        if match is None:
            return elsewhere.answer(environ, start_response)
        try:
            proeftuin = self._find(int(match[2]))
        except ProeftuinOnbekend:
            return elsewhere.answer(environ, start_response)
        within = {
            **environ,
            "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + match[1],
            "PATH_INFO": match[3],
            OURS: proeftuin,
        }
        return self._front(within, start_response)


class Proeftuinfront(Front):
    """As the front of ``/uwlr/``, but it notes each call, and may spoil the answer once that is made."""

    def __init__(
        self,
        dispatch: Dispatch,
        intake: Intake,
        settings: Settings,
        register: Register,
        turns: Turns,
        waarnemer: Waarnemer,
        traagheid: Traagheid,
    ) -> None:
        super().__init__(dispatch, intake, settings, register, turns)
        self._base_url = settings.base_url
        self._waarnemer = waarnemer
        self._traagheid = traagheid

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in transport.READING:
            base = self._base_url or transport.own_address(environ)
            return descriptions.of_uwlr(environ, start_response, base + environ["SCRIPT_NAME"])
        return super().__call__(environ, start_response)

    def handle(self, environ: WSGIEnvironment, start_response: StartResponse, call: Call) -> Iterable[bytes]:
        """Answer a call as it should be, and then perhaps otherwise."""
        wants_gzip = call.wants_gzip
        call.wants_gzip = False  # compressed is what the plan says, to see whether the client can read it
        began: list[Any] = []

        def begin(status: str, headers: list[tuple[str, str]], _error: object = None) -> Callable[..., Any]:
            began[:] = [status, headers]
            return _no_writing

        with visiting(environ[OURS]) as bezoek:
            pieces = list(super().handle(environ, begin, call))
        antwoord = Antwoord(began[0], began[1], pieces)
        waarneming = _seen(environ, call, bezoek)
        with self._traagheid.plek() as plek:
            ingreep = self._waarnemer.note(bezoek.proeftuin.id, waarneming, wants_gzip=wants_gzip, plek=plek)
            if ingreep is Ingreep.TRAAG:
                plek.wait(environ.get(IS_STOPPING, lambda: False))
        return spoiled(ingreep, antwoord, start_response)


def _no_writing(_piece: bytes) -> None:
    """Nobody here writes an answer in the old way of WSGI."""


def _seen(environ: WSGIEnvironment, call: Call, bezoek: Bezoek) -> Waarneming:
    verzoek = call.verzoek
    school = None
    if verzoek is not None and verzoek.school.brincode == bezoek.proeftuin.brincode:
        school = verzoek.school.dependancecode
    plek = None
    if call.fout is not None and call.fout.meldingen:
        plek = _text((call.fout.meldingen[0].pad or "").rpartition("/")[2], 64)
    resultaten: tuple[Herkenning, ...] = ()
    if isinstance(verzoek, Leerresultaten):
        resultaten = tuple(herkenningen(verzoek))
    return Waarneming(
        moment=tijd.now(),
        stap=None,
        bericht=call.bericht,
        xsdversie=None if verzoek is None else verzoek.xsdversie,
        school=school,
        soapactie=_text(environ.get("HTTP_SOAPACTION", "")),
        mediatype=_text(environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()),
        accept_encoding=_text(environ.get("HTTP_ACCEPT_ENCODING", "")),
        laatstontvangen=_laatstontvangen(verzoek),
        aanmaakdatum=_aanmaakdatum(call),
        sleutel=bezoek.sleutel,
        bytes_in=call.bytes_in,
        uitkomst=call.outcome,
        plek=plek,
        resultaten=resultaten,
        schooljaar=None if verzoek is None else verzoek.schooljaar,
        gegevensset=_gegevensset(verzoek),
        groepen=groepskenmerken(_groepen(call, verzoek)),
    )


def _gegevensset(verzoek: Verzoek | Leerresultaten | None) -> str | None:
    if not isinstance(verzoek, Verzoek) or verzoek.gegevenssetid is None:
        return None
    return _text(verzoek.gegevenssetid, 64)


def _groepen(call: Call, verzoek: Verzoek | Leerresultaten | None) -> Iterator[Groepskeuze]:
    """The groups that a call is about: those that it asks for, or that it got to ask for."""
    if not isinstance(verzoek, Verzoek):
        return
    yield from verzoek.groepen
    given = call.uitkomst
    if verzoek.bericht is not Bericht.STRUCTUUR or given is None or given.gegevens is None:
        return
    for groep in parsing.parse(given.body).iter(*GROEPEN):
        yield Groepskeuze(groep.tag == SAMENGESTELDE_GROEP, groep.get("key"))


def _text(value: str, longest: int = LONGEST_TEXT) -> str:
    """What a client wrote, as much as is kept of it."""
    return CONTROL.sub("?", value[:longest])


def _laatstontvangen(verzoek: Verzoek | Leerresultaten | None) -> datetime | None:
    if not isinstance(verzoek, Verzoek) or verzoek.laatstontvangen is None:
        return None
    return tijd.to_utc(verzoek.laatstontvangen)


def _aanmaakdatum(call: Call) -> datetime | None:
    """What is handed out with data, to be sent along with the next question."""
    if call.uitkomst is None or call.uitkomst.gegevens is None:
        return None
    match = AANMAAKDATUM.search(call.uitkomst.body[:BEGINNING])
    return None if match is None else tijd.to_utc(tijd.parse_moment(match[1].decode()))
