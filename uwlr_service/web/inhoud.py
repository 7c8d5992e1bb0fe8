"""What a program sends in the body of its request: as its headers say, and as it is read."""

import json
from typing import Any

from flask import abort, request
from werkzeug.exceptions import UnsupportedMediaType

from uwlr_service.domain.fouten import VerzoekOngeldig
from uwlr_service.formats import gzipped, jsontekst

MAX_FORM = 64 * 1024
"""Bytes of a body, unless its address takes files."""
CHARSETS = ("utf-8", "us-ascii")
READ = ("utf-8", "utf-8-sig")
UNSUPPORTED = 415


class Coded(UnsupportedMediaType):
    """The body is compressed in a way that is not taken.

    What partners send is a few hundred bytes, and unpacking wins nothing: by default no way is.
    """

    taken = gzipped.IDENTITY

    def get_headers(self, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        """Also say what is taken (RFC 9110, 15.5.16)."""
        return [*super().get_headers(*args, **kwargs), ("Accept-Encoding", self.taken)]


def is_coded() -> bool:
    """Whether the body is said to be compressed; nothing here unpacks it (RFC 9110, section 8.4)."""
    return bool(gzipped.codings(request.headers.get("Content-Encoding", "")))


def is_utf_8() -> bool:
    """Whether the body is in UTF-8 by its headers: it is read as that, whatever they say."""
    charset = request.mimetype_params.get("charset")
    if charset is None:
        return "charset" not in (request.content_type or "").lower()
    return charset.lower() in CHARSETS


def json_document() -> Any:
    """The JSON that was sent. Raises UnsupportedMediaType for other headers, and VerzoekOngeldig."""
    if is_coded():
        raise Coded
    require_json()
    return read_json(request.get_data())


def require_json() -> None:
    """Raise UnsupportedMediaType unless the headers say that the body is JSON in UTF-8."""
    if not request.is_json or not is_utf_8():
        abort(UNSUPPORTED)


def read_json(data: bytes) -> Any:
    """The JSON in these bytes of a body. Raises VerzoekOngeldig."""
    try:
        if json.detect_encoding(data) not in READ:
            raise jsontekst.JsonOngeldig("het is geen UTF-8")
        return jsontekst.read(data)
    except jsontekst.JsonOngeldig as error:
        tekst = f"De inhoud van het verzoek is geen leesbare JSON: {error.tekst}."
        raise VerzoekOngeldig(tekst) from error
