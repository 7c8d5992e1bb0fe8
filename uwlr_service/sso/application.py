"""The provider as one application: programs go to its endpoints, and people to its pages."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from uwlr_service.diensten import Diensten
from uwlr_service.sso import PREFIX
from uwlr_service.sso.endpoints import PATHS, endpoints_application
from uwlr_service.sso.pages import pages_application


def is_ours(path: str) -> bool:
    """Whether the provider answers below a path."""
    return path.rstrip("/") in PATHS or path.startswith(f"{PREFIX}/")


class SsoApplication:
    """Hands each call to the endpoints or to the pages: no session of people ever reaches an endpoint."""

    def __init__(self, endpoints: WSGIApplication, pages: WSGIApplication) -> None:
        self._endpoints = endpoints
        self._pages = pages

    @classmethod
    def of(cls, diensten: Diensten) -> "SsoApplication":
        """The provider of a service."""
        return cls(endpoints_application(diensten), pages_application(diensten))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_program = environ.get("PATH_INFO", "").rstrip("/") in PATHS
        chosen = self._endpoints if is_program else self._pages
        return chosen(environ, start_response)
