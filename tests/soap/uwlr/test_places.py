"""The line of a finding is that of the message as sent; where all of it is on one line, none is told."""

import pytest

from tests.support.callers import call
from tests.support.messages.soap import PULL, header, request, verzoek
from tests.support.messages.soap import envelope as enveloped
from uwlr_service.formats.uwlr.namespaces import FOUT
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

MELDING = f"detail/{{{FOUT}}}fout/{{{FOUT}}}melding"
PAD = "/leerlinggegevens_verzoek/schooljaar"
DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>'


def place(application, message: bytes) -> tuple[str | None, str, str]:
    """The line and the path in the detail, and the sentence."""
    answer = call(application, message, PULL)
    (melding,) = answer.body.iterfind(MELDING)
    return melding.get("regel"), melding.get("pad"), answer.faultstring


@pytest.mark.parametrize("before", [b"", DECLARATION, DECLARATION + b"\n", b"\n\n" + DECLARATION, b"\n"])
@pytest.mark.parametrize("behind", [b"", b"\n", b"\r\n\r\n"])
def test_a_message_on_one_line_has_no_lines(
    application, uitgifte: Uitgifte, before: bytes, behind: bytes
) -> None:
    message = before + request(uitgifte.sleutel, schooljaar="2026/2027") + behind
    regel, pad, faultstring = place(application, message)
    assert (regel, pad) == (None, PAD)
    assert "regel" not in faultstring
    assert f"({PAD}); verwacht: " in faultstring


@pytest.mark.parametrize(
    "before", ["", "\n", "\n\n \n", DECLARATION.decode(), "\n\n" + DECLARATION.decode() + "\n"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_lines_are_those_of_the_message_as_sent(
    application, uitgifte: Uitgifte, before: str, end: str
) -> None:
    body = verzoek(schooljaar="2026/2027").replace("<schooljaar>", "\n\n<schooljaar>")
    message = f"{before}{enveloped(body, header(uitgifte.sleutel)).decode()}".replace("\n", end)
    line = message[: message.index("<schooljaar>")].count("\n") + 1
    regel, pad, faultstring = place(application, message.encode())
    assert (regel, pad) == (str(line), PAD)
    assert f"(regel {line} van het bericht, {PAD})" in faultstring


def test_the_lines_of_a_long_message_are_right_too(application, uitgifte: Uitgifte) -> None:
    groepen = "\n".join('<groep key="G"/>' for _ in range(4_000))
    extra = f"<groepen>\n<!-- one\ntwo -->{groepen}\n<groep key=''/></groepen>"
    answer = call(application, request(uitgifte.sleutel, "leerlingen", extra=extra), PULL)
    (melding,) = answer.body.iterfind(MELDING)
    assert melding.get("regel") == "4003"
    assert melding.get("pad") == "/leerlingen_verzoek/groepen/groep[4001]"
