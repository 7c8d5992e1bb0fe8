"""``/gkv/v1/schemas/``: the schemas of packages of GKV, for anybody; they include each other by name."""

from functools import cache

from flask import Response, request
from werkzeug.exceptions import NotFound

from uwlr_service.formats.schemas import XSD
from uwlr_service.paginas.interfaces import GKV_SCHEMAS


def show(naam: str) -> Response:
    """A schema as it lies in ``xsd/``; raises NotFound."""
    if naam not in GKV_SCHEMAS:
        raise NotFound
    response = Response(_document(naam), content_type="application/xml; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def _document(naam: str) -> bytes:
    return (XSD / "gkv-1" / naam).read_bytes()
