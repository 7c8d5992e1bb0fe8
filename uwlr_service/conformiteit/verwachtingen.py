"""The kinds of expectation that a suite can use: each says what of an answer is not as it should be.

A finding never quotes the answer: what a LAS sends is data of pupils, and it may echo the key. It may name a
status, a version, and what the standards call something (``namen.py``).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from uwlr_service.conformiteit import namen
from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord
from uwlr_service.conformiteit.bericht import PREFIXES
from uwlr_service.conformiteit.foutvorm import form_of_fault, leaks, said_of
from uwlr_service.conformiteit.gkv.keten import Keten
from uwlr_service.domain.fouten import EN_MEER, Melding
from uwlr_service.formats.findings import findings
from uwlr_service.formats.schemas import LEERLINGGEGEVENS, LEERRESULTATEN
from uwlr_service.formats.soap.envelop import ENVELOPE, SOAP_12
from uwlr_service.formats.uwlr import namespaces
from uwlr_service.formats.uwlr.resultaten import BEVESTIGING_TAG

XPATH_PREFIXES = {
    **PREFIXES,
    "wsdl": "http://schemas.xmlsoap.org/wsdl/",
    "wsoap": namespaces.WSDL_SOAP,
    "xs": namespaces.XSD,
}
MOST_FINDINGS = 5
MOST_DOCUMENTS = 50
"""Documents that a WSDL may take in; that of UWLR takes in about ten."""
SOORTEN = ("geenwijzigingen", "geengegevens")
"""The markers in place of data (UWLR 2.2, ctpLeeg)."""


class Misdescribed(Exception):
    """An expectation has a value that it cannot use."""


@dataclass(frozen=True, slots=True)
class Gezien:
    """What an expectation judges: an answer, the version that was asked for, and what earlier steps saw."""

    antwoord: Antwoord
    versie: str
    eerder: tuple[Antwoord, ...]
    values: Mapping[str, str]
    """What the run has and what earlier steps remembered; an expression names one as ``$groep``."""
    vragen: tuple[bytes, ...]
    """What was sent by each step, that of this answer last."""
    fetch: Callable[[str], Antwoord]
    """Fetches another document of the same server. Raises GeenAntwoord."""
    sleutels: Sequence[Mapping[str, Any]] = ()
    """The public keys of the one that is judged, where it has any."""
    keten: Keten | None = None
    """The packages that a step is about."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of expectation; ``check`` raises Misdescribed for a value that it cannot use."""

    check: Callable[[Any], None]
    judge: Callable[[Any, Gezien], Iterator[str]]


def remembered(onthoud: Mapping[str, str], antwoord: Antwoord) -> dict[str, str]:
    """The values for later steps, as far as the answer has them."""
    values: dict[str, str] = {}
    for name, expression in onthoud.items():
        if antwoord.root is not None:
            result = etree.XPath(f"string({expression})", namespaces=XPATH_PREFIXES)(antwoord.root)
            found = str(result).strip()
            if found:
                values[name] = found
    return values


def require_xpath(expressions: Iterable[str], names: Iterable[str]) -> None:
    """Raise Misdescribed for an expression that is not XPath, or uses what is not known here.

    ``names`` are the values that it may name, as ``$groep``. What stands behind an ``or`` or ``and`` whose
    first half is decisive for an empty document is not reached here; a run says so then.
    """
    values = dict.fromkeys(names, "")
    for expression in expressions:
        try:
            etree.XPath(expression, namespaces=XPATH_PREFIXES)(etree.Element("leeg"), **values)
        except etree.XPathSyntaxError as error:
            raise Misdescribed(f"'{expression}' is geen XPath") from error
        except etree.XPathEvalError as error:
            raise Misdescribed(
                f"'{expression}' noemt een waarde, prefix of functie die hier niet bekend is"
            ) from error


# What a value in a suite has to be


def _number(value: Any) -> None:
    if not isinstance(value, int):
        raise Misdescribed("verwacht: een getal")


def _texts(value: Any) -> None:
    if not isinstance(value, list) or not value or not all(isinstance(entry, str) for entry in value):
        raise Misdescribed("verwacht: een lijst van teksten")


def _true(value: Any) -> None:
    if value is not True:
        raise Misdescribed("verwacht: true")


def _headers(value: Any) -> None:
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise Misdescribed("verwacht: een tabel van namen met hun begin")


def _step(value: Any) -> None:
    if not isinstance(value, int) or value < 1:
        raise Misdescribed("verwacht: het nummer van een eerdere stap")


