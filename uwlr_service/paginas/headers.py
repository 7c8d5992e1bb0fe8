"""The security headers of the pages: everything from here, nothing inside a frame, nothing kept."""

from flask import Flask, request
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
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # With no-referrer a browser sends no Origin with a form either, and the check of forms refuses it.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
NOTHING_KEPT = "no-store"
CLEARED = '"cache", "storage"'
"""What a browser forgets at signing out; the session is ended here, so its cookie means nothing any more."""
FILES = frozenset({"static", "static.stijl"})
"""The endpoints of the files, which hold nothing of a person and may be kept."""


def protect(web: Flask) -> None:
    """Give every answer the headers."""
    web.after_request(_add)


def clear(response: Response) -> Response:
    """Let the browser forget what it kept of these pages."""
    response.headers["Clear-Site-Data"] = CLEARED
    return response


def _add(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint not in FILES:
        response.headers["Cache-Control"] = NOTHING_KEPT
    return response
