"""A browser without a screen: follows redirections, keeps cookies, and sends the forms of pages."""

import http.cookiejar
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

from uwlr_service.client.fouten import Onbereikbaar

SECONDS = 30
MAX_PAGE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pagina:
    """A page that was opened, with the address where it was found."""

    adres: str
    document: html.HtmlElement

    @property
    def titel(self) -> str:
        """The title on top of it."""
        return " ".join(str(self.document.xpath("string(//h1)")).split())

    def gegevens(self) -> dict[str, str]:
        """What its list of terms says, by term."""
        terms = self.document.xpath("//dt")
        return {term.text_content().strip(): term.getnext().text_content().strip() for term in terms}


class Bezoek:
    """One visitor. Raises Onbereikbaar for a page that cannot be opened."""

    def __init__(self) -> None:
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )

    def open(self, adres: str) -> Pagina:
        """Open a page, wherever it leads."""
        return self._send(urllib.request.Request(adres))  # noqa: S310  of the demo itself

    def submit(self, pagina: Pagina) -> Pagina:
        """Send the form that a page sends to itself, filled in as it is."""
        path = urlsplit(pagina.adres).path
        (form,) = [form for form in pagina.document.forms if urlsplit(form.get("action", "")).path == path]
        parts = urlsplit(pagina.adres)
        return self._send(
            urllib.request.Request(  # noqa: S310  the same
                urljoin(pagina.adres, form.get("action")),
                data=urlencode(form.form_values()).encode(),
                headers={"Origin": f"{parts.scheme}://{parts.netloc}", "Referer": pagina.adres},
            )
        )

    def _send(self, request: urllib.request.Request) -> Pagina:
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                return Pagina(answer.url, html.document_fromstring(answer.read(MAX_PAGE)))
        except urllib.error.HTTPError as error:
            with error:
                raise Onbereikbaar(f"De pagina antwoordt met HTTP {error.code}.") from error
        except OSError as error:
            raise Onbereikbaar("De pagina geeft geen antwoord.") from error
