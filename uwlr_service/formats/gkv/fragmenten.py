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
class Objectveld:
    """One element of an object: its name, how to get its value, and how to write that.

    ``write`` gives the value as text, which is escaped where it becomes XML; a value of None is left out.
    """

    tag: str
    get: Callable[[Any], Any]
    write: Callable[[Any], str]
    is_attribute: bool = False


def schrijver(
    entiteit: str,
    velden: Sequence[Objectveld],
    allowed: Iterable[str],
    nested: Callable[[Any], str] | None = None,
) -> Callable[[Iterable[Any]], Iterator[Fragment]]:
    """A writer of objects with a ``key`` that knows the allowed fields only, in the order of ``velden``.

    ``nested`` writes the elements after these, which hold more than a single value.
    """
    known = set(allowed)
    attributes = [veld for veld in velden if veld.is_attribute and veld.tag in known]
    elements = [veld for veld in velden if not veld.is_attribute and veld.tag in known]

    def write(objects: Iterable[Any]) -> Iterator[Fragment]:
        for subject in objects:
            head = "".join(
                f' {veld.tag}="{escape.attribute(value)}"'
                for veld in attributes
                if (value := veld.get(subject)) is not None
            )
            body = "".join(
                f"<{veld.tag}>{escape.text(veld.write(value))}</{veld.tag}>"
                for veld in elements
                if (value := veld.get(subject)) is not None
            )
            if nested is not None:
                body += nested(subject)
            xml = f'<{entiteit} key="{escape.attribute(subject.key)}"{head}>{body}</{entiteit}>\n'
            yield Fragment(entiteit, subject.key, xml)

    return write
