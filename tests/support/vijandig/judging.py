"""What an answer is, and whether it is the one that the index gives."""

import html
import json
from collections.abc import Iterator

from lxml import etree

from tests.support.messages.soap import Answer
from tests.support.vijandig.index import Expected
from uwlr_service.formats.uwlr.namespaces import SOAP

NEVER = ("Traceback", "InterneFout", "interne-fout", "Er ging iets mis")
"""Words of an answer that nobody thought of."""
KINDS = {
    "text/html": "pagina",
    "text/plain": "tekst",
    "application/zip": "pakket",
    "application/json": "json",
    "application/jwk-set+json": "sleutels",
}
SHOWN = 300


def kind_of(answer: Answer) -> str:
    """One word for an answer: a fault's code or the element that came, a problem's type, an error, a sort."""
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    if not answer.content:
        return "leeg"
    if media_type in ("text/xml", "application/xml"):
        if answer.root.tag != f"{{{SOAP}}}Envelope":
            return str(etree.QName(answer.root).localname)
        return answer.kind
    if media_type == "application/problem+json":
        return str(json.loads(answer.content)["type"]).rpartition(":")[2]
    if media_type == "application/json":
        document = json.loads(answer.content)
        if isinstance(document, dict) and "error" in document:
            return str(document["error"])
    return KINDS.get(media_type, media_type)


def deviations(expected: Expected, answers: list[Answer]) -> Iterator[str]:
    """What is not as the index says, of the answers on one connection."""
    if len(answers) != expected.answers:
        yield f"{len(answers)} answers instead of {expected.answers}"
    if not answers:
        return
    answer = answers[0]
    text = html.unescape(answer.content.decode("utf-8", "replace"))
    kind = kind_of(answer)
    if expected.status != answer.status or expected.kind != kind:
        yield f"{answer.status} {kind} instead of {expected.status} {expected.kind}: {text[:SHOWN]!r}"
        return
    yield from wording(expected, text)


def wording(expected: Expected, text: str) -> Iterator[str]:
    """The words of an answer that are missing, or that should be."""
    for words in expected.says:
        if words not in text:
            yield f"does not say {words!r}: {text[:SHOWN]!r}"
    for words in (*expected.lacks, *NEVER):
        if words in text:
            yield f"says {words!r}: {text[:SHOWN]!r}"
