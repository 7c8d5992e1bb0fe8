"""Takes the secrets of a run out of the few texts of a report that came from elsewhere.

Most of a report is words of ours, and of an answer only names of the standards, lengths and digests are in it
(``namen.py``). What remains are the address that somebody typed, and mistakes of ours.
"""

import html
from collections.abc import Collection, Iterable
from urllib.parse import quote, quote_plus, unquote, urlsplit

BLOTTED = "***"
SHORTEST = 6
"""Characters of a secret that is looked for within texts; a shorter one stands in every other word."""
QUERIES = frozenset({"", "wsdl", "singlewsdl", "wsdl&versie=2.3"})
"""What an address may ask for; whatever else is behind the question mark may be a key."""


class Verhulling:
    """Knows the secrets of a run, and puts stars in their place."""

    def __init__(self, geheimen: Iterable[str]) -> None:
        self._geheimen = frozenset(geheimen) - {""}
        searched = {form for geheim in self._geheimen if len(geheim) >= SHORTEST for form in _forms(geheim)}
        # The longest first: one secret may be the beginning of another.
        self._searched = sorted(searched, key=len, reverse=True)

    def tekst(self, said: str) -> str:
        """A text without the secrets, however they are written in it."""
        for form in self._searched:
            said = said.replace(form, BLOTTED)
        return said

    def teksten(self, said: Collection[str]) -> tuple[str, ...]:
        """Texts without the secrets."""
        return tuple(map(self.tekst, said))

    def adres(self, url: str) -> str:
        """An address without the user in it, a secret in its path, and what it asks for but for a WSDL."""
        parts = urlsplit(url)
        path = "/".join(
            BLOTTED if unquote(step) in self._geheimen else step for step in parts.path.split("/")
        )
        query = parts.query if parts.query.lower() in QUERIES else BLOTTED
        server = parts.netloc.rpartition("@")[2]
        return self.tekst(parts._replace(netloc=server, path=path, query=query, fragment="").geturl())

    def server(self, url: str) -> str:
        """The server of an address, with stars for all that is behind it."""
        parts = urlsplit(self.adres(url))
        return parts._replace(path=f"/{BLOTTED}", query="").geturl()


def _forms(geheim: str) -> set[str]:
    """How a secret is written in texts, in XML and in addresses."""
    return {geheim, html.escape(geheim), html.escape(geheim, quote=False), quote(geheim), quote_plus(geheim)}
