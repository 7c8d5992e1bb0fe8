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
        """The provider of a service; without an address of its own a service has none."""
        if diensten.settings.portal_address is None:
            return cls(_unnamed, _unnamed)
        return cls(endpoints_application(diensten), pages_application(diensten))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_program = environ.get("PATH_INFO", "").rstrip("/") in PATHS
        chosen = self._endpoints if is_program else self._pages
        return chosen(environ, start_response)


def _unnamed(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Say that a provider has to know what it is called (OpenID Connect Discovery 1.0, section 3)."""
    text = "Het portaal heeft nog geen adres. De beheerder stelt het in met UWLR_PORTAAL_URL.\n"
    start_response("503 Service Unavailable", [("Content-Type", "text/plain; charset=utf-8")])
    return [text.encode()]
