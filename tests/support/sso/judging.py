"""Whether the provider answered a hostile request as the index says, and as every answer of it must be."""

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from lxml import html

from tests.support.messages.soap import Answer
from tests.support.sso.corpus import PARTNER
from tests.support.vijandig import judging
from tests.support.vijandig.index import Expected

REDIRECT = 303
UNAUTHORIZED = 401
BEARER_ERROR = re.compile(r'Bearer error="([a-z_]+)"')
UNCACHED = "no-store"
FREE = frozenset({404, 405, 413, 414})
"""Answers that hold nothing of anybody, and may be kept."""
OPEN = frozenset({"sleutels", "json"})
"""What discovery and the keys are; those may be kept for a while."""


class Judge:
    """Judges answers; ``parts`` are the addresses of the clients, and what the provider is called."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._issuer = parts["UITGEVER"]
        self._partner = tuple(parts[name] for name in ("TERUG", "VRIJETERUG", "AFGEMELD"))

    def deviations(self, expected: Expected, answers: list[Answer]) -> Iterator[str]:
        """What is not as the index says."""
        if len(answers) != expected.answers:
            yield f"{len(answers)} answers instead of {expected.answers}"
            return
        (answer,) = answers
        kind = self.kind_of(answer)
        text = answer.content.decode("utf-8", "replace")
        if expected.status != answer.status or expected.kind not in (None, kind):
            yield (
                f"{answer.status} {kind} instead of {expected.status} {expected.kind}: "
                f"{answer.headers.get('location', '')} {text[:200]!r}"
            )
            return
        yield from self._places(expected, answer)
        yield from judging.wording(expected, text + str(answer.headers))
        yield from self._headers(answer, kind)

    def kind_of(self, answer: Answer) -> str:
        """One word for an answer: an error, or what the browser is led to."""
        location = answer.headers.get("location")
        if location is not None:
            return self._led_to(location)
        challenge = answer.headers.get("www-authenticate", "")
        if challenge.startswith("Bearer"):
            error = BEARER_ERROR.match(challenge)
            return error[1] if error else "bearer"
        if answer.content and self._posted(answer) is not None:
            return "formulier"
        return judging.kind_of(answer)

    def _led_to(self, location: str) -> str:
        query = parse_qs(urlsplit(location).query)
        if "error" in query:
            return query["error"][0]
        if "code" in query:
            return "code"
        if location.startswith(self._partner):
            return "afgemeld"
        return "verder" if urlsplit(location).path.startswith("/sso/verder") else location

    def _places(self, expected: Expected, answer: Answer) -> Iterator[str]:
        """Nothing leads to an application unless the index says so, and all that does says who answers."""
        location = answer.headers.get("location", "")
        posted = self._posted(answer)
        leads = location.startswith(self._partner) or posted is not None
        if leads != (expected.goes == PARTNER):
            yield f"leads to {location or posted}"
        if urlsplit(location).netloc and not leads and not location.startswith(self._issuer):
            yield f"leads elsewhere: {location}"
        if not location.startswith(self._partner):
            return
        query = parse_qs(urlsplit(location).query)
        if "error" in query and query.get("iss") != [self._issuer]:
            yield f"does not say who answers: {location}"
        if not query.get("error_description", [""])[0].isascii():
            yield f"an explanation that is not ASCII: {location}"

    def _posted(self, answer: Answer) -> str | None:
        """Where a page sends itself to, when that is an application."""
        if not answer.headers.get("content-type", "").startswith("text/html") or not answer.content:
            return None
        for form in html.document_fromstring(answer.content).forms:
            if (form.action or "").startswith(self._partner):
                return str(form.action)
        return None

    def _headers(self, answer: Answer, kind: str) -> Iterator[str]:
        kept = answer.headers.get("cache-control", "")
        is_open = kind in OPEN and "max-age" in kept
        if answer.status not in FREE and not is_open and UNCACHED not in kept:
            yield f"may be kept: {kept!r}"
        if answer.status == UNAUTHORIZED and "www-authenticate" not in answer.headers:
            yield "does not say how to prove oneself"
        media_type = answer.headers.get("content-type", "")
        if media_type == "application/json" and not str(json.loads(answer.content)).isascii():
            yield "an explanation that is not ASCII"
