"""What may stand in a place of a document: libxml2 names the elements, the schemas say which one must come.

Where a request lacks its groups, libxml2 names gegevenssetid, laatstontvangengegevens and groepen.
The first of them repairs nothing, so the words tell the required one from those that may come before it.
"""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from uwlr_service.formats.schemas import XS, XSD
from uwlr_service.formats.verwachting import one_of

MOST_NAMED = 10
"""libxml2 names no more elements than these, so that a list as long may go on."""
GEEN_MEER = "geen element meer"
OPEN = (f"{XS}any", f"{XS}all")
"""Content without an order, or of which a schema does not say what it is."""
CONTENT = (f"{XS}sequence", f"{XS}choice", f"{XS}group", f"{XS}complexContent", f"{XS}extension")
DEEPEST = 20
"""No schema of ours nests groups and types as deep."""


@dataclass(frozen=True, slots=True)
class Plaats:
    """An element of a content model, in the order of the schema."""

    naam: str
    is_optional: bool
    is_choice: bool


Inhoud = tuple[Plaats, ...]


def of_names(names: Sequence[str]) -> str:
    """Words for the elements that are expected in one place, of which these are the local names."""
    return _words(tuple(names))


@functools.lru_cache(maxsize=1000)
def _words(names: tuple[str, ...]) -> str:
    plain = one_of(names)
    if len(names) >= MOST_NAMED:
        return plain
    ways = {words for model in _models() if (words := _by_model(names, model)) is not None}
    if len(ways) != 1:
        return plain
    return ways.pop()


def _by_model(names: tuple[str, ...], model: Inhoud) -> str | None:
    """What one content model makes of the expected names; None where they cannot be expected in it."""
    here = [plaats for plaats in model if plaats.naam in names]
    if [plaats.naam for plaats in here] != list(names):
        return None
    if any(plaats.is_choice for plaats in here):
        return one_of(names)
    *before, last = here
    if last.is_optional:
        # What follows would have been expected as well, so this must be the end of the content.
        if last is not model[-1]:
            return None
        return one_of([*names, GEEN_MEER])
    if not before:
        return one_of(names)
    return f"{last.naam} (daarvoor mag {one_of(names[:-1])} staan)"


@functools.cache
def _models() -> frozenset[Inhoud]:
    """The content of every type of our schemas, read when the first fault asks for it."""
    models = set()
    for path in sorted(XSD.rglob("*.xsd")):
        for soort in etree.parse(str(path)).iter(f"{XS}complexType"):
            places = tuple(_places(path, soort, 0))
            names = {plaats.naam for plaats in places}
            if places and "" not in names and len(names) == len(places):
                models.add(places)
    return frozenset(models)


def _places(
    path: Path, node: etree._Element, depth: int, *, optional: bool = False, choice: bool = False
) -> Iterator[Plaats]:
    """The elements of a type or of a part of it; one without a name stands for content that is not known."""
    if depth > DEEPEST:
        yield Plaats("", is_optional=True, is_choice=True)
        return
    if node.tag == f"{XS}extension":
        base = _declared(path, "complexType", node.get("base"))
        if base is not None:
            yield from _places(base[0], base[1], depth + 1)
    for part in node.iterchildren(etree.Element):
        may_go = part.get("minOccurs") == "0"
        if part.tag in OPEN:
            yield Plaats("", is_optional=True, is_choice=True)
        elif part.tag == f"{XS}element":
            naam = _local(part.get("name") or part.get("ref"))
            yield Plaats(naam, is_optional=optional or may_go, is_choice=choice)
        elif part.tag in CONTENT:
            is_choice = choice or part.tag == f"{XS}choice"
            file, content = _content(path, part)
            yield from _places(file, content, depth + 1, optional=optional or may_go, choice=is_choice)
        if node.tag != f"{XS}choice" and not may_go:
            # Behind what must come it matters no more that all of this may be left out or is a choice.
            optional = False
            choice = False


def _content(path: Path, part: etree._Element) -> tuple[Path, etree._Element]:
    """A part of a type, and for a reference to a group that group, with its file."""
    if part.get("ref") is None:
        return path, part
    return _declared(path, "group", part.get("ref")) or (path, part)


def _local(naam: str) -> str:
    return naam.rpartition(":")[2]


@functools.cache
def _declared(path: Path, soort: str, naam: str) -> tuple[Path, etree._Element] | None:
    """A group or type by its name: of the same file, or of one beside or above it."""
    beside = sorted(path.parent.glob("*.xsd"))
    above = sorted(path.parent.parent.glob("*.xsd"))
    for file in (path, *beside, *above):
        for node in etree.parse(str(file)).getroot().iterchildren(f"{XS}{soort}"):
            if node.get("name") == _local(naam):
                return file, node
    return None
