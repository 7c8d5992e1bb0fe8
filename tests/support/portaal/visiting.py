"""A visitor of the pages over HTTP: keeps its cookies, and sends forms as a browser does."""

from collections.abc import Mapping
from typing import Any
from wsgiref.types import WSGIApplication

from lxml import html
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client, TestResponse

HTTP = "http://localhost"
HTTPS = "https://localhost"
TOKEN = "csrf_token"


class Visitor(Client):
    """Reads every answer to its end, so that no file stays open."""

    def __init__(self, application: WSGIApplication, *, token: str | None = None, origin: str = HTTP) -> None:
        super().__init__(application)
        self.origin = origin
        if token is not None:
            self.take(token)

    @property
    def is_secure(self) -> bool:
        return self.origin.startswith("https:")

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the session."""
        return "__Host-sessie" if self.is_secure else "sessie"

    @property
    def token(self) -> str | None:
        """The value of the session."""
        kept = self.get_cookie(self.cookie)
        return None if kept is None else kept.value

    def take(self, token: str) -> None:
        """Go on with another session."""
        self.set_cookie(self.cookie, token, secure=self.is_secure)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        usual: dict[str, Any] = {"buffered": True}
        if args and isinstance(args[0], str):  # otherwise it follows a redirect, which knows its own
            usual["base_url"] = self.origin
        return super().open(*args, **usual | kwargs)

    def submit(
        self, path: str, fields: Mapping[str, Any] | None = None, *, page: str | None = None, **kwargs: Any
    ) -> TestResponse:
        """Send a form with the token of the page that it stands on, which is opened first.

        ``page`` is that page, by default the address that the form is sent to.
        """
        sent_from = page or path
        token = form_token(self.get(sent_from))
        headers = {
            "Origin": self.origin,
            "Sec-Fetch-Site": "same-origin",
            "Referer": self.origin + sent_from,
        }
        given = kwargs.pop("headers", {})
        return self.post(path, data={TOKEN: token, **(fields or {})}, headers=headers | given, **kwargs)

    def press(self, path: str) -> TestResponse:
        """Press the first button of a page: send the form that it stands in as the page made it.

        As a browser does, every field in its order: also one that the page made twice.
        """
        (form, *_) = document(self.get(path)).xpath("//main//form")
        fields = MultiDict(form.form_values()).to_dict(flat=False)
        return self.submit(form.action or path, fields, page=path)


def document(answer: TestResponse) -> html.HtmlElement:
    """A page as a tree."""
    assert answer.mimetype == "text/html", answer.text
    return html.document_fromstring(answer.text)


def form_token(answer: TestResponse) -> str:
    """The token of the forms of a page."""
    tokens = set(document(answer).xpath(f"//input[@name='{TOKEN}']/@value"))
    assert len(tokens) == 1, f"a page with {len(tokens)} tokens, {answer.status} {answer.location}"
    return str(tokens.pop())
