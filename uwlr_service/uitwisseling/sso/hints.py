"""ID tokens that come back as hints: proof of who somebody was, to whom it was told, and in which session."""

from uwlr_service.formats.oauth import idtoken
from uwlr_service.formats.oauth.idtoken import Hint
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels


class Hints:
    """Reads them by the keys that are still published; ``issuer`` is what the provider calls itself."""

    def __init__(self, sleutels: Ssosleutels, issuer: str) -> None:
        self._sleutels = sleutels
        self._issuer = issuer

    def read(self, text: str) -> Hint | None:
        """What a hint says; None if we did not make it. One that expired is fine."""
        return idtoken.read_hint(text, self._sleutels.published(), self._issuer)

    def sub_for(self, text: str, client_id: str) -> str | None:
        """By which name a hint calls somebody that was made for this client; None for any other."""
        hint = self.read(text)
        if hint is None or hint.client_id != client_id:
            return None
        return hint.sub
