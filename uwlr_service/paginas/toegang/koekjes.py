"""The cookies of a call, read as browsers send them (RFC 6265, 5.4), whatever else was put among them.

Another host of the same domain can have a browser send cookies to us. It cannot set one under our own names,
which begin with ``__Host-``. But a reader that knows quotes would take ours, between two that hold one each,
for a part of theirs; and one that takes the first of two by one name lets the order decide who somebody is.
"""

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.utils import cached_property

SPACE = " \t"
"""Python knows more signs as white space, by which another name would become one of ours."""


class Verzoek(Request):
    """A call of a page."""

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """Each cookie by its name; none of those that came with more than one value."""
        return ImmutableMultiDict(
            {name: next(iter(values)) for name, values in self._values.items() if len(values) == 1}
        )

    def is_doubtful(self, name: str) -> bool:
        """Whether a cookie came with more than one value, so that nobody knows which one is right."""
        return len(self._values.get(name, ())) > 1

    @cached_property
    def _values(self) -> dict[str, set[str]]:
        values: dict[str, set[str]] = {}
        for part in self.environ.get("HTTP_COOKIE", "").split(";"):
            name, is_given, value = part.strip(SPACE).partition("=")
            if is_given:
                values.setdefault(name, set()).add(value)
        return values
