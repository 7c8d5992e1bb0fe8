"""The form that a program sends, and who it says to be (RFC 6749, sections 2.3 and 3.2)."""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import unquote_plus

from flask import g, request

from uwlr_service.domain.fouten import ClientOngeldig, TokenverzoekOngeldig
from uwlr_service.domain.sso.tokenclient import Tokenclient
from uwlr_service.sso.endpoints.state import diensten
from uwlr_service.uitwisseling.sso.token.clientbewijs import Voorgelegd

MEDIA_TYPE = "application/x-www-form-urlencoded"
CHARSETS = (None, "utf-8")
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
BASIC = "basic"


def read() -> dict[str, str]:
    """The parameters of the form; one without a value counts as absent (RFC 6749, section 3.2).

    Raises TokenverzoekOngeldig: what comes twice may be read in two ways, and what is in the address ends up
    in the logs of others.
    """
    if request.query_string or request.mimetype != MEDIA_TYPE or not _is_plain():
        raise TokenverzoekOngeldig
    form = request.form
    if any(len(values) > 1 for _, values in form.lists()):
        raise TokenverzoekOngeldig
    return {name: value for name, value in form.items() if value}


def required(form: Mapping[str, str], name: str) -> str:
    """A parameter that has to be there. Raises TokenverzoekOngeldig."""
    if name not in form:
        raise TokenverzoekOngeldig
    return form[name]


def client(form: Mapping[str, str]) -> Tokenclient:
    """The client that proved itself. Raises ClientOngeldig, TeVeelVerzoeken."""
    try:
        proven = diensten().clientbewijzen.prove(_shown(form), request.remote_addr or "")
    except ClientOngeldig as fout:
        g.koppeling = fout.koppeling
        raise
    g.koppeling = proven.koppeling
    return proven


def _is_plain() -> bool:
    """Whether the body is not compressed, and in UTF-8 by its headers: it is read as that."""
    charset = request.mimetype_params.get("charset")
    is_coded = request.headers.get("Content-Encoding", "identity") not in ("", "identity")
    return not is_coded and (charset and charset.lower()) in CHARSETS


def _shown(form: Mapping[str, str]) -> Voorgelegd:
    """What a caller shows; by exactly one way, since two could be of two clients."""
    header = request.headers.get("Authorization")
    is_signed = "client_assertion" in form or "client_assertion_type" in form
    named = form.get("client_id", "")
    if sum((header is not None, "client_secret" in form, is_signed)) != 1:
        return Voorgelegd(client_id=named, gebrek="not_one_way")
    if header is not None:
        return _of_header(header, named)
    if not is_signed:
        return Voorgelegd(client_id=named, geheim=form["client_secret"])
    if form.get("client_assertion_type") != ASSERTION_TYPE or "client_assertion" not in form:
        return Voorgelegd(client_id=named, gebrek="wrong_assertion_type")
    return Voorgelegd(client_id=named, bewijs=form["client_assertion"])


def _of_header(header: str, named: str) -> Voorgelegd:
    """Both parts of ``client_secret_basic``, each encoded as in a form; whatever bytes they are of."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != BASIC:
        return Voorgelegd(client_id=named, gebrek="other_scheme")
    try:
        text = base64.b64decode(value.strip().encode(), validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        return Voorgelegd(client_id=named, gebrek="unreadable_basic")
    name, separator, geheim = text.partition(":")
    client_id = unquote_plus(name)
    if not separator or named not in ("", client_id):
        return Voorgelegd(client_id=client_id, gebrek="other_client_id")
    return Voorgelegd(client_id=client_id, geheim=unquote_plus(geheim))
