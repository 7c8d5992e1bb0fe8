"""The security headers of the pages: everything from here, nothing inside a frame, nothing kept."""

from collections.abc import Mapping
from functools import lru_cache, partial

from flask import Flask, g, request
from werkzeug import Response

POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "img-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}
OPENER = "Cross-Origin-Opener-Policy"
HEADERS = {
    OPENER: "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With no-referrer a browser sends no Origin with a form either, and the check of forms refuses it.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
NOTHING_KEPT = "no-store"
CLEARED = '"cache", "storage"'
"""What a browser forgets at signing out; the session is ended here, so its cookie means nothing any more."""
ORIGINS = 64
"""Policies that are kept as they were written, of as many applications."""
FILES = frozenset({"static", "static.stijl"})
"""The endpoints of the files, which hold nothing of a person and may be kept."""


def protect(web: Flask, *, is_opened_by_others: bool = False) -> None:
    """Give every answer the headers.

    Pages that are opened by those of partners, also in a window of their own, must not lose their opener.
    """
    named = {name: value for name, value in HEADERS.items() if name != OPENER or not is_opened_by_others}
    web.after_request(partial(_add, named))


def allow_forms_to(origin: str) -> None:
    """Let the forms of this page lead to another origin: a browser refuses it after a redirection too."""
    g.form_action = origin


def policy(**changed: str) -> str:
    """The Content-Security-Policy, with other values for some of its directives (``_`` for ``-``)."""
    directives = {**POLICY, **{name.replace("_", "-"): value for name, value in changed.items()}}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def clear(response: Response) -> Response:
    """Let the browser forget what it kept of these pages."""
    response.headers["Clear-Site-Data"] = CLEARED
    return response


def allow_camera(response: Response) -> Response:
    """Let this one page of ours ask for the camera, to scan a badge."""
    response.headers["Permissions-Policy"] = HEADERS["Permissions-Policy"].replace(
        "camera=()", "camera=(self)"
    )
    return response


def add_missing(response: Response, named: Mapping[str, str]) -> None:
    """Give an answer the headers that it has not yet; to ask for each looks through all of them."""
    present = {name.lower() for name, _ in response.headers}
    for name, value in named.items():
        if name.lower() not in present:
            response.headers.add(name, value)


@lru_cache(maxsize=ORIGINS)
def _page_policy(origin: str | None) -> str:
    """The policy of a page, of which the forms may end at one other origin."""
    own = POLICY["form-action"]
    return policy(form_action=own if origin is None else f"{own} {origin}")


def _add(named: Mapping[str, str], response: Response) -> Response:
    add_missing(response, {**named, "Content-Security-Policy": _page_policy(g.get("form_action"))})
    if request.endpoint not in FILES:
        response.headers["Cache-Control"] = NOTHING_KEPT
    return response
