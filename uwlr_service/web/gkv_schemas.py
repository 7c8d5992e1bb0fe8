"""``/gkv/v1/schemas/``: the schemas of packages of GKV, for anybody; they include each other by name."""

from functools import cache

from flask import Response, request
from werkzeug.exceptions import NotFound

from uwlr_service.formats.schemas import XSD

PATH = "/gkv/v1/schemas"
NAMEN = ("gkv.xsd", "manifest.xsd", "types.xsd", "uitgebreid.xsd")
"""The schemas of ``xsd/gkv-1`` (docs/gkv-1.rst)."""


def show(naam: str) -> Response:
    """A schema as it lies in ``xsd/``; raises NotFound."""
    if naam not in NAMEN:
        raise NotFound
    response = Response(_document(naam), content_type="application/xml; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def _document(naam: str) -> bytes:
    return (XSD / "gkv-1" / naam).read_bytes()
