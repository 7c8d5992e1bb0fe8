"""What a partner asks that sends somebody to sign out (OpenID Connect RP-Initiated Logout 1.0, section 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from uwlr_service.domain.fouten.sso import AanmeldverzoekOngeldig, AfmeldverzoekOngeldig
from uwlr_service.domain.sso.aanmeldverzoek import LONGEST_STATE, gather


@dataclass(frozen=True, slots=True, kw_only=True)
class Afmeldverzoek:
    """The parameters of a request, not judged yet."""

    id_token_hint: str | None
    client_id: str | None
    terug: str | None
    """``post_logout_redirect_uri``."""
    state: str | None
    talen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Afmeldvraag:
    """A request that was judged: what it proves, and where the person may be led.

    ``client`` and ``sid`` are those of a right hint; without one nobody is led anywhere. ``terug`` is the
    whole address, with the state in it. ``talen`` are the languages that are asked for.
    """

    talen: tuple[str, ...] = ()

    toepassing: str | None = None
    client: int | None = None
    sid: str | None = None
    terug: str | None = None


def read(pairs: Iterable[tuple[str, str]]) -> Afmeldverzoek:
    """The parameters of a request. Raises AfmeldverzoekOngeldig for what can be read in two ways."""
    try:
        parameters = gather(pairs)
    except AanmeldverzoekOngeldig as error:
        raise AfmeldverzoekOngeldig(error.reden) from error
    if len(parameters.get("state", "")) > LONGEST_STATE:
        raise AfmeldverzoekOngeldig("state_too_long")
    return Afmeldverzoek(
        id_token_hint=parameters.get("id_token_hint"),
        client_id=parameters.get("client_id"),
        terug=parameters.get("post_logout_redirect_uri"),
        state=parameters.get("state"),
        talen=tuple(parameters.get("ui_locales", "").split()),
    )


def with_state(uri: str, state: str | None) -> str:
    """The address with the state behind it, as it came (section 3)."""
    if state is None:
        return uri
    separator = "&" if urlsplit(uri).query else "?"
    return f"{uri}{separator}{urlencode({'state': state})}"
