"""One object as XML: only the fields of the agreement have a writer, so nothing else can go out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from uwlr_service.formats import escape


@dataclass(frozen=True, slots=True)
class Fragment:
    """An object of the format, ready to be written; two are the same when all three are."""

    entiteit: str
    key: str
    xml: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Veld:
    """One element of an object: its name, where its value is, and how that is written.

    ``write`` gives the value as text, which is escaped where it becomes XML; a value of None is left out.
    """

    tag: str
    get: Callable[[Any], Any]
    write: Callable[[Any], str]
    is_attribute: bool = False


def schrijver(
    entiteit: str, velden: Sequence[Veld], allowed: Iterable[str], nested: Callable[[Any], str] | None = None
) -> Callable[[Iterable[Any]], Iterator[Fragment]]:
    """A writer of objects with a ``key`` that knows the allowed fields only, in the order of ``velden``.

    ``nested`` writes what comes after them and is no single value.
    """
    known = set(allowed)
    attributes = [veld for veld in velden if veld.is_attribute and veld.tag in known]
    elements = [veld for veld in velden if not veld.is_attribute and veld.tag in known]

    def write(objects: Iterable[Any]) -> Iterator[Fragment]:
        for item in objects:
            head = "".join(
                f' {veld.tag}="{escape.attribute(value)}"'
                for veld in attributes
                if (value := veld.get(item)) is not None
            )
            body = "".join(
                f"<{veld.tag}>{escape.text(veld.write(value))}</{veld.tag}>"
                for veld in elements
                if (value := veld.get(item)) is not None
            )
            behind = nested(item) if nested else ""
            xml = f'<{entiteit} key="{escape.attribute(item.key)}"{head}>{body}{behind}</{entiteit}>\n'
            yield Fragment(entiteit, item.key, xml)

    return write
