"""The kinds of expectation about answers of HTTP that are no SOAP: problems, digests, parts, signatures."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from uwlr_service.conformiteit.antwoord import NietTeBeoordelen
from uwlr_service.conformiteit.bericht import NAME
from uwlr_service.conformiteit.foutvorm import leaks
from uwlr_service.conformiteit.verwachtingen import Gezien, Kind, Misdescribed
from uwlr_service.domain.fouten import Fout
from uwlr_service.formats.gkv import handtekening

PROBLEM = "application/problem+json"
MEMBERS = {"type": "tekst", "title": "tekst", "status": "getal", "detail": "tekst"}
"""What a problem has (RFC 9457, 3.1), with the kinds that ``jsonboom`` gives them."""
OAUTH_CODES = frozenset(
    "invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type"
    " invalid_scope".split()
)
"""Those of RFC 6749, 5.2; another one might be anything."""
CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,12})-([0-9]{1,12})/([0-9]{1,12})")


def _statuses(value: Any) -> None:
    if not isinstance(value, list) or not value or not all(isinstance(entry, int) for entry in value):
        raise Misdescribed("verwacht: een lijst van getallen")


def _true(value: Any) -> None:
    if value is not True:
        raise Misdescribed("verwacht: true")


def _texts(value: Any) -> None:
    if not isinstance(value, list) or not value or not all(isinstance(entry, str) for entry in value):
        raise Misdescribed("verwacht: een lijst van teksten")


def _headers(value: Any) -> None:
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise Misdescribed("verwacht: een tabel van namen met hun waarde")


def _name(value: Any) -> None:
    if not isinstance(value, str):
        raise Misdescribed("verwacht: de naam van een waarde")


def _step(value: Any) -> None:
    if not isinstance(value, int) or value < 1:
        raise Misdescribed("verwacht: het nummer van een eerdere stap")


def _een_status(expected: list[int], gezien: Gezien) -> Iterator[str]:
    if gezien.antwoord.status not in expected:
        yield f"HTTP {gezien.antwoord.status}; verwacht: {' of '.join(map(str, expected))}"


def _probleem(_: bool, gezien: Gezien) -> Iterator[str]:
    """A problem document (RFC 9457) that says the status of the answer and gives nothing away."""
    antwoord = gezien.antwoord
    if not antwoord.headers.get("content-type", "").lower().startswith(PROBLEM):
        yield f"het antwoord is geen {PROBLEM}"
        return
    if antwoord.root is None:
        yield "het antwoord is geen JSON"
        return
    for naam, soort in MEMBERS.items():
        member = antwoord.root.find(naam)
        if member is None or member.get("soort") != soort:
            yield f"in het probleem ontbreekt {naam}"
    if antwoord.root.findtext("status") not in (None, str(antwoord.status)):
        yield "status in het probleem is een andere dan die van HTTP"
    yield from leaks(antwoord)


def _oauth_fout(expected: list[str], gezien: Gezien) -> Iterator[str]:
    """A refusal as RFC 6749, 5.2, has it, with one of these codes, that gives nothing away."""
    antwoord = gezien.antwoord
    code = None if antwoord.root is None else antwoord.root.findtext("error")
    if code is None:
        yield f"het antwoord is geen fout van OAuth; verwacht: {' of '.join(expected)}"
        return
    if code not in expected:
        shown = code if code in OAUTH_CODES else "een onbekende"
        yield f"de fout is {shown}; verwacht: {' of '.join(expected)}"
    if antwoord.root is not None and antwoord.root.find("access_token") is not None:
        yield "naast de fout staat een token"
    yield from leaks(antwoord)


def _leeg(_: bool, gezien: Gezien) -> Iterator[str]:
    if gezien.antwoord.content:
        yield f"het antwoord heeft een inhoud van {len(gezien.antwoord.content)} bytes"


def _kop_is(expected: Mapping[str, str], gezien: Gezien) -> Iterator[str]:
    """Headers of HTTP that are exactly this; names of values in it are filled in."""
    for naam, template in expected.items():
        value = NAME.sub(lambda found: gezien.values[found[1]], template)
        if gezien.antwoord.headers.get(naam.lower()) != value:
            yield f"de kop {naam} is anders; verwacht: {template}"


def _digest(names: list[str], gezien: Gezien) -> Iterator[str]:
    """Headers of RFC 9530: Content-Digest is of these bytes, Repr-Digest of the whole package."""
    for naam in names:
        digest = hashlib.sha256(gezien.antwoord.content).digest()
        if naam.lower() == "repr-digest":
            try:
                digest = bytes.fromhex(gezien.values["sha256"])
            except ValueError:
                yield "sha256 van de lijst is geen SHA-256 in hexadecimale cijfers"
                continue
        expected = f"sha-256=:{base64.b64encode(digest).decode()}:"
        if expected not in gezien.antwoord.headers.get(naam.lower(), ""):
            yield f"de kop {naam} is niet de SHA-256 van wat hij beschrijft"


def _sha256(naam: str, gezien: Gezien) -> Iterator[str]:
    """The SHA-256 of the answer is a value that was remembered."""
    if gezien.antwoord.digest != gezien.values[naam]:
        yield f"de SHA-256 van het antwoord is niet {naam} van de lijst"


def _zelfde(number: int, gezien: Gezien) -> Iterator[str]:
    """The same bytes as those of an earlier step."""
    if gezien.antwoord.content != gezien.eerder[number - 1].content:
        yield f"de inhoud is anders dan die van stap {number}"


def _deel(number: int, gezien: Gezien) -> Iterator[str]:
    """The part of an earlier step that Content-Range says (RFC 9110, 14.4)."""
    whole = gezien.eerder[number - 1].content
    found = CONTENT_RANGE.fullmatch(gezien.antwoord.headers.get("content-range", ""))
    if found is None:
        yield "de kop Content-Range ontbreekt of is niet te lezen"
        return
    first, last, size = map(int, found.groups())
    if size != len(whole):
        yield "Content-Range noemt een andere omvang dan die van het geheel"
    if gezien.antwoord.content != whole[first : last + 1]:
        yield "de inhoud is niet het deel dat Content-Range noemt"


def _manifest(_: bool, gezien: Gezien) -> Iterator[str]:
    """The bytes are those of ``manifest.xml`` in a package, signed in X-JWS-Signature."""
    content = gezien.antwoord.content
    contents = [lezing.parts[0] for lezing in gezien.keten.lezingen] if gezien.keten is not None else []
    if content not in contents:
        yield "dit is niet het manifest uit het pakket"
        return
    signature = gezien.antwoord.headers.get("x-jws-signature")
    if signature is None:
        yield "de kop X-JWS-Signature ontbreekt"
        return
    if not gezien.sleutels:
        raise NietTeBeoordelen("de openbare sleutels zijn niet opgegeven of niet gevonden")
    try:
        handtekening.verify(content, signature, gezien.sleutels)
    except Fout:
        yield "X-JWS-Signature is geen handtekening over deze bytes, met een bekende sleutel"


def _met_declaratie(expected: bool, gezien: Gezien) -> Iterator[str]:
    """Whether the document begins with an XML declaration."""
    if gezien.antwoord.content.lstrip().startswith(b"<?xml") is not expected:
        yield "er staat een XML-declaratie voor" if not expected else "er staat geen XML-declaratie voor"


def _boolean(value: Any) -> None:
    if not isinstance(value, bool):
        raise Misdescribed("verwacht: true of false")


KINDS: Mapping[str, Kind] = {
    "een_status": Kind(_statuses, _een_status),
    "probleem": Kind(_true, _probleem),
    "oauth_fout": Kind(_texts, _oauth_fout),
    "leeg": Kind(_true, _leeg),
    "kop_is": Kind(_headers, _kop_is),
    "digest": Kind(_texts, _digest),
    "sha256": Kind(_name, _sha256),
    "zelfde_als_stap": Kind(_step, _zelfde),
    "deel_van_stap": Kind(_step, _deel),
    "manifest": Kind(_true, _manifest),
    "xml_declaratie": Kind(_boolean, _met_declaratie),
}
"""By the name that a suite uses."""
