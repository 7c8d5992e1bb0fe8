"""The messages that are sent, and the comparison of what comes back."""

import http.client
import io
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple
from wsgiref.types import StartResponse, WSGIEnvironment

from lxml import etree

from bench import school
from bench.report import NotMeasured
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, LEERLINGGEGEVENS, SOAP

KLANTNAAM, KLANTCODE = "Uitgeverij Voorbeeld", "UV"
PATH = "/uwlr/leerlinggegevens"
ACTION = "HaalLeerlinggegevens"
MOMENTS = ("aanmaakdatum", "mutatiedatum", "peildatum")


def request(
    sleutel: str, bericht: str = "leerlinggegevens", versie: str = "2.2", laatst: str | None = None
) -> bytes:
    """A request for the whole school; ``laatst`` is what the client already has."""
    velden = [
        ("schooljaar", Schooljaar.current()),
        ("brincode", school.CODE.brincode),
        ("dependancecode", school.CODE.dependancecode),
        ("xsdversie", versie),
        ("laatstontvangengegevens", laatst),
    ]
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in velden if value is not None)
    return envelope(sleutel, f'<{bericht}_verzoek xmlns="{LEERLINGGEGEVENS}">{inner}</{bericht}_verzoek>')


def envelope(sleutel: str, body: str, *, klantcode: str = KLANTCODE, klantnaam: str = KLANTNAAM) -> bytes:
    """A whole message around its body."""
    return (
        f'<s:Envelope xmlns:s="{SOAP}"><s:Header><a:autorisatie xmlns:a="{AUTORISATIE}">'
        f"<a:autorisatiesleutel>{sleutel}</a:autorisatiesleutel><a:klantcode>{klantcode}</a:klantcode>"
        f"<a:klantnaam>{klantnaam}</a:klantnaam></a:autorisatie></s:Header><s:Body>"
        f"{body}</s:Body></s:Envelope>"
    ).encode()


def environ(body: IO[bytes], path: str = PATH, action: str = ACTION) -> WSGIEnvironment:
    """What a WSGI application is called with; an answer may be compressed."""
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "text/xml; charset=utf-8",
        "CONTENT_LENGTH": str(body.seek(0, io.SEEK_END)),
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_SOAPACTION": f'"{action}"',
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": _from_start(body),
    }


def _from_start(body: IO[bytes]) -> IO[bytes]:
    body.seek(0)
    return body


def keep_status(seen: list[str]) -> StartResponse:
    """A ``start_response`` that adds the status of the answer to a list."""

    def start_response(status: str, *_: object) -> Callable[[bytes], object]:
        seen.append(status)
        return bytes

    return start_response


def post(port: int, body: bytes, path: str = PATH, **headers: str) -> bytes:
    """Send one message; returns the answer. Raises NotMeasured unless its status is 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        fixed = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{ACTION}"'}
        connection.request("POST", path, body, fixed | headers)
        response = connection.getresponse()
        answer = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise NotMeasured(f"no answer: {type(error).__name__}") from error
    finally:
        connection.close()
    if response.status != 200:
        raise NotMeasured(f"an answer with status {response.status}")
    return answer


def aanmaakdatum(answer: bytes) -> str:
    """The moment of the data in an answer."""
    return str(etree.fromstring(answer).findtext(f".//{{{LEERLINGGEGEVENS}}}aanmaakdatum"))


class Item(NamedTuple):
    """One element: its name, its attributes and its text."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str


def content(answer: bytes) -> list[Item]:
    """What an answer says, whatever its prefixes; of a moment only that it is there."""
    return list(_items(etree.fromstring(answer)))


def _items(root: etree._Element) -> Iterator[Item]:
    for element in root.iter(f"{{{LEERLINGGEGEVENS}}}*"):
        name = etree.QName(element).localname
        value = "" if name in MOMENTS else (element.text or "").strip()
        yield Item(name, tuple(sorted(element.attrib.items())), value)
