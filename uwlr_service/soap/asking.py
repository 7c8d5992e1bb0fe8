"""What a GET of a SOAP address asks for: its page, its WSDL, or something that is not there."""

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import parse_qsl, unquote
from wsgiref.types import WSGIEnvironment

from uwlr_service.soap.transport import READING

TECHNICAL = ("wsdl", "xsd", "disco", "schema", "mex")
"""Words by which toolkits ask for a description: ?wsdl and ?xsd of all, ?singleWsdl and ?disco of .NET. A
question with one of these in it is never that of a person."""
HTML = ("*/*", "text/*", "text/html", "application/xhtml+xml")


class Document(StrEnum):
    """A description of a service, by the parameter that asks for it."""

    WSDL = "wsdl"
    SINGLE_WSDL = "singlewsdl"


def parameters(environ: WSGIEnvironment) -> Mapping[str, str]:
    """The parameters of a question by their names in small letters; of two with one name the last counts."""
    query = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    return {name.strip(" ?/").lower(): value for name, value in query}


def document_of(query: Mapping[str, str]) -> Document | None:
    """The description that is asked for, whatever else is in the question; None if it is none of ours."""
    for document in (Document.SINGLE_WSDL, Document.WSDL):
        if document in query:
            return document
    return None


def is_for_a_page(environ: WSGIEnvironment) -> bool:
    """Whether somebody opens a SOAP address to look at it, and no toolkit asks for a description."""
    if environ.get("REQUEST_METHOD") not in READING:
        return False
    query = unquote(environ.get("QUERY_STRING", "")).lower()
    if any(word in query for word in TECHNICAL):
        return False
    accept = environ.get("HTTP_ACCEPT", "").lower()
    return not accept or any(kind in accept for kind in HTML)


def advice(address: str) -> list[str]:
    """Where the descriptions of an address are, for a question that asked for something else."""
    return [
        "Hier staat niets. De beschrijving van deze dienst (WSDL) staat op",
        f"{address}?wsdl",
        "en met alle schema's erin op",
        f"{address}?singleWsdl",
    ]