# What an answer has to be


def _status(expected: int, gezien: Gezien) -> Iterator[str]:
    if gezien.antwoord.status != expected:
        yield f"HTTP {gezien.antwoord.status}; verwacht: {expected}"


def _soort(expected: list[str], gezien: Gezien) -> Iterator[str]:
    """What kind of answer it is: ``gegevens``, one of the markers, ``bevestiging`` or ``fout``."""
    seen = soort_of(gezien.antwoord)
    if seen not in expected:
        yield f"het antwoord is {seen}; verwacht: {' of '.join(expected)}"


def soort_of(antwoord: Antwoord) -> str:
    """What kind of answer it is, in a few Dutch words; of a fault its code too."""
    element = antwoord.element
    if element is None:
        return _no_message(antwoord)
    if antwoord.fault is not None:
        return f"fout {_shown_code(antwoord)}"
    if element.tag == BEVESTIGING_TAG:
        return "bevestiging"
    name = etree.QName(element).localname
    if not name.lower().endswith("_antwoord") or len(element) != 1:
        return "geen antwoord van UWLR"
    inner = etree.QName(element[0]).localname
    return inner if inner in SOORTEN else "gegevens"


def _no_message(antwoord: Antwoord) -> str:
    """What an answer is that is not a message of SOAP 1.1."""
    if not antwoord.content:
        return "leeg"
    if antwoord.root is None:
        return "geen XML"
    if antwoord.root.tag == f"{{{SOAP_12}}}Envelope":
        return "een envelop van SOAP 1.2"
    return "geen SOAP-bericht"


def _schema(_: bool, gezien: Gezien) -> Iterator[str]:
    """The body is valid by the schema of the version that was asked for."""
    element = gezien.antwoord.element
    if element is None or gezien.antwoord.fault is not None:
        yield "er is geen antwoord om met het schema te keuren"
        return
    schemas = LEERLINGGEGEVENS
    if etree.QName(element).namespace == namespaces.LEERRESULTATEN:
        schemas = LEERRESULTATEN
    meldingen = findings(schemas[gezien.versie], element)
    alike: dict[tuple[str, str | None], list[Melding]] = {}
    for melding in meldingen:
        if melding is not EN_MEER:
            alike.setdefault((_without_numbers(melding.pad), melding.verwacht), []).append(melding)
    for same in list(alike.values())[:MOST_FINDINGS]:
        place = f" ({namen.shown_path(same[0].pad)})" if same[0].pad else ""
        expectation = f"; verwacht: {same[0].verwacht}" if same[0].verwacht else ""
        more = f" (en nog {len(same) - 1} keer)" if len(same) > 1 else ""
        yield f"niet geldig met het schema van {gezien.versie}{place}{expectation}{more}"
    if EN_MEER in meldingen or len(alike) > MOST_FINDINGS:
        yield "er is nog meer niet geldig met het schema"


def _without_numbers(pad: str | None) -> str:
    """A path that is the same for each pupil who has the same fault."""
    return "".join(sign for sign in pad or "" if not sign.isdigit())


def _fout(expected: list[str], gezien: Gezien) -> Iterator[str]:
    """A fault with one of these codes, in the form of SOAP 1.1 (4.4), that gives nothing away."""
    antwoord = gezien.antwoord
    if antwoord.fault is None:
        yield f"het antwoord is {soort_of(antwoord)}; verwacht: een SOAP-fout {' of '.join(expected)}"
        return
    if antwoord.faultcode not in expected:
        yield f"de foutcode is {_shown_code(antwoord)}; verwacht: {' of '.join(expected)}"
    if antwoord.status != HTTPStatus.INTERNAL_SERVER_ERROR:  # SOAP 1.1, 6.2
        yield f"een SOAP-fout met HTTP {antwoord.status}; verwacht: 500"
    yield from form_of_fault(antwoord.fault)
    yield from leaks(antwoord)


def _waar(expressions: list[str], gezien: Gezien) -> Iterator[str]:
    """Expressions of XPath that hold for the whole document."""
    for expression in expressions:
        root = gezien.antwoord.root
        try:
            holds = root is not None and _holds(expression, root, gezien.values)
        except etree.XPathEvalError:
            yield f"dit geval is niet goed: {expression} is niet uit te rekenen"
            continue
        if not holds:
            yield f"dit geldt niet voor het antwoord: {expression}"


