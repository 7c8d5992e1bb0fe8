"""How large the groups in the schemas of a WSDL become when each reference is replaced by what it names."""

from collections import Counter
from graphlib import CycleError, TopologicalSorter

from lxml import etree

from uwlr_service.formats import parsing
from uwlr_service.formats.limits import KLEIN
from uwlr_service.outgoing.fouten import TooIntricate

GROUPS = ("{*}group", "{*}attributeGroup")
MOST_ELEMENTS = 20_000
"""Elements after all replacements; the schemas of UWLR come to a few hundred."""


class Uitbreiding:
    """The groups of all documents so far (XML Schema, part 1, 3.6 and 3.7).

    Groups go by their names without a namespace: with documents that include each other it takes a whole
    reader of schemas to know the namespace, and of two groups with one name the sum is counted.
    """

    def __init__(self) -> None:
        self._sizes: Counter[str] = Counter()
        self._references: dict[str, Counter[str]] = {}
        self._all_references: Counter[str] = Counter()

    def add(self, document: bytes) -> None:
        """Count a document too. Raises TooIntricate, and OngeldigBericht for what is not XML."""
        root = parsing.parse(document, limits=KLEIN)
        self._all_references += _references(root)
        for group in root.iter(*GROUPS):
            name = group.get("name")
            if name is None:
                continue
            name = _local(name)
            self._sizes[name] += sum(1 for _ in group.iter())
            self._references[name] = self._references.get(name, Counter()) + _references(group)
        if self._size() > MOST_ELEMENTS:
            raise TooIntricate

    def _size(self) -> int:
        whole: Counter[str] = Counter()
        try:
            for name in TopologicalSorter(self._references).static_order():
                within = self._references.get(name, Counter())
                whole[name] = self._sizes[name] + sum(whole[other] * times for other, times in within.items())
        except CycleError as error:
            raise TooIntricate from error
        return sum(whole[name] * times for name, times in self._all_references.items())


def _references(element: etree._Element) -> Counter[str]:
    """How often each group is referred to within an element."""
    references = (group.get("ref") for group in element.iter(*GROUPS))
    return Counter(_local(reference) for reference in references if reference is not None)


def _local(name: str) -> str:
    """A name without its prefix."""
    return name.strip().rpartition(":")[2]
