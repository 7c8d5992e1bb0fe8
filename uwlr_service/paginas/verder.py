"""Where to go on after signing in: only ever to a page of ours."""

import re

from flask import current_app, redirect, request, url_for
from werkzeug import Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from uwlr_service.paginas.adres import listed, prefix

PARAMETER = "verder"
SEE_OTHER = 303
PATH = re.compile(r"/[a-z]+/[!-\[\]-~]*")
"""A path as our pages write it: no sign in it that a browser or a header reads in its own way."""


def start() -> str:
    """The first page of the application that answers this call."""
    return f"{prefix()}/"


def sign_in() -> str:
    """Where people sign in to that application."""
    return f"{prefix()}/aanmelden"


def page(path: str | None) -> str | None:
    """A path, if a page of ours can be opened there; None for anything else."""
    if path is None or not PATH.fullmatch(path):
        return None
    adapter = current_app.url_map.bind(request.host)
    try:
        endpoint, _ = adapter.match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return path if endpoint in listed(current_app) else None


def wanted() -> str:
    """The page that this call wants to go on to, in its query or its form; the start page without one."""
    return page(request.values.get(PARAMETER)) or start()


def see(path: str) -> Response:
    """Answer a change: look there (RFC 9110, 15.4.4)."""
    return redirect(path, SEE_OTHER)


def to(endpoint: str, **values: object) -> Response:
    """Answer a change: look at a page of ours."""
    return see(url_for(endpoint, **values))  # type: ignore[arg-type]