def _holds(expression: str, root: etree._Element, values: Mapping[str, str]) -> bool:
    evaluate = etree.XPath(f"boolean({expression})", namespaces=XPATH_PREFIXES)
    return bool(evaluate(root, **values))


def _koppen(beginnings: Mapping[str, str], gezien: Gezien) -> Iterator[str]:
    """Headers of HTTP that are there and begin like this, in capitals or not."""
    for name, beginning in beginnings.items():
        value = gezien.antwoord.headers.get(name.lower())
        if value is None:
            yield f"de kop {name} ontbreekt"
        elif not value.lower().startswith(beginning.lower()):
            yield f"de kop {name} is anders; verwacht: {beginning}"


def _gelijk(number: int, gezien: Gezien) -> Iterator[str]:
    """The body says the same as that of an earlier step, whatever its prefixes."""
    if number > len(gezien.eerder):
        yield f"er is geen stap {number} om mee te vergelijken"
        return
    if _canonical(gezien.antwoord) != _canonical(gezien.eerder[number - 1]):
        yield f"het antwoord is anders dan dat van stap {number}"


def _canonical(antwoord: Antwoord) -> str | None:
    if antwoord.element is None:
        return None
    return str(
        etree.canonicalize(etree.tostring(antwoord.element, encoding="unicode"), rewrite_prefixes=True)
    )


def _zelfde_fout(number: int, gezien: Gezien) -> Iterator[str]:
    """The fault says what that of an earlier step says, but for what each request itself named."""
    if number > len(gezien.eerder):
        yield f"er is geen stap {number} om mee te vergelijken"
        return
    eerder = said_of(gezien.eerder[number - 1], gezien.vragen[number - 1])
    if said_of(gezien.antwoord, gezien.vragen[-1]) != eerder:
        yield f"de fout zegt iets anders dan die van stap {number}"


def _soap(_: bool, gezien: Gezien) -> Iterator[str]:
    """The answer is an envelope of SOAP 1.1 with one element in its body."""
    if gezien.antwoord.root is None:
        yield "het antwoord is geen XML"
    elif gezien.antwoord.root.tag != ENVELOPE:
        yield "het antwoord is geen envelop van SOAP 1.1"
    elif gezien.antwoord.element is None:
        yield "in de Body hoort precies één element te staan"


def _importen(_: bool, gezien: Gezien) -> Iterator[str]:
    """Every document that the WSDL takes in can be fetched, and those that they take in."""
    seen = {gezien.antwoord.url}
    waiting = [gezien.antwoord]
    while waiting:
        document = waiting.pop()
        for place, location in _taken_in(document):
            try:
                url = urljoin(document.url, location)
            except ValueError:
                yield f"{place} is geen adres"
                continue
            if url in seen:
                continue
            seen.add(url)
            if len(seen) > MOST_DOCUMENTS:
                yield f"de WSDL neemt meer dan {MOST_DOCUMENTS} documenten op"
                return
            try:
                fetched = gezien.fetch(url)
            except GeenAntwoord as error:
                yield f"{place} is niet op te halen: {error.oorzaak}"
                continue
            if fetched.status != HTTPStatus.OK or fetched.root is None:
                yield f"{place} is niet op te halen: HTTP {fetched.status}"
            else:
                waiting.append(fetched)


def _taken_in(document: Antwoord) -> Iterator[tuple[str, str]]:
    """What a document takes in: the place where it says so, and the address, which no finding quotes."""
    if document.root is None:
        return
    names = "//wsdl:import/@location | //xs:import/@schemaLocation | //xs:include/@schemaLocation"
    for location in etree.XPath(names, namespaces=XPATH_PREFIXES)(document.root):
        line = location.getparent().sourceline
        yield f"wat op regel {line} wordt opgenomen (een adres van {len(location)} tekens)", str(location)


def _shown_code(antwoord: Antwoord) -> str:
    return namen.shown_code(antwoord.faultcode or "")


KINDS: Mapping[str, Kind] = {
    "status": Kind(_number, _status),
    "soort": Kind(_texts, _soort),
    "soap": Kind(_true, _soap),
    "schema": Kind(_true, _schema),
    "fout": Kind(_texts, _fout),
    "waar": Kind(_texts, _waar),
    "koppen": Kind(_headers, _koppen),
    "importen": Kind(_true, _importen),
    "gelijk_aan_stap": Kind(_step, _gelijk),
    "zelfde_fout_als_stap": Kind(_step, _zelfde_fout),
}
"""By the name that a suite uses."""
